use std::sync::Arc;

use crate::article::{Article, Entity};
use crate::document::{Document, Key, KeyKind, Part};
use crate::syntax::{Token, TokenKind, unescape};

/// What a rule may ask about an article as a whole, even if it looks at only a part of it.
///
/// While somebody types, only the part that an edit touched is checked again; the answers here
/// decide what else may change, so a new question needs a look at [`LiveFindings`](super::LiveFindings).
pub trait Whole {
    /// True if the article itself says what the entity is.
    fn defines(&self, entity: &str) -> bool;

    /// How many tokens of the article refer to the entity.
    fn uses(&self, entity: &str) -> u32;

    /// How many entities the article speaks of.
    fn entities(&self) -> usize;

    /// The entities that the article itself defines.
    fn defined(&self) -> Vec<Arc<str>>;

    /// The entities that the article itself calls so. Asked only if it speaks of few.
    fn called(&self, name: &str) -> Vec<String>;

    /// True if a token that comes first in the part, of those with its name, comes first in the
    /// article. Asked for entities and unknown labels.
    fn comes_first(&self, token: &Token<'_>) -> bool;
}

impl Whole for Article<'_> {
    fn defines(&self, entity: &str) -> bool {
        self.entity(entity).is_some_and(|entity| entity.is_defined_here())
    }

    fn uses(&self, entity: &str) -> u32 {
        self.entity(entity).map_or(0, |entity| entity.uses)
    }

    fn entities(&self) -> usize {
        self.entities.len()
    }

    fn defined(&self) -> Vec<Arc<str>> {
        let defined = self.entities.iter().filter(|entity| entity.is_defined_here());
        defined.map(|entity| entity.id.into()).collect()
    }

    fn called(&self, name: &str) -> Vec<String> {
        let called = self.entities.iter().filter(|entity| is_called(self, entity, name));
        called.map(|entity| entity.id.to_string()).collect()
    }

    fn comes_first(&self, _: &Token<'_>) -> bool {
        true
    }
}

fn is_called(article: &Article<'_>, entity: &Entity<'_>, name: &str) -> bool {
    let names =
        entity.records.iter().flat_map(|record| record.main_name().into_iter().chain(record.aliases()));
    let in_place = entity.in_place.as_ref().map(|in_place| &article.mentions[in_place.mention as usize]);
    names.into_iter().any(|known| unescape(known) == name)
        || in_place.is_some_and(|mention| mention.name(article) == name)
}

/// A document that is looked at in parts.
pub struct InDocument<'a> {
    pub document: &'a Document,
    pub part: &'a Part,
}

impl Whole for InDocument<'_> {
    fn defines(&self, entity: &str) -> bool {
        self.document.total(entity).is_defined()
    }

    fn uses(&self, entity: &str) -> u32 {
        self.document.total(entity).uses
    }

    fn entities(&self) -> usize {
        self.document.totals().len()
    }

    fn defined(&self) -> Vec<Arc<str>> {
        let symbols = self.document.symbols();
        let defined = self.document.totals().iter().filter(|(_, total)| total.is_defined());
        defined.map(|(&name, _)| symbols.name(name)).collect()
    }

    fn called(&self, name: &str) -> Vec<String> {
        let defined = self.document.totals().iter().filter(|(_, total)| total.is_defined());
        let mut keys: Vec<Key> = defined
            .flat_map(|(&name, _)| [KeyKind::Record, KeyKind::InPlace].map(|kind| Key::new(kind, name)))
            .collect();
        keys.sort_unstable();
        let definitions = self.document.part(self.document.blocks_with(&keys).collect::<Vec<_>>(), &[]);
        definitions.article(self.document.vocabulary()).called(name)
    }

    fn comes_first(&self, token: &Token<'_>) -> bool {
        let kind = if token.kind == TokenKind::Label { KeyKind::UnknownLabel } else { KeyKind::Use };
        let name = self.document.symbols().intern(token.name);
        let first = self.document.first_block_with(Key::new(kind, name));
        first.is_some() && first == self.part.block_start(token.span.start)
    }
}
