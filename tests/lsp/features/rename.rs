//! `textDocument/prepareRename`, `textDocument/rename`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, capabilities, shows};

fn rename(room: &mut Newsroom, name: &str, marked: &str, new_name: &str) -> Value {
    let mut params = room.place(name, marked);
    params["newName"] = json!(new_name);
    let id = room.client.send_request("textDocument/rename", params);
    room.client.answer(id)
}

#[test]
fn an_entity_in_all_files() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    room.replace("story.nmk", "sign pact", "sign a pact");
    let prepared = room.ask("textDocument/prepareRename", "story.nmk", "[Port Ellery @el|lery");
    shows(&room.stretch("story.nmk", &prepared["range"]), "8:25 ellery");
    assert_eq!(prepared["placeholder"], "ellery");

    let answer = rename(&mut room, "story.nmk", "[Port Ellery @el|lery", "port-ellery");
    shows(&room.apply(&answer["result"]), "entities.nmk (null)\nother.nmk (null)\nstory.nmk (2)");
    assert_eq!(room.text("other.nmk").lines().next(), Some("# Work begins in [Port Ellery @port-ellery]"));
    assert!(room.text("entities.nmk").contains("@port-ellery :place Port Ellery"));
    assert!(room.text("entities.nmk").contains("member: @port-ellery"));
    assert!(room.text("story.nmk").contains("of: @port-ellery"));
    shows(&room.check_all(), "");
}

#[test]
fn from_a_registry_without_document_changes() {
    let mut can = capabilities();
    can["workspace"]["workspaceEdit"] = json!({});
    let mut room = Newsroom::with(NEWS, can);
    room.refreshed();
    room.open("entities.nmk");
    let answer = rename(&mut room, "entities.nmk", "@cit|ies :group", "league");
    shows(&room.apply(&answer["result"]), "entities.nmk\nother.nmk\nstory.nmk");
    assert!(room.text("story.nmk").contains("[Harbour cities @league]"));
    shows(&room.check_all(), "");
}

#[test]
fn an_id_within_the_article() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let answer = rename(&mut room, "story.nmk", "she @duarte #q|2", "now");
    shows(&room.apply(&answer["result"]), "story.nmk (1)");
    assert!(room.text("story.nmk").contains("@duarte #now} [she @duarte #now] [added :cue #now]"));
}

/// A refusal says why, so that the editor can show it.
#[test]
fn what_cannot_be_is_refused() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let mut reason = |marked: &str, new_name: &str| {
        let error = rename(&mut room, "story.nmk", marked, new_name)["error"].clone();
        assert_eq!(error["code"], -32803, "{error}");
        error["message"].as_str().expect("a reason").to_string()
    };
    shows(
        &reason("[Port Ellery @el|lery", "cities"),
        "`@cities` is another entity already, defined in entities.nmk; choose another id",
    );
    shows(
        &reason("[Port Ellery @el|lery", "port ellery"),
        "`port ellery` can't be an id: an id is a letter, then letters, digits, `-` or `_`; `@port-ellery` would do",
    );
    shows(
        &reason("she @duarte #q|2", "q1"),
        "`#q1` ties something else in this article already; choose another id",
    );
    shows(&reason("sign p|act", "x"), "nothing to rename here; put the cursor on an `@entity` or an `#id`");
    let place = room.place("story.nmk", "sign p|act");
    assert_eq!(room.client.refused("textDocument/prepareRename", place), -32803);
}
