//! The canonical layout: how tails, records and fences are spaced. The text of an article is never touched,
//! and what can't be read stays as it is.
//!
//! - One space before each token of a tail and none before the bracket. Where a tail was written over a line
//!   end, the line end stays, so that lines keep their length. A token that is there twice goes where nothing
//!   depends on it.
//! - `@id :type Name | alias` with single spaces; fields indented by two, the values of a record aligned.
//! - `key: value` for metadata, `---` without anything behind it, at most one blank line between records.

mod on_type;
mod records;
mod tails;

use std::ops::Range;

pub use on_type::{layout_after_closer, layout_after_line_end};

use crate::syntax::{BlockKind, BlockRef, Source, Tree};
use crate::text::{Span, TextEdit};

/// What has to change in the blocks that touch `range` (bytes), in order of place. Nothing if all is laid out.
pub fn layout(tree: &Tree, source: &(impl Source + ?Sized), range: Range<usize>) -> Vec<TextEdit> {
    // Of a fence that swallowed prose nobody knows where its records end.
    let end = tree.unclosed_fence().map_or(u32::MAX, |(fence, _)| fence.span.start);
    let mut blocks = tree.blocks_touching(range.clone()).peekable();
    let mut edits = Vec::new();
    while let Some(block) = blocks.next() {
        if block.start >= end {
            break;
        }
        let next = blocks.peek().copied().or_else(|| behind(tree, block));
        let text = source.slice(block.span().range());
        lay_out(block, &text, next.map(BlockRef::kind), &mut edits);
    }
    edits
}

fn behind<'t>(tree: &'t Tree, block: BlockRef<'t>) -> Option<BlockRef<'t>> {
    let end = block.span().end as usize;
    (end < tree.len()).then(|| tree.block_at(end)).flatten()
}

fn lay_out(block: BlockRef<'_>, text: &str, next: Option<BlockKind>, edits: &mut Vec<TextEdit>) {
    match block.kind() {
        BlockKind::Blank | BlockKind::Comment => {}
        BlockKind::FenceOpen | BlockKind::FenceClose => fence_line(block, text, edits),
        BlockKind::Entry => records::lay_out(block, text, next, edits),
        BlockKind::Paragraph => tails::lay_out(block, text, edits),
        BlockKind::Headline | BlockKind::Crosshead => {
            marker(block, text, edits);
            tails::lay_out(block, text, edits);
        }
    }
}

/// `---`, and nothing behind it.
fn fence_line(block: BlockRef<'_>, text: &str, edits: &mut Vec<TextEdit>) {
    let line = &text[..block.content().len()];
    let space = line[3..].trim_end_matches(['\n', '\r']).len() as u32;
    if space > 0 {
        edits.push(TextEdit::delete(Span { start: block.start + 3, end: block.start + 3 + space }));
    }
}

/// A space behind `#`, not a tab. Further white space is text.
fn marker(block: BlockRef<'_>, text: &str, edits: &mut Vec<TextEdit>) {
    let behind = block.prose().start - 1;
    if text.as_bytes()[(behind - block.start) as usize] == b'\t' {
        edits.push(TextEdit::replace(Span { start: behind, end: behind + 1 }, " "));
    }
}
