//! What `check` finds: one file per rule, and the table of them.
//!
//! A rule is a name, a severity, a page of documentation and a function from an article in its
//! surroundings to findings. To add one: write its file, add it to [`RULES`].

mod allow;
mod allow_without_reason;
mod broken_continuation;
mod context;
mod duplicate_definition;
mod field_without_record;
mod finding;
mod invalid_date;
mod live;
mod malformed_record;
mod malformed_tail;
mod mend;
mod quote_without_speaker;
mod stray_closer;
mod tail_order;
mod unclosed_bracket;
mod unclosed_fence;
mod undefined_entity;
mod undefined_id;
mod unknown_directive;
mod unknown_label;
mod unused_allow;
mod whole;

pub use context::Context;
pub use finding::{Finding, Fix, Related, Severity};
pub use live::LiveFindings;
pub use mend::mend;
pub use whole::Whole;

use context::severity;

pub use crate::workspace::{OptionKind, RuleOption};

use self::allow::Allowance;
use crate::text::{Span, nearest};
use crate::workspace::KnownRule;

/// A rule that articles are checked against.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab case; names the mistake, so that it reads well after "allow".
    pub name: &'static str,
    /// How much a finding matters unless `newsmark.toml` says otherwise.
    pub severity: Severity,
    /// What it finds, in one line.
    pub summary: &'static str,
    /// Its page, in Markdown, with an example that fails and one that passes.
    pub docs: &'static str,
    /// What can be set for it besides its severity; each has a line on the page, below "Options".
    pub options: &'static [RuleOption],
    check: fn(&Context<'_, '_>, &mut Vec<Finding>),
}

/// All rules, in the order of `newsmark explain`.
pub static RULES: [&Rule; 17] = [
    &unclosed_bracket::RULE,
    &stray_closer::RULE,
    &tail_order::RULE,
    &malformed_tail::RULE,
    &unclosed_fence::RULE,
    &malformed_record::RULE,
    &field_without_record::RULE,
    &undefined_entity::RULE,
    &undefined_id::RULE,
    &duplicate_definition::RULE,
    &broken_continuation::RULE,
    &quote_without_speaker::RULE,
    &invalid_date::RULE,
    &unknown_label::RULE,
    &unknown_directive::RULE,
    &allow_without_reason::RULE,
    &unused_allow::RULE,
];

/// The rule with this name.
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.name == name).copied()
}

/// The rules, as far as `newsmark.toml` has to know them.
pub fn known_rules() -> Vec<KnownRule> {
    RULES.iter().map(|rule| KnownRule { name: rule.name, options: rule.options }).collect()
}

/// The rule whose name comes closest to a mistyped one.
pub fn nearest_rule(name: &str) -> Option<&'static str> {
    nearest(name, RULES.iter().map(|rule| rule.name))
}

/// True if the rule's findings depend on registries, so that they mean nothing before these are read.
pub fn needs_registry(rule: &str) -> bool {
    // A rule that needs them may be what an allowance is there for.
    rule == undefined_entity::RULE.name || rule == unused_allow::RULE.name
}

/// Everything that is wrong with an article, in order of place, but for what comments in it allow.
pub fn check(context: &Context<'_, '_>) -> Vec<Finding> {
    let findings = check_rules(context);
    let article = context.article;
    let allowances: Vec<Allowance> =
        article.directives().flat_map(|found| Allowance::all_in(&found)).collect();
    if allowances.is_empty() {
        return findings;
    }
    let text = |span: Span| span.of(article.source).into();
    allow::apply(findings, &allowances, article.tree, text, |rule| context.severity(rule))
}

/// What the rules find, whatever is allowed.
fn check_rules(context: &Context<'_, '_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        let Some(severity) = context.severity(rule) else { continue };
        let from = findings.len();
        (rule.check)(context, &mut findings);
        for finding in &mut findings[from..] {
            finding.severity = severity;
        }
    }
    findings.sort_by_key(|finding| (finding.span, finding.rule));
    findings
}
