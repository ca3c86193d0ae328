use rustc_hash::FxHashMap;

use super::symbols::{Symbol, Symbols};
use crate::article::{Article, Vocabulary};

/// How often an article speaks of an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Total {
    /// Tokens that refer to it, in tails, records and relations.
    pub uses: u32,
    /// Mentions of it.
    pub mentions: u32,
    /// Quotations that it says.
    pub quotes: u32,
    /// Records for it.
    pub records: u32,
    /// Mentions that give it a type.
    pub in_place: u32,
}

impl Total {
    /// True if the article itself says what the entity is.
    pub fn is_defined(self) -> bool {
        self.records + self.in_place > 0
    }
}

/// The totals of all entities of an article.
pub type Totals = FxHashMap<Symbol, Total>;

/// Counts what an article says of its entities.
pub fn count(article: &Article<'_>, vocabulary: &Vocabulary, symbols: &Symbols) -> Totals {
    counted(article, vocabulary, symbols).collect()
}

/// What an article says of its entities, counted, in the order of the article.
pub fn counted(
    article: &Article<'_>,
    vocabulary: &Vocabulary,
    symbols: &Symbols,
) -> impl Iterator<Item = (Symbol, Total)> {
    let uses = article.entities.iter().map(|entity| (entity.uses, entity.records.len() as u32));
    let mut totals: Vec<Total> =
        uses.map(|(uses, records)| Total { uses, records, ..Total::default() }).collect();
    for mention in &article.mentions {
        for number in article.entity_numbers(&mention.pieces) {
            totals[number as usize].mentions += 1;
        }
        // Few mentions have a label that may define what they stand for.
        let has_label = |piece: &u32| article.annotations[*piece as usize].gist.has_label;
        let definition = || article.definition(mention, vocabulary);
        if let Some((entity, _)) = mention.pieces.iter().any(has_label).then(definition).flatten()
            && let Some(number) = article.entity_number(entity)
        {
            totals[number as usize].in_place += 1;
        }
    }
    for quotation in &article.quotations {
        for number in quotation.speaker_numbers(article) {
            totals[number as usize].quotes += 1;
        }
    }
    symbols.intern_all(article.entities.iter().map(|entity| entity.id)).into_iter().zip(totals)
}

/// Takes `old` out of the totals and puts `new` in. Returns the entities for which that changes
/// something, with what their totals were.
pub fn replace(totals: &mut Totals, old: &Totals, new: &Totals) -> Vec<(Symbol, Total)> {
    let mut changed = Vec::new();
    let gone = old.keys().filter(|name| !new.contains_key(name));
    let differ = new.keys().filter(|name| old.get(name) != new.get(name));
    for &name in gone.chain(differ) {
        let before = totals.get(&name).copied().unwrap_or_default();
        let part = |part: &Totals| part.get(&name).copied().unwrap_or_default();
        let after = exchanged(before, part(old), part(new));
        if after == Total::default() {
            totals.remove(&name);
        } else {
            totals.insert(name, after);
        }
        changed.push((name, before));
    }
    changed.sort_unstable_by_key(|(name, _)| *name);
    changed
}

fn exchanged(total: Total, old: Total, new: Total) -> Total {
    let field = |of: fn(&Total) -> u32| of(&total) - of(&old) + of(&new);
    Total {
        uses: field(|total| total.uses),
        mentions: field(|total| total.mentions),
        quotes: field(|total| total.quotes),
        records: field(|total| total.records),
        in_place: field(|total| total.in_place),
    }
}
