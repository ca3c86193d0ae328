//! Files that vanish or can't be read, links that lead in circles, registries with errors in them.

use std::fs;

use serde_json::json;

use crate::features::NEWS;
use crate::newsroom::{Newsroom, capabilities, folder, shows};

fn references(room: &mut Newsroom) -> String {
    let mut params = room.place("entities.nmk", "@cit|ies :group");
    params["context"] = json!({ "includeDeclaration": false });
    let found = room.client.request("textDocument/references", params);
    room.locations(&found)
}

/// Gone since they were read, and nobody has told.
#[test]
fn files_that_vanish() {
    let mut room = Newsroom::new(NEWS);
    room.open("entities.nmk");
    fs::remove_file(room.path().join("other.nmk")).expect("can be removed");
    shows(&references(&mut room), "story.nmk:6:20 cities");
    let report = room.client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(report["items"].as_array().map(Vec::len), Some(2), "{report}");
    let mut rename = room.place("entities.nmk", "@cit|ies :group");
    rename["newName"] = json!("league");
    let edit = room.client.request("textDocument/rename", rename);
    let files = edit["documentChanges"].as_array().expect("changes").iter();
    let files: Vec<String> = files.map(|file| room.name(&file["textDocument"]["uri"])).collect();
    assert_eq!(files, ["entities.nmk", "story.nmk"]);
    fs::remove_dir_all(room.path()).expect("can be removed");
    fs::create_dir(room.path()).expect("can be made");
    shows(&references(&mut room), "");
    assert!(room.client.is_running());
}

/// No UTF-8, a folder with the name of an article, a link into the void, and (unless run by root) no rights.
#[cfg(unix)]
#[test]
fn files_that_cannot_be_read() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let files = folder(NEWS);
    let path = |name: &str| files.path().join(name);
    fs::write(path("latin.nmk"), b"[Ana \xe9 @cities]\n").expect("can be written");
    fs::create_dir(path("folder.nmk")).expect("can be made");
    symlink(path("nowhere.nmk"), path("void.nmk")).expect("can be made");
    fs::write(path("secret.nmk"), "[The league @cities]\n").expect("can be written");
    fs::set_permissions(path("secret.nmk"), fs::Permissions::from_mode(0o000)).expect("can be set");
    let mut room = Newsroom::on(files, json!({ "capabilities": capabilities() }));
    room.refreshed();
    room.open("entities.nmk");
    let found = references(&mut room);
    assert!(found.contains("other.nmk:3:14 cities"), "{found}");
    assert!(!found.contains("void") && !found.contains("folder"), "{found}");
    room.client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
}

#[cfg(unix)]
#[test]
fn links_that_lead_in_circles() {
    use std::os::unix::fs::symlink;
    let files = folder(NEWS);
    fs::create_dir(files.path().join("deep")).expect("can be made");
    symlink(files.path(), files.path().join("deep/up")).expect("can be made");
    symlink("self", files.path().join("self")).expect("can be made");
    fs::create_dir(files.path().join("entities")).expect("can be made");
    symlink(".", files.path().join("entities/loop")).expect("can be made");
    let mut room = Newsroom::on(files, json!({ "capabilities": capabilities() }));
    room.refreshed();
    room.open("entities.nmk");
    shows(
        &references(&mut room),
        "
other.nmk:3:14 cities
story.nmk:6:20 cities
",
    );
}

/// What is right in a registry holds, and what is wrong is told in the registry itself.
#[test]
fn a_registry_with_errors() {
    let broken = "==> newsmark.toml\n==> story.nmk\n[Ana @ana] met [Bo @bo] and [Cy @cy].\n==> entities.nmk\nText [open @\n\n---\n@ana :person Ana\n@ nothing\n  : \n@bo :persom Bo\n@bo Bo\n==> entities/more.nmk\n---\n@ana :person Ana\n";
    let mut room = Newsroom::new(broken);
    room.open("story.nmk");
    room.open("entities.nmk");
    shows(&room.findings("story.nmk"), "1:33 @cy [undefined-entity] nothing defines `@cy`");
    shows(
        &room.findings("entities.nmk"),
        "
1:6 [ [unclosed-bracket] this `[` is never closed
4:1 @ana [duplicate-definition] `@ana` is defined twice in the registry
5:1 @ nothing [malformed-record] this line between `---` lines is no record
7:5 :persom [unknown-label] nobody has declared the label `:persom`
8:1 @bo [duplicate-definition] `@bo` is defined twice
",
    );
    let hover = room.ask("textDocument/hover", "story.nmk", "[Ana @an|a]");
    assert!(hover["contents"]["value"].as_str().is_some_and(|card| card.starts_with("**Ana**")), "{hover}");
}

/// A `newsmark.toml` that can't be read is no reason to know nothing.
#[test]
fn a_configuration_with_errors() {
    let mut room = Newsroom::new(&NEWS.replace("==> newsmark.toml\n", "==> newsmark.toml\nregistries = [\n"));
    room.open("other.nmk");
    let shown = room.client.hear("window/showMessage")["params"]["message"].clone();
    assert!(shown.as_str().is_some_and(|text| text.starts_with("newsmark.toml:")), "{shown}");
    shows(&room.findings("other.nmk"), "");
}
