//! The whole of a long article, looked at without making one article of it.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::keys::{BlockKeys, Key, KeyKind};
use super::totals::{Totals, count, replace};
use super::{Document, Part};
use crate::text::Measured;

/// How many bytes of a long document are looked at together. An article that was read takes several times its text.
pub const PORTION: usize = 64 * 1024;

impl Document {
    /// The whole document in parts of about `size` bytes, or more where more is tied together. Each block is
    /// complete in one of them.
    pub fn parts(&self, size: usize) -> impl Iterator<Item = Part> {
        self.portions(size).into_iter().map(|complete| {
            let padding = self.padding(&complete);
            self.put_together(&complete, &padding)
        })
    }

    /// How often it speaks of each entity, counted in parts of about `size` bytes.
    pub fn counted(&self, size: usize) -> Totals {
        let mut totals = Totals::default();
        for complete in self.portions(size) {
            let part = self.put_together(&complete, &BTreeSet::new());
            let counted = count(&part.article(&self.vocabulary), &self.vocabulary, &self.symbols);
            replace(&mut totals, &Totals::default(), &counted);
        }
        totals
    }

    /// Where the blocks begin, those that are tied together in one portion.
    fn portions(&self, size: usize) -> Vec<BTreeSet<u32>> {
        let mut ties = Ties::default();
        self.keys.iter().for_each(|(_, block)| ties.add(&block.keys));
        ties.tie_typed_pieces();
        let place = |(number, (start, block)): (usize, (u32, &BlockKeys))| {
            (ties.first(number as u32), start, block.measure() as usize)
        };
        let mut blocks: Vec<(u32, u32, usize)> = self.keys.iter().enumerate().map(place).collect();
        blocks.sort_unstable();
        let (mut portions, mut filled) = (Vec::new(), size);
        for tied in blocks.chunk_by(|(one, ..), (other, ..)| one == other) {
            if filled >= size {
                portions.push(BTreeSet::new());
                filled = 0;
            }
            filled += tied.iter().map(|(.., len)| len).sum::<usize>();
            if let Some(portion) = portions.last_mut() {
                portion.extend(tied.iter().map(|(_, start, _)| start));
            }
        }
        portions
    }
}

/// Which blocks are tied together, directly or through others.
#[derive(Default)]
struct Ties {
    /// Of each block, by its number, one before it that it is tied to, or itself.
    before: Vec<u32>,
    /// Of each key the first block that has it.
    holders: FxHashMap<Key, u32>,
}

impl Ties {
    /// Adds the next block.
    fn add(&mut self, keys: &[Key]) {
        let block = self.before.len() as u32;
        self.before.push(block);
        for key in keys.iter().filter(|key| key.ties()) {
            let holder = *self.holders.entry(*key).or_insert(block);
            self.tie(holder, block);
        }
    }

    /// Whoever is defined in place may be what a piece gives a type to.
    fn tie_typed_pieces(&mut self) {
        let of = |kind| self.holders.iter().filter(move |(key, _)| key.is(kind)).map(|(_, block)| *block);
        let Some(typed) = of(KeyKind::TypedPiece).next() else { return };
        let in_place: Vec<u32> = of(KeyKind::InPlace).collect();
        in_place.into_iter().for_each(|block| self.tie(typed, block));
    }

    fn tie(&mut self, one: u32, other: u32) {
        let (one, other) = (self.first(one), self.first(other));
        self.before[one.max(other) as usize] = one.min(other);
    }

    /// The first of the blocks that a block is tied to.
    fn first(&mut self, mut block: u32) -> u32 {
        while self.before[block as usize] != block {
            let before = self.before[block as usize];
            self.before[block as usize] = self.before[before as usize];
            block = before;
        }
        block
    }
}
