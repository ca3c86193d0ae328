//! Proposals never break a file: the text stays, nothing new is wrong, and a second run proposes nothing.

use std::fs;
use std::path::{Path, PathBuf};

use newsmark::annotate::{Knowledge, Options};
use newsmark::article::{Article, Vocabulary};
use newsmark::formats::{ImportOptions, importer};
use newsmark::rules::{Context, Severity, check};
use newsmark::syntax::{bare_text, parse};
use newsmark::workspace::Workspace;
use proptest::prelude::*;
use rayon::prelude::*;

use crate::{annotated, shared};

/// What must hold for any text; returns it with proposals.
fn holds(source: &str) -> Result<String, String> {
    let options = Options::default();
    let once = annotated(source, &Knowledge::default(), &options).source;
    let (before, after) = (parse(source), parse(&once));
    if bare_text(&before, source) != bare_text(&after, &once) {
        return Err(format!("the text changed: {once:?}"));
    }
    if after.problems().count() > before.problems().count() {
        return Err(format!("the markup has mistakes: {once:?}"));
    }
    let twice = annotated(&once, &Knowledge::default(), &options).source;
    if once != twice {
        return Err(format!("a second run changed it:\n{once}\n{twice}"));
    }
    Ok(once)
}

/// The articles of a folder and of those in it: what the files of each format hold as text.
fn articles(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("can be read").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            articles(&path, found);
            continue;
        }
        let text = || fs::read_to_string(&path).unwrap_or_default();
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let article = match ending {
            "txt" | "xml" => text(),
            "json" => serde_json::from_str::<serde_json::Value>(&text())
                .ok()
                .and_then(|value| value["originalText"].as_str().map(german))
                .unwrap_or_default(),
            "conllu" => {
                let sentences = text();
                let lines = sentences.lines().filter_map(|line| line.strip_prefix("# text = "));
                lines.collect::<Vec<_>>().join("\n\n")
            }
            _ => continue,
        };
        if (1..200_000).contains(&article.len()) {
            found.push((path, article));
        }
    }
}

fn german(text: &str) -> String {
    format!("---\nlanguage: de\n---\n\n{text}")
}

/// As they are, which tries the markup too, and imported, which is how an article gets in: then there is no mistake
/// at all.
#[test]
fn articles_of_the_corpora() {
    let folder = shared("NEWSMARK_CORPORA", "corpora");
    let mut found = Vec::new();
    articles(&folder, &mut found);
    if found.is_empty() {
        println!("SKIPPED: no corpora in {}", folder.display());
    }
    let import = importer("text").expect("is there").import;
    let fails = |(path, text): &(PathBuf, String)| {
        let imported = import(text, &ImportOptions::default());
        let result = holds(text).and_then(|_| holds(&imported)).and_then(|written| clean(&written));
        result
            .err()
            .map(|error| format!("{}: {}", path.display(), error.chars().take(2000).collect::<String>()))
    };
    let failures: Vec<String> = found.par_iter().filter_map(fails).collect();
    assert_eq!(failures, Vec::<String>::new());
    println!("{} articles", found.len());
}

/// `check` finds no mistake in an article with proposals.
fn clean(source: &str) -> Result<(), String> {
    let tree = parse(source);
    let article = Article::new(source, &tree, &Vocabulary::default());
    let workspace = Workspace::default();
    let findings = check(&Context::new(&article, None, &workspace));
    let mistakes: Vec<String> = findings
        .into_iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| format!("{}: {}", finding.rule, finding.message))
        .collect();
    if mistakes.is_empty() { Ok(()) } else { Err(mistakes.join("\n")) }
}

#[test]
fn what_is_annotated_stays() {
    let source = "[Ana Duarte @duarte :person] spoke. {“We build now,” @duarte #q7} [she @duarte #q7] said.\n\n\
                  “It is late,” Duarte said.\n";
    let once = annotated(source, &Knowledge::default(), &Options::default()).source;
    let kept = "[Ana Duarte @duarte :person] spoke. {“We build now,” @duarte #q7} [she @duarte #q7] said.";
    assert!(once.contains(kept), "{once}");
    assert!(
        once.contains("{“It is late,” @duarte #q1 ?} [Duarte @duarte #q1 ?] [said :cue #q1 ?]."),
        "{once}"
    );
}

#[test]
fn proposals_pass_the_check() {
    let source = "---\ndate: 2024-03-05\n---\n\nPORT ELLERY, March 5 (Coastal Wire) -- Mayor Ana Duarte said on \
                  Tuesday the wall held.\n\nShe said “we build now.”\n";
    let workspace = Workspace::default();
    let once = annotated(source, &Knowledge::default(), &Options::default()).source;
    let tree = parse(&once);
    let article = Article::new(&once, &tree, &Vocabulary::default());
    let found = check(&Context::new(&article, None, &workspace)).into_iter();
    // That nobody has confirmed them yet is right.
    let found = found.filter(|found| found.rule != "unconfirmed-suggestion");
    let findings: Vec<_> = found.map(|found| found.message).collect();
    assert_eq!(findings, Vec::<String>::new(), "{once}");
}

/// Pieces that news and markup are made of.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Ana Duarte"),
        Just("Duarte"),
        Just("she"),
        Just("said"),
        Just("told reporters"),
        Just("that"),
        Just("the port was closed"),
        Just("“"),
        Just("”"),
        Just("\""),
        Just("''"),
        Just("'"),
        Just(","),
        Just("."),
        Just("according to"),
        Just("[sic]"),
        Just("[Bell @bell]"),
        Just("{so @bell #q1}"),
        Just("["),
        Just("{"),
        Just("]"),
        Just("}"),
        Just("\\"),
        Just("@duarte"),
        Just("#q1"),
        Just(":cue"),
        Just("?"),
        Just("\n"),
        Just("\n\n"),
        Just("// note\n"),
        Just("# "),
        Just("---\n"),
        Just("China-Russia"),
        Just("Tuesday"),
        Just("March 5"),
        Just("adding that"),
        Just("and"),
        Just("(AP)"),
        Just("--"),
        Just("é👩"),
        Just("Minister of"),
    ];
    let space = prop_oneof![4 => Just(" "), 1 => Just("")];
    proptest::collection::vec((piece, space), 0..40)
        .prop_map(|pieces| pieces.into_iter().flat_map(|(piece, space)| [piece, space]).collect())
}

/// What generated texts have found.
#[test]
fn texts_that_were_too_odd_once() {
    for text in ["the port was closed adding that -- adding that said ", "// note\n\" \n\n Ana Duarte "] {
        holds(text).unwrap_or_else(|error| panic!("{text:?}: {error}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_texts(text in pieces()) {
        if let Err(error) = holds(&text) {
            prop_assert!(false, "{text:?}: {error}");
        }
    }
}
