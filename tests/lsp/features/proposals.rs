//! Proposals: shown on demand, walked through, confirmed and rejected.

use serde_json::{Value, json};

use crate::newsroom::{Newsroom, capabilities, shows, write};

const TEXT: &str = "untitled:story";

/// A plain wire story, as somebody drops it into an empty editor.
const WIRE: &str = "Harbour reopens after storm

PORT ELLERY, March 5 (Coastal Wire) -- The harbour of Port Ellery will reopen on Friday, Mayor Ana Duarte said.

“We build now, or we move,” Duarte told reporters on the quay. She added that the wall was cheap.

Bo Reyes, a fisherman, disagreed. “The wall is a gift to lawyers,” Reyes said.
";

const DUARTES: &str = "==> newsmark.toml
==> entities.nmk
---
@ana :person Ana Duarte | Duarte
@bo :person Bo Duarte | Duarte
==> story.nmk
Mayor Duarte spoke.
";

/// A newsroom with this text in a new, unsaved document.
fn with_text(text: &str) -> Newsroom {
    let mut room = Newsroom::new("==> newsmark.toml\n");
    room.open_as(TEXT, text);
    room
}

/// Walks to the first suggestion and accepts until none is left; how many there were.
fn accept_all(room: &mut Newsroom) -> usize {
    let start = json!({ "line": 0, "character": 0 });
    let mut next = room.run("newsmark.nextSuggestion", json!([TEXT, start]));
    let mut accepted = 0;
    while !next.is_null() {
        let judged = room.run("newsmark.acceptSuggestion", json!([TEXT, next["range"]]));
        assert_eq!(judged["applied"], true, "{next}");
        accepted += 1;
        assert!(accepted < 100, "it does not end: {next}");
        next = judged["next"].clone();
    }
    accepted
}

/// What marks leave of a text, headline markers included.
fn without_marks(text: &str) -> String {
    newsmark::syntax::bare_text(&newsmark::syntax::parse(text), text)
}

/// The whole way: plain text, proposals shown, confirmed one by one with one key, the file clean.
#[test]
fn from_plain_text_to_a_clean_file() {
    let mut room = with_text(WIRE);
    shows(&room.findings(TEXT), "");
    let shown = room.run("newsmark.proposals", json!([TEXT]));
    assert_eq!(shown["shown"], true);
    assert!(shown["proposals"].as_u64().is_some_and(|count| count > 8), "{shown}");
    let found = room.findings(TEXT);
    assert_eq!(found.lines().count() as u64, shown["proposals"], "{found}");
    assert!(found.contains("3:96 Ana Duarte [proposal] “Ana Duarte”: @duarte :person"), "{found}");
    assert!(found.contains("said [proposal] quote of @reyes: “The wall is a gift to lawyers,”"), "{found}");
    assert_eq!(room.text(TEXT), WIRE, "nothing is written unasked");

    accept_all(&mut room);
    let text = room.text(TEXT);
    assert_eq!(without_marks(&text), WIRE);
    assert!(text.contains("{“We build now, or we move,” @duarte #q"), "{text}");
    assert!(text.contains("{“The wall is a gift to lawyers,” @reyes #q"), "{text}");
    assert!(text.contains("[Ana Duarte @duarte :person"), "{text}");
    assert!(!text.contains(" ?]") && !text.contains(" ?}"), "{text}");
    // Clean: neither a mistake nor a proposal is left.
    room.becomes("", |room| room.findings(TEXT));
}

#[test]
fn proposals_are_shown_between_the_letters() {
    let mut room = with_text("“We build now,” Ana Duarte said.\n");
    let hints = |room: &mut Newsroom| {
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 1, "character": 0 } });
        let params = json!({ "textDocument": { "uri": TEXT }, "range": range });
        let hints = room.client.request("textDocument/inlayHint", params);
        let mut shown = room.text(TEXT);
        for hint in hints.as_array().expect("hints").iter().rev() {
            let at = crate::place::offset(&shown, &hint["position"]);
            shown.insert_str(at, hint["label"][0]["value"].as_str().expect("a label"));
        }
        shown
    };
    shows(&hints(&mut room), "“We build now,” Ana Duarte said.");
    room.run("newsmark.proposals", json!([TEXT, true]));
    shows(
        &hints(&mut room),
        "{“We build now,” @duarte #q1} [Ana Duarte @duarte :person #q1] [said :cue #q1].",
    );
    let hidden = room.run("newsmark.proposals", json!([TEXT]));
    assert_eq!(hidden, json!({ "shown": false, "proposals": 0 }));
    shows(&hints(&mut room), "“We build now,” Ana Duarte said.");
    shows(&room.findings(TEXT), "");
}

#[test]
fn what_is_shown_follows_the_text() {
    let mut room = with_text("Bo Reyes left.\n\n“We build now,” Ana Duarte said.\n");
    room.run("newsmark.proposals", json!([TEXT, true]));
    // At once, what was there moves along.
    room.replace(TEXT, "Bo Reyes left.", "Nobody left.");
    let moved = room.findings(TEXT);
    assert!(moved.contains("3:28 said [proposal]"), "{moved}");
    // After a pause, what is new is found.
    room.replace(TEXT, "Nobody left.", "Mayor Cy Lind left. Lind waved.");
    room.becomes("true", |room| room.findings(TEXT).contains("[proposal] “Lind”: @lind").to_string());
}

