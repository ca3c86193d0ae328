//! `workspace/diagnostic`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

/// One line for each file; ids are kept for the next time.
fn pull(room: &mut Newsroom, known: &mut Vec<Value>) -> String {
    let params = json!({ "previousResultIds": known });
    let report = room.client.request("workspace/diagnostic", params);
    known.clear();
    let mut shown = String::new();
    for item in report["items"].as_array().expect("items") {
        known.push(json!({ "uri": item["uri"], "value": item["resultId"] }));
        let name = room.name(&item["uri"]);
        shown += &format!("{name} ({}) {}", item["version"], item["kind"].as_str().expect("a kind"));
        for found in item["items"].as_array().map_or(&[][..], Vec::as_slice) {
            shown += &format!(" {}", found["code"].as_str().expect("a rule"));
        }
        shown.push('\n');
    }
    shown
}

#[test]
fn all_files_and_the_second_time_what_changed() {
    let mut room = Newsroom::new(&format!("{NEWS}==> trouble.nmk\n[Bo @bo] left [open.\n"));
    room.open("story.nmk");
    let mut known = Vec::new();
    shows(
        &pull(&mut room, &mut known),
        "
entities.nmk (null) full
other.nmk (null) full
story.nmk (1) full
trouble.nmk (null) full undefined-entity unclosed-bracket
",
    );
    shows(
        &pull(&mut room, &mut known),
        "
entities.nmk (null) unchanged
other.nmk (null) unchanged
story.nmk (1) unchanged
trouble.nmk (null) unchanged
",
    );
    room.replace("story.nmk", "sign pact", "sign [pact");
    shows(
        &pull(&mut room, &mut known),
        "
entities.nmk (null) unchanged
other.nmk (null) unchanged
story.nmk (2) full unclosed-bracket
trouble.nmk (null) unchanged
",
    );
}

#[test]
fn a_file_that_is_not_utf8_is_among_them() {
    let mut room = Newsroom::new(NEWS);
    std::fs::write(room.path().join("latin.nmk"), b"Ana\ncaf\xE9\n").expect("is written");
    let changes = json!([{ "uri": room.uri("latin.nmk"), "type": 1 }]);
    room.client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    room.until(|room| pull(room, &mut Vec::new()).contains("latin.nmk (null) full not-utf8\n"));
}
