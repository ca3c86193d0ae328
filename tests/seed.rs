//! The seed: a real wire story and the same annotated by hand, read in place where they are.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use newsmark::article::Article;
use newsmark::formats::json::{Offsets, document, model::Document};
use newsmark::rules::{Context, check};
use newsmark::syntax::parse;
use newsmark::workspace::Workspace;

/// The folder with the seed: `NEWSMARK_SEED`, or `../shared/seed` beside the project.
fn folder() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    env::var_os("NEWSMARK_SEED").map_or(beside, PathBuf::from)
}

fn seed(file: &str) -> Option<String> {
    let found = fs::read_to_string(folder().join(file)).ok();
    if found.is_none() {
        println!("SKIPPED: {file} is not in {}", folder().display());
    }
    found
}

/// Runs the program in the seed's folder.
fn newsmark(args: &[&str], input: Stdio) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    command.current_dir(folder()).args(args).stdin(input).output().expect("the program runs")
}

fn export(source: &str) -> Document {
    let workspace = Workspace::default();
    let tree = parse(source);
    let article = Article::new(source, &tree, &workspace.vocabulary);
    document(&article, None, &workspace.registry, Offsets::Codepoint)
}

#[test]
fn the_gold_article_is_clean() {
    let Some(gold) = seed("article.gold.nmk") else { return };
    let workspace = Workspace::default();
    let tree = parse(&gold);
    let article = Article::new(&gold, &tree, &workspace.vocabulary);
    assert_eq!(check(&Context::new(&article, None, &workspace)), []);

    let checked = newsmark(&["check", "--format", "concise", "article.gold.nmk"], Stdio::null());
    assert_eq!((checked.status.code(), checked.stdout.as_slice()), (Some(0), &b""[..]));
}

#[test]
fn the_story_is_clean_as_soon_as_it_is_imported() {
    if seed("article.txt").is_none() {
        return;
    }
    let mut import = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    import.current_dir(folder()).args(["import", "article.txt"]).stdout(Stdio::piped());
    let mut import = import.spawn().expect("the program starts");
    let imported = import.stdout.take().expect("is piped");
    let checked = newsmark(&["check", "-"], imported.into());
    assert!(import.wait().expect("the program ends").success());
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn the_gold_article_holds_what_was_annotated() {
    let Some(gold) = seed("article.gold.nmk") else { return };
    let document = export(&gold);
    assert_eq!(document.entities.len(), 15);
    assert_eq!(document.quotes.len(), 13);
    let alone = |quote: &&newsmark::formats::json::model::Quote| {
        quote.speakers == ["wei"] || quote.speakers == ["shoigu"]
    };
    assert_eq!(document.quotes.iter().filter(alone).count(), 10);
    assert!(document.quotes.iter().all(|quote| quote.sources.iter().all(|source| !source.inferred)));
}

#[test]
fn the_gold_articles_text_is_the_storys() {
    let (Some(gold), Some(story)) = (seed("article.gold.nmk"), seed("article.txt")) else { return };
    // The first 17 bytes are the date, which is metadata.
    assert_eq!(export(&gold).text, story[17..]);
}