#[test]
fn what_is_rejected_stays_away() {
    let mut room = with_text("“We build now,” Ana Duarte said. Duarte left.\n");
    room.run("newsmark.proposals", json!([TEXT, true]));
    let at = room.cursor(TEXT, "s|aid");
    let judged = room.run("newsmark.rejectSuggestion", json!([TEXT, at]));
    assert_eq!(judged["next"]["title"], "“Duarte”: @duarte");
    assert_eq!(room.stretch(TEXT, &judged["next"]["range"]), "2:34 Duarte");
    shows(
        &room.text(TEXT),
        "// newsmark: reject “We build now,”\n“We build now,” Ana Duarte said. Duarte left.\n",
    );
    room.becomes(
        "2:17 Ana Duarte [proposal] “Ana Duarte”: @duarte :person\n2:34 Duarte [proposal] “Duarte”: @duarte",
        |room| room.findings(TEXT),
    );
    let written = room.run("newsmark.annotate", json!([TEXT, { "only": ["quotes"] }]));
    let expected =
        json!({ "applied": true, "mentions": 0, "quotes": 0, "dates": 0, "structure": 0, "ambiguous": 0 });
    assert_eq!(written, expected);
}

#[test]
fn all_are_written_and_decided_later() {
    let mut room = with_text(WIRE);
    let written = room.run("newsmark.annotate", json!([TEXT]));
    assert_eq!((&written["applied"], &written["quotes"]), (&json!(true), &json!(4)), "{written}");
    let text = room.text(TEXT);
    assert!(text.starts_with("# Harbour reopens") && text.contains("Duarte @duarte :person ?]"), "{text}");
    let again = room.run("newsmark.annotate", json!([TEXT]));
    assert_eq!(again["quotes"], 0);
    assert_eq!(room.text(TEXT), text);
    let first = room.run("newsmark.nextSuggestion", json!([TEXT, { "line": 0, "character": 0 }]));
    assert_eq!((&first["written"], &first["index"]), (&json!(true), &json!(1)));
    let last = room.run("newsmark.previousSuggestion", json!([TEXT, { "line": 0, "character": 0 }]));
    assert_eq!(last["index"], last["count"]);
    assert_eq!(accept_all(&mut room) as u64, first["count"]);
    room.becomes("", |room| room.findings(TEXT));
}

fn titles(room: &mut Newsroom, name: &str, marked: &str, only: Option<&str>) -> Vec<(String, Value)> {
    let at = room.cursor(name, marked);
    let mut context = json!({ "diagnostics": room.client.pull(&room.uri(name)) });
    if let Some(only) = only {
        context["only"] = json!([only]);
    }
    let params = json!({
        "textDocument": { "uri": room.uri(name) }, "range": { "start": at, "end": at }, "context": context,
    });
    let actions = room.client.request("textDocument/codeAction", params);
    let actions = actions.as_array().expect("actions").clone();
    actions
        .into_iter()
        .map(|action| (action["title"].as_str().expect("a title").to_string(), action))
        .collect()
}

#[test]
fn an_editor_without_a_plugin_reaches_it_by_code_actions() {
    let mut room = with_text("“We build now,” Ana Duarte said.\n");
    let offered = titles(&mut room, TEXT, "A|na", None);
    let show =
        offered.iter().find(|(title, _)| title == "Show proposals for this article").expect("is offered");
    let command = show.1["command"].clone();
    room.run(command["command"].as_str().expect("a command"), command["arguments"].clone());
    let offered = titles(&mut room, TEXT, "s|aid", Some("quickfix"));
    let (title, confirm) = &offered[0];
    assert_eq!(title, "Confirm this proposal: quote of @duarte: “We build now,”");
    assert_eq!(
        (&confirm["isPreferred"], &confirm["diagnostics"][0]["code"]),
        (&json!(true), &json!("proposal"))
    );
    let resolved = room.client.request("codeAction/resolve", confirm.clone());
    room.apply(&resolved["edit"]);
    shows(
        &room.text(TEXT),
        "{“We build now,” @duarte #q1} [Ana Duarte @duarte :person #q1] [said :cue #q1].",
    );
}

#[test]
fn an_ambiguous_name_is_for_a_person_to_decide() {
    let mut room = Newsroom::new(DUARTES);
    room.open("story.nmk");
    let uri = json!(room.uri("story.nmk"));
    room.run("newsmark.proposals", json!([uri]));
    shows(&room.findings("story.nmk"), "1:7 Duarte [ambiguous-name] “Duarte” may be @ana or @bo");
    let offered = titles(&mut room, "story.nmk", "Du|arte", Some("quickfix"));
    let names: Vec<&str> = offered.iter().map(|(title, _)| title.as_str()).collect();
    let expected =
        ["This is `@ana` (Ana Duarte, person)", "This is `@bo` (Bo Duarte, person)", "Reject this proposal"];
    assert_eq!(names, expected);
    let at = room.cursor("story.nmk", "Du|arte");
    assert_eq!(room.run("newsmark.acceptSuggestion", json!([uri, at])), Value::Null);
    let resolved = room.client.request("codeAction/resolve", offered[1].1.clone());
    room.apply(&resolved["edit"]);
    shows(&room.text("story.nmk"), "Mayor [Duarte @bo] spoke.");
}

