//! An open document, edited at random, says what the same text says when it is opened anew.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use newsmark::document::{Document, PORTION, Symbols, Total};
use newsmark::rules::{LiveFindings, WideFindings};
use newsmark::workspace::{Registry, Workspace};
use proptest::prelude::*;

/// What annotators type, whole and in halves.
const FRAGMENTS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    " @ana",
    " @bo",
    " @anna",
    " @?",
    "@ana",
    " @2024-02-30",
    " @20240305",
    "[Ana@ana]",
    "[Bo @bo.]",
    " :person",
    " :place",
    " :persom",
    " :cue",
    " :source",
    " #q1",
    " #q1+",
    " #q2",
    " ?",
    "[Ana Duarte @ana :person]",
    "[she @ana #q1]",
    "{We go @ana #q1}",
    "{We go #q1+}",
    "{\"Stay\" #q2}",
    "[said :cue #q1 #q2]",
    "[Bo @bo]",
    "[it #m1]",
    "[Bo @bo :org]",
    "[it :place #m1]",
    "[it @bo #m1]",
    "[it :org #m2]",
    "// note\n",
    "// newsmark: allow undefined-entity -- why\n",
    "\n// newsmark: allow quote-without-speaker, unclosed-bracket\n\n",
    "// newsmark: allow-file undefined-id -- why\n",
    "// newsmark: alow undefined-id",
    "# ",
    "---\n",
    "\n---\n",
    "@ana :person Ana | A\n",
    "@bo :place Bo\n",
    "@ana | Annie\n",
    "  role: Mayor\n",
    "  of: @bo\n",
    "#q1\n",
    "#m1\n",
    "date: 2024-03-05\n",
    "\n",
    "\n\n",
    "\r\n",
    "word ",
    "[Ana Duarte, @ana]",
    "[[Ana @ana] @ana]",
    "[@ana]",
    "Ana Duarte ",
    "“We go “",
    "{“We go @ana :indirect}”",
    " ?]",
    "  wikidata: q1\n",
    "  rol: #q9 @nobody\n",
    "cafÃ© \u{fffd}\u{b}",
    "{nobody will ever pay for the walls of other towns @bo}",
    "{nobody will ever pay for the walls of other towns @ana}",
    "[July 5 @2024-03-06]",
    "習近平",
];

const ARTICLE: &str = "\
# Harbour cities sign\n\n[Ana Duarte @ana :person #q1] [said :cue #q1] {we go #q1}.\n\n{We stay, #q2+}\n\n\
{she said. #q2} [Bo @bo] left.\n\n[Anna @anna] spoke.\n\n---\n@ana | Duarte\n  of: @bo\n#q1\n  tone: firm\n---\n";

fn fragments(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 0..most).prop_map(|parts| parts.concat())
}

fn start() -> impl Strategy<Value = String> {
    prop_oneof![Just(ARTICLE.to_string()), fragments(40), Just(ARTICLE.repeat(12))]
}

fn workspace() -> Workspace {
    let registry = Registry::from_sources([("entities.nmk".into(), "---\n@bo :place Bo\n".to_string())]);
    Workspace { registry, ..Workspace::default() }
}

/// Totals by name: numbers of names differ from one `Symbols` to the next.
fn totals(document: &Document) -> BTreeMap<Arc<str>, Total> {
    document.totals().iter().map(|(&name, &total)| (document.symbols().name(name), total)).collect()
}

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Runs the rules that look at more than blocks, as the server does after a pause.
fn settle(findings: &mut LiveFindings, document: &Document, workspace: &Workspace) {
    let found = WideFindings::new(document, None, workspace, None, &AtomicBool::new(false));
    findings.settle(found.expect("nobody cancels"), document, None, workspace);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn edited_equals_opened_anew(
        start in start(),
        edits in prop::collection::vec((any::<u16>(), 0..15_usize, fragments(3)), 1..16),
    ) {
        let workspace = workspace();
        let vocabulary = workspace.vocabulary.clone();
        let mut text = start;
        let mut document = Document::new(&text, vocabulary.clone(), Arc::default());
        let mut findings = LiveFindings::new(&document, None, &workspace);
        for (at, len, inserted) in edits {
            let from = floor(&text, at as usize % (text.len() + 1));
            let to = floor(&text, (from + len).min(text.len()));
            text.replace_range(from..to, &inserted);
            let change = document.edit(from..to, &inserted);
            findings.update(&document, &change, None, &workspace);

            prop_assert_eq!(document.text(), &*text);
            let fresh = Document::new(&text, vocabulary.clone(), Arc::<Symbols>::default());
            prop_assert_eq!(document.tree(), fresh.tree());
            prop_assert_eq!(totals(&document), totals(&fresh), "{}", text);
            let mut expected = LiveFindings::new(&fresh, None, &workspace);
            settle(&mut expected, &fresh, &workspace);
            let mut settled = findings.clone();
            settle(&mut settled, &document, &workspace);
            prop_assert_eq!(settled.list(), expected.list(), "{}", text);
        }
    }
}

/// Looks at a text in parts of at least `size` bytes, as long articles are looked at when they are opened, and at once.
/// What is too tangled for parts is not compared.
fn compare_in_parts(text: &str, size: usize) -> Result<(), TestCaseError> {
    let workspace = workspace();
    let document = Document::new(text, workspace.vocabulary.clone(), Arc::default());
    prop_assert_eq!(&document.counted(size), document.totals());
    if let Some(mut in_parts) = LiveFindings::in_parts(&document, None, &workspace, size) {
        let mut at_once = LiveFindings::new(&document, None, &workspace);
        prop_assert_eq!(in_parts.quotes(), at_once.quotes());
        settle(&mut in_parts, &document, &workspace);
        settle(&mut at_once, &document, &workspace);
        prop_assert_eq!(in_parts.list(), at_once.list());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn looked_at_in_parts_equals_looked_at_at_once(text in start(), more in fragments(40), size in 1..400_usize) {
        compare_in_parts(&(text + &more), size)?;
    }
}

#[test]
fn what_hangs_together_is_looked_at_together() {
    for text in [
        "[it @bolt #m1] left.\n\n[Bolt @bolt :org] came.\n\n[it :place #m1] stood.\n",
        "{We stay, @ana #q1+}\n\nNo.\n\n{she said. #q1}\n",
        "{We stay, @ana #q1+}\n\nNo [Bo @bo].\n\nNo.\n\n{she said. #q1} [she @ana #q1] left.\n",
        "[Ana @ana :person] left.\n\nNo.\n\n---\n@ana :place Ana\n",
        "Nobody.\n\n[Ann @anne] left.\n\n[Anne @ann :person] came. [Ann @anne] left.\n",
    ] {
        compare_in_parts(text, 1).expect("the same is found");
    }
}

#[test]
fn long_articles_are_looked_at_in_parts() {
    let workspace = workspace();
    // Pieces with ids would tie all of it together.
    let mut text =
        ARTICLE.replace(" #q1", "").replace("#q1\n  tone: firm\n", "").replace("#q2", "").repeat(500);
    text.push_str("{We go, @nobody}\n");
    let document = Document::new(&text, workspace.vocabulary.clone(), Arc::default());
    let parts: Vec<_> = document.parts(PORTION).collect();
    assert!(parts.len() > 1, "there are {} parts", parts.len());
    let longest = parts.iter().map(|part| part.source.len()).max();
    assert!(longest < Some(2 * PORTION), "the longest part has {longest:?} bytes");
}
