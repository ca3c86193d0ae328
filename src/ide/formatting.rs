//! The canonical layout: `textDocument/formatting`, `textDocument/rangeFormatting` and
//! `textDocument/onTypeFormatting` (LSP 3.17). None of them touches the text of an article.

use std::path::Path;

use super::edit::TextEdit;
use super::place::FilePosition;
use super::snapshot::Snapshot;
use crate::layout::{layout, layout_after_closer, layout_after_line_end};
use crate::text::Span;

/// The characters after which something is laid out at once.
pub const ON_TYPE: [char; 3] = [']', '}', '\n'];

/// What has to change in an open file so that it has the canonical layout.
pub fn formatting(snapshot: &Snapshot, path: &Path) -> Vec<TextEdit> {
    let Some(open) = snapshot.document(path) else { return Vec::new() };
    layout(open.document.tree(), &open.document, 0..open.document.len())
}

/// The same for the blocks of which a selection holds something; for that in which the cursor stands, if
/// nothing is selected.
pub fn range_formatting(snapshot: &Snapshot, path: &Path, selection: Span) -> Vec<TextEdit> {
    let Some(open) = snapshot.document(path) else { return Vec::new() };
    let mut range = selection.range();
    if range.len() > 1 {
        // Not those that end where it begins, nor those that begin where it ends.
        range = range.start + 1..range.end - 1;
    }
    layout(open.document.tree(), &open.document, range)
}

/// After one of [`ON_TYPE`] was typed: a closing bracket lays out its tail, a line end in a record indents
/// the next field. The cursor stands behind what was typed.
pub fn on_type_formatting(snapshot: &Snapshot, at: FilePosition<'_>, typed: char) -> Vec<TextEdit> {
    let Some(open) = snapshot.document(at.path) else { return Vec::new() };
    match typed {
        ']' | '}' => layout_after_closer(open.document.tree(), &open.document, at.offset),
        '\n' => layout_after_line_end(open.document.tree(), &open.document, at.offset),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;
    use crate::text::apply_edits;

    #[track_caller]
    fn typed(text: &str, typed: char, expected: &str) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let edits = on_type_formatting(&snapshot, fixture.position(), typed);
        let before = snapshot.document(&fixture.path).expect("it is open").document.text();
        assert_eq!(apply_edits(&before, &edits), expected);
    }

    #[test]
    fn a_closing_bracket_lays_out_its_tail() {
        typed("[Ana  @ana ]$0 [Bo  @bo]", ']', "[Ana @ana] [Bo  @bo]");
        typed("{[Ana  @ana] left  @bo  }$0", '}', "{[Ana  @ana] left @bo}");
        typed("[plain  text ]$0", ']', "[plain  text ]");
    }

    #[test]
    fn a_line_end_in_a_record_indents() {
        typed("---\n@ana :person Ana\n$0\n---\n", '\n', "---\n@ana :person Ana\n  \n---\n");
        typed("---\n@ana Ana\n  role: Mayor\n    $0", '\n', "---\n@ana Ana\n  role: Mayor\n  ");
        typed("---\n@ana Ana\n  $0\n---\n", '\n', "---\n@ana Ana\n  \n---\n");
        typed("---\n@ana Ana\n$0---\n", '\n', "---\n@ana Ana\n---\n");
        typed("---\n@ana Ana\n$0@bo Bo\n---\n", '\n', "---\n@ana Ana\n@bo Bo\n---\n");
        typed("---\n@ana Ana\n\n$0\n---\n", '\n', "---\n@ana Ana\n\n\n---\n");
        typed("---\ndate: 2024\n$0\n---\n", '\n', "---\ndate: 2024\n\n---\n");
        typed("A paragraph\n$0", '\n', "A paragraph\n");
    }

    #[test]
    fn a_selection_is_laid_out_alone() {
        let mut fixture = Fixture::new("[a  @a]\n\n[b$<  $>@b]\n");
        let (path, selection) = (fixture.path.clone(), fixture.selection);
        let snapshot = fixture.snapshot();
        assert_eq!(range_formatting(&snapshot, &path, selection).len(), 1);
        assert_eq!(formatting(&snapshot, &path).len(), 2);
    }
}
