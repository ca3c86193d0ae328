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
    shows(&offered(&mut room, "[They @|] met"), "?");
    let mut room = typed("[They @leag] met.");
    shows(&offered(&mut room, "[They @leag|] met"), "?");
}

#[test]
fn a_name_in_a_bracket_offers_its_entity() {
    let mut room = typed("In [Port El");
    shows(&offered(&mut room, "In [Port El|"), "?");
}

#[test]
fn labels_and_ids() {
    let mut room = typed("[told :c] {x #}");
    shows(&offered(&mut room, "[told :c|]"), "?");
    shows(&offered(&mut room, "{x #|}"), "?");
}

#[test]
fn an_item_tells_more_when_it_is_looked_at() {
    let mut room = typed("[They @] met.");
    let item = items(&mut room, "[They @|] met").remove(0);
    assert_eq!(item.get("documentation"), None);
    let resolved = room.client.request("completionItem/resolve", item);
    shows(resolved["documentation"]["value"].as_str().unwrap_or_default(), "?");
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
    shows(&record(capabilities()), "?");
    let mut plain = capabilities();
    plain["textDocument"]["completion"] = json!({});
    shows(&record(plain), "?");
}
