//! `workspace/willRenameFiles`

use serde_json::{Value, json};

use crate::newsroom::{Newsroom, shows};

const LISTED: &str = "\
==> newsmark.toml
registries = ['people.nmk', \"places/\"]
==> people.nmk
---
@ana :person Ana
==> places/ports.nmk
---
@ellery :place Port Ellery
==> story.nmk
[Ana @ana] left [Port Ellery @ellery].
";

fn moved(room: &mut Newsroom, from: &str, to: &str) -> Value {
    let file = json!({ "oldUri": room.uri(from), "newUri": room.uri(to) });
    room.client.request("workspace/willRenameFiles", json!({ "files": [file] }))
}

#[test]
fn a_registry_is_still_found() {
    let mut room = Newsroom::new(LISTED);
    let edit = moved(&mut room, "people.nmk", "lists/persons.nmk");
    shows(&room.apply(&edit), "newsmark.toml (null)");
    shows(&room.text("newsmark.toml"), r#"registries = ['lists/persons.nmk', "places/"]"#);
    assert_eq!(moved(&mut room, "story.nmk", "old/story.nmk"), Value::Null);
}

#[test]
fn a_folder_of_registries() {
    let mut room = Newsroom::new(LISTED);
    let edit = moved(&mut room, "places", "lists/where");
    room.apply(&edit);
    shows(&room.text("newsmark.toml"), r#"registries = ['people.nmk', "lists/where/"]"#);
}
