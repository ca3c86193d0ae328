//! `textDocument/completion`, `completionItem/resolve`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, capabilities, edited, shows};

fn items(room: &mut Newsroom, marked: &str) -> Vec<Value> {
    let list = room.ask("textDocument/completion", "story.nmk", marked);
    let mut items = list["items"].as_array().unwrap_or(&Vec::new()).clone();
    items.sort_by_key(|item| item["sortText"].to_string());
    items
}

/// Each item's label and detail, and the line that it makes.
fn offered(room: &mut Newsroom, marked: &str) -> String {
    let found = items(room, marked);
    let text = room.text("story.nmk");
    let one = |item: &Value| {
        let edit = json!([item["textEdit"]]);
        let line = item["textEdit"]["range"]["start"]["line"].as_u64().expect("a line") as usize;
        let after = edited(&text, &edit);
        let after = after.lines().nth(line).unwrap_or_default().to_string();
        format!(
            "{} ({}) -> {after}\n",
            item["label"].as_str().unwrap_or("?"),
            item["detail"].as_str().unwrap_or("")
        )
    };
    found.iter().map(one).collect()
}

/// An article in which somebody types.
fn typed(line: &str) -> Newsroom {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    room.replace("story.nmk", "sign pact\n", &format!("sign pact\n\n{line}\n"));
    room
}

#[test]
fn entities_by_id_name_and_alias() {
    let mut room = typed("[They @] met.");
    shows(
        &offered(&mut room, "[They @|] met"),
        "
@cities (Harbour Cities League · group · mentioned here: 1) -> [They @cities] met.
@duarte (Ana Duarte · person · mentioned here: 2) -> [They @duarte] met.
@ellery (Port Ellery · place · mentioned here: 1) -> [They @ellery] met.
",
    );
    let mut room = typed("[They @leag] met.");
    shows(
        &offered(&mut room, "[They @leag|] met"),
        "@cities (Harbour Cities League · group · mentioned here: 1) -> [They @cities] met.",
    );
}

#[test]
fn a_name_in_a_bracket_offers_its_entity() {
    let mut room = typed("In [Port El");
    shows(
        &offered(&mut room, "In [Port El|"),
        "Port Ellery @ellery (Port Ellery · place) -> In [Port Ellery @ellery",
    );
}

#[test]
fn labels_and_ids() {
    let mut room = typed("[told :c] {x #}");
    shows(
        &offered(&mut room, "[told :c|]"),
        "
:role (an office, title or function (labels a span, defines nobody)) -> [told :role] {x #}
:byline (who wrote the article) -> [told :byline] {x #}
:caption (the text of a picture) -> [told :caption] {x #}
:credit (who made a picture) -> [told :credit] {x #}
:dateline (place and date before the first sentence) -> [told :dateline] {x #}
:person (a human being) -> [told :person] {x #}
:place (a country, region, town or other place) -> [told :place] {x #}
:group (people or things taken together without being an organisation) -> [told :group] {x #}
:org (an organisation, company, party or agency) -> [told :org] {x #}
:date (a point or stretch of time) -> [told :date] {x #}
:event (something that happens, such as a summit or a pandemic) -> [told :event] {x #}
:facility (a building, bridge, airport or the like) -> [told :facility] {x #}
:law (a law or rule) -> [told :law] {x #}
:other (something else with a name) -> [told :other] {x #}
:product (something made or sold) -> [told :product] {x #}
:quantity (a number with what it counts or measures) -> [told :quantity] {x #}
:treaty (an agreement between states or organisations) -> [told :treaty] {x #}
:work (a book, film, report or other work) -> [told :work] {x #}
",
    );
    shows(&offered(&mut room, "{x #|}"), "#q3 (the next free id) -> [told :c] {x #q3}");
}

#[test]
fn an_item_tells_more_when_it_is_looked_at() {
    let mut room = typed("[They @] met.");
    let item = items(&mut room, "[They @|] met").remove(0);
    assert_eq!(item.get("documentation"), None);
    let resolved = room.client.request("completionItem/resolve", item);
    shows(
        resolved["documentation"]["value"].as_str().unwrap_or_default(),
        "
**Harbour Cities League** (group)

also the league
- member: @ellery

1 mention and 0 quotes here; 2 mentions in 3 files
",
    );
}

#[test]
fn records_are_snippets_where_these_are_known() {
    let record = |can: Value| {
        let mut room = Newsroom::with(NEWS, can);
        room.refreshed();
        room.open("story.nmk");
        room.replace("story.nmk", "  of: @ellery\n", "  of: @ellery\n@\n");
        items(&mut room, "\n@|\n")
            .iter()
            .map(|item| {
                let edit = item["textEdit"]["newText"].as_str().expect("a text");
                format!("{} {}: {edit}\n", item["kind"], item["insertTextFormat"])
            })
            .collect::<String>()
    };
    shows(&record(capabilities()), "
15 2: @${1:id} :${2|person,place,group,org,date,event,facility,law,other,product,quantity,treaty,work|} ${3:Name}$0
6 1: @ellery
6 1: @cities
");
    let mut plain = capabilities();
    plain["textDocument"]["completion"] = json!({});
    shows(
        &record(plain),
        "
15 1: @
6 1: @ellery
6 1: @cities
",
    );
}
