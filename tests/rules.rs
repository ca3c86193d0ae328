//! The examples on the pages of the rules: the first fails by its rule, the later ones pass.

use newsmark::article::Article;
use newsmark::rules::{Context, Finding, RULES, Rule, check};
use newsmark::syntax::{bare_text, parse};
use newsmark::text::apply_edits;
use newsmark::workspace::Workspace;

fn findings(source: &str) -> Vec<Finding> {
    let workspace = Workspace::default();
    let tree = parse(source);
    let article = Article::new(source, &tree, &workspace.vocabulary);
    check(&Context::new(&article, None, &workspace))
}

fn examples(rule: &Rule) -> Vec<&'static str> {
    let parts = rule.docs.split("```newsmark\n").skip(1);
    parts.map(|part| part.split_once("```").expect("the example ends").0).collect()
}

#[test]
fn every_page_has_its_headings() {
    for rule in RULES {
        let headings: Vec<_> = rule.docs.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, ["What it does", "Why it matters", "Example", "Instead"], "{}", rule.name);
    }
}

#[test]
fn the_first_example_fails_by_its_rule_and_by_no_other() {
    for rule in RULES {
        let found = findings(examples(rule)[0]);
        assert!(!found.is_empty(), "{} finds nothing in its example", rule.name);
        for finding in found {
            assert_eq!(finding.rule, rule.name, "{finding:?}");
            assert!(finding.help.is_some(), "{}: what to do about it?", rule.name);
        }
    }
}

#[test]
fn the_later_examples_pass() {
    for rule in RULES {
        let later = &examples(rule)[1..];
        assert!(!later.is_empty(), "{} shows no way out", rule.name);
        for example in later {
            assert_eq!(findings(example), [], "{}", rule.name);
        }
    }
}

/// What the first finding's fixes make of an article.
fn mended(source: &str) -> Vec<(String, String)> {
    let found = findings(source);
    let fixes = found.first().map(|finding| finding.fixes.as_slice()).unwrap_or_default();
    fixes.iter().map(|fix| (fix.title.clone(), apply_edits(source, &fix.edits))).collect()
}

#[test]
fn fixes_mend_what_was_found() {
    let cases = [
        ("[Ana spoke.\n", "Make it a plain bracket: `\\[`", "\\[Ana spoke.\n"),
        ("{We go.\n", "Make it a plain bracket: `\\{`", "\\{We go.\n"),
        ("Ana @?] spoke.\n", "Make it a plain bracket: `\\]`", "Ana @?\\] spoke.\n"),
        ("[Ana :person @?] spoke.\n", "Move `:person` into the tail", "[Ana @? :person] spoke.\n"),
        (
            "{We go @? #q1} [said :cue #q1] [he #q1 @?].\n",
            "Move `#q1` into the tail",
            "{We go @? #q1} [said :cue #q1] [he @? #q1].\n",
        ),
        ("[Ana@ana] spoke.\n", "Put a space before `@ana`", "[Ana @ana] spoke.\n"),
        ("[Ana @ana.] spoke.\n", "Put the `.` behind the bracket", "[Ana @ana]. spoke.\n"),
        ("{We go ?}\n", "Write `@? ?`", "{We go @? ?}\n"),
        (
            "---\r\ndate: 2024\r\n\r\nThe port is closed.\r\n",
            "Close the records before the first line that is none",
            "---\r\ndate: 2024\r\n\r\n---\r\n\r\nThe port is closed.\r\n",
        ),
        ("---\n  date: 2024\n", "Make it metadata of the article", "---\ndate: 2024\n"),
        (
            "[Ana @anna] left [Bo @ana :person].\n",
            "Change `@anna` to `@ana`",
            "[Ana @ana] left [Bo @ana :person].\n",
        ),
        (
            "{We go @? #quay} [said :cue #quai].\n",
            "Change `#quai` to `#quay`",
            "{We go @? #quay} [said :cue #quay].\n",
        ),
        ("{We go, @? #q1+} he said.\n", "Write `#q1`", "{We go, @? #q1} he said.\n"),
        (
            "{We go, #q1} [one official :source #q1] said.\n",
            "Say that nobody knows who said it: `@?`",
            "{We go, @? #q1} [one official :source #q1] said.\n",
        ),
        ("[Monday @20240304]\n", "Write `2024-03-04`", "[Monday @2024-03-04]\n"),
        ("---\ndate: 2024/3/4\n", "Write `2024-03-04`", "---\ndate: 2024-03-04\n"),
        ("[then @2024/2023]\n", "Turn it around: `2023/2024`", "[then @2023/2024]\n"),
        ("[Ana @ana :persom] spoke.\n", "Change `:persom` to `:person`", "[Ana @ana :person] spoke.\n"),
    ];
    for (source, title, expected) in cases {
        let mended = mended(source);
        assert!(mended.contains(&(title.to_string(), expected.to_string())), "{source:?}: {mended:?}");
        let rule = findings(source)[0].rule;
        assert!(findings(expected).iter().all(|finding| finding.rule != rule), "{expected:?}");
    }
}

#[test]
fn a_safe_fix_keeps_the_text() {
    for rule in RULES {
        for source in examples(rule) {
            let safe = findings(source).into_iter().flat_map(|finding| finding.fixes).filter(|fix| fix.safe);
            for fix in safe {
                let mended = apply_edits(source, &fix.edits);
                assert_eq!(bare_text(&parse(&mended), &mended), bare_text(&parse(source), source));
            }
        }
    }
}

#[test]
fn what_has_no_right_answer_has_no_fix() {
    for source in ["[a day @2024-02-30]\n", "[text \\ :person @?]\n", "[Ana @nobody] spoke.\n"] {
        let found = findings(source);
        assert!(!found.is_empty(), "{source:?}");
        assert!(found.iter().all(|finding| finding.fixes.is_empty()), "{found:?}");
    }
}
