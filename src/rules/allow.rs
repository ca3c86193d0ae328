//! Comments that silence rules: `// newsmark: allow RULE -- reason`.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Finding, Rule, Severity, rule, unused_allow};
use crate::article::{Article, Directive, Targets};
use crate::syntax::Tree;
use crate::text::Span;

/// A rule that a comment silences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// The rule's name.
    pub rule: &'static str,
    /// The rule's name in the comment.
    pub at: Span,
    /// What to take out of the text if the rule is not to be silenced: the name with its comma, or the comment.
    pub removed: Span,
    /// True if the rule is silenced everywhere, not only in one block.
    in_file: bool,
}

impl Allowance {
    /// What the comments of an article silence, in order of place.
    pub fn all_of(article: &Article<'_>) -> Vec<Self> {
        article.directives().flat_map(|directive| Self::all_in(&directive)).collect()
    }

    /// What a directive silences; nothing if it is about something else.
    pub fn all_in(directive: &Directive<'_>) -> Vec<Self> {
        let in_file = match directive.word.text {
            "allow" => false,
            "allow-file" => true,
            _ => return Vec::new(),
        };
        let names: Vec<_> = directive.arguments.list().collect();
        let removed = |number: usize| match names.as_slice() {
            [_] => directive.line,
            [_, ..] if number > 0 => Span { start: names[number - 1].span.end, end: names[number].span.end },
            _ => Span { start: names[0].span.start, end: names[1].span.start },
        };
        let known = |(number, name): (usize, &crate::article::Words<'_>)| {
            let rule = rule(name.text)?;
            Some(Self { rule: rule.name, at: name.span, removed: removed(number), in_file })
        };
        names.iter().enumerate().filter_map(known).collect()
    }

    /// Moves all places.
    pub fn move_places(&mut self, moved: impl Fn(Span) -> Span) {
        self.at = moved(self.at);
        self.removed = moved(self.removed);
    }
}

/// Takes out what comments silence, and adds findings for allowances that silence nothing. Both lists are in
/// order of place; `text` gives the text of a span, `severity` how much a rule matters in this article.
pub fn apply<'x>(
    mut findings: Vec<Finding>,
    allowances: &[Allowance],
    tree: &Tree,
    text: impl Fn(Span) -> Cow<'x, str>,
    severity: impl Fn(&Rule) -> Option<Severity>,
) -> Vec<Finding> {
    let mut in_file = FxHashMap::default();
    let mut in_block = FxHashMap::default();
    let mut targets = Targets::new(tree, text);
    for (number, allowance) in allowances.iter().enumerate() {
        if allowance.in_file {
            in_file.entry(allowance.rule).or_insert(number);
        } else if let Some(block) = targets.of(allowance.at) {
            in_block.entry((allowance.rule, block.start)).or_insert(number);
        }
    }
    let mut used = vec![false; allowances.len()];
    findings.retain(|finding| {
        let block = tree.block_at(finding.span.start as usize).map(|block| block.start);
        let here = block.and_then(|block| in_block.get(&(finding.rule, block)));
        let allowance = here.or_else(|| in_file.get(finding.rule));
        allowance.inspect(|&&number| used[number] = true).is_none()
    });
    if let Some(level) = severity(&unused_allow::RULE) {
        let is_on = |allowance: &Allowance| rule(allowance.rule).is_some_and(|rule| severity(rule).is_some());
        let unused = allowances.iter().zip(used).filter(|(allowance, used)| !used && is_on(allowance));
        findings.extend(unused.map(|(allowance, _)| unused_allow::finding(allowance, level)));
        findings.sort_by_key(|finding| (finding.span, finding.rule));
    }
    findings
}
