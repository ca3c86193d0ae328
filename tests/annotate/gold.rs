//! Articles of our own in several styles, annotated by hand: proposals on the bare text, compared.

use std::fs;
use std::path::{Path, PathBuf};

use newsmark::annotate::{Knowledge, Options};
use newsmark::article::{Article, Vocabulary};
use newsmark::eval::{Comparison, Score, Side, compare};
use newsmark::formats::{ImportOptions, importer};
use newsmark::syntax::{bare_text, parse};
use newsmark::workspace::{Profile, Registry};

use crate::annotated;

/// A record for each entity of an article, as it would stand in a registry.
fn records(article: &Article<'_>, shared: &Registry) -> String {
    let mut records = String::from("---\n");
    for entity in article.entities.iter().filter(|entity| entity.is_defined_here()) {
        let profile = Profile::new(article, entity, shared);
        let (types, names) = (profile.types.join(" :"), profile.names.join(" | "));
        records += &format!("@{} :{types} {names}\n", entity.id);
    }
    records
}

/// Proposals for the bare text of a gold article, with a registry that knows its entities and those of `shared`.
fn compared(path: &Path, shared: &str) -> Comparison {
    let gold = fs::read_to_string(path).expect("the gold article can be read");
    let tree = parse(&gold);
    let text = bare_text(&tree, &gold);
    let vocabulary = Vocabulary::default();
    let article = Article::new(&gold, &tree, &vocabulary);
    let source = |name: &str, text: &str| (PathBuf::from(name), text.to_string());
    let own = records(&article, &Registry::from_sources([source("entities.nmk", shared)]));
    let registry = Registry::from_sources([source("entities.nmk", shared), source("own.nmk", &own)]);
    let date = article.metadata_value("date").expect("has a date").value.raw;
    let text = (importer("text").expect("is there").import)(&text, &ImportOptions { verbatim: true });
    let plain = format!("---\ndate: {date}\n---\n\n{text}");
    let proposed = annotated(&plain, &Knowledge::new(&registry, &[]), &Options::default()).source;
    let proposed_tree = parse(&proposed);
    let proposed = Article::new(&proposed, &proposed_tree, &vocabulary);
    let side = Side { article: &article, registry: &registry };
    compare(side, Side { article: &proposed, registry: &registry }).expect("the texts are the same")
}

/// The articles of a folder, compared one by one, and their sum.
fn compared_all(folder: &str, shared: &str) -> (usize, Comparison) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = fs::read_dir(folder).expect("is there").map(|entry| entry.expect("can be read").path());
    let is_article = |path: &PathBuf| {
        path.extension().is_some_and(|ending| ending == "nmk") && !path.ends_with("entities.nmk")
    };
    let mut paths: Vec<PathBuf> = entries.filter(is_article).collect();
    paths.sort();
    let mut sum = Comparison::default();
    for path in &paths {
        let comparison = compared(path, shared);
        let told: Vec<&str> = comparison.disagreements.iter().map(|one| one.what.as_str()).collect();
        println!("{}\n  {}", path.display(), told.join("\n  "));
        sum.spans += comparison.spans;
        sum.types += comparison.types;
        sum.entities += comparison.entities;
        sum.quotes += comparison.quotes;
        sum.quotes_exact += comparison.quotes_exact;
        sum.sources += comparison.sources;
        sum.speakers += comparison.speakers;
    }
    for (what, score) in [
        ("mentions", sum.spans),
        ("with type", sum.types),
        ("with entity", sum.entities),
        ("quotes", sum.quotes),
        ("exactly", sum.quotes_exact),
        ("with source", sum.sources),
        ("with speaker", sum.speakers),
    ] {
        let [precision, recall, f1] = [Score::precision, Score::recall, Score::f1].map(|part| part(score));
        println!("{what:<14}{precision:>6.2}{recall:>6.2}{f1:>6.2}");
    }
    (paths.len(), sum)
}

#[test]
fn articles_in_several_styles() {
    let (articles, sum) = compared_all("tests/annotate/gold", "");
    assert_eq!(articles, 5);
    assert!(sum.quotes.f1() >= 0.95, "quotes {:.3}", sum.quotes.f1());
    assert!(sum.quotes_exact.f1() >= 0.85, "exact {:.3}", sum.quotes_exact.f1());
    assert!(sum.speakers.f1() >= 0.85, "speakers {:.3}", sum.speakers.f1());
    assert!(sum.spans.f1() >= 0.9, "mentions {:.3}", sum.spans.f1());
}

/// The articles of `examples/` are annotated in full: "the government", "they" and "the pact" as well, which are not
/// proposed. So their mentions are measured by precision.
#[test]
fn the_examples() {
    let shared = include_str!("../../examples/entities.nmk");
    let (articles, sum) = compared_all("examples", shared);
    assert_eq!(articles, 3);
    assert!(sum.quotes.f1() >= 0.85, "quotes {:.3}", sum.quotes.f1());
    assert!(sum.speakers.f1() >= 0.8, "speakers {:.3}", sum.speakers.f1());
    assert!(sum.spans.precision() >= 0.9, "mentions {:.3}", sum.spans.precision());
    assert!(sum.entities.precision() >= 0.9, "entities {:.3}", sum.entities.precision());
}
