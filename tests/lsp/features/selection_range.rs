//! `textDocument/selectionRange`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

#[test]
fn from_the_word_outwards() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let positions = [room.cursor("story.nmk", "Port El|lery"), room.cursor("story.nmk", "she @du|arte")];
    let params = json!({ "textDocument": { "uri": room.uri("story.nmk") }, "positions": positions });
    let found = room.client.request("textDocument/selectionRange", params);
    let mut shown = String::new();
    for chain in found.as_array().expect("one for each position") {
        let mut here: Option<&Value> = Some(chain);
        while let Some(selection) = here {
            shown += &format!("{}\n", room.stretch("story.nmk", &selection["range"]));
            here = selection.get("parent");
        }
        shown.push('\n');
    }
    shows(&shown, "?");
}
