//! An open article: its text on a rope, and what was read from it, kept in step with edits.
//!
//! An edit costs the blocks it touches and those they are tied to by `#id`s and definitions, whatever
//! the length of the article. What is asked about places is answered from such a [`Part`], and what
//! is asked about the whole article from [`Totals`].

mod edit;
mod keys;
mod part;
mod portions;
mod symbols;
mod totals;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashSet;

pub use edit::Change;
pub use keys::{BlockKeys, Bloom, Key, KeyKind};
pub use part::Part;
pub use portions::PORTION;
pub use symbols::{Symbol, Symbols};
pub use totals::{Total, Totals, count, counted};

use crate::article::Vocabulary;
use crate::syntax::{BlockRef, Source, Tree, parse};
use crate::text::Sequence;

/// An open article. A clone is cheap, and stays as it is when the original is edited.
#[derive(Clone, Debug)]
pub struct Document {
    rope: Rope,
    tree: Tree,
    keys: Sequence<BlockKeys>,
    totals: Arc<Totals>,
    vocabulary: Arc<Vocabulary>,
    symbols: Arc<Symbols>,
}

impl Document {
    /// Reads a text of at most [`MAX_SOURCE`](crate::syntax::MAX_SOURCE) bytes. One that is handed over is given up
    /// as soon as it is on the rope.
    pub fn new<'t>(
        text: impl Into<Cow<'t, str>>,
        vocabulary: Arc<Vocabulary>,
        symbols: Arc<Symbols>,
    ) -> Self {
        let text = text.into();
        let tree = parse(&text);
        let rope = Rope::from_str(&text);
        drop(text);
        Self { rope, tree, keys: Sequence::default(), totals: Arc::default(), vocabulary, symbols }
            .with_names()
    }

    /// The same text, read with other labels.
    pub fn with_vocabulary(&self, vocabulary: Arc<Vocabulary>) -> Self {
        Self { vocabulary, ..self.clone() }.with_names()
    }

    /// Reads who is named where, and counts.
    fn with_names(mut self) -> Self {
        self.keys = Sequence::default();
        for block in self.tree.blocks() {
            let text = self.slice(block.span().range());
            self.keys.push(BlockKeys::new(block, &text, &self.vocabulary, &self.symbols));
        }
        self.totals = self.counted(PORTION).into();
        self
    }

    /// The text.
    pub fn rope(&self) -> &Rope {
        &self.rope
    }

    /// The text as one string.
    pub fn text(&self) -> String {
        // `to_string` would take up to twice the room, since it does not know how long the text is.
        String::from(&self.rope)
    }

    /// The bytes `range`, which fall on character boundaries.
    pub fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        self.rope.byte_slice(range).into()
    }

    /// What was read.
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// True for an empty text.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The labels with which it was read.
    pub fn vocabulary(&self) -> &Arc<Vocabulary> {
        &self.vocabulary
    }

    /// The names that keys and totals are about.
    pub fn symbols(&self) -> &Arc<Symbols> {
        &self.symbols
    }

    /// How often the article speaks of an entity.
    pub fn total(&self, entity: &str) -> Total {
        let known = self.symbols.find(entity);
        known.and_then(|name| self.totals.get(&name)).copied().unwrap_or_default()
    }

    /// How often the article speaks of each of its entities, in no particular order.
    pub fn totals(&self) -> &Totals {
        &self.totals
    }

    /// The first block that has a key: where it begins.
    pub fn first_block_with(&self, key: Key) -> Option<u32> {
        self.blocks_with(&[key]).next()
    }

    /// The blocks that have any of some keys, in order: where they begin.
    pub fn blocks_with<'a>(&'a self, keys: &'a [Key]) -> impl Iterator<Item = u32> + 'a {
        let found = self.keys.search(|bloom| bloom.may_hold_any(keys));
        found.filter(|(_, block)| block.has_any(keys)).map(|(start, _)| start)
    }

    /// The blocks that begin in `range`.
    pub fn blocks_in(&self, range: Range<usize>) -> impl Iterator<Item = BlockRef<'_>> {
        let stands = range.clone();
        self.tree.blocks_touching(range).filter(move |block| stands.contains(&(block.start as usize)))
    }

    /// The blocks that overlap or touch the bytes of `range`, with all that they are tied to.
    pub fn part_around(&self, range: Range<usize>) -> Part {
        let blocks = self.tree.blocks_touching(range).map(|block| block.start);
        self.part(blocks, &[])
    }

    /// The blocks that have any of `keys`, and nothing that these are tied to: enough to find the places
    /// of a name, however much hangs on it.
    pub fn part_with(&self, keys: &[Key]) -> Part {
        let mut part = Part::default();
        for block in self.blocks_with(keys).filter_map(|start| self.tree.block_at(start as usize)) {
            part.push(block, &self.slice(block.span().range()), false);
        }
        part
    }

    /// The blocks that begin at `starts` and those that have any of `keys`, with all that these are
    /// tied to by `#id`s and definitions.
    pub fn part(&self, starts: impl IntoIterator<Item = u32>, keys: &[Key]) -> Part {
        let complete = self.tied(starts, keys);
        let padding = self.padding(&complete);
        self.put_together(&complete, &padding)
    }

    fn put_together(&self, complete: &BTreeSet<u32>, padding: &BTreeSet<u32>) -> Part {
        let mut part = Part::default();
        for &start in complete.union(padding) {
            if let Some(block) = self.tree.block_at(start as usize) {
                let span = block.span();
                part.push(block, &self.slice(span.range()), complete.contains(&start));
            }
        }
        part
    }

    /// The blocks that have ties in common with some blocks or keys, directly or through others.
    fn tied(&self, starts: impl IntoIterator<Item = u32>, keys: &[Key]) -> BTreeSet<u32> {
        let mut blocks: BTreeSet<u32> = starts.into_iter().collect();
        let mut known: FxHashSet<Key> = FxHashSet::default();
        let of_blocks = blocks.iter().flat_map(|&start| self.ties_at(start));
        let mut new: Vec<Key> = of_blocks.chain(keys.iter().copied()).collect();
        loop {
            if new.iter().any(|key| key.is(KeyKind::InPlace)) {
                new.push(self.typed_piece());
            }
            new.retain(|&key| known.insert(key));
            if new.is_empty() {
                return blocks;
            }
            let mut next = Vec::new();
            new.sort_unstable();
            for (start, block) in self.keys.search(|bloom| bloom.may_hold_any(&new)) {
                if block.has_any_of(&new) && blocks.insert(start) {
                    next.extend(block.keys.iter().filter(|key| key.ties()));
                }
            }
            let all_keys = || blocks.iter().flat_map(|&start| self.keys_at(start));
            if next.is_empty() && all_keys().any(|key| key.is(KeyKind::TypedPiece)) {
                // Any entity here may be what the piece gives a type to.
                let uses = all_keys().filter(|key| key.is(KeyKind::Use));
                next.extend(uses.map(|key| Key::new(KeyKind::InPlace, key.name())));
            }
            new = next;
        }
    }

    fn keys_at(&self, start: u32) -> impl Iterator<Item = Key> + '_ {
        let block = self.keys.item_at(start as usize);
        block.into_iter().flat_map(|(_, block)| block.keys.iter().copied())
    }

    fn ties_at(&self, start: u32) -> impl Iterator<Item = Key> + '_ {
        self.keys_at(start).filter(|key| key.ties())
    }

    fn typed_piece(&self) -> Key {
        Key::new(KeyKind::TypedPiece, self.symbols.intern(""))
    }

    /// The blocks between pieces that say by `#id+` that nothing stands between them.
    fn padding(&self, complete: &BTreeSet<u32>) -> BTreeSet<u32> {
        let keys = complete.iter().flat_map(|&start| self.keys_at(start));
        let continued: FxHashSet<Key> = keys
            .filter(|key| key.is(KeyKind::Continued))
            .map(|key| Key::new(KeyKind::Id, key.name()))
            .collect();
        let mut padding = BTreeSet::new();
        for key in continued {
            let pieces: Vec<u32> = self.blocks_with(&[key]).collect();
            if let [first, .., last] = pieces[..] {
                padding.extend(self.blocks_in(first as usize..last as usize).map(|block| block.start));
            }
        }
        padding
    }
}

impl Source for Document {
    fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        Document::slice(self, range)
    }
}

/// A rope as something that can be read in parts.
struct Text<'r>(&'r Rope);

impl Source for Text<'_> {
    fn slice(&self, range: Range<usize>) -> Cow<'_, str> {
        self.0.byte_slice(range).into()
    }
}
