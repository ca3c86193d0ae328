//! Workspaces for the tests of features, written as one string, and results shown as text.
//!
//! Files are separated by lines `==> path`; without one, the string is the article `story.nmk`. `$0`
//! marks the cursor, `$<` and `$>` a selection; the file that holds one of them is open, and the
//! others are only on the disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use tempfile::TempDir;

use super::{Extent, FilePosition, Host, Place, Snapshot, load};
use crate::text::{LineIndex, Span};

/// A loaded workspace with one open file.
pub struct Fixture {
    pub host: Host,
    /// The open file.
    pub path: Arc<Path>,
    /// Where the cursor stands.
    pub offset: u32,
    /// What is selected; empty at the cursor if nothing is.
    pub selection: Span,
    folder: TempDir,
}

impl Fixture {
    pub fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder can be made");
        let root: PathBuf = folder.path().canonicalize().expect("the folder is there");
        fs::write(root.join("newsmark.toml"), "").expect("the folder can be written to");
        let mut open = None;
        for (name, marked) in files(text) {
            let (content, marks) = without_marks(&marked);
            let path = root.join(name);
            fs::create_dir_all(path.parent().expect("it lies in the folder")).expect("a folder can be made");
            fs::write(&path, &content).expect("the file can be written");
            if open.is_none() || !marks.is_empty() {
                open = Some((path, content, marks));
            }
        }
        let (path, content, marks) = open.expect("there is a file");
        let mut host = Host::default();
        for root in host.set_folders(vec![root.clone()]).roots {
            let symbols = host.symbols().clone();
            let loaded = load(
                &root,
                Extent::Articles,
                &symbols,
                |_| {},
                &AtomicUsize::new(0),
                &AtomicBool::new(false),
            );
            host.install(&root, loaded);
        }
        let path: Arc<Path> = path.into();
        host.open(path.clone(), 1, &content);
        let offset = marks.first().copied().unwrap_or(0);
        let selection = Span { start: offset, end: marks.last().copied().unwrap_or(offset) };
        Self { host, path, offset, selection, folder }
    }

    pub fn snapshot(&mut self) -> Snapshot {
        self.host.snapshot()
    }

    pub fn position(&self) -> FilePosition<'_> {
        FilePosition { path: &self.path, offset: self.offset }
    }

    /// A path as the fixture names it.
    pub fn name(&self, path: &Path) -> String {
        let root = self.folder.path().canonicalize().expect("the folder is there");
        path.strip_prefix(root).unwrap_or(path).display().to_string()
    }

    /// The line of each place, with what it covers underlined; a place of several lines is
    /// underlined on its first.
    pub fn show(&mut self, places: &[Place]) -> String {
        let snapshot = self.snapshot();
        let shown = places.iter().map(|place| {
            let text = match snapshot.text(&place.path).expect("the file can be read") {
                super::SourceText::Open(rope) => rope.to_string(),
                super::SourceText::Closed(text) => text.to_string(),
            };
            format!("{}:{}", self.name(&place.path), underlined(&text, place.span))
        });
        shown.collect::<Vec<_>>().join("")
    }
}

/// `line: text of the line`, and below it a mark under each character of the span.
pub fn underlined(text: &str, span: Span) -> String {
    let lines = LineIndex::new(text);
    let position = lines.position(text, span.start as usize);
    let line = &text[lines.start_of(position.line - 1, text)..];
    let line = line.split(['\n', '\r']).next().unwrap_or("");
    let covered = span.of(text).split(['\n', '\r']).next().unwrap_or("").chars().count();
    let marks = if covered == 0 { "|".to_string() } else { "^".repeat(covered) };
    format!("{}\n{line}\n{}{marks}\n", position.line, " ".repeat(position.column - 1))
}

fn files(text: &str) -> Vec<(String, String)> {
    if !text.starts_with("==> ") {
        return vec![("story.nmk".to_string(), text.to_string())];
    }
    let parts = text.split("==> ").skip(1);
    parts
        .map(|part| {
            let (name, content) = part.split_once('\n').expect("a file begins after its name");
            (name.trim().to_string(), content.to_string())
        })
        .collect()
}

fn without_marks(marked: &str) -> (String, Vec<u32>) {
    let mut content = String::new();
    let mut marks = Vec::new();
    let mut rest = marked;
    while let Some(at) = rest.find("$0").or_else(|| rest.find("$<")).or_else(|| rest.find("$>")) {
        content.push_str(&rest[..at]);
        marks.push(content.len() as u32);
        rest = &rest[at + 2..];
    }
    content.push_str(rest);
    (content, marks)
}
