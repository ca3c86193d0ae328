use std::ops::Range;
use std::sync::Arc;

use super::problem::{Problem, ProblemKind};
use crate::text::{Measured, Sequence, Span};

/// The two shapes of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// `[…]`: mentions, and the parts of a quotation around its content.
    Square,
    /// `{…}`: the content of a quotation.
    Brace,
}

/// An annotation: a bracket pair with a tail. Its content lies between `open + 1` and `tail`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// The opening bracket.
    pub open: u32,
    /// The white space that begins the tail.
    pub tail: u32,
    /// The closing bracket.
    pub close: u32,
    /// Which brackets.
    pub shape: Shape,
}

impl Node {
    /// Both brackets and all between.
    #[inline]
    pub fn span(self) -> Span {
        Span { start: self.open, end: self.close + 1 }
    }

    /// What the annotation is about, nested markup included.
    #[inline]
    pub fn content(self) -> Span {
        Span { start: self.open + 1, end: self.tail }
    }

    /// The tail without the closing bracket.
    #[inline]
    pub fn tail_span(self) -> Span {
        Span { start: self.tail, end: self.close }
    }

    #[inline]
    fn shifted(self, by: u32) -> Self {
        Self { open: self.open + by, tail: self.tail + by, close: self.close + by, ..self }
    }
}

/// The kinds of blocks a file consists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// Blank lines (and a byte order mark) before anything else.
    Blank,
    /// Notes between annotators, and nothing else.
    Comment,
    /// Prose between blank lines.
    Paragraph,
    /// A line that begins with `# `.
    Headline,
    /// A line that begins with `## `.
    Crosshead,
    /// The `---` that opens a fence.
    FenceOpen,
    /// A record or metadata line in a fence, with what is indented below it.
    Entry,
    /// The `---` that closes a fence.
    FenceClose,
}

impl BlockKind {
    /// The bytes of `# ` or `## `, or 0.
    #[inline]
    pub fn marker_len(self) -> u32 {
        match self {
            Self::Headline => 2,
            Self::Crosshead => 3,
            _ => 0,
        }
    }

    /// True for what stands between the lines of a fence.
    #[inline]
    pub fn is_in_fence(self) -> bool {
        matches!(self, Self::Entry | Self::FenceClose)
    }

    /// True for blocks of prose, in which brackets mean something.
    #[inline]
    pub fn is_prose(self) -> bool {
        matches!(self, Self::Paragraph | Self::Headline | Self::Crosshead)
    }

    pub(super) fn context_after(self) -> super::block::Context {
        super::block::Context {
            at_file_start: false,
            in_fence: matches!(self, Self::FenceOpen | Self::Entry),
        }
    }
}

/// One block, without its place: all offsets count from the block's start, so that a block can
/// move when text before it changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub(super) kind: BlockKind,
    /// Length of the lines that say something.
    pub(super) content: u32,
    /// Length with the blank lines behind.
    pub(super) len: u32,
    pub(super) has_plain_closer: bool,
    /// In the order of their openers.
    pub(super) nodes: Option<Arc<[Node]>>,
    pub(super) rare: Option<Arc<Rare>>,
}

/// What few blocks have.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Rare {
    pub escapes: Box<[u32]>,
    /// Comment lines with their line ends.
    pub comments: Box<[Span]>,
    pub problems: Box<[Problem]>,
}

impl Block {
    /// What kind of block it is.
    #[inline]
    pub fn kind(&self) -> BlockKind {
        self.kind
    }

    /// Length in bytes, the blank lines behind it included.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// Blocks are never empty; for symmetry with `len`.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub(super) fn ends_in_blank_line(&self) -> bool {
        self.content < self.len
    }

    #[inline]
    fn nodes(&self) -> &[Node] {
        self.nodes.as_deref().unwrap_or_default()
    }

    #[inline]
    fn rare(&self) -> Option<&Rare> {
        self.rare.as_deref()
    }
}

/// A block at its place in the source. What it hands out has offsets in the source.
#[derive(Clone, Copy, Debug)]
pub struct BlockRef<'t> {
    /// Where the block begins.
    pub start: u32,
    block: &'t Block,
}

impl<'t> BlockRef<'t> {
    /// What kind of block it is.
    #[inline]
    pub fn kind(self) -> BlockKind {
        self.block.kind
    }

    /// The whole block with the blank lines behind it.
    #[inline]
    pub fn span(self) -> Span {
        Span { start: self.start, end: self.start + self.block.len }
    }

    /// The block without the blank lines behind it.
    #[inline]
    pub fn content(self) -> Span {
        Span { start: self.start, end: self.start + self.block.content }
    }

