use std::borrow::Cow;

use rustc_hash::FxHashSet;
use serde::Serialize;
use smallvec::SmallVec;

use super::Registry;
use crate::article::{Article, Entity, Record};
use crate::syntax::{Field, unescape};

/// What an article and its registry together say of one entity.
#[derive(Debug)]
pub struct Profile<'a> {
    /// Its types, each once.
    pub types: Vec<&'a str>,
    /// What it is called, each name once: the main name first, where there is one.
    pub names: Vec<Cow<'a, str>>,
    /// Where it is defined.
    pub defined: Defined,
    /// The records that say so, in order.
    records: SmallVec<[Record<'a>; 1]>,
}

/// Where an entity is defined, in order of precedence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Defined {
    /// By a record in the article.
    Record,
    /// By the first mention in the article that gives it a type.
    Mention,
    /// By a record in a registry.
    Registry,
    /// Not at all.
    Nowhere,
}

impl<'a> Profile<'a> {
    /// Puts together what is known of `entity`. A definition in the article hides the registry's;
    /// records that define nothing complete whichever definition there is.
    pub fn new(article: &'a Article<'_>, entity: &'a Entity<'_>, registry: &'a Registry) -> Self {
        let from_registry = registry.records(entity.id);
        let defined = if entity.defining_record().is_some() {
            Defined::Record
        } else if entity.in_place.is_some() {
            Defined::Mention
        } else if !from_registry.is_empty() {
            Defined::Registry
        } else if !entity.records.is_empty() {
            Defined::Record
        } else {
            Defined::Nowhere
        };
        let mut profile = Self { types: Vec::new(), names: Vec::new(), defined, records: SmallVec::new() };
        if defined == Defined::Registry {
            from_registry.into_iter().for_each(|record| profile.add_record(record));
        }
        // The main name comes before the in-place text, and that before aliases.
        let main_name = entity.defining_record().and_then(|record| record.main_name());
        if let (None, Some(in_place)) = (main_name, &entity.in_place) {
            profile.add_name(Cow::Owned(article.mentions[in_place.mention as usize].name(article)));
        }
        entity.records.iter().for_each(|record| profile.add_record(*record));
        if let Some(in_place) = &entity.in_place {
            in_place.types.iter().for_each(|label| profile.add_type(label));
        }
        profile.keep_each_name_once();
        profile
    }

    fn add_record(&mut self, record: Record<'a>) {
        record.types().for_each(|label| self.add_type(label));
        let names = record.main_name().into_iter().chain(record.aliases());
        names.for_each(|name| self.add_name(unescape(name)));
        self.records.push(record);
    }

    /// Its fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = Field<'a>> {
        self.records.iter().flat_map(|record| record.entry.fields())
    }

    fn add_type(&mut self, label: &'a str) {
        if !self.types.contains(&label) {
            self.types.push(label);
        }
    }

    fn add_name(&mut self, name: Cow<'a, str>) {
        self.names.push(name);
    }

    fn keep_each_name_once(&mut self) {
        if self.names.len() > 1 {
            let mut seen = FxHashSet::default();
            self.names.retain(|name| seen.insert(name.clone()));
        }
    }
}
