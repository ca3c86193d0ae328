//! Two annotations of one article, compared.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::characters::{Characters, characters, shared, trimmed};
use super::matching::best_pairs;
use super::score::Score;
use crate::article::{Article, Role};
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;
use crate::workspace::{Profile, Registry};

/// How a predicted annotation agrees with the gold one.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// Mentions with the same span.
    pub spans: Score,
    /// Mentions with the same span and type.
    pub types: Score,
    /// Mentions with the same span and entity. Ids may differ: entities are paired by their mentions.
    pub entities: Score,
    /// Quotations with the same content, but for marks and punctuation at its edges.
    pub quotes_exact: Score,
    /// Quotations whose content overlaps by half.
    pub quotes: Score,
    /// Of these, with a source that overlaps.
    pub sources: Score,
    /// Of these, with the same speakers.
    pub speakers: Score,
    /// What is not the same, in the order of places.
    pub disagreements: Vec<Disagreement>,
}

/// Something that the two annotations don't agree on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Where, in bytes of the text that both share.
    pub span: Span,
    /// What is wrong.
    pub what: String,
}

/// One annotation of the article.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a, 's> {
    /// The article.
    pub article: &'a Article<'s>,
    /// Its registry, for the types of entities.
    pub registry: &'a Registry,
}

struct Mention {
    span: Span,
    kind: String,
    entities: BTreeSet<String>,
}

struct Quote {
    content: Vec<Span>,
    characters: Characters,
    source: Characters,
    speakers: BTreeSet<String>,
}

/// Compares two annotations.
///
/// # Errors
/// If their texts are not the same.
pub fn compare(gold: Side<'_, '_>, predicted: Side<'_, '_>) -> Result<Comparison, TextsDiffer> {
    let text = &gold.article.bare().text;
    if *text != predicted.article.bare().text {
        return Err(TextsDiffer);
    }
    let (expected, found) = (mentions(gold), mentions(predicted));
    let names = paired_entities(&expected, &found);
    let mut comparison = Comparison::default();
    compare_mentions(text, &expected, &found, &names, &mut comparison);
    compare_quotes(text, &quotes(gold, text), &quotes(predicted, text), &names, &mut comparison);
    comparison.disagreements.sort_by_key(|disagreement| disagreement.span);
    Ok(comparison)
}

/// The two files are no annotations of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TextsDiffer;

fn mentions(side: Side<'_, '_>) -> Vec<Mention> {
    let article = side.article;
    let mut found = Vec::new();
    for (number, annotation) in article.annotations.iter().enumerate() {
        let tail = article.tail(number as u32);
        let entities: BTreeSet<String> = tail
            .iter()
            .filter(|token| token.kind == TokenKind::Entity)
            .map(|token| token.name.to_string())
            .collect();
        if annotation.shape == Shape::Square && !entities.is_empty() {
            let kind = entities.iter().next().map(|id| kind(side, id)).unwrap_or_default();
            found.push(Mention { span: article.bare().span(annotation.content), kind, entities });
        }
    }
    found
}

fn kind(side: Side<'_, '_>, id: &str) -> String {
    let entity = side.article.entity(id);
    let profile = entity.map(|entity| Profile::new(side.article, entity, side.registry));
    profile.and_then(|profile| profile.types.first().map(|kind| kind.to_string())).unwrap_or_default()
}

fn quotes<'a, 's>(side: Side<'a, 's>, text: &str) -> Vec<Quote> {
    let article = side.article;
    let spans = |pieces: &[u32]| -> Vec<Span> {
        pieces.iter().map(|&piece| article.bare().span(article.content(piece))).collect()
    };
    let quote = |quotation: &'a crate::article::Quotation<'s>| {
        let content = trimmed(text, &spans(&quotation.pieces));
        let sources: Vec<Span> =
            quotation.parts_of(Role::Source).flat_map(|part| spans(&part.pieces)).collect();
        Quote {
            characters: characters(text, &content),
            content,
            source: characters(text, &sources),
            speakers: quotation.speakers(article).into_iter().map(|token| token.name.to_string()).collect(),
        }
    };
    article.quotations.iter().map(quote).collect()
}

/// For each predicted entity the gold one with which it shares most mentions, one to one.
fn paired_entities(gold: &[Mention], predicted: &[Mention]) -> FxHashMap<String, String> {
    let by_span: FxHashMap<Span, &Mention> = gold.iter().map(|mention| (mention.span, mention)).collect();
    let mut counts: FxHashMap<(&str, &str), usize> = FxHashMap::default();
    for mention in predicted {
        let Some(same) = by_span.get(&mention.span) else { continue };
        for theirs in &mention.entities {
            for ours in &same.entities {
                *counts.entry((theirs, ours)).or_default() += 1;
            }
        }
    }
    let mut pairs: Vec<_> = counts.into_iter().collect();
    pairs.sort_by_key(|&((theirs, ours), count)| (std::cmp::Reverse(count), theirs != ours, theirs, ours));
    let mut names: FxHashMap<String, String> = FxHashMap::default();
    let mut taken = BTreeSet::new();
    for ((theirs, ours), _) in pairs {
        if !names.contains_key(theirs) && taken.insert(ours.to_string()) {
            names.insert(theirs.to_string(), ours.to_string());
        }
    }
    names
}

