//! Real news, annotated by hand for other purposes, as Newsmark files: how much the rules find where little is wrong.
//!
//! The corpora are read in place (`NEWSMARK_CORPORA`, or `../shared/corpora`). Their annotation is partial (quotations
//! without coreference, or entities without quotations), which is what annotators have on the first day, too.

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use newsmark::article::Article;
use newsmark::eval::polnear;
use newsmark::rules::{Context, check};
use newsmark::syntax::parse;
use newsmark::text::Span;
use newsmark::workspace::Workspace;

fn corpora() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    env::var_os("NEWSMARK_CORPORA").map_or(beside, PathBuf::from)
}

/// A bracket pair to write: where, in which shape, with which tail.
struct Bracket {
    span: Span,
    open: char,
    tail: String,
}

/// Writes brackets into a text. Those that cross an earlier one, reach over a paragraph or hold nothing are left out.
fn written(text: &str, brackets: Vec<Bracket>) -> String {
    let mut kept: Vec<Bracket> = Vec::new();
    for mut bracket in brackets {
        let content = bracket.span.of(text);
        let start = bracket.span.start as usize + (content.len() - content.trim_start().len());
        bracket.span = Span::new(start, start + content.trim().len());
        let crosses = |other: &Bracket| {
            let (a, b) = (bracket.span, other.span);
            a.start < b.end && b.start < a.end && !a.contains(b) && !b.contains(a)
        };
        let content = bracket.span.of(text);
        if content.is_empty() || content.contains("\n\n") || kept.iter().any(crosses) {
            continue;
        }
        // One source or cue of several quotations has all their ids.
        let (name, id) = bracket.tail.split_once(" #").unwrap_or((&bracket.tail, ""));
        let is_same = |other: &&mut Bracket| {
            other.span == bracket.span
                && other.open == '['
                && bracket.open == '['
                && other.tail.starts_with(name)
        };
        match kept.iter_mut().find(is_same).filter(|_| !id.is_empty()) {
            Some(other) => other.tail.push_str(&format!(" #{id}")),
            None => kept.push(bracket),
        }
    }
    // At one place inner brackets close before outer ones, and all before others open, the outer ones first.
    kept.sort_by_key(|bracket| (bracket.span.start, std::cmp::Reverse(bracket.span.end)));
    let mut out = String::new();
    let mut open: Vec<&Bracket> = Vec::new();
    let mut brackets = kept.iter().peekable();
    for at in 0..=text.len() {
        while open.last().is_some_and(|last| last.span.end as usize == at) {
            let bracket = open.pop().expect("is there");
            out.push_str(&bracket.tail);
            out.push(if bracket.open == '[' { ']' } else { '}' });
        }
        while let Some(bracket) = brackets.next_if(|bracket| bracket.span.start as usize == at) {
            out.push(bracket.open);
            open.push(bracket);
        }
        if let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
            out.push(character);
        }
    }
    out
}

/// How often rules find something in some articles.
#[derive(Default)]
struct Counts {
    articles: usize,
    by_rule: BTreeMap<&'static str, usize>,
    shown: BTreeMap<&'static str, Vec<String>>,
}

impl Counts {
    fn add(&mut self, source: &str) {
        let workspace = Workspace::default();
        let tree = parse(source);
        let article = Article::new(source, &tree, &workspace.vocabulary);
        self.articles += 1;
        for finding in check(&Context::new(&article, None, &workspace)) {
            *self.by_rule.entry(finding.rule).or_default() += 1;
            let shown = self.shown.entry(finding.rule).or_default();
            if shown.len() < 12 {
                let from = (finding.span.start as usize).saturating_sub(40);
                let from = (0..=from).rev().find(|at| source.is_char_boundary(*at)).unwrap_or(0);
                let around: String = source[from..].chars().take(110).collect();
                shown.push(format!("{} … {}", finding.message, around.replace('\n', "⏎")));
            }
        }
    }

    /// Prints the counts. No rule may speak up more than once an article, except those that are `expected` to.
    fn end(&self, corpus: &str, expected: &[&str]) {
        println!("{corpus}: {} articles", self.articles);
        for (rule, count) in &self.by_rule {
            println!("  {rule}: {count} ({:.2} an article)", *count as f64 / self.articles as f64);
            if env::var_os("NEWSMARK_SHOW").is_some_and(|shown| shown == *rule || shown == "all") {
                self.shown[rule].iter().for_each(|shown| println!("      {shown}"));
            }
        }
        let often = self.by_rule.iter().filter(|(_, count)| **count > self.articles);
        let storms: Vec<_> = often.filter(|(rule, _)| !expected.contains(rule)).collect();
        assert!(storms.is_empty(), "{corpus}: {storms:?}");
    }
}

