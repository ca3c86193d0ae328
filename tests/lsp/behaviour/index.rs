//! Cross-file findings wait for the index; local ones do not.

use std::fs;
use std::process::Command;

use serde_json::json;

use crate::newsroom::{Newsroom, capabilities, folder, shows};

/// The registry is a pipe, so that reading it takes until somebody writes into it.
#[test]
fn local_findings_come_first() {
    let files = folder(
        "==> newsmark.toml\nregistries = ['slow.nmk']\n==> story.nmk\n[Ana @ana] left [Bo @bo] [open.\n",
    );
    let pipe = files.path().join("slow.nmk");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("it runs").success());
    let mut room = Newsroom::on(files, json!({ "capabilities": capabilities() }));
    room.open("story.nmk");
    shows(&room.findings("story.nmk"), "1:26 [ [unclosed-bracket] this `[` is never closed");
    fs::write(&pipe, "---\n@ana :person Ana\n").expect("the server reads");
    room.refreshed();
    shows(
        &room.findings("story.nmk"),
        "
1:21 @bo [undefined-entity] nothing defines `@bo`
1:26 [ [unclosed-bracket] this `[` is never closed
",
    );
}
