//! Some blocks of a document, read as an article of their own.

use crate::article::{Article, Vocabulary};
use crate::syntax::{BlockRef, Tree};
use crate::text::Span;

/// Blocks of a document put together in order, so that what reads articles can read them, however
/// long the document is. Places in the part and in the document are translated by the block.
#[derive(Clone, Debug, Default)]
pub struct Part {
    /// The text of the blocks.
    pub source: String,
    /// The blocks.
    pub tree: Tree,
    blocks: Vec<PartBlock>,
}

/// Where a block stands.
#[derive(Clone, Copy, Debug)]
struct PartBlock {
    here: u32,
    document: u32,
    /// False for what is only there to keep others apart.
    complete: bool,
}

impl Part {
    /// Adds the next block, whose lines are `text`. `complete` says that all blocks it is tied to
    /// are in the part as well.
    pub(super) fn push(&mut self, block: BlockRef<'_>, text: &str, complete: bool) {
        let here = self.source.len() as u32;
        self.blocks.push(PartBlock { here, document: block.start, complete });
        self.source.push_str(text);
        self.tree.push(block);
    }

    /// What the part says.
    pub fn article(&self, vocabulary: &Vocabulary) -> Article<'_> {
        Article::new(&self.source, &self.tree, vocabulary)
    }

    fn block_at(&self, here: u32) -> Option<PartBlock> {
        let behind = self.blocks.partition_point(|block| block.here <= here);
        Some(self.blocks[behind.checked_sub(1)?])
    }

    /// The byte of the document for a byte of the part.
    pub fn to_document(&self, here: u32) -> u32 {
        self.block_at(here).map_or(here, |block| here - block.here + block.document)
    }

    /// The span of the document for a span of the part, which lies in one block.
    pub fn span_in_document(&self, span: Span) -> Span {
        let start = self.to_document(span.start);
        Span { start, end: start + span.len() as u32 }
    }

    /// The byte of the part for a byte of the document, if its block is in the part.
    pub fn from_document(&self, at: u32) -> Option<u32> {
        let behind = self.blocks.partition_point(|block| block.document <= at);
        let block = self.blocks[behind.checked_sub(1)?];
        let end = self.blocks.get(behind).map_or(self.source.len() as u32, |next| next.here);
        let here = at - block.document + block.here;
        (here <= end).then_some(here)
    }

    /// True if a byte of the document lies in a complete block of the part.
    pub fn holds(&self, at: u32) -> bool {
        let behind = self.blocks.partition_point(|block| block.document <= at);
        let Some(block) = behind.checked_sub(1).map(|number| self.blocks[number]) else { return false };
        let end = self.blocks.get(behind).map_or(self.source.len() as u32, |next| next.here);
        block.complete && at - block.document < end - block.here
    }

    /// True if all that the block at this byte of the part is tied to is in the part as well.
    pub fn is_complete_at(&self, here: u32) -> bool {
        self.block_at(here).is_some_and(|block| block.complete)
    }

    /// Where the block at this byte of the part begins in the document.
    pub fn block_start(&self, here: u32) -> Option<u32> {
        self.block_at(here).map(|block| block.document)
    }

    /// Where the blocks begin in the document, in order.
    pub fn blocks(&self) -> impl Iterator<Item = u32> {
        self.blocks.iter().map(|block| block.document)
    }

    /// Where the complete blocks begin in the document, in order.
    pub fn complete_blocks(&self) -> impl Iterator<Item = u32> {
        self.blocks.iter().filter(|block| block.complete).map(|block| block.document)
    }
}
