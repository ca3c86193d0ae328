//! The source as a row of pieces, text and markup: put together they are the file, byte for byte.

use super::tree::{BlockKind, BlockRef, Tree};
use crate::text::Span;

/// A stretch of the source that is one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it is.
    pub kind: PieceKind,
    /// Where it stands (bytes of the source).
    pub span: Span,
}

/// What a piece of the source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PieceKind {
    /// Text of the article.
    Text,
    /// `#` or `##` and the white space behind it.
    Marker,
    /// The backslash of an escape.
    Escape,
    /// An opening bracket.
    Open,
    /// A tail with the closing bracket.
    Tail,
    /// A comment line with its line end.
    Comment,
    /// A line of a fence, or the blank line that a fence takes along.
    Fence,
}

/// The text that is left when all markup is taken out.
pub fn bare_text(tree: &Tree, source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    for piece in pieces(tree, source) {
        if piece.kind == PieceKind::Text {
            text.push_str(piece.span.of(source));
        }
    }
    text
}

/// All pieces in order, none empty.
pub fn pieces<'t>(tree: &'t Tree, source: &'t str) -> impl Iterator<Item = Piece> + 't {
    let mut blocks = tree.blocks().peekable();
    let mut fence = FenceSpace::default();
    let mut found = Vec::new();
    let mut next = 0;
    std::iter::from_fn(move || {
        while next == found.len() {
            let block = blocks.next()?;
            let before_fence = blocks.peek().is_some_and(|after| after.kind() == BlockKind::FenceOpen);
            found.clear();
            next = 0;
            block_pieces(block, &mut found);
            blank_pieces(block, source, fence.taken(block, source, before_fence), &mut found);
        }
        next += 1;
        Some(found[next - 1])
    })
}

/// Which blank line goes with a fence: the one before it, else the one behind it.
#[derive(Default)]
struct FenceSpace {
    took_before: bool,
}

/// Which of a block's trailing blank lines belong to fences.
#[derive(Clone, Copy, Default)]
struct Taken {
    first: bool,
    last: bool,
}

impl FenceSpace {
    fn taken(&mut self, block: BlockRef<'_>, source: &str, before_fence: bool) -> Taken {
        let mut blank = blank_lines(block, source).count();
        let first = block.kind() == BlockKind::FenceClose && !self.took_before && blank > 0;
        if first {
            blank -= 1;
        }
        let last = before_fence && blank > 0;
        if before_fence {
            self.took_before = last;
        }
        Taken { first, last }
    }
}

/// The blank lines behind a block, or at the start of the file.
fn blank_lines<'s>(block: BlockRef<'_>, source: &'s str) -> impl Iterator<Item = Span> + 's {
    let span = block.span();
    let mut at = match block.kind() {
        BlockKind::Blank if source.starts_with('\u{feff}') => 3,
        BlockKind::Blank => 0,
        _ => block.content().end,
    };
    std::iter::from_fn(move || {
        let (line, _) = super::lines::split_line(&source[at as usize..span.end as usize]);
        let start = at;
        at += line.len() as u32;
        (!line.is_empty()).then_some(Span { start, end: at })
    })
}

fn blank_pieces(block: BlockRef<'_>, source: &str, taken: Taken, found: &mut Vec<Piece>) {
    let mut lines: Vec<Span> = blank_lines(block, source).collect();
    let last = if taken.last { lines.pop() } else { None };
    let mut push = |kind, span: Span| {
        if !span.is_empty() {
            found.push(Piece { kind, span });
        }
    };
    let mut from = match block.kind() {
        BlockKind::Blank => 0,
        _ => block.content().end,
    };
    if taken.first
        && let Some(first) = lines.first()
    {
        push(PieceKind::Fence, *first);
        from = first.end;
    }
    let to = last.map_or(block.span().end, |line| line.start);
    push(PieceKind::Text, Span { start: from, end: to });
    if let Some(line) = last {
        push(PieceKind::Fence, line);
    }
}

/// The pieces of a block without its blank lines.
fn block_pieces(block: BlockRef<'_>, found: &mut Vec<Piece>) {
    let content = block.content();
    match block.kind() {
        BlockKind::Blank => {}
        BlockKind::FenceOpen | BlockKind::Entry | BlockKind::FenceClose => {
            found.push(Piece { kind: PieceKind::Fence, span: content });
        }
        _ => fill_with_text(content, markup(block), found),
    }
}

/// All markup of a block of prose, in order.
fn markup(block: BlockRef<'_>) -> Vec<Piece> {
    let mut markup = Vec::new();
    let mut push = |kind, start, end| markup.push(Piece { kind, span: Span { start, end } });
    push(PieceKind::Marker, block.start, block.prose().start);
    for node in block.nodes() {
        push(PieceKind::Open, node.open, node.open + 1);
        push(PieceKind::Tail, node.tail, node.close + 1);
    }
    for at in block.escapes() {
        push(PieceKind::Escape, at, at + 1);
    }
    for comment in block.comments() {
        push(PieceKind::Comment, comment.start, comment.end);
    }
    markup.retain(|piece| !piece.span.is_empty());
    markup.sort_unstable_by_key(|piece| piece.span.start);
    markup
}

fn fill_with_text(content: Span, markup: Vec<Piece>, found: &mut Vec<Piece>) {
    let mut at = content.start;
    for piece in markup {
        if at < piece.span.start {
            let span = Span { start: at, end: piece.span.start };
            found.push(Piece { kind: PieceKind::Text, span });
        }
        at = piece.span.end;
        found.push(piece);
    }
    if at < content.end {
        found.push(Piece { kind: PieceKind::Text, span: Span { start: at, end: content.end } });
    }
}
