//! Real articles, imported and exported: the text comes back byte for byte.
//!
//! The corpora are not part of the project. They are looked for in the folder that
//! `NEWSMARK_CORPORA` names, else in `../shared/corpora`, and the tests say so if they are not there.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn corpora() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    env::var_os("NEWSMARK_CORPORA").map_or(beside, PathBuf::from)
}

/// The files of a corpus with this ending, in order.
fn files(corpus: &str, ending: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(corpora().join(corpus)) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("can be read").path()).collect();
    files.retain(|path| path.extension().is_some_and(|found| found == ending));
    files.sort();
    files
}

fn newsmark(folder: &Path, args: &[&str]) -> Vec<u8> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    let output = command.current_dir(folder).args(args).output().expect("the program runs");
    let told = String::from_utf8_lossy(&output.stderr);
    let found = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "newsmark {args:?}: {told}{found}");
    output.stdout
}

/// Imports all texts of a corpus, checks them together, and exports each again.
fn round_trip(corpus: &str, texts: &[(PathBuf, String)]) {
    if texts.is_empty() {
        println!("SKIPPED: no corpus {corpus} in {}", corpora().display());
        return;
    }
    let folder = tempfile::tempdir().expect("a folder is made");
    // Real texts have such characters and line ends, and keep them.
    let text_rules = ["mojibake", "control-character", "mixed-line-ends", "not-utf8"];
    let off: String = text_rules.iter().map(|rule| format!("{rule} = \"off\"\n")).collect();
    fs::write(folder.path().join("newsmark.toml"), format!("[rules]\n{off}")).expect("is written");
    for (number, (_, text)) in texts.iter().enumerate() {
        let (plain, marked) = (format!("{number:04}.txt"), format!("{number:04}.nmk"));
        fs::write(folder.path().join(&plain), text).expect("is written");
        newsmark(folder.path(), &["import", "--verbatim", &plain, "-o", &marked]);
    }
    newsmark(folder.path(), &["check"]);
    for (number, (path, text)) in texts.iter().enumerate() {
        let exported = newsmark(folder.path(), &["export", "--to", "text", &format!("{number:04}.nmk")]);
        assert!(exported == text.as_bytes(), "{} does not come back", path.display());
    }
    println!("{corpus}: {} texts came back byte for byte", texts.len());
}

fn plain_texts(corpus: &str, ending: &str) -> Vec<(PathBuf, String)> {
    let read = |path: PathBuf| fs::read_to_string(&path).ok().map(|text| (path, text));
    files(corpus, ending).into_iter().filter_map(read).collect()
}

#[test]
fn american_news() {
    let texts = plain_texts("polnear/dev/text", "txt");
    assert!(texts.is_empty() || texts.len() == 84, "found {} articles", texts.len());
    round_trip("polnear", &texts);
}

#[test]
fn russian_news() {
    round_trip("nerel", &plain_texts("nerel", "txt"));
}

#[test]
fn german_news() {
    let text = |(path, json): (PathBuf, String)| {
        let article: serde_json::Value = serde_json::from_str(&json).expect("is JSON");
        let text = article["originalText"].as_str().expect("has a text").to_string();
        (path, text)
    };
    let texts: Vec<_> = plain_texts("uhh-german-quotes", "json").into_iter().map(text).collect();
    round_trip("uhh-german-quotes", &texts);
}

/// No news, but full of brackets, `#` and odd spaces: files that are not meant to be read as text.
#[test]
fn other_formats_as_if_they_were_text() {
    for (corpus, ending) in [
        ("redewiedergabe-tei", "xml"),
        ("gum-news", "conllu"),
        ("gum-news", "tsv"),
        ("litbank/coref", "txt"),
        ("uhh-german-quotes", "json"),
    ] {
        round_trip(corpus, &plain_texts(corpus, ending));
    }
}