#[test]
fn settings_show_them_everywhere() {
    let mut room = Newsroom::new(DUARTES);
    room.open_as("story.nmk", "Mayor Ana Duarte spoke.\n");
    room.open("entities.nmk");
    let settings = json!({ "newsmark": { "proposals": { "always": true, "severity": "information" } } });
    room.client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    room.becomes("1:7 Ana Duarte [proposal] “Ana Duarte”: @ana", |room| {
        room.findings("story.nmk").lines().filter(|line| line.contains("Ana")).collect()
    });
    let uri = room.uri("story.nmk");
    assert!(room.client.pull(&uri).iter().all(|found| found["severity"] == 3));
    assert!(!room.findings("entities.nmk").contains("[proposal]"));
}

/// What is confirmed once is proposed everywhere else, as soon as a registry knows it.
#[test]
fn the_registry_makes_it_known_elsewhere() {
    let mut room = Newsroom::new("==> newsmark.toml\n==> story.nmk\nReyes met the league.\n");
    room.open("story.nmk");
    let uri = json!(room.uri("story.nmk"));
    room.run("newsmark.proposals", json!([uri]));
    shows(&room.findings("story.nmk"), "");
    write(room.path(), "==> entities.nmk\n---\n@reyes :person Bo Reyes | Reyes\n");
    let changed = json!({ "changes": [{ "uri": room.uri("entities.nmk"), "type": 1 }] });
    room.client.notify("workspace/didChangeWatchedFiles", changed);
    room.becomes("1:1 Reyes [proposal] “Reyes”: @reyes", |room| room.findings("story.nmk"));
}

#[test]
fn an_editor_that_publishes_gets_them_published() {
    let mut can = capabilities();
    can["textDocument"]["diagnostic"] = Value::Null;
    let mut room = Newsroom::with("==> newsmark.toml\n", can);
    room.open_as(TEXT, "Mayor Ana Duarte spoke.\n");
    room.run("newsmark.proposals", json!([TEXT]));
    let published = room.client.wait("proposals", |message| {
        message["method"] == "textDocument/publishDiagnostics"
            && message["params"]["diagnostics"].as_array().is_some_and(|found| !found.is_empty())
    });
    let first = &published["params"]["diagnostics"][0];
    assert_eq!((&first["code"], &first["severity"]), (&json!("proposal"), &json!(4)));
}

/// While a long article is read, the server answers as always; and who does not want to wait can cancel.
#[test]
fn nobody_waits_for_a_long_article() {
    let long = WIRE.repeat(2_000);
    let mut room = with_text(&long);
    let params = json!({ "command": "newsmark.proposals", "arguments": [TEXT, true] });
    let work = room.client.send_request("workspace/executeCommand", params);
    room.client.change(TEXT, 2, [0, 0], [0, 0], "A");
    let place = json!({ "textDocument": { "uri": TEXT }, "position": { "line": 0, "character": 0 } });
    let hover = room.client.send_request("textDocument/hover", place);
    let is_answer = |message: &Value| {
        message.get("method").is_none() && (message["id"] == work || message["id"] == hover)
    };
    assert_eq!(room.client.wait("an answer", is_answer)["id"], hover);
    room.client.notify("$/cancelRequest", json!({ "id": work }));
    assert_eq!(room.client.answer(work)["error"]["code"], -32800);
}

#[test]
fn what_can_t_be_done_is_refused() {
    let mut room = with_text(WIRE);
    for (command, arguments) in [
        ("newsmark.proposals", json!(["nothing"])),
        ("newsmark.proposals", json!([TEXT, "yes"])),
        ("newsmark.annotate", json!([])),
        ("newsmark.annotate", json!([TEXT, { "only": ["names"] }])),
        ("newsmark.nextSuggestion", json!([TEXT])),
        ("newsmark.acceptSuggestion", json!([TEXT, 3])),
    ] {
        let params = json!({ "command": command, "arguments": arguments });
        assert_eq!(room.client.refused("workspace/executeCommand", params), -32602, "{command}");
    }
    let nothing = json!([TEXT, { "line": 0, "character": 0 }]);
    assert_eq!(room.run("newsmark.acceptSuggestion", nothing.clone()), Value::Null);
    assert_eq!(room.run("newsmark.nextSuggestion", nothing), Value::Null);

    let mut can = capabilities();
    can["workspace"]["applyEdit"] = json!(false);
    let mut room = Newsroom::with("==> newsmark.toml\n", can);
    room.open_as(TEXT, WIRE);
    let params = json!({ "command": "newsmark.annotate", "arguments": [TEXT] });
    assert_eq!(room.client.refused("workspace/executeCommand", params), -32803);
}
