//! Registries that move: `workspace/willRenameFiles` (LSP 3.17).
//!
//! Articles refer to each other by ids, never by paths. The only paths are those in `registries = […]`
//! of `newsmark.toml`.

use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::edit::{FileEdit, TextEdit};
use super::snapshot::{Snapshot, SourceText};
use crate::text::Span;
use crate::workspace::CONFIG_FILE;

#[derive(Deserialize)]
struct Registries {
    #[serde(default)]
    registries: Vec<Spanned<String>>,
}

/// The edits of `newsmark.toml` files that keep registries found after files or folders move, each from
/// one path (absolute) to another. Globs are left as they are.
pub fn will_rename_files(snapshot: &Snapshot, moves: &[(PathBuf, PathBuf)]) -> Vec<FileEdit> {
    let edits = snapshot.roots().into_iter().filter_map(|(root, known)| {
        known.workspace.config.registries.as_ref()?;
        edits_of(snapshot, root, moves)
    });
    edits.collect()
}

fn edits_of(snapshot: &Snapshot, root: &Path, moves: &[(PathBuf, PathBuf)]) -> Option<FileEdit> {
    let path = root.join(CONFIG_FILE);
    let text = snapshot.text(&path)?;
    let source = match &text {
        SourceText::Open(rope) => rope.to_string(),
        SourceText::Closed(text) => text.to_string(),
    };
    let registries = toml::from_str::<Registries>(&source).ok()?.registries;
    let edit = |name: &Spanned<String>| {
        let moved = moved_name(root, name.get_ref(), moves)?;
        let span = Span::new(name.span().start, name.span().end);
        Some(TextEdit::replace(span, quoted(&moved, span.of(&source))))
    };
    let edits: Vec<TextEdit> = registries.iter().filter_map(edit).collect();
    let version = snapshot.document(&path).map(|open| open.version);
    (!edits.is_empty()).then(|| FileEdit { path: path.into(), version, text, edits })
}

/// What a name in `registries` becomes, if what it names moves and the root does not move along.
fn moved_name(root: &Path, name: &str, moves: &[(PathBuf, PathBuf)]) -> Option<String> {
    if name.contains(['*', '?', '[', '{']) {
        return None;
    }
    let named = plain(&root.join(name));
    let new_place = |path: &Path| {
        let moved = moves.iter().find_map(|(from, to)| Some(to.join(path.strip_prefix(from).ok()?)));
        moved.map_or_else(|| path.to_path_buf(), |moved| plain(&moved))
    };
    let moved = relative(&new_place(root), &new_place(&named));
    if moved == relative(root, &named) {
        return None;
    }
    // A folder is often named with a slash behind it.
    Some(if name.ends_with('/') { moved + "/" } else { moved })
}

/// The path without `.` and `..`, as far as its text shows.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// The path as seen from a folder, with `/` on every system.
fn relative(folder: &Path, path: &Path) -> String {
    let common = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| "..".to_string());
    let down = path.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// A path as a TOML string, with the quotation marks that were used before where these can hold it.
fn quoted(path: &str, before: &str) -> String {
    let is_plain = !path.contains('\'') && !path.contains(char::is_control);
    if before.starts_with('\'') && is_plain {
        return format!("'{path}'");
    }
    // JSON's escapes are a part of those of TOML's basic strings.
    serde_json::Value::from(path).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    /// `newsmark.toml` after the moves; nothing if it stays as it is.
    fn after(config: &str, moves: &[(&str, &str)]) -> String {
        let text = format!(
            "==> a.nmk\n$0x\n==> people.nmk\n---\n@bo Bo\n==> lists/b.nmk\n---\n==> newsmark.toml\n{config}"
        );
        let mut fixture = Fixture::new(&text);
        let root = fixture.path.parent().expect("it lies in a folder").to_path_buf();
        let moves: Vec<_> = moves.iter().map(|(from, to)| (root.join(from), root.join(to))).collect();
        let edits = will_rename_files(&fixture.snapshot(), &moves);
        edits.iter().map(|file| format!("{}: {}", fixture.name(&file.path), file.result())).collect()
    }

    #[test]
    fn a_registry_that_is_named() {
        let config = "# who is who\nregistries = [\n  \"people.nmk\", # all\n  'lists/b.nmk',\n]\n";
        assert_eq!(
            after(config, &[("people.nmk", "lists/people \"1\".nmk"), ("lists/b.nmk", "b.nmk")]),
            "newsmark.toml: # who is who\nregistries = [\n  \"lists/people \\\"1\\\".nmk\", # all\n  'b.nmk',\n]\n"
        );
    }

    #[test]
    fn a_folder_that_is_named_or_holds_what_is() {
        assert_eq!(
            after("registries = [\"./lists/\", \"lists/b.nmk\"]", &[("lists", "who/is")]),
            "newsmark.toml: registries = [\"who/is/\", \"who/is/b.nmk\"]"
        );
    }

    #[test]
    fn out_of_the_root() {
        assert_eq!(
            after("registries = [\"people.nmk\"]", &[("people.nmk", "../shared/people.nmk")]),
            "newsmark.toml: registries = [\"../shared/people.nmk\"]"
        );
    }

    #[test]
    fn what_names_no_path_that_moves() {
        for config in ["", "registries = [\"*.nmk\", \"lists\"]", "registries = []"] {
            assert_eq!(after(config, &[("people.nmk", "all.nmk"), ("a.nmk", "lists/a.nmk")]), "");
        }
    }

    #[test]
    fn a_root_that_moves_takes_its_registries_along() {
        assert_eq!(after("registries = [\"people.nmk\"]", &[("", "../elsewhere")]), "");
    }
}