fn renamed(entities: &BTreeSet<String>, names: &FxHashMap<String, String>) -> BTreeSet<String> {
    entities.iter().map(|id| names.get(id).unwrap_or(id).clone()).collect()
}

fn compare_mentions(
    text: &str,
    gold: &[Mention],
    predicted: &[Mention],
    names: &FxHashMap<String, String>,
    comparison: &mut Comparison,
) {
    let by_span: FxHashMap<Span, &Mention> =
        predicted.iter().map(|mention| (mention.span, mention)).collect();
    let of = |right| Score { right, predicted: predicted.len(), gold: gold.len() };
    let (mut spans, mut types, mut entities) = (0, 0, 0);
    let mut say = |span: Span, what: String| comparison.disagreements.push(Disagreement { span, what });
    for mention in gold {
        let words = mention.span.of(text);
        let Some(found) = by_span.get(&mention.span) else {
            say(mention.span, format!("mention `{words}` is missing"));
            continue;
        };
        spans += 1;
        let same_kind = found.kind == mention.kind;
        let same_entity = renamed(&found.entities, names) == mention.entities;
        types += usize::from(same_kind);
        entities += usize::from(same_entity);
        if !same_entity {
            say(
                mention.span,
                format!(
                    "mention `{words}` is {} instead of {}",
                    list(&found.entities),
                    list(&mention.entities)
                ),
            );
        } else if !same_kind {
            say(mention.span, format!("mention `{words}` is :{} instead of :{}", found.kind, mention.kind));
        }
    }
    let expected: BTreeSet<Span> = gold.iter().map(|mention| mention.span).collect();
    for mention in predicted.iter().filter(|mention| !expected.contains(&mention.span)) {
        say(mention.span, format!("mention `{}` is too much", mention.span.of(text)));
    }
    (comparison.spans, comparison.types, comparison.entities) = (of(spans), of(types), of(entities));
}

fn compare_quotes(
    text: &str,
    gold: &[Quote],
    predicted: &[Quote],
    names: &FxHashMap<String, String>,
    comparison: &mut Comparison,
) {
    let contents = |quotes: &[Quote]| quotes.iter().map(|quote| quote.characters.clone()).collect::<Vec<_>>();
    let pairs = best_pairs(&contents(gold), &contents(predicted), 0.5);
    let of = |right| Score { right, predicted: predicted.len(), gold: gold.len() };
    let (mut exact, mut sources, mut speakers) = (0, 0, 0);
    let mut say = |quote: &Quote, what: String| {
        let span = quote.content.first().copied().unwrap_or_default();
        comparison.disagreements.push(Disagreement { span, what });
    };
    for pair in &pairs {
        let (ours, theirs) = (&gold[pair.gold], &predicted[pair.predicted]);
        let words = start_of(text, ours);
        let same = ours.content == theirs.content;
        let source = ours.source.is_empty() || shared(&ours.source, &theirs.source) > 0;
        let found = renamed(&theirs.speakers, names);
        exact += usize::from(same);
        sources += usize::from(source);
        speakers += usize::from(found == ours.speakers);
        if !same {
            say(ours, format!("quote `{words}` has other edges"));
        }
        if !source {
            say(ours, format!("quote `{words}` has another source"));
        }
        if found != ours.speakers {
            say(
                ours,
                format!(
                    "quote `{words}` is by {} instead of {}",
                    list(&theirs.speakers),
                    list(&ours.speakers)
                ),
            );
        }
    }
    let matched = |pick: fn(&super::Pair) -> usize| pairs.iter().map(pick).collect::<BTreeSet<_>>();
    let (ours, theirs) = (matched(|pair| pair.gold), matched(|pair| pair.predicted));
    for (_, quote) in gold.iter().enumerate().filter(|(at, _)| !ours.contains(at)) {
        say(quote, format!("quote `{}` is missing", start_of(text, quote)));
    }
    for (_, quote) in predicted.iter().enumerate().filter(|(at, _)| !theirs.contains(at)) {
        say(quote, format!("quote `{}` is too much", start_of(text, quote)));
    }
    comparison.quotes = of(pairs.len());
    comparison.quotes_exact = of(exact);
    comparison.sources = of(sources);
    comparison.speakers = of(speakers);
}

/// The first words of a quotation.
fn start_of(text: &str, quote: &Quote) -> String {
    let words = quote.content.first().map_or("", |span| span.of(text));
    let start: Vec<&str> = words.split_whitespace().take(6).collect();
    let more = if words.split_whitespace().nth(6).is_some() { " …" } else { "" };
    start.join(" ") + more
}

fn list(ids: &BTreeSet<String>) -> String {
    if ids.is_empty() {
        return "@?".to_string();
    }
    ids.iter().map(|id| format!("@{id}")).collect::<Vec<_>>().join(" ")
}
