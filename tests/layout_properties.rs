//! What holds for the layout whatever the article is: the text stays, the meaning stays, and what is laid out
//! stays laid out.

use newsmark::formats::{ExportOptions, ParsedFile, exporter};
use newsmark::layout::layout;
use newsmark::syntax::{bare_text, parse};
use newsmark::text::apply_edits;
use newsmark::workspace::{Registry, Workspace};
use proptest::prelude::*;

const FRAGMENTS: &[&str] = &[
    "[",
    "]",
    "{",
    "}",
    " @ana",
    "  @bo\t",
    "\n@ana",
    "\r\n#q1",
    " @?",
    " @2024-03-05",
    " :person",
    "\t:cue",
    "  #q1",
    " #q1+",
    " ?",
    " ? ",
    "\\",
    "\\ ",
    "// note\n",
    "# ",
    "#\t",
    "##\tPart\n",
    "---",
    "---  \n",
    "\n---\n",
    "\n---\t\r\n",
    "@ana   :person  Ana  |A | | B \n",
    "@bo|\n",
    "@bo \u{a0}:org\n",
    "@ana :person",
    " Ana \\ | x\\| y ",
    "  role:   Mayor  \n",
    "\tof:\t@bo   #q1\n",
    " longer-key: x\n",
    "key:\n",
    "#q1  \n",
    "#q1 x\n",
    "date:  2024-03-05 \n",
    "\n",
    "\n\n",
    "  \n\n\n",
    "\r\n",
    "\r",
    "\u{feff}",
    "\u{a0}",
    " ",
    "\t",
    "word",
    "[Ana @ana @ana :person ]",
    "{go  @ana #q1 #q1}",
    "[said :cue  #q1 ]",
    "習近平",
];

fn any_text() -> impl Strategy<Value = String> {
    let fragments = prop::collection::vec(prop::sample::select(FRAGMENTS), 0..40);
    prop_oneof![6 => fragments.prop_map(|parts| parts.concat()), 1 => any::<String>()]
}

fn laid_out(source: &str) -> String {
    apply_edits(source, &layout(&parse(source), source, 0..source.len()))
}

/// Everything that an article says.
fn meaning(source: &str) -> String {
    let registry = Registry::from_sources([("entities.nmk".into(), "---\n@bo :place Bo\n".to_string())]);
    let workspace = Workspace { registry, ..Workspace::default() };
    let tree = parse(source);
    let file = ParsedFile { path: None, source, tree: &tree, workspace: &workspace };
    let mut json = String::new();
    (exporter("json").expect("there is one").export)(&file, &ExportOptions::default(), &mut json);
    json
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn the_text_stays(source in any_text()) {
        let after = laid_out(&source);
        prop_assert_eq!(bare_text(&parse(&after), &after), bare_text(&parse(&source), &source), "{:?}", after);
    }

    #[test]
    fn the_meaning_stays(source in any_text()) {
        let after = laid_out(&source);
        let (before, after_json) = (spaceless(&meaning(&source)), spaceless(&meaning(&after)));
        prop_assert_eq!(after_json, before, "{:?}", after);
    }

    #[test]
    fn twice_is_once(source in any_text()) {
        let once = laid_out(&source);
        prop_assert_eq!(&laid_out(&once), &once);
    }

    #[test]
    fn edits_are_in_order_and_change_something(source in any_text()) {
        let edits = layout(&parse(&source), source.as_str(), 0..source.len());
        for pair in edits.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start, "{:?}", pair);
        }
        for edit in edits {
            prop_assert!(edit.span.of(&source) != edit.new_text, "{:?}", edit);
        }
    }
}

/// Relations are compared by what they refer to, not by how they are spaced.
fn spaceless(json: &str) -> String {
    json.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn becomes(source: &str, expected: &str) {
    assert_eq!(laid_out(source), expected);
}

#[test]
fn tails() {
    becomes("[Ana  @ana\t:person ] {go @ana  #q1 ?}", "[Ana @ana :person] {go @ana #q1 ?}");
    becomes("[[Bo  @bo ] and Ana  @ana @bo ]", "[[Bo @bo] and Ana @ana @bo]");
    // A tail written over line ends stays on its lines.
    becomes("[the harbour\nmaster  \n  @okoro\n]", "[the harbour\nmaster\n@okoro]");
    becomes("[x :cue #q1 #q1 :cue]", "[x :cue #q1 #q1 :cue]");
    becomes("[x :cue :cue #q1 #q1]", "[x :cue #q1]");
    // With one `@ana` the mention would say what she is.
    becomes("[Ana @ana @ana :person]", "[Ana @ana @ana :person]");
    becomes("[will  [go] \\[x  @y\\] Ana\u{a0} @ana]", "[will  [go] \\[x  @y\\] Ana\u{a0} @ana]");
}

#[test]
fn records() {
    becomes(
        "---  \ndate:   2024-03-05\n@ana  :person   Ana Duarte|Annie |  | A \n\trole:  Mayor\n   member-of: @bo   #q1\n#q1 \n---\t\n",
        "---\ndate: 2024-03-05\n@ana :person Ana Duarte | Annie | A\n  role:      Mayor\n  member-of: @bo #q1\n#q1\n---\n",
    );
    becomes("---\n\n\n@a A\n\n \n@b B\n\n---\n\n\ntext\n", "---\n@a A\n\n@b B\n---\n\n\ntext\n");
    becomes("---\r\n@a  A\r\n\r\n\r\n", "---\r\n@a A\r\n");
}

#[test]
fn what_cannot_be_read_stays() {
    becomes(
        "---\n@a,  A\n   role:  x\nkey:value\n  x:  y\n---\n",
        "---\n@a,  A\n   role:  x\nkey:value\n  x:  y\n---\n",
    );
    becomes("---\n@a  A\n\nThe port  is closed.\n", "---\n@a  A\n\nThe port  is closed.\n");
    becomes("[Ana  @ana spoke  @bo", "[Ana  @ana spoke  @bo");
}

#[test]
fn only_what_is_in_the_range() {
    let source = "[a  @a]\n\n[b  @b]\n\n[c  @c]\n";
    let edits = layout(&parse(source), source, 10..12);
    assert_eq!(apply_edits(source, &edits), "[a  @a]\n\n[b @b]\n\n[c  @c]\n");
}
