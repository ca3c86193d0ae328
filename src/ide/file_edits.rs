use std::path::Path;
use std::sync::Arc;

use super::snapshot::SourceText;
use crate::text::Span;

/// What to change in one file.
#[derive(Clone, Debug)]
pub struct FileEdits {
    /// The file (absolute), or the name of a text that was never saved.
    pub path: Arc<Path>,
    /// The editor's number for the text, if the file is open.
    pub version: Option<i32>,
    /// The text in which the places are.
    pub text: SourceText,
    /// Places (bytes of the text) in order, none over another, with what to put there.
    pub edits: Vec<(Span, String)>,
}

#[cfg(test)]
impl FileEdits {
    /// The text with the edits made.
    pub fn result(&self) -> String {
        let text = match &self.text {
            SourceText::Open(rope) => rope.to_string(),
            SourceText::Closed(text) => text.to_string(),
        };
        let mut result = String::new();
        let mut at = 0;
        for (span, new) in &self.edits {
            assert!(at <= span.start, "edits are in order");
            result.push_str(&text[at as usize..span.start as usize]);
            result.push_str(new);
            at = span.end;
        }
        result + &text[at as usize..]
    }
}
