//! `textDocument/diagnostic`, `textDocument/publishDiagnostics`

use serde_json::{Value, json};

use super::NEWS;
use crate::client::Client;
use crate::newsroom::{Newsroom, capabilities, folder, shows};

#[test]
fn every_part_of_a_finding() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    room.replace("story.nmk", "@duarte | Duarte", "@duarte :person Ana Duarte\n@duarte :person A. Duarte");
    let uri = room.uri("story.nmk");
    let found = room.client.pull(&uri);
    shows(&room.findings("story.nmk"), "15:1 @duarte [duplicate-definition] `@duarte` is defined twice");
    let first = &found[0];
    assert_eq!(first["source"], "newsmark");
    assert_eq!(first["data"]["rule"], first["code"]);
    let related = &first["relatedInformation"];
    let places: Vec<Value> =
        related.as_array().expect("places").iter().map(|place| place["location"].clone()).collect();
    shows(&room.locations(&Value::from(places)), "story.nmk:14:1 @duarte");
    let page = first.get("codeDescription").map(|page| page["href"].clone());
    let expected = match env!("CARGO_PKG_HOMEPAGE") {
        "" => None,
        homepage => {
            Some(json!(format!("{homepage}/docs/rules/{}.md", first["code"].as_str().expect("a rule"))))
        }
    };
    assert_eq!(page, expected);
}

/// Addresses are the client's, and may lead back to it.
#[test]
fn findings_link_to_the_pages_of_their_rules() {
    let files = "==> a.nmk\n[Bo @bo] left [open.\n==> newsmark.toml\n\
                 [rules]\nunclosed-bracket.guideline = \"https://example.org/brackets\"\n";
    let introduction = json!({
        "capabilities": capabilities(),
        "initializationOptions": { "rulePages": "editor://plug.in/rule/{rule}?from=finding" },
    });
    let mut room = Newsroom::on(folder(files), introduction);
    room.refreshed();
    room.open("a.nmk");
    let uri = room.uri("a.nmk");
    let links = |room: &mut Newsroom| {
        let found = room.client.pull(&uri);
        found
            .iter()
            .map(|one| format!("{}\n", one["codeDescription"]["href"].as_str().unwrap_or("none")))
            .collect::<String>()
    };
    shows(
        &links(&mut room),
        "
editor://plug.in/rule/undefined-entity?from=finding
https://example.org/brackets
",
    );
    let set = |room: &mut Newsroom, settings: Value| {
        room.client
            .notify("workspace/didChangeConfiguration", json!({ "settings": { "newsmark": settings } }));
    };
    set(&mut room, json!({ "inlayHints": {} }));
    assert!(links(&mut room).starts_with("editor://plug.in/"), "settings of people leave it as it is");
    set(&mut room, json!({ "rulePages": "https://example.org/rules#" }));
    room.refreshed();
    shows(
        &links(&mut room),
        "
https://example.org/rules#undefined-entity
https://example.org/brackets
",
    );
}

/// Editors get no more than what they say they can show.
#[test]
fn nothing_that_the_editor_does_not_know() {
    let can = json!({ "textDocument": { "diagnostic": {} }, "workspace": { "diagnostics": { "refreshSupport": true } } });
    let mut room = Newsroom::with(NEWS, can);
    room.refreshed();
    room.open("story.nmk");
    room.replace("story.nmk", "@duarte | Duarte", "@duarte :person Ana Duarte\n@duarte :person A. Duarte");
    let uri = room.uri("story.nmk");
    let found = room.client.pull(&uri);
    for field in ["relatedInformation", "codeDescription", "data", "tags"] {
        assert_eq!(found[0].get(field), None, "{field}");
    }
}

#[test]
fn what_is_unused_is_greyed() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    room.replace("story.nmk", "@duarte | Duarte", "@duarte | Duarte\n@nobody :person Nils Bode");
    let uri = room.uri("story.nmk");
    let found = room.client.pull(&uri);
    let unused = found.iter().find(|one| one["code"] == "unused-definition").expect("nobody mentions them");
    assert_eq!(unused["tags"], json!([1]));
}

/// When told to, Neovim asks again for closed files only.
#[test]
fn pushed_to_neovim() {
    let mut client = Client::start(&[]);
    let reply = client.initialize(json!({
        "processId": null,
        "rootUri": null,
        "clientInfo": { "name": "Neovim", "version": "0.12.4" },
        "capabilities": {
            "workspace": { "diagnostics": { "refreshSupport": true } },
            "textDocument": { "diagnostic": {} },
        },
    }));
    assert_eq!(reply["capabilities"].get("diagnosticProvider"), None);
    client.open("file:///nowhere/story.nmk", "[Ana @ana :persom] left.\n");
    let published =
        client.wait("diagnostics", |message| message["method"] == "textDocument/publishDiagnostics");
    assert_eq!(published["params"]["diagnostics"][0]["code"], "unknown-label");
}

#[test]
fn pushed_with_versions_where_nobody_asks() {
    let mut can = capabilities();
    can["textDocument"]["diagnostic"] = Value::Null;
    let mut room = Newsroom::with(NEWS, can);
    assert_eq!(room.reply["capabilities"].get("diagnosticProvider"), None);
    room.open("story.nmk");
    room.replace("story.nmk", "sign pact", "sign [pact");
    let is_second = |message: &Value| message["params"]["version"] == 2;
    let second = room.client.wait("version 2", is_second)["params"].clone();
    let found = second["diagnostics"].as_array().expect("diagnostics");
    shows(
        &found.iter().map(|one| room.finding("story.nmk", one)).collect::<Vec<_>>().join("\n"),
        "6:33 [ [unclosed-bracket] this `[` is never closed",
    );
    room.replace("story.nmk", "sign [pact", "sign pact");
    let is_third = |message: &Value| message["params"]["version"] == 3;
    let third = room.client.wait("version 3", is_third);
    assert_eq!(third["params"]["diagnostics"], json!([]));
}

#[test]
fn findings_that_the_client_knows_are_not_sent_again() {
    let mut room = Newsroom::new(NEWS);
    room.open("story.nmk");
    let uri = room.uri("story.nmk");
    let ask = |room: &mut Newsroom, known: &Value| {
        let params = json!({ "textDocument": { "uri": uri }, "previousResultId": known });
        room.client.request("textDocument/diagnostic", params)
    };
    let first = ask(&mut room, &Value::Null);
    let again = ask(&mut room, &first["resultId"]);
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    room.replace("story.nmk", "sign pact", "sign [pact");
    let other = ask(&mut room, &first["resultId"]);
    assert_eq!((&other["kind"], &other["items"][0]["code"]), (&json!("full"), &json!("unclosed-bracket")));
    assert_ne!(other["resultId"], first["resultId"]);
    let unknown = ask(&mut room, &json!("gone"));
    assert_eq!(unknown, other);
}
