//! `textDocument/documentSymbol`, `workspace/symbol`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, capabilities, shows};

/// One line for each symbol, with those below it further in.
fn nested(room: &Newsroom, symbols: &Value, depth: usize) -> String {
    let one = |symbol: &Value| {
        let place = room.stretch("story.nmk", &symbol["selectionRange"]);
        let (name, detail) =
            (symbol["name"].as_str().unwrap_or("?"), symbol["detail"].as_str().unwrap_or(""));
        let below = if symbol.get("children").is_some() {
            nested(room, &symbol["children"], depth + 1)
        } else {
            String::new()
        };
        format!("{}{name} | {detail} | {place}\n{below}", "  ".repeat(depth))
    };
    symbols.as_array().expect("symbols").iter().map(one).collect()
}

fn flat(room: &Newsroom, symbols: &Value) -> String {
    let one = |symbol: &Value| {
        let name = room.name(&symbol["location"]["uri"]);
        let place = room.stretch(&name, &symbol["location"]["range"]);
        let place = place.split(' ').next().unwrap_or_default();
        format!(
            "{} ({}) {name}:{place}\n",
            symbol["name"].as_str().unwrap_or("?"),
            symbol["containerName"].as_str().unwrap_or("")
        )
    };
    symbols.as_array().expect("symbols").iter().map(one).collect()
}

#[test]
fn an_outline() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let symbols = room.ask_file("textDocument/documentSymbol", "story.nmk");
    shows(
        &nested(&room, &symbols, 0),
        r#"
Harbour cities sign pact |  | 6:3 [Harbour cities @cities] sign pact
  Ana Duarte | @duarte person | 8:41 Ana Duarte
  Ana Duarte | the cities "have run out of time" | 9:24 the cities "have run out of time"
  Ana Duarte | "We build now," | 11:2 "We build now,"
Duarte | @duarte | 14:1 @duarte
"#,
    );
}

#[test]
fn a_list_if_the_editor_shows_no_outline() {
    let mut can = capabilities();
    can["textDocument"]["documentSymbol"] = json!({});
    let mut room = Newsroom::with(NEWS, can);
    room.refreshed();
    room.open("story.nmk");
    let symbols = room.ask_file("textDocument/documentSymbol", "story.nmk");
    shows(
        &flat(&room, &symbols),
        "
Harbour cities sign pact () story.nmk:6:1
Ana Duarte (Harbour cities sign pact) story.nmk:8:40
Ana Duarte (Harbour cities sign pact) story.nmk:9:23
Ana Duarte (Harbour cities sign pact) story.nmk:11:1
Duarte () story.nmk:14:1
",
    );
}

#[test]
fn entities_and_articles_of_the_workspace() {
    let mut room = Newsroom::new(NEWS);
    let mut find = |query: &str| {
        let found = room.client.request("workspace/symbol", json!({ "query": query }));
        flat(&room, &found)
    };
    shows(
        &find(""),
        "
Port Ellery (@ellery) entities.nmk:2:1
Harbour Cities League (@cities) entities.nmk:4:1
Harbour cities sign pact (2024-03-05) story.nmk:6:3
Work begins in Port Ellery () other.nmk:1:3
",
    );
    shows(
        &find("ptel"),
        "
Port Ellery (@ellery) entities.nmk:2:1
Work begins in Port Ellery () other.nmk:1:3
",
    );
    shows(&find("zzz"), "");
}
