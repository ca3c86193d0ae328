//! Whom a text can mention: entities that are defined, and those that the text itself introduces.

use crate::article::{Article, Record};
use crate::syntax::unescape;
use crate::workspace::Registry;

/// Somebody or something that is defined.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The id, without `@`.
    pub id: String,
    /// Its type, if it has one.
    pub kind: Option<String>,
    /// Its names as they are written, the main one first.
    pub names: Vec<String>,
    /// What its `gender` field says.
    pub gender: Option<Gender>,
    /// What its `role` fields say.
    pub roles: Vec<String>,
    /// True if its `name-order` field says that the family name stands first.
    pub family_first: bool,
}

/// What a pronoun can tell of somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// he
    Male,
    /// she
    Female,
}

impl Known {
    /// Adds what a record says.
    fn add(&mut self, record: Record<'_>) {
        if self.kind.is_none() {
            self.kind = record.types().next().map(str::to_string);
        }
        let names = record.main_name().into_iter().chain(record.aliases());
        self.names.extend(names.map(|name| unescape(name).trim().to_string()));
        for field in record.entry.fields() {
            let value = unescape(field.value.raw.trim());
            match field.key {
                "gender" => self.gender = gender(&value),
                "role" => self.roles.push(value.into_owned()),
                "demonym" => self.names.extend(value.split('|').map(|name| name.trim().to_string())),
                "name-order" => self.family_first = value.starts_with("family"),
                _ => {}
            }
        }
    }
}

fn gender(value: &str) -> Option<Gender> {
    match value.to_lowercase().as_str() {
        "m" | "male" | "man" | "he" => Some(Gender::Male),
        "f" | "female" | "woman" | "she" => Some(Gender::Female),
        _ => None,
    }
}

/// The entities of a registry.
pub fn of_registry(registry: &Registry) -> Vec<Known> {
    let mut ids: Vec<&str> = registry.ids().collect();
    let mut seen = rustc_hash::FxHashSet::default();
    ids.retain(|id| seen.insert(*id));
    let known = |id: &str| {
        let mut known = Known { id: id.to_string(), ..Known::default() };
        registry.records(id).into_iter().for_each(|record| known.add(record));
        known
    };
    ids.into_iter().map(known).collect()
}

/// The entities that an article defines, by records or by mentions that somebody has confirmed.
pub fn of_article(article: &Article<'_>) -> Vec<Known> {
    let mut found = Vec::new();
    for entity in article.entities.iter().filter(|entity| entity.is_defined_here()) {
        let mut known = Known { id: entity.id.to_string(), ..Known::default() };
        if let Some(place) = &entity.in_place {
            let mention = &article.mentions[place.mention as usize];
            if !article.is_tentative(&mention.pieces) {
                known.names.push(mention.name(article));
                known.kind = place.types.first().map(|kind| kind.to_string());
            }
        }
        entity.records.iter().for_each(|&record| known.add(record));
        if !known.names.is_empty() {
            found.push(known);
        }
    }
    found
}
