//! Articles of our own in several styles, annotated by hand: proposals on the bare text, compared.

use std::fs;
use std::path::{Path, PathBuf};

use newsmark::annotate::{Knowledge, Options};
use newsmark::article::{Article, Vocabulary};
use newsmark::eval::{Comparison, Side, compare};
use newsmark::formats::{ImportOptions, importer};
use newsmark::syntax::{bare_text, parse};
use newsmark::workspace::Registry;

use crate::annotated;

/// Proposals for the bare text of a gold article, with its records as the registry.
fn compared(path: &Path) -> Comparison {
    let gold = fs::read_to_string(path).expect("the gold article can be read");
    let tree = parse(&gold);
    let text = bare_text(&tree, &gold);
    let records = gold.rfind("\n---\n").map_or("", |at| &gold[at + 1..]);
    let registry = Registry::from_sources([(PathBuf::from("entities.nmk"), records.to_string())]);
    let vocabulary = Vocabulary::default();
    let article = Article::new(&gold, &tree, &vocabulary);
    let date = article.metadata_value("date").expect("has a date").value.raw;
    let text = (importer("text").expect("is there").import)(&text, &ImportOptions { verbatim: true });
    let plain = format!("---\ndate: {date}\n---\n\n{text}");
    let proposed = annotated(&plain, &Knowledge::new(&registry, &[]), &Options::default()).source;
    let proposed_tree = parse(&proposed);
    let proposed = Article::new(&proposed, &proposed_tree, &vocabulary);
    let side = Side { article: &article, registry: &registry };
    compare(side, Side { article: &proposed, registry: &registry }).expect("the texts are the same")
}

#[test]
fn quotes_and_speakers_of_the_gold_articles() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/annotate/gold");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).expect("is there").map(|entry| entry.expect("can be read").path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 5);
    let mut sum = Comparison::default();
    for path in paths {
        let comparison = compared(&path);
        let told: Vec<&str> = comparison.disagreements.iter().map(|one| one.what.as_str()).collect();
        println!(
            "{}: quotes {:.2}, speakers {:.2}\n  {}",
            path.display(),
            comparison.quotes.f1(),
            comparison.speakers.f1(),
            told.join("\n  ")
        );
        sum.spans += comparison.spans;
        sum.quotes += comparison.quotes;
        sum.quotes_exact += comparison.quotes_exact;
        sum.speakers += comparison.speakers;
    }
    assert!(sum.quotes.f1() >= 0.95, "quotes {:.3}", sum.quotes.f1());
    assert!(sum.quotes_exact.f1() >= 0.85, "exact {:.3}", sum.quotes_exact.f1());
    assert!(sum.speakers.f1() >= 0.85, "speakers {:.3}", sum.speakers.f1());
    assert!(sum.spans.f1() >= 0.9, "mentions {:.3}", sum.spans.f1());
}
