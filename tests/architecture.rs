//! The layers: what may use what. `docs/architecture.md` says why.

use std::fs;
use std::path::{Path, PathBuf};

/// From the bottom up; a layer uses those before it, and itself.
const LAYERS: [&str; 14] = [
    "text",
    "language",
    "syntax",
    "article",
    "document",
    "workspace",
    "rules",
    "layout",
    "annotate",
    "eval",
    "formats",
    "ide",
    "server",
    "cli",
];

/// Crates of the protocol, which only the server knows.
const PROTOCOL: [&str; 3] = ["tower_lsp", "lsp_types", "tokio"];

/// Standard-library modules that touch the world outside; nothing below the workspace may.
const OUTSIDE: [&str; 5] = ["std::fs", "std::io", "std::net", "std::process", "std::env"];

fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder can be read") {
        let path = entry.expect("the entry can be read").path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The lines of a layer's files, with the file.
fn lines_of(layer: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer);
    let files = source_files(&folder).into_iter();
    files
        .flat_map(|file| {
            let text = fs::read_to_string(&file).expect("the file can be read");
            text.lines().map(|line| (file.clone(), line.to_string())).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn imports_point_down() {
    for (height, layer) in LAYERS.iter().enumerate() {
        for (file, line) in lines_of(layer) {
            for above in &LAYERS[height + 1..] {
                let used =
                    line.contains(&format!("crate::{above}::")) || line.contains(&format!("crate::{above};"));
                assert!(!used, "{}: `{layer}` uses `{above}`: {line}", file.display());
            }
        }
    }
}

#[test]
fn only_the_workspace_and_above_touch_files() {
    for layer in ["text", "syntax", "article", "document"] {
        for (file, line) in lines_of(layer) {
            let used = OUTSIDE.iter().find(|module| line.contains(*module));
            assert!(used.is_none(), "{}: {line}", file.display());
        }
    }
}

#[test]
fn only_the_server_knows_the_protocol() {
    for layer in LAYERS.iter().filter(|layer| **layer != "server") {
        for (file, line) in lines_of(layer) {
            let used = PROTOCOL.iter().find(|name| line.contains(*name));
            assert!(used.is_none(), "{}: {line}", file.display());
        }
    }
}

/// An `.await` before a document is changed would let edits overtake each other.
#[test]
fn notifications_are_handled_without_waiting() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/server/backend.rs");
    let source = fs::read_to_string(file).expect("the file can be read");
    let handlers: Vec<&str> = source.split("    async fn ").skip(1).collect();
    let notifications = handlers.iter().filter(|handler| handler.starts_with("did_"));
    let waiting: Vec<_> = notifications.clone().filter(|handler| handler.contains(".await")).collect();
    assert!(waiting.is_empty(), "{waiting:?}");
    assert!(notifications.count() >= 7, "the handlers are still to be found here");
}
