use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::keys::{BlockKeys, Key, KeyKind};
use super::part::Part;
use super::symbols::Symbol;
use super::totals::{Total, count, replace};
use super::{Document, Text};
use crate::syntax::{BlockRef, Edit};
use crate::text::Sequence;

/// What an edit changed besides the text.
#[derive(Debug)]
pub struct Change {
    /// The blocks that are gone (bytes of the text before).
    pub old: Range<usize>,
    /// The blocks that came instead (bytes of the text now).
    pub new: Range<usize>,
    /// The blocks that came, with all that they and those that are gone are tied to.
    pub part: Part,
    /// The entities of which the article now speaks more, less or otherwise, with what their totals were.
    pub totals: Vec<(Symbol, Total)>,
    /// Unknown labels that some touched block had or has, but not all the time.
    pub unknown_labels: Vec<Symbol>,
    /// True if some touched block had or has a definition, so that an entity may be called otherwise.
    pub definitions: bool,
    /// True if records that never end swallow prose, now or before: any place may mean something else.
    pub fence: bool,
}

impl Change {
    /// Where a byte outside the blocks that are gone is now.
    pub fn moved(&self, before: u32) -> u32 {
        if (before as usize) < self.old.end {
            before
        } else {
            before - self.old.end as u32 + self.new.end as u32
        }
    }
}

impl Document {
    /// Puts `inserted` in the place of the bytes `old`, which fall on character boundaries.
    pub fn edit(&mut self, old: Range<usize>, inserted: &str) -> Change {
        let before = self.clone();
        let chars = self.rope.byte_to_char(old.start)..self.rope.byte_to_char(old.end);
        self.rope.remove(chars.clone());
        self.rope.insert(chars.start, inserted);
        let reread = self.tree.edit(&Edit { old, inserted: inserted.len() }, &Text(&self.rope));

        let gone = keys_in(&before.keys, reread.old.clone());
        self.reread_keys(reread.old.clone(), reread.new.clone());
        let come = keys_in(&self.keys, reread.new.clone());

        let ties: Vec<Key> = gone.iter().copied().filter(|key| key.ties()).collect();
        let starts: Vec<u32> = self.blocks_in(reread.new.clone()).map(|block| block.start).collect();
        let part = self.part(starts, &ties);
        let fence = before.tree.unclosed_fence().is_some() || self.tree.unclosed_fence().is_some();
        let mut change = Change {
            old: reread.old,
            new: reread.new,
            part,
            totals: Vec::new(),
            unknown_labels: unknown_labels(&gone, &come),
            definitions: gone.union(&come).any(|key| key.defines()),
            fence,
        };
        self.recount(&before, &mut change);
        change
    }

    fn reread_keys(&mut self, old: Range<usize>, new: Range<usize>) {
        let read = |block: BlockRef<'_>| {
            let text = self.slice(block.span().range());
            BlockKeys::new(block, &text, &self.vocabulary, &self.symbols)
        };
        let fresh: Vec<BlockKeys> = self.blocks_in(new).map(read).collect();
        let from = self.keys.seam_at_or_after(self.keys.start(), old.start);
        let until = self.keys.seam_at_or_after(from, old.end);
        self.keys.splice(from, until, fresh);
    }

    /// Counts what the touched blocks and those tied to them said before, and what they say now.
    fn recount(&mut self, before: &Self, change: &mut Change) {
        let tied = change.part.blocks().filter(|start| !change.new.contains(&(*start as usize)));
        let was = |start: u32| {
            let behind = start as usize >= change.new.end;
            if behind { start - change.new.end as u32 + change.old.end as u32 } else { start }
        };
        let mut starts: Vec<u32> = tied.map(was).collect();
        starts.extend(before.blocks_in(change.old.clone()).map(|block| block.start));
        starts.sort_unstable();
        let mut old_part = Part::default();
        for block in starts.iter().filter_map(|&start| before.tree.block_at(start as usize)) {
            old_part.push(block, &before.slice(block.span().range()), true);
        }
        let count = |part: &Part| count(&part.article(&self.vocabulary), &self.vocabulary, &self.symbols);
        let (old, new) = (count(&old_part), count(&change.part));
        if old != new {
            change.totals = replace(Arc::make_mut(&mut self.totals), &old, &new);
        }
    }
}

fn keys_in(keys: &Sequence<BlockKeys>, range: Range<usize>) -> FxHashSet<Key> {
    let touching = keys.touching(range.clone()).filter(|(start, _)| range.contains(&(*start as usize)));
    touching.flat_map(|(_, block)| block.keys.iter().copied()).collect()
}

fn unknown_labels(gone: &FxHashSet<Key>, come: &FxHashSet<Key>) -> Vec<Symbol> {
    let differ = gone.symmetric_difference(come).filter(|key| key.is(KeyKind::UnknownLabel));
    let mut labels: Vec<Symbol> = differ.map(|key| key.name()).collect();
    labels.sort_unstable();
    labels
}
