//! `workspace/executeCommand`

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, capabilities, shows, write};

fn run(room: &mut Newsroom, command: &str, arguments: &[Value]) -> Value {
    room.client.request("workspace/executeCommand", json!({ "command": command, "arguments": arguments }))
}

const TROUBLE: &str = "==> trouble.nmk\n[Bo @bo] left [open.\n";

#[test]
fn the_workspace_is_checked() {
    let mut room = Newsroom::new(&format!("{NEWS}{TROUBLE}"));
    let summary = run(&mut room, "newsmark.checkWorkspace", &[]);
    assert_eq!(summary, json!({ "files": 4, "errors": 2, "warnings": 0, "infos": 0, "hints": 0 }));
}

/// Editors that don't ask for diagnostics get those of closed files.
#[test]
fn findings_of_closed_files_are_published() {
    let mut can = capabilities();
    can["textDocument"]["diagnostic"] = Value::Null;
    let mut room = Newsroom::with(&format!("{NEWS}{TROUBLE}"), can);
    room.becomes("4", |room| run(room, "newsmark.checkWorkspace", &[])["files"].to_string());
    let uri = room.uri("trouble.nmk");
    let of_it = |message: &Value| message["params"]["uri"] == *uri;
    let published = room.client.wait("its findings", of_it)["params"].clone();
    assert_eq!(published.get("version"), None);
    let found = published["diagnostics"].as_array().expect("diagnostics");
    shows(
        &found.iter().map(|one| format!("{}\n", room.finding("trouble.nmk", one))).collect::<String>(),
        "
1:5 @bo [undefined-entity] nothing defines `@bo`
1:15 [ [unclosed-bracket] this `[` is never closed
",
    );
}

#[test]
fn the_page_of_a_rule() {
    let mut room = Newsroom::new(NEWS);
    let page = run(&mut room, "newsmark.rulePage", &[json!("odd-cue")]);
    assert!(page.as_str().is_some_and(|page| page.starts_with("# odd-cue\n")), "{page}");
}

#[test]
fn who_said_what() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let uri = json!(room.uri("story.nmk"));
    let table = run(&mut room, "newsmark.quoteTable", std::slice::from_ref(&uri));
    shows(
        table.as_str().unwrap_or_default(),
        r#"
# Harbour cities sign pact

| Line | Who | How | What | Cue |
|---:|---|---|---|---|
| 9 | Ana Duarte | mixed | the cities "have run out of time" | said |
| 11 | Ana Duarte | direct | "We build now," | added |
"#,
    );
    let data = run(&mut room, "newsmark.quoteTable", &[uri, json!("json")]);
    assert_eq!(data["headline"], "Harbour cities sign pact");
    let second = &data["quotes"][1];
    assert_eq!(second["speakers"], json!([{ "id": "duarte", "name": "Ana Duarte" }]));
    assert_eq!(
        (&second["type"], &second["cue"]["text"], &second["cue"]["inferred"]),
        (&json!("direct"), &json!("added"), &json!(false))
    );
    shows(&room.stretch("story.nmk", &second["range"]), r#"11:1 {"We build now," @duarte #q2}"#);
}

#[test]
fn annotations_in_their_parts() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let uri = json!(room.uri("story.nmk"));
    let all = run(&mut room, "newsmark.annotations", std::slice::from_ref(&uri));
    let line = json!({ "start": { "line": 10, "character": 0 }, "end": { "line": 10, "character": 1 } });
    let some = run(&mut room, "newsmark.annotations", &[uri, line]);
    let (all, some) = (all.as_array().expect("a list"), some.as_array().expect("a list"));
    assert!(all.len() > some.len(), "{all:?}");
    let quote = some.iter().find(|one| one["shape"] == "quote" && one["open"]["start"]["line"] == 10);
    let quote = quote.expect("the quotation of the line");
    let parts = ["open", "text", "tail"].map(|part| room.stretch("story.nmk", &quote[part]));
    shows(&parts.join("\n"), "11:1 {\n11:2 \"We build now,\"\n11:17  @duarte #q2}");
    assert_eq!((&quote["shape"], &quote["speaker"]), (&json!("quote"), &json!("person")));
}

#[test]
fn everything_is_read_again() {
    let mut room = Newsroom::new(NEWS);
    room.open("other.nmk");
    shows(&room.findings("other.nmk"), "");
    write(room.path(), "==> entities.nmk\n---\n@cities :group Harbour Cities League\n");
    assert_eq!(run(&mut room, "newsmark.reindex", &[]), Value::Null);
    room.becomes("1:31 @ellery [undefined-entity] nothing defines `@ellery`", |room| {
        room.findings("other.nmk")
    });
}

#[test]
fn what_is_no_command_is_refused() {
    let mut room = Newsroom::new(NEWS);
    for (command, arguments) in [
        ("newsmark.none", json!([])),
        ("newsmark.quoteTable", json!(["nothing"])),
        ("newsmark.quoteTable", json!([])),
        ("newsmark.rulePage", json!(["no-rule"])),
        ("newsmark.rulePage", json!([])),
        ("newsmark.annotations", json!(["nothing"])),
    ] {
        let params = json!({ "command": command, "arguments": arguments });
        assert_eq!(room.client.refused("workspace/executeCommand", params), -32602, "{command}");
    }
}
