//! The examples on the pages of the rules: the first fails by its rule, the later ones pass.

use newsmark::article::Article;
use newsmark::rules::{Context, Finding, RULES, Rule, check};
use newsmark::syntax::parse;
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
