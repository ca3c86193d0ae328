//! What one article says: its mentions, entities, quotations, dates, records and metadata.
//!
//! An [`Article`] borrows the source and keeps byte spans into it. It knows nothing of other
//! files: whether an entity is defined in a registry is for the layers above to say.

mod annotation;
mod bare_text;
mod date;
mod directive;
mod entity;
mod infer;
mod known_keys;
mod mention;
mod passage;
mod quotation;
mod quotation_marks;
mod read;
mod sentence;
mod unmarked;
mod vocabulary;

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

pub use annotation::{Annotation, Gist, Pieces};
pub use bare_text::BareText;
pub use date::{Date, DateError, Moment, is_timestamp};
pub use directive::{DIRECTIVE_WORDS, Directive, Targets, Words, directives};
pub use entity::{Entity, InPlace, Record, Types};
pub use infer::{Inferred, braces_around, infer};
pub use known_keys::{FIELD_KEYS, KnownKey, METADATA_KEYS};
pub use mention::{Distinct, Mention};
pub use passage::add_text;
pub use quotation::{Part, Parts, Quotation, QuotationType, Role};
pub use quotation_marks::{Unbalanced, own_stretches, quoted_stretches, unbalanced};
pub use read::definition;
pub use sentence::sentence_ends;
pub use unmarked::NameSet;
pub use vocabulary::Vocabulary;

use crate::syntax::{BlockKind, Field, Token, TokenKind, Tree};
use crate::text::Span;

/// An article, read: everything the annotators said, with places in the source.
#[derive(Debug)]
pub struct Article<'s> {
    /// The whole file.
    pub source: &'s str,
    /// The markup that was read.
    pub tree: &'s Tree,
    /// Blocks of prose and comment in order, without blank lines and fences.
    pub blocks: Vec<(BlockKind, Span)>,
    /// All bracket pairs with tails, in the order of their openers.
    pub annotations: Vec<Annotation>,
    /// The tokens of all tails, in order; annotations point into them.
    pub tokens: Vec<Token<'s>>,
    /// In the order of their first pieces.
    pub mentions: Vec<Mention<'s>>,
    /// In the order of their first pieces.
    pub quotations: Vec<Quotation<'s>>,
    /// Cues that belong to no quotation by `#id`.
    pub free_cues: Vec<u32>,
    /// Every entity that the article refers to or defines, in order of first appearance.
    pub entities: Vec<Entity<'s>>,
    /// `key: value` lines, in order.
    pub metadata: Vec<Field<'s>>,
    /// `#id` records, in order.
    pub id_records: Vec<Record<'s>>,
    entity_index: FxHashMap<&'s str, u32>,
    /// For each of `tokens`, the number of the entity it refers to, or `u32::MAX`.
    token_entities: Vec<u32>,
    quotation_index: FxHashMap<&'s str, u32>,
    /// Where the records of an `#id` are among `id_records`.
    id_record_index: FxHashMap<&'s str, Pieces>,
    id_carriers: OnceLock<FxHashMap<&'s str, usize>>,
    bare: OnceLock<BareText>,
}

impl<'s> Article<'s> {
    /// Gathers what the tree of `source` says. `vocabulary` tells types from other labels.
    pub fn new(source: &'s str, tree: &'s Tree, vocabulary: &Vocabulary) -> Self {
        read::article(source, tree, vocabulary)
    }

