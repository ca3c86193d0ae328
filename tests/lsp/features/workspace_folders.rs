//! Several folders, none, and texts that were never saved

use serde_json::{Value, json};

use super::NEWS;
use crate::URI;
use crate::client::codes;
use crate::newsroom::{Newsroom, capabilities, folder, shows, uri_of};

/// Two folders, each with an entity of its own.
const TWO: &str = "\
==> north/newsmark.toml
==> north/entities.nmk
---
@ana :person Ana
==> north/story.nmk
[Ana @ana] met [Bo @bo].
==> south/newsmark.toml
==> south/entities.nmk
---
@bo :person Bo
==> south/story.nmk
[Ana @ana] met [Bo @bo].
";

fn opened(names: &[&str]) -> Newsroom {
    let folder = folder(TWO);
    let root = |name: &&str| json!({ "uri": uri_of(&folder.path().join(name)), "name": name });
    let folders: Vec<Value> = names.iter().map(root).collect();
    Newsroom::on(folder, json!({ "capabilities": capabilities(), "workspaceFolders": folders }))
}

fn change(room: &mut Newsroom, added: &[&str], removed: &[&str]) {
    let folders = |names: &[&str]| -> Vec<Value> {
        names.iter().map(|name| json!({ "uri": room.uri(name), "name": name })).collect()
    };
    let event = json!({ "added": folders(added), "removed": folders(removed) });
    room.client.notify("workspace/didChangeWorkspaceFolders", json!({ "event": event }));
}

/// The articles and entities of the workspace.
fn symbols(room: &mut Newsroom) -> String {
    let found = room.client.request("workspace/symbol", json!({ "query": "" }));
    let one = |symbol: &Value| format!("{}\n", room.name(&symbol["location"]["uri"]));
    let mut names: Vec<String> = found.as_array().expect("symbols").iter().map(one).collect();
    names.sort();
    names.concat()
}

#[test]
fn each_root_has_its_own_registry() {
    let mut room = opened(&["north", "south"]);
    room.open("north/story.nmk");
    room.open("south/story.nmk");
    room.becomes("1:20 @bo [undefined-entity] nothing defines `@bo`", |room| {
        room.findings("north/story.nmk")
    });
    room.becomes("1:6 @ana [undefined-entity] nothing defines `@ana`", |room| {
        room.findings("south/story.nmk")
    });
}

#[test]
fn folders_come_and_go() {
    let mut room = opened(&["north"]);
    room.becomes("north/entities.nmk", symbols);
    change(&mut room, &["south"], &[]);
    room.becomes("north/entities.nmk\nsouth/entities.nmk", symbols);
    change(&mut room, &[], &["north"]);
    room.becomes("south/entities.nmk", symbols);
    change(&mut room, &["north"], &["south"]);
    room.becomes("north/entities.nmk", symbols);
}

/// What is open in a folder that goes is still checked.
#[test]
fn open_files_outlive_their_folder() {
    let mut room = opened(&["north"]);
    room.open("north/story.nmk");
    room.becomes("1:20 @bo [undefined-entity] nothing defines `@bo`", |room| {
        room.findings("north/story.nmk")
    });
    change(&mut room, &[], &["north"]);
    room.becomes("1:20 @bo [undefined-entity] nothing defines `@bo`", |room| {
        room.findings("north/story.nmk")
    });
}

/// A file that is opened alone: its surroundings count, but nobody's home is read.
#[test]
fn no_folder_at_all() {
    let mut room = opened(&[]);
    room.open("north/story.nmk");
    room.becomes("1:20 @bo [undefined-entity] nothing defines `@bo`", |room| {
        room.findings("north/story.nmk")
    });
}

#[test]
fn texts_that_were_never_saved() {
    let mut room = Newsroom::new(NEWS);
    room.client.open(URI, "[Port Ellery @ellery] and [Bo @bo :person].\n\n[She @ana]\n");
    room.until(|room| codes(&room.client.pull(URI)) == ["undefined-entity"]);
    let place = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 16 } });
    let found = room.client.request("textDocument/definition", place);
    shows(&room.name(&found[0]["targetUri"]), "entities.nmk");
    let mut rename = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 32 } });
    rename["newName"] = json!("bob");
    let edit = room.client.request("textDocument/rename", rename);
    assert_eq!(edit["documentChanges"][0]["textDocument"], json!({ "uri": URI, "version": 1 }));
}

#[test]
fn texts_that_were_never_saved_without_any_folder() {
    let mut room = opened(&[]);
    room.client.open(URI, "[Bo @bo :person] met [Ana @ana].\n");
    room.until(|room| codes(&room.client.pull(URI)) == ["undefined-entity"]);
    let place = json!({ "textDocument": { "uri": URI }, "position": { "line": 0, "character": 5 } });
    let found = room.client.request("textDocument/definition", place);
    assert_eq!(found[0]["targetUri"], URI);
}
