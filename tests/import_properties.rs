//! What holds for imported text whatever the text is.

use newsmark::formats::{ExportOptions, ImportOptions, ParsedFile, exporter, importer};
use newsmark::syntax::{BlockKind, bare_text, parse};
use newsmark::workspace::Workspace;
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
    "/",
    "// note\n",
    "# ",
    "##\t",
    "---",
    "---\n",
    "\n---\n",
    "@ana :person Ana | A\n",
    "  role: Mayor\n",
    "date: 2024-03-05\n",
    " date 2024-03-05 ",
    "date",
    "2024-02-30",
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
];

fn any_text() -> impl Strategy<Value = String> {
    let fragments = prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40);
    let brackets = prop::collection::vec(prop::sample::select(&["[", "]", "{", "}", " @a", "x"][..]), 0..24);
    let concat = |parts: Vec<&str>| parts.concat();
    let dated = fragments.clone().prop_map(move |parts| " date 2021-07-29 ".to_string() + &concat(parts));
    prop_oneof![
        4 => fragments.prop_map(concat),
        2 => brackets.prop_map(concat),
        1 => dated,
        1 => "[ -~\\n]{0,60}",
        1 => any::<String>(),
    ]
}

fn import(text: &str, verbatim: bool) -> String {
    (importer("text").expect("is in the table").import)(text, &ImportOptions { verbatim })
}

/// What `export --to text` makes of a file.
fn export(source: &str) -> String {
    let (tree, workspace) = (parse(source), Workspace::default());
    let file = ParsedFile { path: None, source, tree: &tree, workspace: &workspace };
    let mut text = String::new();
    (exporter("text").expect("is in the table").export)(&file, &ExportOptions::default(), &mut text);
    text
}

/// True if the file says nothing but text.
fn is_plain(source: &str) -> bool {
    let tree = parse(source);
    let plain = |kind| matches!(kind, BlockKind::Paragraph | BlockKind::Blank);
    tree.problems().next().is_none()
        && tree
            .blocks()
            .all(|block| plain(block.kind()) && block.nodes().len() == 0 && block.comments().next().is_none())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn verbatim_text_stays_text(text in any_text()) {
        let source = import(&text, true);
        prop_assert!(is_plain(&source), "{source:?}");
        prop_assert_eq!(export(&source), text);
    }

    #[test]
    fn a_dated_first_line_loses_its_date_and_nothing_else(text in any_text()) {
        let source = import(&text, false);
        let tree = parse(&source);
        prop_assert_eq!(tree.problems().count(), 0);
        let (bom, article) = text.split_at(if text.starts_with('\u{feff}') { 3 } else { 0 });
        let bare = bare_text(&tree, &source);
        if is_plain(&source) {
            prop_assert_eq!(bare, text);
        } else {
            let title = bare.strip_prefix(bom).expect("the byte order mark stays first");
            let date = article.strip_suffix(title).expect("only the beginning is gone");
            let words: Vec<&str> = date.split_ascii_whitespace().collect();
            prop_assert!(matches!(words[..], ["date", day] if day.len() == 10), "{date:?}");
            prop_assert!(date.ends_with([' ', '\t']) && !title.starts_with([' ', '\t']));
            let kinds: Vec<BlockKind> = tree.blocks().map(|block| block.kind()).collect();
            prop_assert_eq!(kinds.iter().filter(|&&kind| kind == BlockKind::Headline).count(), 1);
            prop_assert!(tree.blocks().all(|block| block.nodes().len() == 0));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_backslash_is_needless(text in any_text()) {
        let source = import(&text, true);
        let escapes: Vec<u32> = parse(&source).blocks().flat_map(|block| block.escapes()).collect();
        for at in escapes {
            let mut without = source.clone();
            without.remove(at as usize);
            let same = is_plain(&without) && bare_text(&parse(&without), &without) == text;
            prop_assert!(!same, "{source:?} needs no backslash at {at}");
        }
    }
}

#[test]
fn hostile_brackets_cost_linear_time() {
    let text = "[{".repeat(500_000) + &"]".repeat(500_000);
    let source = import(&text, true);
    assert!(is_plain(&source));
}