    /// The entity with this id, if the article refers to it.
    pub fn entity(&self, id: &str) -> Option<&Entity<'s>> {
        self.entity_number(id).map(|at| &self.entities[at as usize])
    }

    /// Where this id is among the article's entities.
    pub fn entity_number(&self, id: &str) -> Option<u32> {
        self.entity_index.get(id).copied()
    }

    /// The numbers of the entities that the tails of all pieces of something refer to, each once, in order.
    pub fn entity_numbers(&self, pieces: &[u32]) -> SmallVec<[u32; 2]> {
        let mut found = SmallVec::new();
        for &piece in pieces {
            let Annotation { first_token, end_token, .. } = self.annotations[piece as usize];
            for &number in &self.token_entities[first_token as usize..end_token as usize] {
                if number != u32::MAX && !found.contains(&number) {
                    found.push(number);
                }
            }
        }
        found
    }

    /// The text without markup; made when it is first asked for.
    pub fn bare(&self) -> &BareText {
        self.bare.get_or_init(|| BareText::new(self.tree, self.source))
    }

    /// The tokens of an annotation's tail.
    #[inline]
    pub fn tail(&self, annotation: u32) -> &[Token<'s>] {
        let annotation = &self.annotations[annotation as usize];
        &self.tokens[annotation.first_token as usize..annotation.end_token as usize]
    }

    /// Where a token of this kind belongs in an annotation's tail: behind the last one that comes before
    /// it or is like it. What is put there begins with a space.
    pub fn place_in_tail(&self, annotation: u32, kind: TokenKind) -> u32 {
        let before = self.tail(annotation).iter().rev().find(|token| token.kind.rank() <= kind.rank());
        before.map_or(self.content(annotation).end, |token| token.span.end)
    }

    /// The tokens of all pieces of something, in order.
    #[inline]
    pub fn tails<'a>(&'a self, pieces: &[u32]) -> impl Iterator<Item = &'a Token<'s>> {
        pieces.iter().flat_map(|&piece| self.tail(piece))
    }

    /// The tokens of one kind in the tails of all pieces, each name once, in order.
    pub fn distinct(&self, pieces: &[u32], kind: TokenKind) -> Distinct<'_, 's> {
        mention::distinct(self.tails(pieces), kind)
    }

    /// The text of an annotation's content.
    pub fn text(&self, annotation: u32) -> &str {
        let content = self.content(annotation);
        let text = content.of(self.source);
        let nested = self.annotations.get(annotation as usize + 1);
        let is_plain = nested.is_none_or(|nested| content.end <= nested.span.start);
        // An escape, or the start of a comment.
        if is_plain && !text.bytes().any(|byte| matches!(byte, b'\\' | b'\n' | b'\r')) {
            return text;
        }
        self.bare().of(content)
    }

    /// The content of an annotation: what stands between its brackets before the tail, markup included.
    #[inline]
    pub fn content(&self, annotation: u32) -> Span {
        self.annotations[annotation as usize].content
    }

    /// All `#id`s that tails carry, as often as they do.
    pub fn ids(&self) -> impl Iterator<Item = &'s str> {
        self.tokens.iter().filter(|token| token.kind.is_id()).map(|token| token.name)
    }

    /// The `#id`s of the tails around an annotation, the nearest hundred in its block at the most: a
    /// quotation and its parts stand close together.
    pub fn ids_around(&self, annotation: u32) -> impl Iterator<Item = &'s str> {
        let block = self.annotations[annotation as usize].block;
        let first = annotation.saturating_sub(50);
        let last = (annotation + 50).min(self.annotations.len() as u32);
        let same = (first..last).filter(move |&at| self.annotations[at as usize].block == block);
        let tokens = same.flat_map(|at| self.tail(at)).filter(|token| token.kind.is_id());
        tokens.map(|token| token.name)
    }

    /// How many tails carry `#id`.
    pub fn carriers(&self, id: &str) -> usize {
        let count = || {
            let mut carriers = FxHashMap::default();
            carriers.reserve(self.quotation_index.len());
            self.ids().for_each(|id| *carriers.entry(id).or_default() += 1);
            carriers
        };
        self.id_carriers.get_or_init(count).get(id).copied().unwrap_or(0)
    }

    /// True if some brace carries `#id`.
    pub fn is_quotation(&self, id: &str) -> bool {
        self.quotation_index.contains_key(id)
    }

    /// The `@entity`s and `#id`s in values of fields and metadata, in no particular order.
    pub fn relations(&self) -> impl Iterator<Item = Token<'s>> {
        let entity_records = self.entities.iter().flat_map(|entity| &entity.records);
        let fields = entity_records.chain(&self.id_records).flat_map(|record| record.entry.fields());
        fields.chain(self.metadata.iter().copied()).flat_map(|field| field.value.targets())
    }

    /// The first value of a metadata key, trimmed, escapes included.
    pub fn metadata_value(&self, key: &str) -> Option<&Field<'s>> {
        self.metadata.iter().find(|field| field.key == key)
    }

    /// The fields of the `#id` records for this id.
    pub fn fields_of(&self, id: &str) -> impl Iterator<Item = Field<'s>> {
        let records = self.id_record_index.get(id).into_iter().flatten();
        records.flat_map(|&at| self.id_records[at as usize].entry.fields())
    }

    /// The entity that a mention gives a type to, and the types: what such a mention stands for is
    /// one entity.
    pub fn definition(&self, mention: &Mention<'s>, vocabulary: &Vocabulary) -> Option<(&'s str, Types<'s>)> {
        read::definition(self.tails(&mention.pieces), vocabulary)
    }

    /// True if a tail of one of the pieces holds `?`.
    pub fn is_tentative(&self, pieces: &[u32]) -> bool {
        self.tails(pieces).any(|token| token.kind == TokenKind::Tentative)
    }

    /// The content spans of pieces that carry `id`, in source bytes; a piece tied to the next by
    /// `#id+` and that next one come as one span.
    pub fn spans(&self, pieces: &[u32], id: Option<&str>) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::with_capacity(pieces.len());
        let mut goes_on = false;
        for &piece in pieces {
            let content = self.content(piece);
            match spans.last_mut() {
                Some(last) if goes_on => last.end = last.end.max(content.end),
                _ => spans.push(content),
            }
            goes_on = self
                .tail(piece)
                .iter()
                .any(|token| token.kind == TokenKind::ContinuedId && id.is_none_or(|id| token.name == id));
        }
        spans
    }
}
