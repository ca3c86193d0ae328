//! All proposals for an article, in the terms of its bare text.

use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil;
use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::mentions::{self, Mentions};
use super::proposal::{Ambiguity, Candidate, Kind, Proposal, Tail};
use super::rejected::Rejected;
use super::speakers::{self, Speakers};
use super::structure::{self, Part};
use super::{Analysis, Gazetteer, dates, quotes};
use crate::article::Article;
use crate::language::Language;
use crate::syntax::Shape;
use crate::text::Span;

/// What is found in an article: the layers between its text and the proposals.
#[derive(Debug)]
pub struct Findings {
    /// Names.
    pub mentions: Mentions,
    /// Quotations.
    pub quotes: Vec<quotes::Found>,
    /// Who says each of them.
    pub speakers: Vec<Speakers>,
    /// Dates.
    pub dates: Vec<dates::Found>,
    /// Datelines and captions.
    pub parts: Vec<Part>,
    /// Somebody does not want the first line to be a headline.
    pub no_headline: bool,
}

/// Reads the text of an article, whatever is annotated in it. Nothing if `stop` is set meanwhile.
pub fn read(
    article: &Article<'_>,
    language: &Language,
    gazetteers: &[&Gazetteer],
    min: f32,
    stop: &AtomicBool,
) -> Option<Findings> {
    let stopped = || stop.load(Ordering::Relaxed);
    let bare = article.bare();
    let spans: Vec<Span> =
        article.blocks.iter().filter(|(kind, _)| kind.is_prose()).map(|&(_, span)| bare.span(span)).collect();
    let analysis = Analysis::new(&bare.text, &spans, language);
    if stopped() {
        return None;
    }
    let rejected = Rejected::of(article);
    let mut mentions = mentions::find(&analysis, gazetteers);
    mentions.mentions.retain(|mention| mention.confidence >= min);
    rejected.take_mentions(&bare.text, &mut mentions);
    let today = date_of(article);
    let (mut quotes, mut dates) = (Vec::new(), Vec::new());
    for paragraph in &analysis.paragraphs {
        if stopped() {
            return None;
        }
        quotes::find(&analysis, paragraph, &mut quotes);
        dates::find(&analysis, paragraph, today, &mut dates);
    }
    let is_rejected = |span: Span| rejected.has(span.of(&bare.text));
    quotes::join(&analysis, &mut quotes);
    quotes.retain(|quote| {
        quote.confidence >= min && !quote.content.first().is_some_and(|&first| is_rejected(first))
    });
    dates.retain(|date| f32::from(date.percent) / 100.0 >= min && !is_rejected(date.span));
    let mut parts = structure::find(&analysis);
    parts.retain(|part| !is_rejected(part.span()));
    let speakers = speakers::resolve(&analysis, &quotes, &mut mentions);
    let no_headline = spans.first().is_some_and(|&first| is_rejected(first));
    Some(Findings { mentions, quotes, speakers, dates, parts, no_headline })
}

/// The article's date: its `date` metadata up to the day.
fn date_of(article: &Article<'_>) -> Option<civil::Date> {
    let value = article.metadata_value("date")?.value.raw.trim();
    value.get(..10)?.parse().ok()
}

/// The findings as proposals, whatever is annotated already; `article` lends ids that are free.
pub fn proposals(findings: &Findings, article: &Article<'_>) -> Vec<Proposal> {
    let mut builder = Builder {
        findings,
        ids: article.ids().map(str::to_string).collect(),
        number: 0,
        group: 0,
        all: Vec::new(),
    };
    builder.structure();
    builder.mentions();
    builder.dates();
    builder.quotes(article);
    builder.all
}

struct Builder<'a> {
    findings: &'a Findings,
    ids: FxHashSet<String>,
    /// The number of the last quotation's id.
    number: usize,
    group: u32,
    all: Vec<Proposal>,
}

