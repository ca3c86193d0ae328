//! The seed: a wire story whose mentions and quotes are known.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use newsmark::annotate::{Kind, Knowledge, Options};
use newsmark::article::{Article, Vocabulary};
use newsmark::eval::{Side, compare};
use newsmark::formats::{ImportOptions, importer};
use newsmark::syntax::parse;
use newsmark::text::Span;
use newsmark::workspace::Registry;
use serde_json::Value;

use crate::{annotated, shared};

/// The date at the start of the story is metadata in the annotated file.
const DATE_LINE: usize = 17;

struct Seed {
    gold: String,
    story: String,
    json: Value,
}

fn seed() -> Option<Seed> {
    let folder = shared("NEWSMARK_SEED", "seed");
    let read = |file: &str| fs::read_to_string(folder.join(file)).ok();
    let (Some(gold), Some(story), Some(json)) =
        (read("article.gold.nmk"), read("article.txt"), read("article.gold.json"))
    else {
        println!("SKIPPED: no seed in {}", folder.display());
        return None;
    };
    let story = (importer("text").expect("is there").import)(&story, &ImportOptions::default());
    Some(Seed { gold, story, json: serde_json::from_str(&json).expect("is JSON") })
}

impl Seed {
    fn registry(&self) -> Registry {
        let records = &self.gold[self.gold.rfind("\n---\n").expect("has records") + 1..];
        Registry::from_sources([(PathBuf::from("entities.nmk"), records.to_string())])
    }

    /// Span and entity of the names, without those inside other names.
    fn named(&self) -> BTreeMap<Span, String> {
        let named = self.mentions().filter(|(mention, _)| mention["layer"] == "named");
        named
            .map(|(mention, span)| (span, mention["entity"].as_str().expect("is a text").to_string()))
            .collect()
    }

    fn spans(&self, layer: impl Fn(&str) -> bool) -> BTreeSet<Span> {
        let of_layer =
            self.mentions().filter(|(mention, _)| layer(mention["layer"].as_str().unwrap_or_default()));
        of_layer.map(|(_, span)| span).collect()
    }

    /// The mentions behind the date line, with their spans.
    fn mentions(&self) -> impl Iterator<Item = (&Value, Span)> {
        let mentions = self.json["mentions"].as_array().expect("is a list").iter();
        mentions.filter_map(|mention| {
            let at = |key: &str| (mention[key].as_u64()? as usize).checked_sub(DATE_LINE);
            Some((mention, Span::new(at("start")?, at("end")?)))
        })
    }
}

/// The names that are proposed, without those inside others.
fn proposed(source: &str, knowledge: &Knowledge) -> BTreeMap<Span, String> {
    let mut found: BTreeMap<Span, String> = BTreeMap::new();
    for proposal in annotated(source, knowledge, &Options::default()).proposed.proposals {
        let inside = found.keys().any(|outer| outer.contains(proposal.span));
        if let (Kind::Mention, false, [id]) = (proposal.kind, inside, proposal.tail.entities.as_slice()) {
            found.insert(proposal.span, id.clone());
        }
    }
    found
}

#[test]
fn names_with_a_registry() {
    let Some(seed) = seed() else { return };
    let registry = seed.registry();
    let named = seed.named();
    let mut found = proposed(&seed.story, &Knowledge::new(&registry, &[]));
    // The records name things like "the treaty" as well, which are no proper names.
    let nominal = seed.spans(|layer| layer != "named");
    found.retain(|span, _| !nominal.contains(span));
    let spans = |all: &BTreeMap<Span, String>| all.keys().copied().collect::<BTreeSet<_>>();
    let words = |span: &Span| {
        span.of(&Article::new(&seed.story, &parse(&seed.story), &Vocabulary::default()).bare().text)
            .to_string()
    };
    let missing: Vec<String> = spans(&named).difference(&spans(&found)).map(words).collect();
    let spurious: Vec<String> = spans(&found).difference(&spans(&named)).map(words).collect();
    assert_eq!((missing, spurious), (vec![], vec![]));
    // Both name entities in their own way; they have to do so alike.
    let pairs: BTreeSet<(&String, &String)> = named.iter().map(|(span, id)| (id, &found[span])).collect();
    let ids: BTreeSet<&String> = named.values().collect();
    let theirs: BTreeSet<&String> = found.values().collect();
    assert_eq!(pairs.len(), ids.len(), "{pairs:?}");
    assert_eq!(pairs.len(), theirs.len(), "{pairs:?}");
    // And the types, which have other names there.
    let mut right = 0;
    for (mention, span) in seed.mentions().filter(|(mention, _)| mention["layer"] == "named") {
        let record = registry.records(&found[&span]).into_iter().next().expect("it is from the registry");
        let kinds: &[&str] = match mention["type"].as_str().expect("is a text") {
            "PER" => &["person"],
            "ORG" => &["org", "group"],
            "GPE" | "LOC" => &["place"],
            "MISC" => &["treaty", "event"],
            other => panic!("{other} is no type of the seed"),
        };
        right += usize::from(record.types().any(|kind| kinds.contains(&kind)));
    }
    let f1 = 2.0 * right as f64 / (named.len() + found.len()) as f64;
    println!("names with a registry: span, type and entity F1 {f1:.3}");
    assert_eq!(right, named.len());
}

#[test]
fn names_without_a_registry() {
    let Some(seed) = seed() else { return };
    let (named, found) = (seed.named(), proposed(&seed.story, &Knowledge::default()));
    let right = named.keys().filter(|span| found.contains_key(span)).count();
    let f1 = 2.0 * right as f64 / (named.len() + found.len()) as f64;
    println!("{right} of {} names, {} proposed, F1 {f1:.3}", named.len(), found.len());
    assert!(f1 >= 0.95, "{f1:.3}");
}

#[test]
fn quotes_and_speakers() {
    let Some(seed) = seed() else { return };
    let registry = seed.registry();
    let source = annotated(&seed.story, &Knowledge::new(&registry, &[]), &Options::default()).source;
    let vocabulary = Vocabulary::default();
    let (gold_tree, tree) = (parse(&seed.gold), parse(&source));
    let gold = Article::new(&seed.gold, &gold_tree, &vocabulary);
    let article = Article::new(&source, &tree, &vocabulary);
    // The other three quotes have no finite clause: #x1 to #x3.
    let core: Vec<_> =
        gold.quotations.iter().filter(|quote| quote.id.is_some_and(|id| id.starts_with('q'))).collect();
    assert_eq!(core.len(), 10);
    let side = Side { article: &gold, registry: &registry };
    let comparison = compare(side, Side { article: &article, registry: &registry }).expect("the same text");
    let wrong: Vec<&str> = comparison
        .disagreements
        .iter()
        .map(|one| one.what.as_str())
        .filter(|what| what.starts_with("quote") && !what.ends_with("is missing"))
        .collect();
    println!("{wrong:?} {:?} {:?}", comparison.quotes, comparison.speakers);
    assert!(comparison.quotes_exact.right >= 10, "{:?}", comparison.quotes_exact);
    assert!(comparison.speakers.right >= 10, "{:?}", comparison.speakers);
    assert_eq!(comparison.quotes.predicted, comparison.quotes.right, "{wrong:?}");
}
