//! A selection as text that can be put in brackets.

use super::Site;
use crate::syntax::BlockRef;
use crate::text::Span;

/// What is selected (bytes of the part), without white space around it; nothing if it is empty, reaches out
/// of its paragraph, or cuts through markup.
pub fn selected_text(site: &Site<'_, '_>) -> Option<Span> {
    let selected = site.selected?;
    let block = block_of(site, selected)?;
    let source = site.article.source;
    let start = selected.start.max(block.prose().start);
    let raw = source.get(start as usize..selected.end as usize)?;
    let start = start + (raw.len() - raw.trim_start().len()) as u32;
    let mut span = Span { start, end: start + raw.trim().len() as u32 };
    // An escape goes with what it escapes.
    for escape in block.escapes() {
        span.start = if escape + 1 == span.start { escape } else { span.start };
        span.end = if escape + 1 == span.end { escape } else { span.end };
    }
    (span.start < span.end && !cuts(block, span)).then_some(span)
}

fn block_of<'a>(site: &Site<'a, '_>, selected: Span) -> Option<BlockRef<'a>> {
    let block = site.article.tree.blocks().find(|block| block.span().contains(selected))?;
    block.kind().is_prose().then_some(block)
}

/// True if the span begins or ends inside an annotation that the other end is outside of, in a tail, or has
/// a comment in it.
fn cuts(block: BlockRef<'_>, span: Span) -> bool {
    let overlaps = |other: Span| other.start < span.end && span.start < other.end;
    let comment = block.comments().any(overlaps);
    comment
        || block.nodes().any(|node| {
            overlaps(node.span()) && !node.content().contains(span) && !span.contains(node.span())
        })
}

/// A text in a title: one line, not too long.
pub fn excerpt(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    }
}
