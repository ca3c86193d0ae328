//! `workspace/didChangeWatchedFiles`: what happens behind the editor's back

use std::fs;

use serde_json::{Value, json};

use super::NEWS;
use crate::newsroom::{Newsroom, shows, write};

const CREATED: u8 = 1;
const CHANGED: u8 = 2;
const DELETED: u8 = 3;

fn tell(room: &mut Newsroom, names: &[String], kind: u8) {
    let changes: Vec<Value> =
        names.iter().map(|name| json!({ "uri": room.uri(name), "type": kind })).collect();
    room.client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
}

/// How many places speak of an entity.
fn uses(room: &mut Newsroom, name: &str, marked: &str) -> String {
    let mut params = room.place(name, marked);
    params["context"] = json!({ "includeDeclaration": false });
    let found = room.client.request("textDocument/references", params);
    found.as_array().map_or(0, Vec::len).to_string()
}

/// As `git checkout` does it: facts follow, in one go.
#[test]
fn a_thousand_files_at_once() {
    let mut room = Newsroom::new(NEWS);
    room.open("entities.nmk");
    shows(&uses(&mut room, "entities.nmk", "@cit|ies :group"), "2");
    let names: Vec<String> = (0..1000).map(|number| format!("2024/{number}.nmk")).collect();
    let files = |text: &str| names.iter().map(|name| format!("==> {name}\n{text}\n")).collect::<String>();
    let ask = |room: &mut Newsroom| uses(room, "entities.nmk", "@cit|ies :group");

    write(room.path(), &files("[The league @cities] met in [Port Ellery @ellery]."));
    tell(&mut room, &names, CREATED);
    room.becomes("1002", ask);
    write(room.path(), &files("[The league @cities] and [the cities @cities] met."));
    tell(&mut room, &names, CHANGED);
    room.becomes("2002", ask);
    fs::remove_dir_all(room.path().join("2024")).expect("can be removed");
    tell(&mut room, &names, DELETED);
    room.becomes("2", ask);
}

#[test]
fn a_registry_that_changes_changes_findings() {
    let mut room = Newsroom::new(NEWS);
    room.open("other.nmk");
    shows(&room.findings("other.nmk"), "");
    write(room.path(), "==> entities.nmk\n---\n@cities :group Harbour Cities League\n");
    tell(&mut room, &["entities.nmk".into()], CHANGED);
    room.becomes("1:31 @ellery [undefined-entity] nothing defines `@ellery`", |room| {
        room.findings("other.nmk")
    });
}

#[test]
fn configuration_that_changes_changes_findings() {
    let mut room = Newsroom::new(NEWS);
    room.open("other.nmk");
    room.replace("other.nmk", "met.", "met [Bo @bo].");
    shows(&room.findings("other.nmk"), "3:30 @bo [undefined-entity] nothing defines `@bo`");
    write(room.path(), "==> newsmark.toml\n[rules]\nundefined-entity = \"off\"\n");
    tell(&mut room, &["newsmark.toml".into()], CHANGED);
    room.becomes("", |room| room.findings("other.nmk"));
}

/// What is open is as the editor shows it, whatever happens to the file.
#[test]
fn open_files_are_the_editors() {
    let mut room = Newsroom::new(NEWS);
    room.open("other.nmk");
    room.open("entities.nmk");
    fs::remove_file(room.path().join("other.nmk")).expect("can be removed");
    tell(&mut room, &["other.nmk".into()], DELETED);
    shows(&uses(&mut room, "entities.nmk", "@cit|ies :group"), "2");
    room.close("other.nmk");
    room.becomes("1", |room| uses(room, "entities.nmk", "@cit|ies :group"));
}
