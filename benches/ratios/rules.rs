//! All rules against parsing and resolving, and how the comparison of quotations grows.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use newsmark::article::{Article, Date, infer};
use newsmark::rules::{Context, OtherQuotes, ReadQuotes, check, conflicts_elsewhere};
use newsmark::syntax::{TokenKind, parse};
use newsmark::workspace::{QuoteFact, QuotePlace, QuoteTable, Registry, Workspace};
use rayon::ThreadPoolBuilder;
use rustc_hash::FxHashMap;

use crate::corpus::Corpus;
use crate::report::Report;

const SIZE: usize = 4_000;

/// Measures on one thread.
pub fn measure(report: &mut Report) {
    let pool = ThreadPoolBuilder::new().num_threads(1).build().expect("a thread can be started");
    pool.install(|| measure_here(report));
}

fn measure_here(report: &mut Report) {
    let corpus = Corpus::new(1);
    let registry = corpus.registry(corpus.entities());
    let registry = Registry::from_sources([(PathBuf::from("/entities.nmk"), registry)]);
    let workspace = Workspace { registry, ..Workspace::default() };
    report.section("All rules on 10,000 articles of 4 kB");
    let rounds = (0..3).map(|_| Rules::of(&corpus, &workspace, 10_000));
    let Some(rules) = rounds.min_by_key(|rules| rules.checked) else { return };
    let resolved = (rules.gathered + rules.resolved).as_secs_f64();
    let checked = rules.checked.as_secs_f64();
    report.time("parse and gather", rules.gathered.as_secs_f64(), "");
    report.time("resolve", rules.resolved.as_secs_f64(), "");
    report.time("all rules", checked, "");
    report.at_most("all rules / parse and resolve", checked / resolved, 2.0);
    report.ratio("all rules / parse and gather alone", checked / rules.gathered.as_secs_f64());

    report.section(
        "Comparing quotations of all articles with one another; one in fifty says what another says",
    );
    // Turn by turn, so that what else the machine does at the time slows both down.
    let compare = |articles| Compared::new(&corpus, &workspace, articles);
    let (mut few, mut many) = (compare(10_000), compare(40_000));
    for _ in 0..4 {
        few = few.faster(compare(10_000));
        many = many.faster(compare(40_000));
    }
    for (what, compared) in [("10,000 articles", &few), ("40,000 articles", &many)] {
        let of = format!("{} quotations, {} found", compared.quotations, compared.found);
        report.time(what, compared.time().as_secs_f64(), &of);
        let mut part = |what, time: Duration, of: &str| report.time(what, time.as_secs_f64(), of);
        part("  facts", compared.facts, "");
        part("  table", compared.table, "");
        part("  comparison of words", compared.verified, &format!("in {} articles", compared.contested));
        assert!(compared.found >= compared.expected, "{} of {}", compared.found, compared.expected);
    }
    report.at_most("40,000 / 10,000", many.time().as_secs_f64() / few.time().as_secs_f64(), 4.5);
}

/// What it takes to read articles, and to run all rules on them, the comparison of their quotations among them.
#[derive(Default)]
struct Rules {
    gathered: Duration,
    resolved: Duration,
    checked: Duration,
}

impl Rules {
    fn of(corpus: &Corpus, workspace: &Workspace, articles: u64) -> Self {
        let mut rules = Self::default();
        let mut quotes = Vec::new();
        for number in 0..articles {
            let source = corpus.article(number, SIZE).markup;
            let start = Instant::now();
            let tree = parse(&source);
            let article = Article::new(&source, &tree, &workspace.vocabulary);
            rules.gathered += start.elapsed();
            let start = Instant::now();
            resolve(&article);
            rules.resolved += start.elapsed();
            let start = Instant::now();
            let context = Context::new(&article, Some(Path::new("/a.nmk")), workspace);
            black_box(check(&context));
            quotes.push(context.quotes().to_vec());
            rules.checked += start.elapsed();
        }
        let start = Instant::now();
        let table = QuoteTable::new(quotes.iter().map(Vec::as_slice));
        black_box((0..quotes.len() as u32).filter(|&article| table.is_contested(article)).count());
        rules.checked += start.elapsed();
        rules
    }
}

/// Finds what an article does not say outright, as `export` does: the text without markup, the speakers and types of
/// quotations, their sources and cues where these are not tied to them, and the values of dates.
fn resolve(article: &Article<'_>) {
    black_box(infer(article));
    for quotation in &article.quotations {
        let kind = quotation.given_type(article).unwrap_or_else(|| quotation.inferred_type(article));
        black_box((quotation.speakers(article), kind));
    }
    let dates = article.tokens.iter().filter(|token| token.kind == TokenKind::Date);
    dates
        .for_each(|date| assert!(black_box(Date::parse(date.name)).is_ok(), "the articles have no mistakes"));
}

