//! The grammar and the parser find the same things at the same places: in the examples of the specification, in
//! the examples folder, in generated articles, in these with mistakes, and in nonsense.

#[path = "../../../../benches/corpus/mod.rs"]
mod corpus;
mod edited;
#[allow(dead_code)]
#[path = "../../../../tests/spec/example.rs"]
mod example;
mod found;
mod hostile;
mod nonsense;

use std::fs;
use std::path::{Path, PathBuf};

use tree_sitter::{Parser, Tree};

use corpus::Corpus;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parser() -> Parser {
    let mut parser = Parser::new();
    parser.set_language(&tree_sitter_newsmark::LANGUAGE.into()).expect("its version is known");
    parser
}

fn parse(source: &str, old: Option<&Tree>) -> Tree {
    parser().parse(source, old).expect("there is no time limit")
}

/// Panics with the first difference.
fn assert_agrees(source: &str, name: &str) {
    let tree = parse(source, None);
    assert!(!tree.root_node().has_error(), "{name}: {}\n{source:?}", tree.root_node().to_sexp());
    let (ours, theirs) = (found::by_parser(source), found::by_grammar(&tree, source));
    let show = |found: Option<&found::Found>| match found {
        Some((kind, span)) => {
            format!("{kind} {span:?} {:?}", &source[span.start as usize..span.end as usize])
        }
        None => "nothing".to_string(),
    };
    for at in 0..ours.len().max(theirs.len()) {
        let (our, their) = (ours.get(at), theirs.get(at));
        assert!(
            our == their,
            "{name}: the parser finds {}, the grammar {}\n{source:?}",
            show(our),
            show(their)
        );
    }
}

#[test]
fn in_the_specification() {
    let spec = read(&repository().join("grammar/spec.md"));
    let examples = example::examples(&spec);
    assert!(examples.len() > 150, "only {} examples were found", examples.len());
    for example in examples {
        assert_agrees(&example.markup, &format!("grammar/spec.md:{}", example.line));
    }
    assert_agrees(&example::registry(&spec), "the registry of grammar/spec.md");
}

#[test]
fn in_the_examples() {
    let files = fs::read_dir(repository().join("examples")).expect("it is in the repository");
    let files: Vec<PathBuf> = files.map(|file| file.expect("it can be read").path()).collect();
    let articles: Vec<&PathBuf> =
        files.iter().filter(|file| file.extension().is_some_and(|e| e == "nmk")).collect();
    assert!(articles.len() >= 4, "{articles:?}");
    for article in articles {
        assert_agrees(&read(article), &article.display().to_string());
    }
}

#[test]
fn in_generated_articles() {
    let corpus = Corpus::new(1);
    for number in 0..100 {
        assert_agrees(&corpus.article(number, 4_000).markup, &format!("article {number}"));
    }
    assert_agrees(&corpus.article(100, 200_000).markup, "a long article");
    assert_agrees(&corpus.registry(500), "a registry");
}
