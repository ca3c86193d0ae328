//! The source as a row of pieces, text and markup: put together they are the file, byte for byte.

use std::iter::Peekable;

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
    text_pieces(tree, source).for_each(|span| text.push_str(span.of(source)));
    text
}

/// The stretches of the source that are text, in order.
pub fn text_pieces<'t>(tree: &'t Tree, source: &'t str) -> impl Iterator<Item = Span> + 't {
    let texts = pieces(tree, source).filter(|piece| piece.kind == PieceKind::Text);
    texts.map(|piece| piece.span)
}

/// All pieces in order, none empty.
pub fn pieces<'t>(tree: &'t Tree, source: &'t str) -> impl Iterator<Item = Piece> + 't {
    Pieces {
        blocks: tree.blocks().peekable(),
        source,
        fence: FenceSpace::default(),
        row: Row::default(),
        next: 0,
    }
}

/// The pieces of block after block.
struct Pieces<'t, B: Iterator> {
    blocks: Peekable<B>,
    source: &'t str,
    fence: FenceSpace,
    row: Row,
    /// Which of the row comes next.
    next: usize,
}

impl<'t, B: Iterator<Item = BlockRef<'t>>> Pieces<'t, B> {
    /// Puts the pieces of the next block into the row, if there is one.
    fn read_block(&mut self) -> Option<()> {
        let block = self.blocks.next()?;
        let before_fence = self.blocks.peek().is_some_and(|after| after.kind() == BlockKind::FenceOpen);
        self.row.pieces.clear();
        self.next = 0;
        self.row.add_content(block);
        self.row.add_blank(block, self.fence.taken(block, self.source, before_fence));
        Some(())
    }
}

impl<'t, B: Iterator<Item = BlockRef<'t>>> Iterator for Pieces<'t, B> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        while self.next == self.row.pieces.len() {
            self.read_block()?;
        }
        self.next += 1;
        Some(self.row.pieces[self.next - 1])
    }

    /// A row at a time, which is faster for those who want all.
    fn fold<A, F: FnMut(A, Piece) -> A>(mut self, start: A, mut add: F) -> A {
        let mut all = start;
        loop {
            all = self.row.pieces[self.next..].iter().copied().fold(all, &mut add);
            if self.read_block().is_none() {
                return all;
            }
        }
    }
}

/// Which blank line goes with a fence: the one before it, else the one behind it.
#[derive(Default)]
struct FenceSpace {
    took_before: bool,
}

/// The blank lines behind a block that belong to fences.
#[derive(Clone, Copy, Default)]
struct Taken {
    first: Option<Span>,
    last: Option<Span>,
}

impl FenceSpace {
    fn taken(&mut self, block: BlockRef<'_>, source: &str, before_fence: bool) -> Taken {
        let mut taken = Taken::default();
        let may_take_first = block.kind() == BlockKind::FenceClose && !self.took_before;
        if !may_take_first && !before_fence {
            return taken;
        }
        let mut lines = blank_lines(block, source);
        if may_take_first {
            taken.first = lines.next();
        }
        if before_fence {
            taken.last = lines.last();
            self.took_before = taken.last.is_some();
        }
        taken
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

/// The pieces of one block, put one behind the other.
#[derive(Default)]
struct Row {
    pieces: Vec<Piece>,
    /// Tails whose brackets are open, the innermost last.
    tails: Vec<Span>,
}

impl Row {
    fn push(&mut self, kind: PieceKind, span: Span) {
        if !span.is_empty() {
            self.pieces.push(Piece { kind, span });
        }
    }

    /// The block without its blank lines.
    fn add_content(&mut self, block: BlockRef<'_>) {
        match block.kind() {
            BlockKind::Blank => {}
            BlockKind::FenceOpen | BlockKind::Entry | BlockKind::FenceClose => {
                self.push(PieceKind::Fence, block.content());
            }
            _ => self.add_prose(block),
        }
    }

    fn add_prose(&mut self, block: BlockRef<'_>) {
        let mut at = block.prose().start;
        self.push(PieceKind::Marker, Span { start: block.start, end: at });
        let others = escapes_and_comments(block);
        let mut others = &others[..];
        let mut put = |row: &mut Self, kind, span: Span| {
            while let [other, rest @ ..] = others
                && other.span.start < span.start
            {
                others = rest;
                row.push(PieceKind::Text, Span { start: at, end: other.span.start });
                row.push(other.kind, other.span);
                at = other.span.end;
            }
            row.push(PieceKind::Text, Span { start: at, end: span.start });
            row.push(kind, span);
            at = span.end;
        };
        for node in block.nodes() {
            while let Some(tail) = self.tails.pop_if(|tail| tail.start < node.open) {
                put(self, PieceKind::Tail, tail);
            }
            put(self, PieceKind::Open, Span { start: node.open, end: node.open + 1 });
            self.tails.push(Span { start: node.tail, end: node.close + 1 });
        }
        while let Some(tail) = self.tails.pop() {
            put(self, PieceKind::Tail, tail);
        }
        let end = block.content().end;
        put(self, PieceKind::Text, Span { start: end, end });
    }

    fn add_blank(&mut self, block: BlockRef<'_>, taken: Taken) {
        let start = if block.kind() == BlockKind::Blank { 0 } else { block.content().end };
        let from = taken.first.map_or(start, |line| line.end);
        let to = taken.last.map_or(block.span().end, |line| line.start);
        self.push(PieceKind::Fence, Span { start, end: from });
        self.push(PieceKind::Text, Span { start: from, end: to });
        self.push(PieceKind::Fence, Span { start: to, end: block.span().end });
    }
}

/// What few blocks have, in order.
fn escapes_and_comments(block: BlockRef<'_>) -> Vec<Piece> {
    let escape = |at| Piece { kind: PieceKind::Escape, span: Span { start: at, end: at + 1 } };
    let comment = |span| Piece { kind: PieceKind::Comment, span };
    let mut pieces: Vec<Piece> = block.escapes().map(escape).chain(block.comments().map(comment)).collect();
    pieces.sort_unstable_by_key(|piece| piece.span.start);
    pieces
}
