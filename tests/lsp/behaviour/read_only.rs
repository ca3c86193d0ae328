//! The server never writes a file itself: an editor does, and shows what it does.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::{Value, json};

use crate::features::NEWS;
use crate::newsroom::Newsroom;

/// All that lies in a folder: names, bytes, and when they were written.
fn state(folder: &Path) -> BTreeMap<PathBuf, (SystemTime, Option<Vec<u8>>)> {
    let mut found = BTreeMap::new();
    let mut waiting = vec![folder.to_path_buf()];
    while let Some(path) = waiting.pop() {
        let about = fs::metadata(&path).expect("is there");
        if about.is_dir() {
            waiting.extend(
                fs::read_dir(&path).expect("can be read").map(|entry| entry.expect("can be read").path()),
            );
        }
        let written = about.modified().expect("is known");
        found.insert(path.clone(), (written, fs::read(&path).ok()));
    }
    found
}

/// Everything that could be taken for an order to write.
#[test]
fn a_whole_run_leaves_the_folder_as_it_was() {
    let mut room =
        Newsroom::new(&format!("{NEWS}==> trouble.nmk\n[Bo  @bo  ] left [open and [Cy #q1 @cy].\n"));
    let before = state(room.path());
    assert_eq!(before.len(), 6);
    for name in ["story.nmk", "trouble.nmk", "entities.nmk"] {
        room.open(name);
    }
    let mut rename = room.place("story.nmk", "[Port Ellery @el|lery");
    rename["newName"] = json!("port");
    assert!(room.client.request("textDocument/rename", rename)["documentChanges"].is_array());

    let document = json!({ "uri": room.uri("trouble.nmk") });
    let whole = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9, "character": 0 } });
    let options = json!({ "tabSize": 2, "insertSpaces": true });
    let params = json!({ "textDocument": document, "range": whole, "options": options, "context": { "diagnostics": [] } });
    assert_ne!(room.client.request("textDocument/formatting", params.clone()), json!([]));
    let mut chosen = 0;
    for stretch in ["[Bo  @bo", "Cy", "open"] {
        let mut params = params.clone();
        params["range"] = room.range("trouble.nmk", stretch);
        let actions = room.client.request("textDocument/codeAction", params);
        for action in actions.as_array().expect("actions") {
            let resolved = room.client.request("codeAction/resolve", action.clone());
            chosen += usize::from(resolved["edit"].is_object());
        }
    }
    assert!(chosen > 5, "{chosen} actions");
    let file = json!({ "oldUri": room.uri("entities.nmk"), "newUri": room.uri("people.nmk") });
    room.client.request("workspace/willRenameFiles", json!({ "files": [file] }));
    for command in ["newsmark.checkWorkspace", "newsmark.reindex"] {
        room.client.request("workspace/executeCommand", json!({ "command": command }));
    }
    room.client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    room.replace("story.nmk", "sign pact", "sign");
    room.client.notify("textDocument/didSave", json!({ "textDocument": document }));
    room.close("story.nmk");
    room.client.request("workspace/symbol", json!({ "query": "" }));
    room.client.request("shutdown", Value::Null);
    room.client.notify("exit", Value::Null);
    room.client.status();
    assert_eq!(state(room.path()), before);
}
