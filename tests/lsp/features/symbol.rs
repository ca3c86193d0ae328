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
    shows(&nested(&room, &symbols, 0), "?");
}

#[test]
fn a_list_if_the_editor_shows_no_outline() {
    let mut can = capabilities();
    can["textDocument"]["documentSymbol"] = json!({});
    let mut room = Newsroom::with(NEWS, can);
    room.refreshed();
    room.open("story.nmk");
    let symbols = room.ask_file("textDocument/documentSymbol", "story.nmk");
    shows(&flat(&room, &symbols), "?");
}

#[test]
fn entities_and_articles_of_the_workspace() {
    let mut room = Newsroom::new(NEWS);
    let mut find = |query: &str| {
        let found = room.client.request("workspace/symbol", json!({ "query": query }));
        flat(&room, &found)
    };
    shows(&find(""), "?");
    shows(&find("ptel"), "?");
    shows(&find("zzz"), "");
}
