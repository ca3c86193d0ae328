//! Proposals never break a file: the text stays, nothing new is wrong, and a second run proposes nothing.

use std::fs;
use std::path::Path;

use newsmark::annotate::{Knowledge, Options};
use newsmark::article::{Article, Vocabulary};
use newsmark::rules::{Context, check};
use newsmark::syntax::{bare_text, parse};
use newsmark::workspace::Workspace;
use proptest::prelude::*;

use crate::{annotated, shared};

/// What must hold for any text.
fn holds(source: &str) -> Result<(), String> {
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
    Ok(())
}

/// The texts of a folder and of those in it, whatever they are.
fn texts(folder: &Path, found: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("can be read").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts(&path, found);
        } else if path
            .extension()
            .is_some_and(|ending| ending == "txt" || ending == "json" || ending == "xml")
        {
            found.extend(fs::read_to_string(&path).ok().filter(|text| text.len() < 200_000));
        }
    }
}

#[test]
fn articles_of_the_corpora() {
    let folder = shared("NEWSMARK_CORPORA", "corpora");
    let mut found = Vec::new();
    texts(&folder, &mut found);
    if found.is_empty() {
        println!("SKIPPED: no corpora in {}", folder.display());
    }
    for text in &found {
        if let Err(error) = holds(text) {
            panic!(
                "{}: {}",
                text.chars().take(80).collect::<String>(),
                error.chars().take(2000).collect::<String>()
            );
        }
    }
    println!("{} texts", found.len());
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
    let findings: Vec<_> =
        check(&Context::new(&article, None, &workspace)).into_iter().map(|found| found.message).collect();
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

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn generated_texts(text in pieces()) {
        if let Err(error) = holds(&text) {
            prop_assert!(false, "{text:?}: {error}");
        }
    }
}
