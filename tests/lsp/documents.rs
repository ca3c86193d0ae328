//! Documents: positions, versions, spellings of URIs, and what is published about them.

use std::fs;

use serde_json::{Value, json};

use crate::URI;
use crate::client::{Client, codes};

/// Where the first diagnostic of a document begins and ends.
fn place(client: &mut Client, uri: &str) -> [Value; 4] {
    let found = client.pull(uri);
    let first = found.iter().find(|found| found["code"] == "unclosed-bracket").expect("it is found");
    let (start, end) = (&first["range"]["start"], &first["range"]["end"]);
    [&start["line"], &start["character"], &end["line"], &end["character"]].map(Clone::clone)
}

#[test]
fn columns_in_all_encodings() {
    let text = "é習😀e\u{301}\u{2028} [open\r\nnext\rlast\n";
    for (encoding, column) in [("utf-8", 16), ("utf-16", 8), ("utf-32", 7)] {
        let mut client = Client::with(json!({
            "general": { "positionEncodings": [encoding] },
            "workspace": { "diagnostics": { "refreshSupport": true } },
            "textDocument": { "diagnostic": {} },
        }));
        client.open(URI, text);
        assert_eq!(place(&mut client, URI)[..2], [json!(0), json!(column)], "{encoding}");
        // The bracket goes, and another comes in the line behind a lone CR.
        client.change(URI, 2, [0, column], [0, column + 1], "");
        assert!(!codes(&client.pull(URI)).contains(&"unclosed-bracket"), "{encoding}");
        client.change(URI, 3, [2, 0], [2, 2], "😀[");
        let behind = if encoding == "utf-8" {
            4
        } else if encoding == "utf-16" {
            2
        } else {
            1
        };
        assert_eq!(place(&mut client, URI)[..2], [json!(2), json!(behind)], "{encoding}");
    }
}

#[test]
fn positions_outside_are_moved_in() {
    let mut client = Client::pulling();
    client.open(URI, "one\ntwo\n");
    client.change(URI, 2, [0, 99], [0, 99], " [a");
    assert_eq!(place(&mut client, URI)[..2], [json!(0), json!(4)]);
    client.change(URI, 3, [99, 7], [4_294_967_295, 4_294_967_295], "[b");
    assert_eq!(client.pull(URI).len(), 2);
    // Backwards, over all: nothing is left.
    client.change(URI, 4, [99, 0], [0, 0], "");
    assert_eq!(client.pull(URI).len(), 0);
}

#[test]
fn versions_may_skip_but_not_go_back() {
    let mut client = Client::pulling();
    client.open(URI, "");
    client.change(URI, 40, [0, 0], [0, 0], "[a\n\n");
    assert_eq!(client.pull(URI).len(), 1);
    client.change(URI, 40, [0, 0], [0, 0], "[b\n\n");
    client.change(URI, 7, [0, 0], [0, 0], "[c\n\n");
    assert_eq!(client.pull(URI).len(), 1);
    client.change(URI, 41, [0, 0], [0, 0], "[d\n\n");
    assert_eq!(client.pull(URI).len(), 2);
}

/// A change that can't be read is not forgotten silently.
#[test]
fn lost_changes_are_told_and_mended() {
    let mut client = Client::pulling();
    client.open(URI, "[a\n");
    client.change_raw(URI, 2, &json!([{ "range": "everywhere", "text": "" }]));
    client.hear("window/showMessage");
    client.change(URI, 3, [0, 0], [0, 0], "[b\n\n");
    assert_eq!(codes(&client.pull(URI)), ["out-of-step"]);
    client.change_raw(URI, 4, &json!([{ "text": "[a\n\n[b\n\n[c\n" }]));
    assert_eq!(codes(&client.pull(URI)), ["unclosed-bracket"; 3]);
}

/// A client that counts in UTF-16 may cut a character in two.
#[test]
fn half_a_character_loses_no_change() {
    let mut client = Client::pulling();
    client.open(URI, "");
    client.send_frame(
        &json!({ "jsonrpc": "2.0", "method": "textDocument/didChange", "params": {
            "textDocument": { "uri": URI, "version": 2 }, "contentChanges": [{ "text": "HALF[a" }],
        }})
        .to_string()
        .replace("HALF", "\\ud83d"),
    );
    assert_eq!(place(&mut client, URI)[..2], [json!(0), json!(1)]);
}

#[test]
fn several_changes_at_once() {
    let mut client = Client::pulling();
    client.open(URI, "");
    let at = |line: u64| json!({ "start": { "line": line, "character": 0 }, "end": { "line": line, "character": 0 } });
    client.change_raw(
        URI,
        2,
        &json!([
            { "range": at(0), "text": "[lost\n" },
            { "text": "[a\n\n" },
            { "range": at(2), "text": "[b\n\n" },
            { "range": at(4), "text": "[c\n\n" },
        ]),
    );
    assert_eq!(client.pull(URI).len(), 3);
}

