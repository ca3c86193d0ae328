//! `textDocument/codeAction`, `codeAction/resolve`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, capabilities, shows};

/// The actions at a stretch of the story, of the kinds that are asked for.
fn actions(room: &mut Newsroom, stretch: &str, only: &[&str]) -> Vec<Value> {
    let uri = room.uri("story.nmk");
    let range = room.range("story.nmk", stretch);
    let diagnostics = room.client.pull(&uri);
    let mut context = json!({ "diagnostics": diagnostics });
    if !only.is_empty() {
        context["only"] = json!(only);
    }
    let params = json!({ "textDocument": { "uri": uri }, "range": range, "context": context });
    room.client.request("textDocument/codeAction", params).as_array().expect("actions").clone()
}

fn titles(actions: &[Value]) -> String {
    let one = |action: &Value| {
        let preferred = if action["isPreferred"] == true { " (preferred)" } else { "" };
        format!(
            "{}: {}{preferred}\n",
            action["kind"].as_str().unwrap_or("?"),
            action["title"].as_str().unwrap_or("?")
        )
    };
    actions.iter().map(one).collect()
}

/// Chooses an action and takes in what it changes.
fn choose(room: &mut Newsroom, stretch: &str, title: &str) -> String {
    let offered = actions(room, stretch, &[]);
    let chosen = offered.iter().find(|action| action["title"] == title);
    let chosen = chosen.unwrap_or_else(|| panic!("`{title}` is not among\n{}", titles(&offered))).clone();
    assert_eq!(chosen.get("edit"), None, "it is asked for when it is chosen");
    let resolved = room.client.request("codeAction/resolve", chosen);
    room.apply(&resolved["edit"])
}

fn story(old: &str, new: &str) -> Newsroom {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    room.replace("story.nmk", old, new);
    room
}

#[test]
fn an_undefined_entity_is_defined() {
    let mut room = story("sign pact", "sign [pact @pact]");
    shows(&room.findings("story.nmk"), "6:39 @pact [undefined-entity] nothing defines `@pact`");
    shows(
        &titles(&actions(&mut room, "[pact @pact]", &[])),
        "
quickfix: Define `@pact` as `:person` in this article
quickfix: Define `@pact` as `:person` in the registry (entities.nmk)
quickfix: Define `@pact` as `:person` where it is introduced
quickfix: Define `@pact` as `:org` in this article
quickfix: Define `@pact` as `:place` in this article
refactor.extract: Mark as a mention of `@pact`
refactor.extract: Mark as a mention of `@cities`
refactor.extract: Mark as the cue of a quote
refactor.rewrite: Link this to `@cities` instead
refactor.rewrite: Link all of `@pact` in this article to `@cities`
refactor.inline: Remove this annotation
refactor.inline: Remove `@pact` from all annotations in this article
refactor.rewrite: Merge `@pact` into `@cities` in all articles
quickfix: Allow `undefined-entity` here
quickfix: Allow `undefined-entity` in this file
",
    );
}

#[test]
fn a_finding_is_allowed() {
    let mut room = story("sign pact", "sign [pact @pact]");
    choose(&mut room, "[pact @pact]", "Allow `undefined-entity` here");
    shows(&room.findings("story.nmk"), "");
}

#[test]
fn a_definition_in_the_registry() {
    let mut room = story("sign pact", "sign [pact @pact]");
    shows(
        &choose(&mut room, "[pact @pact]", "Define `@pact` as `:person` in the registry (entities.nmk)"),
        "entities.nmk (null)",
    );
    shows(&room.check_all(), "");
}

#[test]
fn a_selection_becomes_a_mention() {
    let mut room = story("sign pact", "sign pact in Port Ellery");
    shows(
        &titles(&actions(&mut room, "Port Ellery", &["refactor.extract"])),
        "
refactor.extract: Mark as a mention of `@ellery`
refactor.extract: Mark as the new entity `@port-ellery :place`
refactor.extract: Mark as a quote by `@cities`
refactor.extract: Mark as a quote, speaker unknown
",
    );
}

#[test]
fn every_fix_at_once() {
    let mut room = story("[Tuesday @2024-03-05]", "[Tuesday @2024-3-5]");
    shows(
        &room.findings("story.nmk"),
        "9:10 @2024-3-5 [invalid-date] `2024-3-5` is no date: it is not a year, month, day or interval",
    );
    shows(
        &titles(&actions(&mut room, "Tuesday @2024", &["source.fixAll"])),
        "source.fixAll: Fix all that can be fixed without a look",
    );
    shows(
        &titles(&actions(&mut room, "@2024-3-5", &["quickfix"])),
        "
quickfix: Write `2024-03-05` (preferred)
quickfix: Allow `invalid-date` here
quickfix: Allow `invalid-date` in this file
",
    );
    shows(&choose(&mut room, "Tuesday", "Fix all that can be fixed without a look"), "story.nmk (2)");
    shows(&room.check_all(), "");
}

#[test]
fn an_action_mends_the_diagnostics_it_was_asked_for() {
    let mut room = story("[she @duarte #q2]", "[she #q2 @duarte]");
    let found = actions(&mut room, "#q2 @duarte", &["quickfix"]);
    assert_eq!(found[0]["diagnostics"][0]["code"], "tail-order");
}

#[test]
fn edits_come_at_once_if_the_editor_does_not_ask_for_them() {
    let mut can = capabilities();
    can["textDocument"]["codeAction"] = json!({});
    let mut room = Newsroom::with(NEWS, can);
    room.refreshed();
    room.open("story.nmk");
    room.replace("story.nmk", "[she @duarte #q2]", "[she #q2 @duarte]");
    let found = actions(&mut room, "#q2 @duarte", &["quickfix"]);
    shows(&room.apply(&found[0]["edit"]), "story.nmk (2)");
    assert_eq!(found[0].get("data"), None);
    shows(&room.check_all(), "");
}

/// What was offered for a text holds for that text only.
#[test]
fn an_action_for_an_older_text_is_refused() {
    let mut room = story("[she @duarte #q2]", "[she #q2 @duarte]");
    let offered = actions(&mut room, "#q2 @duarte", &["quickfix"]).remove(0);
    room.replace("story.nmk", "sign pact", "signed");
    let id = room.client.send_request("codeAction/resolve", offered);
    let error = room.client.answer(id)["error"].clone();
    assert_eq!(error["code"], -32803);
    shows(
        error["message"].as_str().unwrap_or_default(),
        "the text was edited meanwhile, or this would change it; ask again",
    );
}