/// Attributions with source, cue and content. Who is meant by "he" is not annotated.
#[test]
fn attributions_in_american_news() {
    let mut counts = Counts::default();
    for split in ["dev", "train"] {
        let Ok(documents) = polnear::read(&corpora().join("polnear").join(split)) else { continue };
        for document in documents {
            counts.add(&attributed(&document));
        }
    }
    if counts.articles == 0 {
        println!("SKIPPED: no polnear in {}", corpora().display());
        return;
    }
    counts.end("polnear", &[]);
}

fn attributed(document: &polnear::Document) -> String {
    let text = document.text.as_str();
    let mut brackets = Vec::new();
    let mut speakers: BTreeMap<String, usize> = BTreeMap::new();
    for (number, attribution) in document.attributions.iter().enumerate() {
        let source: Vec<&str> = attribution.source.iter().map(|span| span.of(text).trim()).collect();
        let source = source.join(" ").split_whitespace().collect::<Vec<_>>().join(" ");
        // A description or a name is somebody; a pronoun is somebody who is not annotated.
        let speaker = if source.chars().count() > 4 {
            let next = speakers.len();
            format!("@s{}", speakers.entry(source).or_insert(next))
        } else {
            "@?".to_string()
        };
        let tied = attribution.source.len() + attribution.cue.len() > 0 || attribution.content.len() > 1;
        let id = if tied { format!(" #q{number}") } else { String::new() };
        if attribution.content.is_empty() {
            continue;
        }
        let mut add = |spans: &[Span], open, tail: String| {
            brackets.extend(spans.iter().map(|&span| Bracket { span, open, tail: tail.clone() }));
        };
        add(&attribution.content, '{', format!(" {speaker}{id}"));
        add(&attribution.source, '[', format!(" {speaker}{id}"));
        add(&attribution.cue, '[', format!(" :cue{id}"));
    }
    let mut article = written(text, brackets);
    article.push_str("\n\n---\n");
    for (name, number) in &speakers {
        article.push_str(&format!("@s{number} :other {}\n", name.replace('|', "\\|")));
    }
    article
}

/// Entities, nested, in Russian, linked to Wikidata.
#[test]
fn entities_in_russian_news() {
    let Ok(entries) = fs::read_dir(corpora().join("nerel")) else {
        println!("SKIPPED: no nerel in {}", corpora().display());
        return;
    };
    let mut counts = Counts::default();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("can be read").path()).collect();
    files.sort();
    for file in files.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "ann")) {
        let standoff = fs::read_to_string(&file).expect("can be read");
        let text = fs::read_to_string(file.with_extension("txt")).expect("its text is there");
        counts.add(&linked(&text, &standoff));
    }
    counts.end("nerel", &[]);
}

fn linked(text: &str, standoff: &str) -> String {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let links: BTreeMap<&str, &str> = standoff
        .lines()
        .filter(|line| line.starts_with('N'))
        .filter_map(|line| {
            let mut words = line.split_whitespace().skip(2);
            Some((words.next()?, words.next()?.rsplit(':').next()?))
        })
        .collect();
    let mut entities: BTreeMap<String, (String, &str, &str)> = BTreeMap::new();
    let mut brackets = Vec::new();
    for line in standoff.lines().filter(|line| line.starts_with('T')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [id, place, written] = columns[..] else { continue };
        let words: Vec<&str> = place.split(' ').collect();
        let [kind, start, end] = words[..] else { continue };
        let (Ok(start), Ok(end)) = (start.parse::<usize>(), end.parse::<usize>()) else { continue };
        let span = Span::new(bytes[start], bytes[end]);
        let tail = match kind {
            "DATE" | "TIME" => " :date".to_string(),
            "MONEY" | "NUMBER" | "PERCENT" | "ORDINAL" | "AGE" => " :quantity".to_string(),
            "PROFESSION" => " :role".to_string(),
            _ => {
                let link = links.get(id).copied().filter(|link| *link != "NULL").unwrap_or("");
                let key = if link.is_empty() { format!("{kind} {written}") } else { link.to_string() };
                let next = entities.len();
                let kind = match kind {
                    "PERSON" => "person",
                    "ORGANIZATION" => "org",
                    "CITY" | "COUNTRY" | "LOCATION" | "STATE_OR_PROVINCE" | "DISTRICT" => "place",
                    "EVENT" => "event",
                    "FACILITY" => "facility",
                    "LAW" => "law",
                    "WORK_OF_ART" => "work",
                    _ => "other",
                };
                format!(" @{}", entities.entry(key).or_insert((format!("e{next}"), kind, written)).0)
            }
        };
        brackets.push(Bracket { span, open: '[', tail });
    }
    let mut article = written(text, brackets);
    article.push_str("\n\n---\n");
    for (key, (id, kind, name)) in &entities {
        article.push_str(&format!("@{id} :{kind} {}\n", name.replace('|', "\\|")));
        if key.starts_with('Q') {
            article.push_str(&format!("  wikidata: {key}\n"));
        }
    }
    article
}
