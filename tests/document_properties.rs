//! An open document, edited at random, says what the same text says when it is opened anew.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use newsmark::document::{Document, Symbols, Total};
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