#[test]
fn spellings_of_a_uri_mean_one_document() {
    let mut client = Client::with(json!({}));
    client.open("file:///c%3A/news/a%28b%29.nmk", "[a\n");
    let published = client.hear("textDocument/publishDiagnostics");
    assert_eq!(published["params"]["uri"], "file:///c%3A/news/a%28b%29.nmk", "as the client spells it");
    client.change("file:///C:/news/a(b).nmk", 2, [0, 0], [0, 1], "");
    let published = client.hear("textDocument/publishDiagnostics");
    assert_eq!(published["params"]["diagnostics"], json!([]));
}

#[test]
fn pushed_diagnostics_carry_versions_and_are_cleared() {
    let mut client =
        Client::with(json!({ "textDocument": { "publishDiagnostics": { "dataSupport": true } } }));
    client.open(URI, "[a\n");
    let params = client.hear("textDocument/publishDiagnostics")["params"].clone();
    assert_eq!((&params["uri"], &params["version"]), (&json!(URI), &json!(1)));
    let first = &params["diagnostics"][0];
    assert_eq!((&first["code"], &first["severity"]), (&json!("unclosed-bracket"), &json!(1)));
    assert_eq!((&first["source"], &first["data"]["rule"]), (&json!("newsmark"), &json!("unclosed-bracket")));
    assert!(first["message"].as_str().is_some_and(|message| message.contains("\nhelp: ")), "{first}");
    assert_eq!(first.get("codeDescription"), None, "the project has no pages yet");
    client.change(URI, 2, [0, 0], [0, 0], "[b\n\n");
    let is_current = |message: &Value| message["params"]["version"] == 2;
    let current = client.wait("version 2", is_current);
    assert_eq!(current["params"]["diagnostics"].as_array().map(Vec::len), Some(2));
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    let cleared = client.hear("textDocument/publishDiagnostics");
    assert_eq!(cleared["params"], json!({ "uri": URI, "diagnostics": [] }));
}

#[test]
fn what_was_never_opened_or_is_closed_is_survived() {
    let mut client = Client::pulling();
    client.change(URI, 2, [0, 0], [0, 0], "[a");
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": URI } }));
    client.notify("textDocument/didSave", json!({ "textDocument": { "uri": URI } }));
    assert_eq!(client.pull(URI).len(), 0);
    client.open(URI, "[a\n");
    client.open(URI, "[a\n\n[b\n");
    assert_eq!(client.pull(URI).len(), 2);
}

/// A registry in a folder, an article that is open, and changes behind the editor's back.
#[test]
fn the_surroundings_of_a_file_count() {
    let folder = tempfile::tempdir().expect("can be made");
    let registry = folder.path().join("entities.nmk");
    fs::write(folder.path().join("newsmark.toml"), "").expect("can be written");
    fs::write(&registry, "---\n@ana :person Ana Duarte\n").expect("can be written");
    let root = format!("file://{}", folder.path().display());
    let uri = format!("{root}/story.nmk");
    let mut client = Client::start(&[]);
    client.initialize(json!({
        "workspaceFolders": [{ "uri": root, "name": "news" }],
        "capabilities": {
            "workspace": { "diagnostics": { "refreshSupport": true } },
            "textDocument": { "diagnostic": {}, "publishDiagnostics": { "relatedInformation": true } },
        },
    }));
    client.open(&uri, "[Ana @ana] came.\n");
    refreshed(&mut client);
    assert_eq!(client.pull(&uri), Vec::<Value>::new());

    fs::write(&registry, "---\n@bea :person Bea\n").expect("can be written");
    changed(&mut client, &format!("{root}/entities.nmk"), 2);
    assert_eq!(codes(&client.pull(&uri)), ["undefined-entity"]);

    // Defined in two registries: the other place is named, in its own file.
    let second = format!("{root}/entities.nmk");
    fs::create_dir(folder.path().join("entities")).expect("can be made");
    fs::write(folder.path().join("entities/more.nmk"), "---\n@bea :person\n").expect("can be written");
    changed(&mut client, &format!("{root}/entities/more.nmk"), 1);
    client.open(&second, "---\n@bea :person Bea\n");
    let found = client.pull(&second);
    assert_eq!(codes(&found), ["duplicate-definition"]);
    let related = &found[0]["relatedInformation"][0]["location"];
    assert_eq!(related["uri"], format!("{root}/entities/more.nmk"));
    assert_eq!(related["range"]["start"]["line"], 1);

    fs::remove_dir_all(folder.path()).expect("can be removed");
    changed(&mut client, &format!("{root}/entities/more.nmk"), 3);
    assert_eq!(codes(&client.pull(&uri)), ["undefined-entity"]);
}

/// Tells of a change on the disk and waits until it is taken in.
fn changed(client: &mut Client, uri: &str, kind: u8) {
    let change = json!({ "uri": uri, "type": kind });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    refreshed(client);
}

/// Waits until the server asks to be asked again.
fn refreshed(client: &mut Client) {
    let refresh = client.hear("workspace/diagnostic/refresh");
    client.send(&json!({ "jsonrpc": "2.0", "id": refresh["id"], "result": null }));
}