/// What came of comparing the quotations of many articles.
#[derive(Default)]
struct Compared {
    facts: Duration,
    table: Duration,
    verified: Duration,
    quotations: usize,
    contested: usize,
    expected: usize,
    found: usize,
}

impl Compared {
    fn time(&self) -> Duration {
        self.facts + self.table + self.verified
    }

    fn faster(self, other: Self) -> Self {
        if other.time() < self.time() { other } else { self }
    }

    fn new(corpus: &Corpus, workspace: &Workspace, articles: u64) -> Self {
        let mut compared = Self { expected: articles as usize / 50, ..Self::default() };
        let mut known = Known::default();
        for number in 0..articles {
            let source = article(corpus, number);
            let tree = parse(&source);
            let article = Article::new(&source, &tree, &workspace.vocabulary);
            // Made here, as the rules before have made it.
            article.bare();
            let start = Instant::now();
            let quotes = QuoteFact::of_article(&article);
            compared.facts += start.elapsed();
            compared.quotations += quotes.len();
            let path: Arc<Path> = PathBuf::from(format!("/{number:06}.nmk")).into();
            known.numbers.insert(path.clone(), number as u32);
            known.paths.push(path);
            known.quotes.push(quotes);
        }
        let start = Instant::now();
        known.table = QuoteTable::new(known.quotes.iter().map(Vec::as_slice));
        let contested: Vec<usize> =
            (0..known.quotes.len()).filter(|&at| known.table.is_contested(at as u32)).collect();
        compared.table = start.elapsed();
        compared.contested = contested.len();
        for &at in &contested {
            known.texts.push((at, article(corpus, at as u64).into()));
        }
        for (at, source) in &known.texts {
            let start = Instant::now();
            let path = &known.paths[*at];
            if conflicts_elsewhere(&known.quotes[*at], path, &known, workspace) {
                let tree = parse(source);
                let article = Article::new(source, &tree, &workspace.vocabulary);
                let mut context = Context::new(&article, Some(path), workspace);
                context.others = Some(&known);
                let found = check(&context);
                compared.found +=
                    found.iter().filter(|finding| finding.rule == "conflicting-speakers").count();
            }
            compared.verified += start.elapsed();
        }
        compared
    }
}

/// Of a hundred articles two say the same, by different speakers.
fn article(corpus: &Corpus, number: u64) -> String {
    let mut source = corpus.article(number, SIZE).markup;
    if number % 100 < 2 {
        let (lot, who) = (number / 100, ["kelda", "runa"][number as usize % 2]);
        source.push_str(&format!(
            "\n\n{{lot {lot} of the old harbour will be sold for {} crowns and nobody will be asked @{who}-{lot}}}\n\n---\n@{who}-{lot} :person {who}\n",
            lot * 7 + 3
        ));
    }
    source
}

/// The quotations of all articles, and the texts of those that are compared.
#[derive(Default)]
struct Known {
    paths: Vec<Arc<Path>>,
    numbers: FxHashMap<Arc<Path>, u32>,
    quotes: Vec<Vec<QuoteFact>>,
    table: QuoteTable,
    texts: Vec<(usize, Arc<str>)>,
    read: ReadQuotes,
}

impl OtherQuotes for Known {
    fn like(&self, own: &[QuoteFact], path: Option<&Path>) -> Vec<Vec<(Arc<Path>, u32)>> {
        let number = path.and_then(|path| self.numbers.get(path).copied());
        let named = |other: QuotePlace| {
            let at = self.quotes[other.article as usize][other.quote as usize].at;
            (self.paths[other.article as usize].clone(), at)
        };
        let of = |quote| {
            let article = number?;
            let others = self.table.candidates(QuotePlace { article, quote }, number);
            Some(others.into_iter().map(named).collect())
        };
        (0..own.len() as u32).map(|quote| of(quote).unwrap_or_default()).collect()
    }

    fn text(&self, path: &Path) -> Option<Arc<str>> {
        let at = *self.numbers.get(path)? as usize;
        let text = self.texts.binary_search_by_key(&at, |(known, _)| *known).ok()?;
        Some(self.texts[text].1.clone())
    }

    fn read(&self) -> &ReadQuotes {
        &self.read
    }
}
