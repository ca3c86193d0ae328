//! `initialize`: what clients say of themselves, and what the server says.

use serde_json::{Value, json};

use crate::URI;
use crate::client::Client;

#[test]
fn the_server_introduces_itself() {
    let mut client = Client::start(&[]);
    let reply = client.initialize(json!({ "processId": null, "rootUri": null, "capabilities": {} }));
    assert_eq!(reply["serverInfo"], json!({ "name": "newsmark", "version": env!("CARGO_PKG_VERSION") }));
    assert_eq!(reply["capabilities"]["positionEncoding"], "utf-16");
    assert_eq!(reply["capabilities"]["textDocumentSync"]["change"], 2);
    assert_eq!(reply["capabilities"].get("diagnosticProvider"), None);
}

#[test]
fn nothing_is_served_before() {
    let mut client = Client::start(&[]);
    assert_eq!(client.refused("textDocument/diagnostic", json!({ "textDocument": { "uri": URI } })), -32002);
    client.open(URI, "[open\n");
    client.initialize(json!({ "capabilities": {} }));
    assert_eq!(client.refused("initialize", json!({ "capabilities": {} })), -32600);
    assert_eq!(client.leave().code(), Some(0));
}

/// Clients of later protocols, and clients that don't keep to this one.
#[test]
fn what_cannot_be_read_is_ignored() {
    let strange = [
        json!(null),
        json!({}),
        json!({ "capabilities": null, "rootUri": "", "trace": "compact", "processId": "7" }),
        json!({ "capabilities": { "textDocument": { "hover": { "contentFormat": ["asciidoc"] }, "foldingRange": 7 } } }),
        json!({ "capabilities": { "workspace": { "workspaceEdit": { "failureHandling": "panic" } } }, "workspaceFolders": "none" }),
    ];
    for params in strange {
        let mut client = Client::start(&[]);
        let reply = client.initialize(params.clone());
        assert!(reply["capabilities"].is_object(), "{params}");
    }
    let mut client = Client::start(&[]);
    let reply = client.initialize(json!({
        "trace": "compact",
        "capabilities": { "general": { "positionEncodings": ["utf-7", "utf-8"], "regularExpressions": 1 },
            "textDocument": { "diagnostic": { "dynamicRegistration": 3 } } },
    }));
    assert_eq!(reply["capabilities"]["positionEncoding"], "utf-8");
    assert!(reply["capabilities"]["diagnosticProvider"].is_object());
}

#[test]
fn files_are_watched_if_the_client_can() {
    let mut client = Client::with(json!({
        "workspace": { "didChangeWatchedFiles": { "dynamicRegistration": true } },
    }));
    let request = client.hear("client/registerCapability");
    assert_eq!(request["params"]["registrations"][0]["method"], "workspace/didChangeWatchedFiles");
    client.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "error": { "code": -1, "message": "no" } }));
    // Answered twice, and late: no reason to stop.
    client.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": null }));
    assert_eq!(client.leave().code(), Some(0));
}

#[test]
fn progress_if_the_client_shows_it() {
    let folder = tempfile::tempdir().expect("can be made");
    let uri = format!("file://{}", folder.path().display());
    let mut client = Client::start(&[]);
    client.initialize(json!({
        "workspaceFolders": [{ "uri": uri, "name": "a" }],
        "capabilities": { "window": { "workDoneProgress": true } },
    }));
    let create = client.hear("window/workDoneProgress/create");
    assert!(client.heard("$/progress").is_empty(), "it has not been created yet");
    client.send(&json!({ "jsonrpc": "2.0", "id": create["id"], "result": null }));
    let first = client.hear("$/progress");
    assert_eq!(first["params"]["token"], create["params"]["token"]);
    assert_eq!(first["params"]["value"]["kind"], "begin");
    let ends = |message: &Value| message["params"]["value"]["kind"] == "end";
    client.wait("the end", ends);
}
