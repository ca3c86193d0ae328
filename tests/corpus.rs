//! The generator of articles that benches and other tests use.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use corpus::Corpus;
use newsmark::article::Article;
use newsmark::rules::{self, Context, Severity};
use newsmark::syntax::{bare_text, parse};
use newsmark::workspace::{Registry, Workspace};

fn workspace(corpus: &Corpus) -> Workspace {
    let registry = corpus.registry(corpus.entities());
    let registry = Registry::from_sources([(PathBuf::from("/entities.nmk"), registry)]);
    Workspace { registry, ..Workspace::default() }
}

fn findings(source: &str, path: &str, workspace: &Workspace) -> Vec<rules::Finding> {
    let tree = parse(source);
    let article = Article::new(source, &tree, &workspace.vocabulary);
    let findings = rules::check(&Context::new(&article, Some(Path::new(path)), workspace));
    // Hints are no mistakes: two stories of one article may be about the same pact.
    findings.into_iter().filter(|finding| finding.severity > Severity::Hint).collect()
}

#[test]
fn articles_and_registries_are_clean() {
    for entities in [10, 1_000] {
        for seed in 0..3 {
            let corpus = Corpus::with_entities(seed, entities);
            let workspace = workspace(&corpus);
            for (number, size) in [(0, 0), (1, 4_000), (2, 4_000), (3, 40_000)] {
                let article = corpus.article(number, size);
                let found = findings(&article.markup, "/a.nmk", &workspace);
                assert!(found.is_empty(), "{found:#?}\n{}", article.markup);
            }
            let found = findings(&corpus.registry(entities), "/entities.nmk", &workspace);
            assert!(found.is_empty(), "{found:#?}");
        }
    }
}

#[test]
fn the_text_is_what_the_markup_leaves() {
    for number in 0..20 {
        let article = Corpus::new(1).article(number, 8_000);
        assert_eq!(bare_text(&parse(&article.markup), &article.markup), article.text);
    }
}

#[test]
fn the_same_numbers_give_the_same_bytes_and_others_other_ones() {
    let article = |seed, number| Corpus::new(seed).article(number, 4_000).markup;
    assert_eq!(article(1, 7), article(1, 7));
    assert_ne!(article(1, 7), article(1, 8));
    assert_ne!(article(1, 7), article(2, 7));
}

#[test]
fn articles_are_as_large_as_asked_and_as_dense_as_real_ones() {
    for (count, size) in [(100, 4_000), (1, 400_000)] {
        let articles: Vec<_> = (0..count).map(|number| Corpus::new(1).article(number, size).markup).collect();
        let bytes: usize = articles.iter().map(String::len).sum();
        let spans =
            |source: &String| -> usize { parse(source).blocks().map(|block| block.nodes().len()).sum() };
        let density = articles.iter().map(spans).sum::<usize>() as f64 * 1_000.0 / bytes as f64;
        let mean = bytes as f64 / f64::from(count as u32);
        assert!((0.97..1.03).contains(&(mean / size as f64)), "{mean} bytes instead of {size}");
        assert!((19.5..22.0).contains(&density), "{density} annotations to 1,000 bytes");
    }
}

#[test]
fn a_hundred_thousand_entities_have_ids_of_their_own() {
    let registry = Corpus::new(1).registry(corpus::MOST_ENTITIES);
    let records = registry.lines().filter_map(|line| line.strip_prefix('@'));
    let mut ids = HashSet::new();
    assert!(records.map(|record| record.split(' ').next()).all(|id| ids.insert(id)));
    assert_eq!(ids.len(), corpus::MOST_ENTITIES);
}
