//! Comments that silence rules: what they reach, and what is said about those that reach nothing.

use newsmark::article::Article;
use newsmark::rules::{Context, Finding, check};
use newsmark::syntax::parse;
use newsmark::text::apply_edits;
use newsmark::workspace::{Level, Workspace};

fn findings_in(source: &str, workspace: &Workspace) -> Vec<Finding> {
    let tree = parse(source);
    let article = Article::new(source, &tree, &workspace.vocabulary);
    check(&Context::new(&article, None, workspace))
}

/// The rules that find something, each with the text it is about.
fn found(source: &str) -> Vec<String> {
    let findings = findings_in(source, &Workspace::default());
    findings.iter().map(|finding| format!("{} {}", finding.rule, finding.span.of(source))).collect()
}

#[test]
fn an_allowance_reaches_the_next_block() {
    assert_eq!(found("// newsmark: allow undefined-entity -- why\n[A @a] and [A @a].\n"), [""; 0]);
    assert_eq!(
        found("// newsmark: allow undefined-entity -- why\n\n[A @a].\n\n[B @b].\n"),
        ["undefined-entity @b"]
    );
    assert_eq!(
        found("[A @a].\n// newsmark: allow undefined-entity -- why\n\n[B @b].\n"),
        ["undefined-entity @a"]
    );
}

#[test]
fn a_comment_inside_a_paragraph_is_about_all_of_it() {
    assert_eq!(found("[A @a]\n// newsmark: allow undefined-entity -- why\nand [B @b].\n"), [""; 0]);
}

#[test]
fn records_are_reached_one_by_one() {
    let records = "---\n@a :persn A\n// newsmark: allow unknown-label -- why\n@b :plce B\n@c :ogr C\n";
    assert_eq!(found(records), ["unknown-label :persn", "unknown-label :ogr"]);
}

#[test]
fn an_allowance_for_the_file_reaches_everything() {
    assert_eq!(found("[A @a].\n\n// newsmark: allow-file undefined-entity -- why\n\n[B @b].\n"), [""; 0]);
}

#[test]
fn several_rules_are_separated_by_commas() {
    let source = "// newsmark: allow undefined-entity, unknown-label -- why\n[A @a] [B @? :persn].\n";
    assert_eq!(found(source), [""; 0]);
}

#[test]
fn what_silences_nothing_is_found_and_can_be_removed() {
    let mended = |source: &str| {
        let findings = findings_in(source, &Workspace::default());
        let unused: Vec<&Finding> =
            findings.iter().filter(|finding| finding.rule == "unused-allow").collect();
        assert_eq!(unused.len(), 1, "{source}: {findings:?}");
        apply_edits(source, &unused[0].fixes[0].edits)
    };
    assert_eq!(mended("// newsmark: allow undefined-entity -- why\nA.\n"), "A.\n");
    assert_eq!(mended("A.\n// newsmark: allow undefined-entity -- why"), "A.\n");
    assert_eq!(
        mended("// newsmark: allow stray-closer, undefined-entity -- why\n[A @a].\n"),
        "// newsmark: allow undefined-entity -- why\n[A @a].\n"
    );
    assert_eq!(
        mended("// newsmark: allow undefined-entity, stray-closer -- why\n[A @a].\n"),
        "// newsmark: allow undefined-entity -- why\n[A @a].\n"
    );
    assert_eq!(
        mended(
            "// newsmark: allow undefined-entity -- why\n// newsmark: allow undefined-entity -- why\n[A @a].\n"
        ),
        "// newsmark: allow undefined-entity -- why\n[A @a].\n"
    );
    assert_eq!(
        mended("// newsmark: allow unused-allow -- please\nA.\n"),
        "A.\n",
        "there is no hiding behind oneself"
    );
}

#[test]
fn what_is_switched_off_needs_no_allowance_and_none_is_missed() {
    let source = "// newsmark: allow undefined-entity -- why\n[A @a].\n";
    let mut workspace = Workspace::default();
    workspace.config.command_line.levels.insert("undefined-entity".into(), Level::Off);
    assert_eq!(findings_in(source, &workspace), []);
}

#[test]
fn a_reason_is_asked_for_and_does_not_decide() {
    assert_eq!(
        found("// newsmark: allow undefined-entity\n[A @a].\n"),
        ["allow-without-reason // newsmark: allow undefined-entity"]
    );
    assert_eq!(
        found("// newsmark: allow undefined-entity --\n[A @a].\n"),
        ["allow-without-reason // newsmark: allow undefined-entity --"]
    );
}

#[test]
fn what_means_nothing_is_found() {
    let cases = [
        ("// newsmark: alow undefined-entity -- why\n", "unknown-directive alow"),
        ("// newsmark: allow undefined-entty -- why\n", "unknown-directive undefined-entty"),
        ("// newsmark: allow -- why\n", "unknown-directive // newsmark: allow -- why"),
        ("// newsmark:\n", "unknown-directive // newsmark:"),
    ];
    for (source, expected) in cases {
        assert_eq!(found(source), [expected]);
    }
    assert_eq!(found("// a note about newsmark: nothing\n"), [""; 0]);
}

#[test]
fn many_comments_cost_no_more_than_their_number() {
    let source = "// newsmark: allow undefined-entity -- why\n\n".repeat(20_000);
    let findings = findings_in(&source, &Workspace::default());
    assert_eq!(findings.len(), 20_000, "nothing follows, so all are unused");
}
