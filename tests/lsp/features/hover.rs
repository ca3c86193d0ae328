//! `textDocument/hover`

use serde_json::json;

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

/// What is shown, without the folder in its links.
fn card(room: &mut Newsroom, marked: &str) -> String {
    let hover = room.ask("textDocument/hover", "story.nmk", marked);
    let text = hover["contents"]["value"].as_str().unwrap_or_default().replace(&room.uri(""), "…/");
    if hover.is_null() {
        String::new()
    } else {
        format!("{}\n{text}", room.stretch("story.nmk", &hover["range"]))
    }
}

#[test]
fn an_entity_in_markdown() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(
        &card(&mut room, "{\"We build now,\" @du|arte"),
        r#"
11:18 @duarte
**Ana Duarte** `@duarte` person

also Duarte

- role: Mayor of Port Ellery
- of: [Port Ellery](<…/entities.nmk#L2>)

Introduced in [story.nmk:8](<…/story.nmk#L8>)

> Mayor of Port Ellery **Ana Duarte** said on Tuesday the cities "have run out of time".

two mentions and two quotes here, none elsewhere
"#,
    );
    shows(
        &card(&mut room, "[Port Ellery @el|lery"),
        r#"
8:24 @ellery
**Port Ellery** `@ellery` place

- wikidata: [Q99999901](<https://www.wikidata.org/wiki/Q99999901>)

Defined in [entities.nmk:2](<…/entities.nmk#L2>)

> Mayor of **Port Ellery** Ana Duarte said on Tuesday the cities "have run out of time".

one mention here; two mentions in the workspace, named in three files
"#,
    );
}

#[test]
fn plain_text_if_the_editor_shows_no_markdown() {
    let mut room = Newsroom::with(
        NEWS,
        json!({ "workspace": { "diagnostics": { "refreshSupport": true } }, "textDocument": { "diagnostic": {} } }),
    );
    room.refreshed();
    room.open("story.nmk");
    shows(
        &card(&mut room, "[Port Ellery @el|lery"),
        r#"
8:24 @ellery
Port Ellery @ellery place

- wikidata: Q99999901 (https://www.wikidata.org/wiki/Q99999901)

Defined in entities.nmk:2

  Mayor of Port Ellery Ana Duarte said on Tuesday the cities "have run out of time".

one mention here; two mentions in the workspace, named in three files
"#,
    );
}

#[test]
fn quotations_dates_labels_and_keys() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(
        &card(&mut room, "\"We bu|ild now,"),
        r#"
11:1 {"We build now," @duarte #q2}
**Quote** `#q2` by [Ana Duarte](<…/story.nmk#L8>)

- type: direct (by its quotation marks)
- source: “she”
- cue: “added”

three words
"#,
    );
    shows(
        &card(&mut room, "@2024-0|3-05"),
        "
9:10 @2024-03-05
**Tuesday, 5 March 2024**

the day of the article
",
    );
    shows(
        &card(&mut room, "[said :c|ue"),
        "
8:79 :cue
**:cue** label

the words that say that something was said
",
    );
    shows(
        &card(&mut room, "so|urce: Coastal"),
        "
3:1 source
**source**

who published the article, such as a newspaper or an agency

schema.org publisher
",
    );
    shows(&card(&mut room, "sign p|act"), "");
}

/// Counts follow what is typed, and what is closed.
#[test]
fn counts_are_those_of_now() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    room.replace("story.nmk", "sign pact", "sign pact in [Port Ellery @ellery]");
    let card = card(&mut room, "sign pact in [Port Ellery @el|lery");
    let counts = card.lines().filter(|line| line.contains("mention")).collect::<Vec<_>>().join("\n");
    shows(&counts, "two mentions here; three mentions in the workspace, named in three files");
}
