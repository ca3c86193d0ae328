use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;

use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::{Article, Quotation};
use crate::syntax::parse;
use crate::text::Span;
use crate::workspace::{
    Profile, QuoteFact, QuotePlace, QuoteTable, Registry, Workspace, are_alike, fold, may_conflict,
    quoted_words, word_pairs,
};

/// the same words said by different speakers
pub static RULE: Rule = Rule {
    name: "conflicting-speakers",
    family: Family::Quotes,
    scope: Scope::Workspace,
    severity: Severity::Warning,
    summary: "the same words said by different speakers",
    docs: r##"## What it does
Finds a quotation of eight words or more that is said by somebody else in another place of the article, or in another
article of the workspace. Nearly the same words count as the same, and so does a part of them. What a quotation
inside of another one says is not said by the outer speaker. Speakers who have a name in common, or of whom one belongs to
the other (`of:`, `member:`), don't conflict.

## Why it matters
One of the two attributions is wrong, unless both really said it.

## Example
```newsmark
{“We will not pay for the walls of other towns,” @duarte} [Ana Duarte @duarte :person] said.

Later [Tomas Brandt @brandt :person] spoke.
{“We will not pay for the walls of other towns,” @brandt} [he @brandt] said.
```

## Instead
```newsmark
{“We will not pay for the walls of other towns,” @duarte} [Ana Duarte @duarte :person] said.

[Tomas Brandt @brandt :person] had heard [her @duarte]:
{“We will not pay for the walls of other towns.” @duarte}
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let facts = context.quotes();
    if context.others.is_none() && !may_conflict(facts) {
        return;
    }
    let own = QuoteTable::new([facts].into_iter());
    let others = context.others.map(|others| others.like(facts, context.path)).unwrap_or_default();
    let start = |quotation: &Quotation<'_>| article.annotations[quotation.pieces[0] as usize].span.start;
    let quotation_at = |at: u32| {
        let number = article.quotations.binary_search_by_key(&at, start).ok()?;
        Some(&article.quotations[number])
    };
    for (number, fact) in facts.iter().enumerate() {
        let alike = own.candidates(QuotePlace { article: 0, quote: number as u32 }, None);
        if alike.is_empty() && others.get(number).is_none_or(Vec::is_empty) {
            continue;
        }
        let Some(quotation) = quotation_at(fact.at) else { continue };
        let said = Said::new(article, quotation, &context.workspace.registry);
        let here = alike.into_iter().find_map(|other| {
            let other = quotation_at(facts[other.quote as usize].at)?;
            let is_other = said.conflicts(&Said::new(article, other, &context.workspace.registry));
            is_other
                .then(|| (None, article.annotations[other.pieces[0] as usize].span, speaker(article, other)))
        });
        let elsewhere = || {
            let mut candidates = others.get(number).into_iter().flatten();
            let known = context.others?;
            candidates.find_map(|(path, at)| conflict(known, context.workspace, &said, path, *at))
        };
        let Some((path, span, other)) = here.or_else(elsewhere) else { continue };
        let own = speaker(article, quotation);
        let place = match &path {
            None => "in this article".to_string(),
            Some(path) => format!("in {}", path.file_name().unwrap_or_default().to_string_lossy()),
        };
        let message = format!("`@{own}` says here what `@{other}` says {place}");
        let first = article.annotations[quotation.pieces[0] as usize].span;
        let finding = Finding::new(&RULE, first, message).help("correct the speaker of one of them");
        findings.push(match path {
            None => finding.related(span, "the same words"),
            Some(path) => finding.related_in(path.to_path_buf(), span, "the same words"),
        });
    }
}

/// True if somebody else says in another article what is said in the one at `path`, or if that can't be read any more.
/// `facts` are what is remembered of its quotations.
pub fn conflicts_elsewhere(
    facts: &[QuoteFact],
    path: &Arc<Path>,
    others: &dyn OtherQuotes,
    workspace: &Workspace,
) -> bool {
    let own = others.read().quotes(others, workspace, path);
    let conflicts = |(fact, alike): (&QuoteFact, Vec<(Arc<Path>, u32)>)| {
        let Some(told) = Told::at(&own, fact.at) else { return true };
        alike.iter().any(|(path, at)| conflict(others, workspace, &told.said, path, *at).is_some())
    };
    facts.iter().zip(others.like(facts, Some(path))).filter(|(_, alike)| !alike.is_empty()).any(conflicts)
}

fn speaker<'s>(article: &Article<'s>, quotation: &Quotation<'s>) -> String {
    quotation.speakers(article).first().map_or_else(String::new, |token| token.name.to_string())
}

/// What was said, and by whom.
#[derive(Debug)]
struct Said {
    pairs: Vec<u64>,
    speakers: Vec<Speaker>,
}

#[derive(Debug)]
struct Speaker {
    id: String,
    names: Vec<String>,
    /// Those to whom it belongs, or who belong to it.
    relations: Vec<String>,
}

impl Said {
    fn new<'s>(article: &Article<'s>, quotation: &Quotation<'s>, registry: &Registry) -> Self {
        let entities = quotation.speakers(article).into_iter().filter_map(|token| article.entity(token.name));
        let speakers = entities.map(|entity| {
            let profile = Profile::new(article, entity, registry);
            let relations = profile.fields().flat_map(|field| field.value.targets());
            Speaker {
                id: entity.id.to_string(),
                names: profile.names.iter().map(|name| fold(name)).collect(),
                relations: relations.map(|target| target.name.to_string()).collect(),
            }
        });
        Self { pairs: word_pairs(&quoted_words(article, quotation)), speakers: speakers.collect() }
    }

    /// True if the same was said by others.
    fn conflicts(&self, other: &Self) -> bool {
        let alike = |one: &Speaker| other.speakers.iter().any(|other| one.is(other));
        !self.speakers.iter().any(alike) && are_alike(&self.pairs, &other.pairs)
    }
}

impl Speaker {
    /// True if two speakers are one as far as anybody can tell, or one speaks for the other.
    fn is(&self, other: &Self) -> bool {
        self.id == other.id
            || self.names.iter().any(|name| other.names.contains(name))
            || self.relations.contains(&other.id)
            || other.relations.contains(&self.id)
    }
}

/// A quotation of another article.
#[derive(Debug)]
struct Told {
    said: Said,
    span: Span,
    speaker: String,
}

impl Told {
    /// The quotations of another article, in order.
    fn read(others: &dyn OtherQuotes, workspace: &Workspace, path: &Path) -> Vec<Self> {
        let Some(text) = others.text(path) else { return Vec::new() };
        let tree = parse(&text);
        let article = Article::new(&text, &tree, &workspace.vocabulary);
        let mut told = Vec::new();
        for quotation in &article.quotations {
            let said = Said::new(&article, quotation, &workspace.registry);
            let span = article.annotations[quotation.pieces[0] as usize].span;
            told.push(Self { said, span, speaker: speaker(&article, quotation) });
        }
        told
    }

    /// The quotation at byte `start`; nothing if it is not there any more.
    fn at(quotes: &[Self], start: u32) -> Option<&Self> {
        let number = quotes.binary_search_by_key(&start, |told| told.span.start).ok()?;
        Some(&quotes[number])
    }
}

/// The quotations of other articles that were read to be compared: each article once, however much resembles it.
#[derive(Debug, Default)]
pub struct ReadQuotes(Mutex<FxHashMap<Arc<Path>, Arc<Vec<Told>>>>);

impl ReadQuotes {
    fn quotes(&self, others: &dyn OtherQuotes, workspace: &Workspace, path: &Arc<Path>) -> Arc<Vec<Told>> {
        if let Some(known) = self.lock().get(path) {
            return known.clone();
        }
        let told = Arc::new(Told::read(others, workspace, path));
        self.lock().insert(path.clone(), told.clone());
        told
    }

    fn lock(&self) -> MutexGuard<'_, FxHashMap<Arc<Path>, Arc<Vec<Told>>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The quotation at this byte of another article, if it says the same as this one: where, and who says it.
fn conflict(
    others: &dyn OtherQuotes,
    workspace: &Workspace,
    said: &Said,
    path: &Arc<Path>,
    at: u32,
) -> Option<(Option<Arc<Path>>, Span, String)> {
    let quotes = others.read().quotes(others, workspace, path);
    let told = Told::at(&quotes, at)?;
    said.conflicts(&told.said).then(|| (Some(path.clone()), told.span, told.speaker.clone()))
}

/// The quotations of other articles, as far as these are known.
pub trait OtherQuotes: Sync {
    /// For each of an article's quotations those of other articles that may say the same, in the order of paths and
    /// places: where their first braces stand (bytes of the source). `path` is the article's own, which is left out.
    fn like(&self, own: &[QuoteFact], path: Option<&Path>) -> Vec<Vec<(Arc<Path>, u32)>>;

    /// The text of another article.
    fn text(&self, path: &Path) -> Option<Arc<str>>;

    /// What was read of other articles to be compared.
    fn read(&self) -> &ReadQuotes;
}
