use smallvec::SmallVec;

use crate::syntax::{Entry, Head, Token};

/// Somebody or something that the article refers to.
#[derive(Clone, Debug)]
pub struct Entity<'s> {
    /// The id, without `@`.
    pub id: &'s str,
    /// Where the article refers to it first, in a tail, a record or a relation.
    pub first: Token<'s>,
    /// True if that is in a fence: in a record, a relation or metadata.
    pub first_in_fence: bool,
    /// How many tokens refer to it.
    pub uses: u32,
    /// Its records in this article, in order.
    pub records: Vec<Record<'s>>,
    /// The first mention that gives it a type.
    pub in_place: Option<InPlace<'s>>,
    /// Later mentions that give it other types: indices into `Article::mentions`.
    pub retyped: Vec<u32>,
}

/// The types that a mention gives, in order: nearly always one.
pub type Types<'s> = SmallVec<[&'s str; 1]>;

/// A definition in the text itself: `[Ana Duarte @duarte :person]`.
#[derive(Clone, Debug)]
pub struct InPlace<'s> {
    /// The mention whose text is the name: an index into `Article::mentions`.
    pub mention: u32,
    /// The types it gives, in order.
    pub types: Types<'s>,
}

/// A record for an entity or an `#id`.
#[derive(Clone, Copy, Debug)]
pub struct Record<'s> {
    /// The id that heads it.
    pub id: Token<'s>,
    /// The record with its fields.
    pub entry: Entry<'s>,
}

impl<'s> Record<'s> {
    /// True if it says what the entity is or is called, so that it can stand alone. Other records
    /// complete a definition elsewhere.
    pub fn defines(self) -> bool {
        self.types().next().is_some() || self.main_name().is_some()
    }

    /// The types it gives.
    pub fn types(self) -> impl Iterator<Item = &'s str> {
        self.entry.head.into_iter().flat_map(Head::types).map(|label| label.name)
    }

    /// The main name as written, escapes included.
    pub fn main_name(self) -> Option<&'s str> {
        self.entry
            .head
            .and_then(|head| head.names().next())
            .map(|(name, _)| name)
            .filter(|name| !name.is_empty())
    }

    /// The aliases as written, escapes included.
    pub fn aliases(self) -> impl Iterator<Item = &'s str> {
        let names = self.entry.head.into_iter().flat_map(Head::names);
        names.skip(1).map(|(name, _)| name).filter(|name| !name.is_empty())
    }
}

impl<'s> Entity<'s> {
    /// The first record that defines it.
    pub fn defining_record(&self) -> Option<&Record<'s>> {
        self.records.iter().find(|record| record.defines())
    }

    /// True if the article defines it, so that a registry's definition does not count.
    pub fn hides_registry(&self) -> bool {
        self.in_place.is_some() || self.defining_record().is_some()
    }

    /// True if the article itself says what it is, if only by a record that completes nothing.
    pub fn is_defined_here(&self) -> bool {
        self.in_place.is_some() || !self.records.is_empty()
    }
}