    /// The text of a headline or crosshead without its marker, of other blocks all of it.
    #[inline]
    pub fn prose(self) -> Span {
        Span { start: self.start + self.kind().marker_len(), ..self.content() }
    }

    /// The annotations, in the order of their openers.
    #[inline]
    pub fn nodes(self) -> impl ExactSizeIterator<Item = Node> + 't {
        self.block.nodes().iter().map(move |node| node.shifted(self.start))
    }

    /// True if there is a closing bracket in the block that is text, escaped ones aside.
    pub fn has_plain_closer(self) -> bool {
        self.block.has_plain_closer
    }

    /// The backslashes of escapes.
    pub fn escapes(self) -> impl Iterator<Item = u32> + 't {
        let escapes = self.block.rare().map_or(&[][..], |rare| &rare.escapes);
        escapes.iter().map(move |at| at + self.start)
    }

    /// Comment lines, with their line ends.
    pub fn comments(self) -> impl Iterator<Item = Span> + 't {
        let comments = self.block.rare().map_or(&[][..], |rare| &rare.comments);
        comments.iter().map(move |span| span.shifted(self.start))
    }

    /// True if some of its markup is neither a marker nor an annotation.
    #[inline]
    pub(super) fn has_escapes_or_comments(self) -> bool {
        self.block.rare().is_some_and(|rare| !rare.escapes.is_empty() || !rare.comments.is_empty())
    }

    /// Mistakes inside this block.
    pub fn problems(self) -> impl Iterator<Item = Problem> + 't {
        let problems = self.block.rare().map_or(&[][..], |rare| &rare.problems);
        problems.iter().map(move |problem| problem.shifted(self.start))
    }
}

/// A file, read: its blocks in order, which together cover every byte of the source.
///
/// A clone is cheap, and an edit copies little, however long the file is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Tree {
    pub(super) blocks: Sequence<Block>,
}

impl Measured for Block {
    type Summary = ();

    fn measure(&self) -> u32 {
        self.len
    }

    fn add_to(&self, _: &mut ()) {}
}

impl Tree {
    /// Length of the source in bytes.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// True for the tree of an empty source.
    pub fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// All blocks in order.
    pub fn blocks(&self) -> impl Iterator<Item = BlockRef<'_>> {
        self.blocks.iter().map(placed)
    }

    /// The block that holds byte `offset`, or the last one for the end of the source.
    pub fn block_at(&self, offset: usize) -> Option<BlockRef<'_>> {
        self.blocks.item_at(offset).map(placed)
    }

    /// The blocks that overlap or touch the bytes of `range`.
    pub fn blocks_touching(&self, range: Range<usize>) -> impl Iterator<Item = BlockRef<'_>> {
        self.blocks.touching(range).map(placed)
    }

    /// All mistakes in the markup, in order of place.
    pub fn problems(&self) -> impl Iterator<Item = Problem> + '_ {
        let unclosed = self.unclosed_fence();
        let (fence, prose) =
            unclosed.map_or((u32::MAX, u32::MAX), |(fence, prose)| (fence.span.start, prose));
        let found = move |from, to| {
            let problems = self.blocks().flat_map(BlockRef::problems);
            problems.filter(move |problem| (from..to).contains(&problem.span.start))
        };
        found(0, fence).chain(unclosed.map(|(problem, _)| problem)).chain(found(fence, prose))
    }

    /// A fence may end with the file, unless it holds what looks like prose: then most likely its
    /// closing line was forgotten, and one report says so instead of one for each line. With it
    /// comes the place of the first such line.
    pub fn unclosed_fence(&self) -> Option<(Problem, u32)> {
        let mut prose = None;
        let (_, last) = self.blocks.iter_back().next()?;
        if !last.kind.context_after().in_fence {
            return None;
        }
        for (start, block) in self.blocks.iter_back() {
            if block.kind == BlockKind::FenceOpen {
                let kind = ProblemKind::UnclosedFence;
                let span = Span { start, end: start + 3 };
                return prose.map(|prose| (Problem { kind, span }, prose));
            }
            let mut problems = BlockRef { start, block }.problems();
            let first = problems.find(|problem| problem.kind == ProblemKind::ProseAmongRecords);
            prose = first.map(|problem| problem.span.start).or(prose);
        }
        None
    }

    /// Adds a block of this or another tree behind all others.
    pub fn push(&mut self, block: BlockRef<'_>) {
        self.blocks.push(block.block.clone());
    }
}

#[inline]
fn placed((start, block): (u32, &Block)) -> BlockRef<'_> {
    BlockRef { start, block }
}
