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
    shows(&card(&mut room, "{\"We build now,\" @du|arte"), "?");
    shows(&card(&mut room, "[Port Ellery @el|lery"), "?");
}

#[test]
fn plain_text_if_the_editor_shows_no_markdown() {
    let mut room = Newsroom::with(
        NEWS,
        json!({ "workspace": { "diagnostics": { "refreshSupport": true } }, "textDocument": { "diagnostic": {} } }),
    );
    room.refreshed();
    room.open("story.nmk");
    shows(&card(&mut room, "[Port Ellery @el|lery"), "?");
}

#[test]
fn quotations_dates_labels_and_keys() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    shows(&card(&mut room, "\"We bu|ild now,"), "?");
    shows(&card(&mut room, "@2024-0|3-05"), "?");
    shows(&card(&mut room, "[said :c|ue"), "?");
    shows(&card(&mut room, "so|urce: Coastal"), "?");
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
    shows(&counts, "?");
}