impl Builder<'_> {
    fn add(&mut self, kind: Kind, shape: Shape, span: Span, tail: Tail, confidence: f32) {
        self.all.push(Proposal { kind, shape, span, tail, confidence, group: self.group });
    }

    fn structure(&mut self) {
        for part in &self.findings.parts {
            self.group += 1;
            let (label, span) = match *part {
                Part::Dateline(span) => ("dateline", span),
                Part::Caption(span) => ("caption", span),
            };
            self.add(Kind::Structure, Shape::Square, span, Tail::label(label), 0.85);
        }
    }

    fn mentions(&mut self) {
        for mention in &self.findings.mentions.mentions {
            self.group += 1;
            let tail = Tail { entities: self.names(&mention.entities), ..Tail::default() };
            self.add(Kind::Mention, Shape::Square, mention.span, tail, mention.confidence);
        }
        for &(role, _) in &self.findings.mentions.roles {
            self.group += 1;
            self.add(Kind::Mention, Shape::Square, role, Tail::label("role"), 0.8);
        }
    }

    fn dates(&mut self) {
        for date in &self.findings.dates {
            self.group += 1;
            let confidence = f32::from(date.percent) / 100.0;
            self.add(Kind::Date, Shape::Square, date.span, Tail::entity(date.iso.clone()), confidence);
        }
    }

    fn quotes(&mut self, article: &Article<'_>) {
        let findings = self.findings;
        for (quote, speakers) in findings.quotes.iter().zip(&findings.speakers) {
            self.group += 1;
            let id = self.next_id();
            let named = self.names(speakers);
            if let Some(source) = quote.source {
                let tail = self.source_tail(source, &named).with_id(&id);
                self.add(Kind::Quote, Shape::Square, source, tail, quote.confidence);
            }
            self.add(
                Kind::Quote,
                Shape::Square,
                quote.cue,
                Tail::label("cue").with_id(&id),
                quote.confidence,
            );
            for (number, &piece) in quote.content.iter().enumerate() {
                let entities = match number {
                    0 if named.is_empty() => SmallVec::from_iter(["?".to_string()]),
                    0 => named.clone(),
                    _ => SmallVec::new(),
                };
                let tail = Tail { entities, ..Tail::default() }.with_id(&id);
                self.add(
                    Kind::Quote,
                    Shape::Brace,
                    without_space(&article.bare().text, piece),
                    tail,
                    quote.confidence,
                );
            }
        }
    }

    /// A name or pronoun refers to the speaker; a longer source holds the name.
    fn source_tail(&self, source: Span, named: &SmallVec<[String; 1]>) -> Tail {
        let mut within = self.findings.mentions.within(source);
        let whole = within.next().is_none_or(|mention| mention.span == source);
        if whole && !named.is_empty() {
            return Tail { entities: named.clone(), ..Tail::default() };
        }
        Tail::label("source")
    }

    fn names(&self, entities: &[u32]) -> SmallVec<[String; 1]> {
        entities.iter().map(|&entity| self.findings.mentions.entities[entity as usize].id.clone()).collect()
    }

    fn next_id(&mut self) -> String {
        loop {
            self.number += 1;
            let id = format!("q{}", self.number);
            if self.ids.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// The names that several may be called by, where neither an annotation nor a proposal says who is meant. Of those
/// that the text introduces, only those count that something defines.
pub fn ambiguities(findings: &Findings, article: &Article<'_>, proposals: &[Proposal]) -> Vec<Ambiguity> {
    let bare = article.bare();
    let squares = |shape: Shape| shape == Shape::Square;
    let annotated =
        article.annotations.iter().filter(|one| squares(one.shape)).map(|one| bare.span(one.content));
    let proposed = proposals.iter().filter(|one| squares(one.shape)).map(|one| one.span);
    let taken: FxHashSet<Span> = annotated.chain(proposed).collect();
    let defined_here: FxHashSet<&str> = proposals
        .iter()
        .filter(|proposal| !proposal.tail.labels.is_empty())
        .flat_map(|proposal| proposal.tail.entities.iter().map(String::as_str))
        .collect();
    let candidate = |&number: &u32| {
        let entity = &findings.mentions.entities[number as usize];
        let known = entity.defined
            || defined_here.contains(entity.id.as_str())
            || article.entity(&entity.id).is_some_and(|entity| entity.is_defined_here());
        known.then(|| Candidate {
            id: entity.id.clone(),
            name: entity.name.clone(),
            kind: entity.kind.clone(),
        })
    };
    let free = findings.mentions.ambiguous.iter().filter(|name| !taken.contains(&name.span));
    let named = free.map(|name| Ambiguity {
        span: name.span,
        candidates: name.candidates.iter().filter_map(candidate).collect(),
    });
    named.filter(|name| !name.candidates.is_empty()).collect()
}

/// Numbers the quotations that are left, so that no id is wasted on what was taken out.
pub fn renumber(proposals: &mut [Proposal], article: &Article<'_>) {
    let used: FxHashSet<&str> = article.ids().collect();
    let mut free = (1..).map(|number| format!("q{number}")).filter(|id| !used.contains(id.as_str()));
    let mut old: Vec<(u32, &str)> = Vec::new();
    for proposal in proposals.iter().filter(|proposal| proposal.shape == Shape::Brace) {
        old.extend(proposal.tail.ids.iter().map(|id| (proposal.group, id.as_str())));
    }
    old.sort_unstable();
    old.dedup();
    let names: FxHashMap<String, String> =
        old.into_iter().filter_map(|(_, id)| Some((id.to_string(), free.next()?))).collect();
    for id in proposals.iter_mut().flat_map(|proposal| proposal.tail.ids.iter_mut()) {
        if let Some(name) = names.get(id) {
            name.clone_into(id);
        }
    }
}

fn without_space(text: &str, span: Span) -> Span {
    let within = span.of(text);
    let start = span.start + (within.len() - within.trim_start().len()) as u32;
    Span { start, end: start + within.trim().len() as u32 }
}
