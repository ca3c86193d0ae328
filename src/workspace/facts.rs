use super::quotes::QuoteFact;
use crate::article::{Article, Vocabulary, add_text};
use crate::document::{Symbol, Symbols, Total, counted};
use crate::syntax::{BlockKind, unescape};
use crate::text::Span;

/// What is remembered of an article that is not open: the part that others can see. Its text is read
/// again when somebody asks for more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArticleFacts {
    /// The headline's text, or nothing.
    pub headline: Box<str>,
    /// The value of `date:`, or nothing.
    pub date: Box<str>,
    /// How often it speaks of which entities, in the order of their numbers.
    pub entities: Box<[EntityFact]>,
    /// Its quotations, in order.
    pub quotes: Box<[QuoteFact]>,
}

/// How often an article speaks of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntityFact {
    /// The entity.
    pub name: Symbol,
    /// Mentions of it.
    pub mentions: u32,
    /// Quotations that it says.
    pub quotes: u32,
}

impl ArticleFacts {
    /// Gathers the facts of an article.
    pub fn new(article: &Article<'_>, vocabulary: &Vocabulary, symbols: &Symbols) -> Self {
        let date = article.metadata_value("date").map_or("".into(), |field| unescape(field.value.raw));
        Self {
            headline: headline(article),
            date: date.into(),
            entities: of_entities(counted(article, vocabulary, symbols)),
            quotes: QuoteFact::of_article(article).into(),
        }
    }

    /// The fact about an entity, if the article refers to it.
    pub fn entity(&self, name: Symbol) -> Option<EntityFact> {
        let at = self.entities.binary_search_by_key(&name, |fact| fact.name).ok()?;
        Some(self.entities[at])
    }
}

fn headline(article: &Article<'_>) -> Box<str> {
    let mut text = String::new();
    if let Some((kind, span)) = article.blocks.iter().find(|(kind, _)| *kind == BlockKind::Headline) {
        add_text(article, Span { start: span.start + kind.marker_len(), ..*span }, &mut text);
    }
    text.trim().into()
}

fn of_entities(totals: impl Iterator<Item = (Symbol, Total)>) -> Box<[EntityFact]> {
    let facts =
        totals.map(|(name, total)| EntityFact { name, mentions: total.mentions, quotes: total.quotes });
    let mut facts: Vec<EntityFact> = facts.collect();
    facts.sort_unstable_by_key(|fact| fact.name);
    facts.into()
}
