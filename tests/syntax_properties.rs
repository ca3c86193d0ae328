//! What holds for the parser whatever the input is.

use newsmark::syntax::{Edit, PieceKind, Problem, Tree, bare_text, parse, pieces};
use proptest::prelude::*;

/// Fragments that mean something in the markup, and some that look as if they did.
const FRAGMENTS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    " @ana",
    " @?",
    " @2024-03-05",
    " :person",
    " #q1",
    " #q1+",
    " ?",
    "\\",
    "\\[",
    "// note\n",
    "# ",
    "## ",
    "---",
    "---\n",
    "\n---\n",
    "@ana :person Ana | A\n",
    "  role: Mayor\n",
    "date: 2024-03-05\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\u{2028}",
    "\u{a0}",
    " ",
    "\t",
    "word",
    "é",
    "習近平",
    "👩‍🔬",
    "|",
    ".",
];

fn fragments(most: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(FRAGMENTS), 0..most).prop_map(|parts| parts.concat())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![3 => fragments(60), 1 => any::<String>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn pieces_rebuild_the_file(source in any_text()) {
        let tree = parse(&source);
        let mut rebuilt = String::new();
        let mut text = String::new();
        for piece in pieces(&tree, &source) {
            prop_assert_eq!(piece.span.start as usize, rebuilt.len());
            prop_assert!(!piece.span.is_empty());
            rebuilt.push_str(piece.span.of(&source));
            prop_assert!(looks_right(piece.kind, piece.span.of(&source)), "{:?}", piece);
            if piece.kind == PieceKind::Text {
                text.push_str(piece.span.of(&source));
            }
        }
        prop_assert_eq!(&rebuilt, &source);
        prop_assert_eq!(text, bare_text(&tree, &source));
    }

    #[test]
    fn annotations_nest(source in any_text()) {
        for block in parse(&source).blocks() {
            let mut open: Vec<u32> = Vec::new();
            for node in block.nodes() {
                prop_assert!(node.open + 1 < node.tail && node.tail < node.close);
                open.retain(|&close| close > node.open);
                prop_assert!(open.last().is_none_or(|&close| node.close < close));
                open.push(node.close);
            }
        }
    }

    #[test]
    fn incremental_equals_full(
        source in any_text(),
        edits in prop::collection::vec((any::<u16>(), 0..12_usize, fragments(4)), 1..12),
    ) {
        let mut source = source;
        let mut tree = parse(&source);
        for (at, len, insert) in edits {
            let start = floor(&source, at as usize % (source.len() + 1));
            let end = floor(&source, (start + len).min(source.len()));
            source.replace_range(start..end, &insert);
            tree.edit(&Edit { old: start..end, inserted: insert.len() }, source.as_str());
            let fresh = parse(&source);
            prop_assert_eq!(&tree, &fresh, "{:?}", source);
            prop_assert_eq!(problems(&tree), problems(&fresh));
        }
    }
}

fn looks_right(kind: PieceKind, text: &str) -> bool {
    match kind {
        PieceKind::Text | PieceKind::Fence => true,
        PieceKind::Marker => matches!(text.trim_end(), "#" | "##"),
        PieceKind::Escape => text == "\\",
        PieceKind::Open => matches!(text, "[" | "{"),
        PieceKind::Tail => text.starts_with([' ', '\t', '\n', '\r']) && text.ends_with([']', '}']),
        PieceKind::Comment => text.starts_with("//"),
    }
}

fn problems(tree: &Tree) -> Vec<Problem> {
    tree.problems().collect()
}

/// The character boundary at or before `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

const PARAGRAPH: &str = "[Ana Duarte @ana] spoke on [Tuesday @2024-03-05] in [Port Ellery @ellery].\n\n";

/// Inserts `text` into an article of 2,000 paragraphs and says which bytes were read again.
fn reread_after_insertion(at: usize, text: &str) -> std::ops::Range<usize> {
    let mut source = PARAGRAPH.repeat(2_000);
    let mut tree = parse(&source);
    source.insert_str(at, text);
    let reparsed = tree.edit(&Edit { old: at..at, inserted: text.len() }, source.as_str());
    assert_eq!(tree, parse(&source));
    reparsed.new
}

#[test]
fn an_edit_reads_only_the_paragraph_it_touched() {
    let start = PARAGRAPH.len() * 1_000;
    assert_eq!(reread_after_insertion(start + 20, "x"), start..start + PARAGRAPH.len() + 1);
}

#[test]
fn an_edit_that_opens_a_fence_reads_on_to_the_end() {
    let start = PARAGRAPH.len() * 1_000;
    let reread = reread_after_insertion(start, "---\n");
    assert_eq!(reread, start - PARAGRAPH.len()..PARAGRAPH.len() * 2_000 + 4);
}
