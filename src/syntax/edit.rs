//! Reading again after an edit: only the blocks it touched.

use std::borrow::Cow;
use std::ops::Range;

use super::block::{Context, Reader};
use super::tree::{Block, Tree};
use crate::text::Seam;

/// A source that can be read in parts: a string, or a rope.
pub trait Source {
    /// The bytes `range`, which fall on character boundaries.
    fn slice(&self, range: Range<usize>) -> Cow<'_, str>;
}

impl Source for str {
    fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        Cow::Borrowed(&self[range])
    }
}

/// One replacement: what stood in `old` (bytes of the source before) became `inserted` bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The bytes replaced, on character boundaries; empty for an insertion.
    pub old: Range<usize>,
    /// Length of what stands there now, in bytes.
    pub inserted: usize,
}

impl Edit {
    fn new_end(&self) -> usize {
        self.old.start + self.inserted
    }

    /// Where a byte behind the edit was before.
    fn to_old(&self, new: usize) -> usize {
        new - self.new_end() + self.old.end
    }

    /// Where a byte behind the edit is now.
    fn to_new(&self, old: usize) -> usize {
        old - self.old.end + self.new_end()
    }
}

/// What [`Tree::edit`] read again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reparsed {
    /// The blocks that are gone (bytes of the source before).
    pub old: Range<usize>,
    /// The blocks that came instead (bytes of the source now).
    pub new: Range<usize>,
}

impl Tree {
    /// Brings the tree in step with `source`, the whole text after the edit.
    ///
    /// The result equals reading `source` anew, but only the blocks the edit touched are read. An
    /// edit that opens or closes a fence touches all lines whose meaning it changes.
    ///
    /// # Panics
    /// If the edit lies outside the old source.
    pub fn edit(&mut self, edit: &Edit, source: &(impl Source + ?Sized)) -> Reparsed {
        assert!(edit.old.start <= edit.old.end && edit.old.end <= self.len(), "the edit lies in the source");
        let new_len = edit.to_new(self.len());
        let from = self.first_touched(edit, source);
        let mut window = self.blocks.seam_at_or_after(from, edit.old.end + 1);
        let mut until = from;
        let mut reader = Reader::default();
        let mut blocks = Vec::new();
        let mut context = self.context_at(from);
        let mut at = from.at;
        while at < new_len {
            // Behind the edit, a seam of the old tree in the same state: the rest is as it was.
            if at > edit.new_end() {
                let old_at = edit.to_old(at);
                until = self.blocks.seam_at_or_after(until, old_at);
                if until.at == old_at && self.context_at(until) == context {
                    break;
                }
            }
            let block = self.read_block(&mut reader, edit, source, at, &mut window, context);
            context = block.kind().context_after();
            at += block.len();
            blocks.push(block);
        }
        if at == new_len {
            until = self.blocks.end();
        }
        self.blocks.splice(from, until, blocks);
        Reparsed { old: from.at..until.at, new: from.at..at }
    }

    /// Reads one block at byte `at` of the new source, widening the window until the block ends
    /// inside it. A window ends where an old block ended, which is where a line ends.
    fn read_block(
        &self,
        reader: &mut Reader,
        edit: &Edit,
        source: &(impl Source + ?Sized),
        at: usize,
        window: &mut Seam,
        context: Context,
    ) -> Block {
        loop {
            let text = source.slice(at..edit.to_new(window.at));
            if !text.is_empty() {
                let block = reader.next(&text, context);
                if block.len() < text.len() || window.at == self.len() {
                    return block;
                }
            }
            *window = self.blocks.seam_at_or_after(*window, window.at + text.len().max(1));
        }
    }

    /// Where to begin reading: at the earliest block that the edit touches or borders on, or the one
    /// before it if the edit may change what that block's first line is.
    fn first_touched(&self, edit: &Edit, source: &(impl Source + ?Sized)) -> Seam {
        let behind = self.blocks.seam_at_or_after(self.blocks.start(), edit.old.start);
        let Some((touched, _)) = self.blocks.before(behind) else {
            return behind;
        };
        let Some((before, neighbour)) = self.blocks.before(touched) else {
            return touched;
        };
        let in_first_line = !source.slice(touched.at..edit.old.start).contains(['\n', '\r']);
        // Behind a blank line, a block stays a block as long as its first line is not blank too.
        let stands_alone = neighbour.ends_in_blank_line()
            && source.slice(touched.at..edit.new_end()).starts_with(|first: char| !first.is_whitespace());
        if in_first_line && !stands_alone { before } else { touched }
    }

    fn context_at(&self, seam: Seam) -> Context {
        match self.blocks.before(seam) {
            None => Context::START,
            Some((_, before)) => before.kind().context_after(),
        }
    }
}
