//! `textDocument/semanticTokens/full`, `…/full/delta`, `…/range`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, shows};

fn numbers(data: &Value) -> Vec<u64> {
    data.as_array().expect("numbers").iter().map(|number| number.as_u64().expect("a number")).collect()
}

/// One line for each token: place, text, type and modifiers.
fn decoded(room: &Newsroom, data: &[u64]) -> String {
    let legend = &room.reply["capabilities"]["semanticTokensProvider"]["legend"];
    let (mut line, mut column) = (0, 0);
    let mut shown = String::new();
    for token in data.chunks_exact(5) {
        column = if token[0] == 0 { column + token[1] } else { token[1] };
        line += token[0];
        let place = |column| json!({ "line": line, "character": column });
        let range = json!({ "start": place(column), "end": place(column + token[2]) });
        let kind = legend["tokenTypes"][token[3] as usize].as_str().expect("a type");
        let names = legend["tokenModifiers"].as_array().expect("modifiers").iter().enumerate();
        let names = names.filter(|(bit, _)| token[4] & 1 << bit != 0);
        let names: String = names.map(|(_, name)| format!(".{}", name.as_str().expect("a name"))).collect();
        shown += &format!("{} | {kind}{names}\n", room.stretch("story.nmk", &range));
    }
    shown
}

fn full(room: &mut Newsroom) -> (String, Vec<u64>) {
    let all = room.ask_file("textDocument/semanticTokens/full", "story.nmk");
    (all["resultId"].as_str().expect("an id").to_string(), numbers(&all["data"]))
}

#[test]
fn every_kind_of_markup() {
    let mut room = Newsroom::new(NEWS);
    room.open_as(
        "story.nmk",
        "---\ndate: 2024-03-05\n---\n// note\n\n# Head\n\n[Ana @ana :person #q1] [said :cue #q1] in [Port Ellery @ellery]: {we\ngo #q1} on [May 1 @2024-05-01 ?].\n",
    );
    let (_, data) = full(&mut room);
    shows(
        &decoded(&room, &data),
        "
1:1 --- | operator
2:1 date | property
2:7 2024-03-05 | number
3:1 --- | operator
4:1 // note | comment
6:1 # | operator
8:1 [ | operator.tail
8:2 Ana | class.definition
8:6 @ana | variable.tail
8:11 :person | type.tail
8:19 #q1 | enumMember.tail
8:22 ] | operator.tail
8:24 [ | operator.tail
8:25 said | keyword
8:30 :cue | type.tail
8:35 #q1 | enumMember.tail
8:38 ] | operator.tail
8:43 [ | operator.tail
8:44 Port Ellery | namespace
8:56 @ellery | variable.tail
8:63 ] | operator.tail
8:66 { | operator.tail
8:67 we | string
9:1 go | string
9:4 #q1 | enumMember.tail
9:7 } | operator.tail
9:12 [ | operator.tail
9:13 May 1 | number.tentative
9:19 @2024-05-01 | number.tail
9:31 ? | operator.tail
9:32 ] | operator.tail
",
    );
}

#[test]
fn only_those_in_a_range() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let range = room.range("story.nmk", "[she @duarte #q2]");
    let document = json!({ "uri": room.uri("story.nmk") });
    let params = json!({ "textDocument": document, "range": range });
    let some = room.client.request("textDocument/semanticTokens/range", params);
    shows(
        &decoded(&room, &numbers(&some["data"])),
        "
11:31 [ | operator.tail
11:32 she | class
11:36 @duarte | variable.tail
11:44 #q2 | enumMember.tail
11:47 ] | operator.tail
",
    );
}

/// What changed, applied to what was known, is what is now.
#[test]
fn deltas_lead_to_the_same() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let (mut id, mut known) = full(&mut room);
    let edits = [
        ("sign pact", "sign [pact @pact]"),
        ("[she @duarte #q2]", "she"),
        ("# [Harbour", "// note\n\n# [Harbour"),
        ("date: 2024-03-05\n", ""),
        ("{the cities", "{the cities, 😀,"),
    ];
    for (old, new) in edits {
        room.replace("story.nmk", old, new);
        let document = json!({ "uri": room.uri("story.nmk") });
        let params = json!({ "textDocument": document, "previousResultId": id });
        let delta = room.client.request("textDocument/semanticTokens/full/delta", params);
        id = delta["resultId"].as_str().expect("an id").to_string();
        for edit in delta["edits"].as_array().expect("edits") {
            let start = edit["start"].as_u64().expect("a number") as usize;
            let end = start + edit["deleteCount"].as_u64().expect("a number") as usize;
            assert!(end - start < known.len(), "not all is sent again");
            known.splice(start..end, numbers(&edit["data"]));
        }
        // Another full request makes an older result unknown, so compare with a range.
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } });
        let params = json!({ "textDocument": document, "range": range });
        let all = room.client.request("textDocument/semanticTokens/range", params);
        assert_eq!(known, numbers(&all["data"]), "{new}");
    }
}

#[test]
fn all_is_sent_if_what_the_editor_knows_is_not_known() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let (_, data) = full(&mut room);
    let document = json!({ "uri": room.uri("story.nmk") });
    let params = json!({ "textDocument": document, "previousResultId": "gone" });
    let delta = room.client.request("textDocument/semanticTokens/full/delta", params);
    assert_eq!(numbers(&delta["data"]), data);
}
