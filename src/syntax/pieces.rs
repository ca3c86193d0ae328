//! The source as a row of pieces, text and markup: put together they are the file, byte for byte.

use smallvec::SmallVec;

use super::tree::{BlockKind, BlockRef, Node, Tree};
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
    for_each_text(tree, source, |span| text.push_str(span.of(source)));
    text
}

/// Hands on the stretches of the source that are text, in order.
pub fn for_each_text(tree: &Tree, source: &str, mut take: impl FnMut(Span)) {
    let mut cutter = Cutter::default();
    let mut blocks = tree.blocks().peekable();
    while let Some(block) = blocks.next() {
        let is_plain = block.kind().is_prose() && !block.has_escapes_or_comments();
        if is_plain {
            let bracket = |node: Node| Bracket {
                opener: Span { start: node.open, end: node.open + 1 },
                tail: Span { start: node.tail, end: node.close + 1 },
            };
            for_each_text_around(block.prose(), block.nodes().map(bracket), &mut take);
        }
        let mut take = |piece: Piece| {
            if piece.kind == PieceKind::Text {
                take(piece.span);
            }
        };
        if !is_plain {
            cutter.cut(block, &mut take);
        }
        cutter.cut_blank_lines(block, blocks.peek().copied(), source, &mut take);
    }
}

/// The markup of an annotation.
#[derive(Clone, Copy, Debug)]
pub struct Bracket {
    /// What opens it.
    pub opener: Span,
    /// The tail with what closes it.
    pub tail: Span,
}

/// Hands on what is text in a passage that holds these brackets and no other markup, in order.
#[inline]
pub fn for_each_text_around(
    passage: Span,
    brackets: impl Iterator<Item = Bracket>,
    mut take: impl FnMut(Span),
) {
    let mut at = passage.start;
    let mut tails: SmallVec<[Span; 4]> = SmallVec::new();
    let mut pass = |markup: Span| {
        if at < markup.start {
            take(Span { start: at, end: markup.start });
        }
        at = markup.end;
    };
    for bracket in brackets {
        while let Some(&tail) = tails.last().filter(|tail| tail.start < bracket.opener.start) {
            pass(tail);
            tails.pop();
        }
        pass(bracket.opener);
        tails.push(bracket.tail);
    }
    tails.into_iter().rev().for_each(&mut pass);
    pass(Span { start: passage.end, end: passage.end });
}

/// All pieces in order, none empty.
pub fn pieces<'t>(tree: &'t Tree, source: &'t str) -> impl Iterator<Item = Piece> + 't {
    let mut cutter = Cutter::default();
    let mut blocks = tree.blocks().peekable();
    let mut found = Vec::new();
    let mut next = 0;
    std::iter::from_fn(move || {
        while next == found.len() {
            let block = blocks.next()?;
            found.clear();
            next = 0;
            let mut take = |piece| found.push(piece);
            cutter.cut(block, &mut take);
            cutter.cut_blank_lines(block, blocks.peek().copied(), source, &mut take);
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

/// Cuts one block after the other.
#[derive(Default)]
struct Cutter {
    fence: FenceSpace,
    /// Tails whose brackets are open, the innermost last.
    tails: Vec<Span>,
}

impl Cutter {
    /// Hands on the pieces of a block without the blank lines behind it.
    #[inline]
    fn cut(&mut self, block: BlockRef<'_>, take: &mut impl FnMut(Piece)) {
        let mut take = |kind, span: Span| {
            if !span.is_empty() {
                take(Piece { kind, span });
            }
        };
        match block.kind() {
            BlockKind::Blank => {}
            BlockKind::FenceOpen | BlockKind::Entry | BlockKind::FenceClose => {
                take(PieceKind::Fence, block.content());
            }
            _ => self.cut_prose(block, &mut take),
        }
    }

    /// Hands on the blank lines behind a block, of which `after` is the next.
    #[inline]
    fn cut_blank_lines(
        &mut self,
        block: BlockRef<'_>,
        after: Option<BlockRef<'_>>,
        source: &str,
        take: &mut impl FnMut(Piece),
    ) {
        let mut take = |kind, span: Span| {
            if !span.is_empty() {
                take(Piece { kind, span });
            }
        };
        let before_fence = after.is_some_and(|after| after.kind() == BlockKind::FenceOpen);
        let taken = self.fence.taken(block, source, before_fence);
        let start = if block.kind() == BlockKind::Blank { 0 } else { block.content().end };
        let from = taken.first.map_or(start, |line| line.end);
        let to = taken.last.map_or(block.span().end, |line| line.start);
        take(PieceKind::Fence, Span { start, end: from });
        take(PieceKind::Text, Span { start: from, end: to });
        take(PieceKind::Fence, Span { start: to, end: block.span().end });
    }

    #[inline]
    fn cut_prose(&mut self, block: BlockRef<'_>, take: &mut impl FnMut(PieceKind, Span)) {
        let mut at = block.prose().start;
        take(PieceKind::Marker, Span { start: block.start, end: at });
        let others = escapes_and_comments(block);
        let mut others = &others[..];
        let mut put = |kind, span: Span| {
            while let [other, rest @ ..] = others
                && other.span.start < span.start
            {
                others = rest;
                take(PieceKind::Text, Span { start: at, end: other.span.start });
                take(other.kind, other.span);
                at = other.span.end;
            }
            take(PieceKind::Text, Span { start: at, end: span.start });
            take(kind, span);
            at = span.end;
        };
        for node in block.nodes() {
            while let Some(tail) = self.tails.pop_if(|tail| tail.start < node.open) {
                put(PieceKind::Tail, tail);
            }
            put(PieceKind::Open, Span { start: node.open, end: node.open + 1 });
            self.tails.push(Span { start: node.tail, end: node.close + 1 });
        }
        while let Some(tail) = self.tails.pop() {
            put(PieceKind::Tail, tail);
        }
        let end = block.content().end;
        put(PieceKind::Text, Span { start: end, end });
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
