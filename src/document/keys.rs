//! What ties a block to others of its article.

use std::sync::Arc;

use super::symbols::{Symbol, Symbols};
use crate::article::{Vocabulary, definition};
use crate::syntax::{BlockKind, BlockRef, Head, Shape, Token, TokenKind, entry, tokens};
use crate::text::Measured;

/// A name that a block holds, with what it holds it as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key(u32);

/// As what a block holds a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    /// `@name`, anywhere.
    Use,
    /// `@name` as the head of a record.
    Record,
    /// `[text @name :type]`
    InPlace,
    /// `[text :type #id]`, which may give a type to what another piece with that id names. Has no name.
    TypedPiece,
    /// `#id`, anywhere.
    Id,
    /// `#id+`, besides `Id`.
    Continued,
    /// `:label` that the vocabulary does not know.
    UnknownLabel,
    /// `key: value` of the article; the name is the key.
    Metadata,
}

impl Key {
    /// Holds up to 2^29 names, which take more memory than a text may have.
    pub fn new(kind: KeyKind, name: Symbol) -> Self {
        Self(name.0 << 3 | kind as u32)
    }

    /// True for what other blocks must be read together with: pieces of quotations and mentions,
    /// and definitions of an entity.
    pub(super) fn ties(self) -> bool {
        [KeyKind::Record, KeyKind::InPlace, KeyKind::TypedPiece, KeyKind::Id]
            .iter()
            .any(|&kind| self.is(kind))
    }

    /// True for what says who an entity is.
    pub(super) fn defines(self) -> bool {
        [KeyKind::Record, KeyKind::InPlace, KeyKind::TypedPiece].iter().any(|&kind| self.is(kind))
    }

    pub(super) fn is(self, kind: KeyKind) -> bool {
        self.0 & 7 == kind as u32
    }

    /// The name.
    pub fn name(self) -> Symbol {
        Symbol(self.0 >> 3)
    }
}

/// The keys of one block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockKeys {
    len: u32,
    /// Sorted, each once.
    pub keys: Arc<[Key]>,
}

impl BlockKeys {
    /// Reads the keys of a block whose lines are `text`.
    pub fn new(block: BlockRef<'_>, text: &str, vocabulary: &Vocabulary, symbols: &Symbols) -> Self {
        let mut keys = Vec::new();
        let mut add = |kind, name: &str| keys.push(Key::new(kind, symbols.intern(name)));
        if block.kind() == BlockKind::Entry {
            entry_keys(text, vocabulary, &mut add);
        } else {
            tail_keys(block, text, vocabulary, &mut add);
        }
        keys.sort_unstable();
        keys.dedup();
        Self { len: block.span().len() as u32, keys: keys.into() }
    }

    /// True if the block has any of `keys`.
    pub fn has_any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|key| self.keys.binary_search(key).is_ok())
    }

    /// True if the block has any of many keys, which are sorted.
    pub fn has_any_of(&self, keys: &[Key]) -> bool {
        if keys.len() <= self.keys.len() {
            return self.has_any(keys);
        }
        self.keys.iter().any(|key| keys.binary_search(key).is_ok())
    }
}

fn tail_keys(block: BlockRef<'_>, text: &str, vocabulary: &Vocabulary, add: &mut impl FnMut(KeyKind, &str)) {
    for node in block.nodes() {
        let tail = &text[(node.tail - block.start) as usize..(node.close - block.start) as usize];
        let tail: Vec<Token> = tokens(tail, 0).collect();
        tail.iter().for_each(|token| token_keys(token, vocabulary, add));
        if node.shape == Shape::Square {
            definition_keys(&tail, vocabulary, add);
        }
    }
}

fn definition_keys(tail: &[Token<'_>], vocabulary: &Vocabulary, add: &mut impl FnMut(KeyKind, &str)) {
    if let Some((entity, _)) = definition(tail.iter(), vocabulary) {
        add(KeyKind::InPlace, entity);
    }
    let names_somebody = tail.iter().any(|token| token.kind == TokenKind::Entity);
    let has_type = tail.iter().any(|token| token.kind == TokenKind::Label && vocabulary.defines(token.name));
    if has_type && !names_somebody && tail.iter().any(|token| token.kind.is_id()) {
        add(KeyKind::TypedPiece, "");
    }
}

fn entry_keys(text: &str, vocabulary: &Vocabulary, add: &mut impl FnMut(KeyKind, &str)) {
    let entry = entry(text, 0);
    match entry.head {
        Some(Head::Entity { id, .. }) => {
            add(KeyKind::Use, id.name);
            add(KeyKind::Record, id.name);
        }
        Some(Head::Id(id)) => add(KeyKind::Id, id.name),
        Some(Head::Metadata(field)) => {
            add(KeyKind::Metadata, field.key);
            field.value.targets().for_each(|token| token_keys(&token, vocabulary, add));
        }
        None => {}
    }
    let types = entry.head.into_iter().flat_map(Head::types);
    let targets = entry.fields().flat_map(|field| field.value.targets());
    types.chain(targets).for_each(|token| token_keys(&token, vocabulary, add));
}

fn token_keys(token: &Token<'_>, vocabulary: &Vocabulary, add: &mut impl FnMut(KeyKind, &str)) {
    match token.kind {
        TokenKind::Entity => add(KeyKind::Use, token.name),
        TokenKind::Id => add(KeyKind::Id, token.name),
        TokenKind::ContinuedId => {
            add(KeyKind::Id, token.name);
            add(KeyKind::Continued, token.name);
        }
        TokenKind::Label if !vocabulary.knows(token.name) => add(KeyKind::UnknownLabel, token.name),
        _ => {}
    }
}

/// Which keys a chunk of blocks may hold: a Bloom filter (Bloom 1970) of 8192 bits with four hashes.
/// A chunk holds some 400 keys, so a search for a key looks into one chunk of a thousand for nothing.
#[derive(Clone, Debug)]
pub struct Bloom([u64; 128]);

impl Default for Bloom {
    fn default() -> Self {
        Self([0; 128])
    }
}

impl Bloom {
    fn bits(key: Key) -> [(usize, u64); 4] {
        // Fibonacci hashing; the upper bits are the well-mixed ones.
        let hash = u64::from(key.0).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        [51, 38, 25, 12].map(|shift| {
            let bit = hash >> shift & 0x1FFF;
            ((bit >> 6) as usize, 1 << (bit & 63))
        })
    }

    fn add(&mut self, key: Key) {
        Self::bits(key).iter().for_each(|&(word, bit)| self.0[word] |= bit);
    }

    /// False if none of `keys` is there for sure.
    pub fn may_hold_any(&self, keys: &[Key]) -> bool {
        keys.iter().any(|&key| Self::bits(key).iter().all(|&(word, bit)| self.0[word] & bit != 0))
    }
}

impl Measured for BlockKeys {
    type Summary = Bloom;

    fn measure(&self) -> u32 {
        self.len
    }

    fn add_to(&self, bloom: &mut Bloom) {
        self.keys.iter().for_each(|&key| bloom.add(key));
    }
}
