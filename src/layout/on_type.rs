//! What is laid out while somebody types.

use super::tails;
use crate::syntax::{BlockKind, Head, Source, Tree, field_line, head_line, split_line, without_line_end};
use crate::text::{Span, TextEdit};

/// After a closing bracket was typed before byte `at`: its tail.
pub fn layout_after_closer(tree: &Tree, source: &(impl Source + ?Sized), at: u32) -> Vec<TextEdit> {
    let mut edits = Vec::new();
    let Some(closer) = at.checked_sub(1) else { return edits };
    let Some(block) = tree.block_at(closer as usize) else { return edits };
    if let Some(node) = block.nodes().find(|node| node.close == closer) {
        tails::tail(block, &source.slice(block.span().range()), node, &mut edits);
    }
    edits
}

/// After a line end was typed in a record and the cursor stands at byte `at` of the new, empty line: the
/// indentation of a field. Behind an empty line no field is expected.
pub fn layout_after_line_end(tree: &Tree, source: &(impl Source + ?Sized), at: u32) -> Vec<TextEdit> {
    let entry = at.checked_sub(1).and_then(|before| tree.block_at(before as usize));
    let Some(entry) = entry.filter(|block| block.kind() == BlockKind::Entry) else { return Vec::new() };
    // The cursor stands before another block, so that the line is not empty.
    if tree.block_at(at as usize).is_some_and(|next| next.span().start == at) {
        return Vec::new();
    }
    let text = source.slice(entry.span().range());
    let here = (at - entry.start) as usize;
    let start = text[..here].rfind(['\n', '\r']).map_or(0, |end| end + 1);
    let (line, _) = split_line(&text[start..]);
    let indent = without_line_end(line);
    if !indent.trim().is_empty() || indent == "  " || !goes_on(&text[..start]) {
        return Vec::new();
    }
    let start = entry.start + start as u32;
    vec![TextEdit::replace(Span { start, end: start + indent.len() as u32 }, "  ")]
}

/// True if a record's lines end in its head or in a field.
fn goes_on(lines: &str) -> bool {
    let mut owned = false;
    let mut rest = lines;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        let line = without_line_end(line);
        owned = if line.starts_with([' ', '\t']) {
            owned && field_line(line, 0).is_some()
        } else if line.starts_with("//") {
            owned
        } else {
            matches!(head_line(line, 0), Some(Head::Entity { .. } | Head::Id(_)))
        };
        rest = after;
    }
    owned
}
