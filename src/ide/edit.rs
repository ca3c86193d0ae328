//! Changes that a feature proposes, file by file.

use std::path::Path;
use std::sync::Arc;

use super::snapshot::SourceText;
pub use crate::text::TextEdit;

/// Changes to one file.
#[derive(Clone, Debug)]
pub struct FileEdit {
    /// The file (absolute), or the name of a text that was never saved.
    pub path: Arc<Path>,
    /// The editor's number for the text in which places are counted, if the file is open.
    pub version: Option<i32>,
    /// The text in which places are counted.
    pub text: SourceText,
    /// In order of place, none overlapping another.
    pub edits: Vec<TextEdit>,
}

/// Changes to any number of files (`WorkspaceEdit`, LSP 3.17).
#[derive(Clone, Debug, Default)]
pub struct WorkspaceEdit {
    /// Files that have to be made first, empty.
    pub new_files: Vec<Arc<Path>>,
    /// The changes, in the order of paths.
    pub files: Vec<FileEdit>,
}

impl FileEdit {
    /// Puts edits in order.
    pub fn new(path: Arc<Path>, version: Option<i32>, text: SourceText, mut edits: Vec<TextEdit>) -> Self {
        edits.sort_by_key(|edit| edit.span);
        Self { path, version, text, edits }
    }
}

#[cfg(test)]
impl FileEdit {
    /// The text with the edits made.
    pub fn result(&self) -> String {
        let text = match &self.text {
            SourceText::Open(rope) => rope.to_string(),
            SourceText::Closed(text) => text.to_string(),
        };
        crate::text::apply_edits(&text, &self.edits)
    }
}
