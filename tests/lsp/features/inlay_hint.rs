//! `textDocument/inlayHint`, and the settings that switch kinds of hints off

use serde_json::{Value, json};

use crate::newsroom::{Newsroom, capabilities, edited, folder, shows};

/// A hint of each kind.
const HINTS: &str = "\
==> newsmark.toml
==> story.nmk
{We go #q1}, [the mayor @ana #q1] [said :cue #q1].

{They go @ana}, [said :cue] of [Bo @bo] [Ana Duarte @ana].

{All go @bo}, [Bo @bo] [said :cue].
==> entities.nmk
---
@ana :person Ana Duarte
@bo :person Bo Li
";

/// The first line of each paragraph with its hints in ‹…›.
fn hinted(room: &mut Newsroom) -> String {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 5, "character": 0 } });
    let params = json!({ "textDocument": { "uri": room.uri("story.nmk") }, "range": range });
    let found = room.client.request("textDocument/inlayHint", params);
    let hints = found.as_array().expect("hints").iter().map(|hint| {
        let label = hint["label"][0]["value"].as_str().expect("a label");
        json!({ "range": { "start": hint["position"], "end": hint["position"] }, "newText": format!("‹{label}›") })
    });
    edited(&room.text("story.nmk"), &Value::from_iter(hints)).replace("\n\n", "\n")
}

fn introduced(capabilities: Value, options: Value) -> Newsroom {
    let introduction = json!({ "capabilities": capabilities, "initializationOptions": options });
    let mut room = Newsroom::on(folder(HINTS), introduction);
    room.refreshed();
    room.open("story.nmk");
    room
}

const ALL: &str = "
{We go #q1‹Ana Duarte›}, [the mayor @ana #q1‹Ana Duarte›] [said :cue #q1].
{They go @ana‹source: Ana Duarte›}, [said :cue] of [Bo @bo] [Ana Duarte @ana].
{All go @bo‹cue: said›}, [Bo @bo] [said :cue].
";
const WITHOUT_CUES: &str = "
{We go #q1‹Ana Duarte›}, [the mayor @ana #q1‹Ana Duarte›] [said :cue #q1].
{They go @ana‹source: Ana Duarte›}, [said :cue] of [Bo @bo] [Ana Duarte @ana].
{All go @bo}, [Bo @bo] [said :cue].
";

#[test]
fn all_kinds_unless_somebody_says_otherwise() {
    let mut room = introduced(capabilities(), Value::Null);
    shows(&hinted(&mut room), ALL);
}

#[test]
fn each_kind_can_be_switched_off_from_the_beginning() {
    let without = |kind: &str| {
        let mut room = introduced(capabilities(), json!({ "inlayHints": { kind: false } }));
        hinted(&mut room)
    };
    shows(&without("cues"), WITHOUT_CUES);
    shows(
        &without("sources"),
        "
{We go #q1‹Ana Duarte›}, [the mayor @ana #q1‹Ana Duarte›] [said :cue #q1].
{They go @ana}, [said :cue] of [Bo @bo] [Ana Duarte @ana].
{All go @bo‹cue: said›}, [Bo @bo] [said :cue].
",
    );
    shows(
        &without("speakers"),
        "
{We go #q1}, [the mayor @ana #q1‹Ana Duarte›] [said :cue #q1].
{They go @ana‹source: Ana Duarte›}, [said :cue] of [Bo @bo] [Ana Duarte @ana].
{All go @bo‹cue: said›}, [Bo @bo] [said :cue].
",
    );
    shows(
        &without("names"),
        "
{We go #q1‹Ana Duarte›}, [the mayor @ana #q1] [said :cue #q1].
{They go @ana‹source: Ana Duarte›}, [said :cue] of [Bo @bo] [Ana Duarte @ana].
{All go @bo‹cue: said›}, [Bo @bo] [said :cue].
",
    );
}

#[test]
fn settings_change_without_a_restart() {
    let mut room = introduced(capabilities(), Value::Null);
    let mut set = |cues: bool| {
        let settings = json!({ "newsmark": { "inlayHints": { "cues": cues } } });
        room.client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
        hinted(&mut room)
    };
    shows(&set(false), WITHOUT_CUES);
    shows(&set(true), ALL);
}

/// Editors of today don't tell what changed, but to ask for it.
#[test]
fn settings_that_have_to_be_asked_for() {
    let mut can = capabilities();
    can["workspace"]["configuration"] = json!(true);
    can["workspace"]["inlayHint"] = json!({ "refreshSupport": true });
    let mut room = introduced(can, Value::Null);
    // The first time it is because names are known now.
    asked_again(&mut room);
    let answer = |room: &mut Newsroom, cues: bool| {
        let asked = room.client.hear("workspace/configuration");
        assert_eq!(asked["params"]["items"], json!([{ "section": "newsmark" }]));
        let settings = json!([{ "inlayHints": { "cues": cues } }]);
        room.client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": settings }));
        // What is shown already is asked for again.
        asked_again(room);
    };
    answer(&mut room, false);
    shows(&hinted(&mut room), WITHOUT_CUES);
    room.client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    answer(&mut room, true);
    shows(&hinted(&mut room), ALL);
}

fn asked_again(room: &mut Newsroom) {
    let refresh = room.client.hear("workspace/inlayHint/refresh");
    room.client.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
}

/// Settings that can't be read change nothing.
#[test]
fn settings_that_make_no_sense() {
    let mut room = introduced(capabilities(), json!({ "inlayHints": { "cues": false } }));
    room.client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "newsmark": { "inlayHints": 7 } } }),
    );
    shows(&hinted(&mut room), WITHOUT_CUES);
}
