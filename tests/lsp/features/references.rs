//! `textDocument/references`, `textDocument/documentHighlight`

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

fn references(room: &mut Newsroom, name: &str, marked: &str, definition: bool) -> String {
    let mut params = room.place(name, marked);
    params["context"] = serde_json::json!({ "includeDeclaration": definition });
    let found = room.client.request("textDocument/references", params);
    room.locations(&found)
}

fn highlights(room: &mut Newsroom, marked: &str) -> String {
    let found = room.ask("textDocument/documentHighlight", "story.nmk", marked);
    let kinds = ["", "inferred", "use", "definition"];
    let one = |place: &serde_json::Value| {
        let kind = kinds[place["kind"].as_u64().expect("a kind") as usize];
        format!("{} ({kind})\n", room.stretch("story.nmk", &place["range"]))
    };
    found.as_array().expect("highlights").iter().map(one).collect()
}

#[test]
fn of_an_entity_in_all_files_open_and_closed() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(&references(&mut room, "story.nmk", "[Port Ellery @el|lery", true), "?");
    shows(&references(&mut room, "story.nmk", "[Port Ellery @el|lery", false), "?");
}

#[test]
fn from_a_registry() {
    let mut room = Newsroom::new(NEWS);
    room.open("entities.nmk");
    shows(&references(&mut room, "entities.nmk", "@cit|ies :group", true), "?");
}

#[test]
fn of_an_id_in_its_article_only() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(&references(&mut room, "story.nmk", "she @duarte #q|2", true), "?");
}

#[test]
fn an_entity_and_a_quotation_light_up() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(&highlights(&mut room, "she @du|arte"), "?");
    shows(&highlights(&mut room, "We bu|ild now"), "?");
}
