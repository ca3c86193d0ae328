//! `textDocument/definition`, `textDocument/declaration`, `textDocument/typeDefinition`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

/// From where, and to which places: the name in its surroundings.
fn links(room: &mut Newsroom, method: &str, marked: &str) -> String {
    let found = room.ask(method, "story.nmk", marked);
    let one = |link: &Value| {
        let name = room.name(&link["targetUri"]);
        format!(
            "{} -> {name}:{} in {}\n",
            room.stretch("story.nmk", &link["originSelectionRange"]),
            room.stretch(&name, &link["targetSelectionRange"]),
            room.stretch(&name, &link["targetRange"]),
        )
    };
    found.as_array().map_or(String::new(), |links| links.iter().map(one).collect())
}

#[test]
fn links_into_the_article_and_the_registry() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let mut go = |marked: &str| links(&mut room, "textDocument/definition", marked);
    shows(
        &go("now,\" @du|arte"),
        "11:18 @duarte -> story.nmk:8:52 @duarte in 8:40 [Ana Duarte @duarte :person #q1]",
    );
    shows(
        &go("[Port Ellery @el|lery"),
        "8:24 @ellery -> entities.nmk:2:1 @ellery in 2:1 @ellery :place Port Ellery⏎  wikidata: Q99999901⏎",
    );
    shows(
        &go("of: @el|lery"),
        "16:7 @ellery -> entities.nmk:2:1 @ellery in 2:1 @ellery :place Port Ellery⏎  wikidata: Q99999901⏎",
    );
    shows(
        &go("she @duarte #q|2"),
        r#"11:44 #q2 -> story.nmk:11:26 #q2 in 11:1 {"We build now," @duarte #q2}"#,
    );
    shows(&go("sign p|act"), "");
}

#[test]
fn declarations_and_types() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(
        &links(&mut room, "textDocument/declaration", "now,\" @du|arte"),
        "11:18 @duarte -> story.nmk:8:52 @duarte in 8:40 [Ana Duarte @duarte :person #q1]",
    );
    shows(
        &links(&mut room, "textDocument/typeDefinition", "now,\" @du|arte"),
        "11:18 @duarte -> story.nmk:8:60 :person in 8:40 [Ana Duarte @duarte :person #q1]",
    );
    shows(
        &links(&mut room, "textDocument/typeDefinition", "[Port Ellery @el|lery"),
        "8:24 @ellery -> entities.nmk:2:9 :place in 2:1 @ellery :place Port Ellery⏎  wikidata: Q99999901",
    );
}

#[test]
fn places_if_the_editor_takes_no_links() {
    let mut room = Newsroom::with(
        NEWS,
        json!({ "workspace": { "diagnostics": { "refreshSupport": true } }, "textDocument": { "diagnostic": {} } }),
    );
    room.refreshed();
    room.open("story.nmk");
    let found = room.ask("textDocument/definition", "story.nmk", "[Port Ellery @el|lery");
    shows(&room.locations(&found), "entities.nmk:2:1 @ellery");
}

/// A registry that is open counts as it is shown.
#[test]
fn a_registry_that_is_being_edited() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    room.open("entities.nmk");
    room.replace("entities.nmk", "---\n", "---\n// Places\n");
    shows(
        &links(&mut room, "textDocument/definition", "[Port Ellery @el|lery"),
        "8:24 @ellery -> entities.nmk:3:1 @ellery in 3:1 @ellery :place Port Ellery⏎  wikidata: Q99999901⏎",
    );
}
