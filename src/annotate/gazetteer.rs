//! Names of known entities and their variants, found in a text in one pass.

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::entity::Known;
use crate::text::Span;

/// The names of entities, ready to be looked for.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// The entities, in the order given.
    pub entities: Vec<Known>,
    /// Their ids, which nobody else can have.
    pub ids: FxHashSet<String>,
    names: Option<AhoCorasick>,
    /// For each name, whose it is.
    owners: Vec<Vec<(u32, Variant)>>,
}

/// How a form comes from the name of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variant {
    /// As it is written in a record.
    Written,
    /// The family name alone.
    FamilyName,
    /// The initials of an organisation.
    Initials,
    /// All in capitals, as in a dateline.
    Capitals,
}

/// A place where a known name may stand.
#[derive(Clone, Debug)]
pub struct Match {
    /// Bytes of the text.
    pub span: Span,
    /// Whose name it can be.
    pub owners: Vec<(u32, Variant)>,
}

impl Gazetteer {
    /// Collects the names of `entities` and their variants.
    pub fn new(entities: Vec<Known>) -> Self {
        let mut forms: FxHashMap<String, Vec<(u32, Variant)>> = FxHashMap::default();
        for (number, entity) in entities.iter().enumerate() {
            for (form, variant) in variants(entity) {
                let owners = forms.entry(form).or_default();
                if owners.iter().all(|&(owner, _)| owner != number as u32) {
                    owners.push((number as u32, variant));
                }
            }
        }
        let mut forms: Vec<_> = forms.into_iter().filter(|(form, _)| !form.is_empty()).collect();
        forms.sort();
        let names = || {
            let forms = forms.iter().map(|(form, _)| form);
            AhoCorasick::builder().match_kind(MatchKind::Standard).build(forms).ok()
        };
        // Most articles have no records of their own.
        let names = if forms.is_empty() { None } else { names() };
        Self {
            ids: entities.iter().map(|entity| entity.id.clone()).collect(),
            entities,
            names,
            owners: forms.into_iter().map(|(_, owners)| owners).collect(),
        }
    }

    /// All places of names that stand between word boundaries, nested and overlapping ones too.
    pub fn matches(&self, text: &str) -> Vec<Match> {
        let Some(names) = &self.names else { return Vec::new() };
        let bounded =
            names.find_overlapping_iter(text).filter(|found| is_bounded(text, found.start(), found.end()));
        let place = |found: aho_corasick::Match| Match {
            span: Span::new(found.start(), found.end()),
            owners: self.owners[found.pattern().as_usize()].clone(),
        };
        bounded.map(place).collect()
    }
}

/// True if no word goes on over the edges; a hyphen is an edge.
fn is_bounded(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].chars().next_back();
    let after = text[end..].chars().next();
    !before.is_some_and(|c| c.is_alphanumeric() || c == '@' || c == '#')
        && !after.is_some_and(char::is_alphanumeric)
}

fn variants(entity: &Known) -> Vec<(String, Variant)> {
    let mut found: Vec<(String, Variant)> = Vec::new();
    for name in &entity.names {
        found.push((name.clone(), Variant::Written));
        if let Some(first) = name.chars().next().filter(|first| first.is_lowercase()) {
            let rest = &name[first.len_utf8()..];
            found.push((first.to_uppercase().collect::<String>() + rest, Variant::Written));
        }
    }
    let Some(main) = entity.names.first() else { return found };
    let words: Vec<&str> = main.split_whitespace().collect();
    match entity.kind.as_deref() {
        Some("person") if words.len() > 1 => {
            let family = if entity.family_first { words[0] } else { words[words.len() - 1] };
            found.push((family.to_string(), Variant::FamilyName));
        }
        Some("org" | "group") if words.len() > 2 => {
            let initials: String =
                words.iter().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect();
            if initials.len() > 2 {
                found.push((initials, Variant::Initials));
            }
        }
        Some("place" | "facility") => found.push((main.to_uppercase(), Variant::Capitals)),
        _ => {}
    }
    found
}
