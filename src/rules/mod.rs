//! What `check` finds: one file per rule, and the table of them.
//!
//! A rule is a name, a severity, a page of documentation and a function from an article in its
//! surroundings to findings. To add one: write its file, add it to [`RULES`], and run the tests of the pages.

mod addition;
mod allow;
mod allow_without_reason;
mod ambiguous_mention;
mod article_without_date;
mod broken_continuation;
mod cast;
mod characters;
mod conflicting_speakers;
mod context;
mod control_character;
mod date_mismatch;
mod dated;
mod distant_date;
mod duplicate_definition;
mod duplicate_mention;
mod duplicate_metadata;
mod duplicate_wikidata;
mod empty_annotation;
mod field_without_record;
mod finding;
mod invalid_date;
mod live;
mod lone_id;
mod malformed_record;
mod malformed_tail;
mod malformed_wikidata;
mod mend;
mod mixed_line_ends;
mod mojibake;
mod mute_speaker;
mod name_of_another;
mod not_utf8;
mod odd_cue;
mod page;
mod quote_without_source;
mod quote_without_speaker;
mod relative_date;
mod shadowed_entity;
mod shared_alias;
mod speaker_mismatch;
mod stray_closer;
mod surname_first;
mod tail;
mod tail_order;
mod unbalanced_marks;
mod unclosed_bracket;
mod unclosed_fence;
mod unconfirmed_suggestion;
mod undefined_entity;
mod undefined_id;
mod undefined_relation;
mod unknown_directive;
mod unknown_key;
mod unknown_label;
mod unmarked_name;
mod unmarked_quote;
mod untidy_span;
mod unused_allow;
mod unused_definition;
mod weekday_mismatch;
mod whole;
mod wrong_quote_type;

pub use conflicting_speakers::{OtherQuotes, ReadQuotes, conflicts_elsewhere};
pub use context::Context;
pub use finding::{Finding, Fix, Related, Severity};
pub use live::{LiveFindings, SHORT, Settled, WideFindings};
pub use mend::mend;
pub use not_utf8::unreadable;
pub use page::{page, severity as shown_severity, table};
pub use whole::Whole;

use self::allow::Allowance;
use self::cast::Cast;
use self::context::severity;
pub use crate::workspace::{OptionKind, RuleOption};

use crate::text::{Span, nearest};
use crate::workspace::{KnownRule, Workspace};

/// A rule that articles are checked against.
#[derive(Debug)]
pub struct Rule {
    /// Its name, in kebab case; names the mistake, so that it reads well after "allow".
    pub name: &'static str,
    /// What it is about.
    pub family: Family,
    /// How much of the world its findings depend on.
    pub scope: Scope,
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

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Family {
    /// Brackets, tails, fences and records that can't be read as they were meant.
    Syntax,
    /// Entities, ids, labels and keys, and what defines them.
    References,
    /// Which text stands for whom.
    Mentions,
    /// Who said what.
    Quotes,
    /// Days, months and years.
    Dates,
    /// How far the work has come.
    State,
    /// The characters of the file.
    Text,
    /// Comments that speak to the tools.
    Comments,
}

/// How much of the world the findings of a rule depend on, which says when they are looked for while
/// somebody types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// The blocks that something is tied to, and what [`Whole`] answers: kept in step with each keystroke.
    Local,
    /// The whole article: at once if it is short, else after a pause in the typing.
    Article,
    /// Other articles as well: after a pause.
    Workspace,
}

/// All rules, family by family: the order of `newsmark explain` and of the pages.
pub static RULES: [&Rule; 51] = [
    &unclosed_bracket::RULE,
    &stray_closer::RULE,
    &empty_annotation::RULE,
    &tail_order::RULE,
    &malformed_tail::RULE,
    &broken_continuation::RULE,
    &unclosed_fence::RULE,
    &malformed_record::RULE,
    &field_without_record::RULE,
    &duplicate_metadata::RULE,
    &undefined_entity::RULE,
    &undefined_id::RULE,
    &undefined_relation::RULE,
    &lone_id::RULE,
    &duplicate_definition::RULE,
    &unused_definition::RULE,
    &shadowed_entity::RULE,
    &shared_alias::RULE,
    &duplicate_wikidata::RULE,
    &malformed_wikidata::RULE,
    &unknown_label::RULE,
    &unknown_key::RULE,
    &unmarked_name::RULE,
    &name_of_another::RULE,
    &ambiguous_mention::RULE,
    &untidy_span::RULE,
    &duplicate_mention::RULE,
    &surname_first::RULE,
    &quote_without_speaker::RULE,
    &speaker_mismatch::RULE,
    &mute_speaker::RULE,
    &unmarked_quote::RULE,
    &unbalanced_marks::RULE,
    &wrong_quote_type::RULE,
    &odd_cue::RULE,
    &quote_without_source::RULE,
    &conflicting_speakers::RULE,
    &invalid_date::RULE,
    &date_mismatch::RULE,
    &weekday_mismatch::RULE,
    &relative_date::RULE,
    &distant_date::RULE,
    &article_without_date::RULE,
    &unconfirmed_suggestion::RULE,
    &not_utf8::RULE,
    &control_character::RULE,
    &mojibake::RULE,
    &mixed_line_ends::RULE,
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
    [&undefined_entity::RULE, &undefined_relation::RULE, &unused_allow::RULE]
        .iter()
        .any(|needs| needs.name == rule)
}

/// True if what the rule finds serves no purpose, so that editors may grey it out.
pub fn finds_unused(rule: &str) -> bool {
    [&unused_definition::RULE, &unused_allow::RULE].iter().any(|unused| unused.name == rule)
}

impl Rule {
    /// True if it finds nothing unless `newsmark.toml` gives it a severity.
    pub fn is_off(&self) -> bool {
        self.name == surname_first::RULE.name
    }
}

impl Family {
    /// All of them, in the order of the rules.
    pub const ALL: [Self; 8] = [
        Self::Syntax,
        Self::References,
        Self::Mentions,
        Self::Quotes,
        Self::Dates,
        Self::State,
        Self::Text,
        Self::Comments,
    ];

    /// Its name, as headings show it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Syntax => "Syntax",
            Self::References => "References",
            Self::Mentions => "Mentions",
            Self::Quotes => "Quotes",
            Self::Dates => "Dates",
            Self::State => "State",
            Self::Text => "Text",
            Self::Comments => "Comments",
        }
    }
}

/// True if quotations are compared with those of other articles in a workspace, as far as no glob says otherwise.
pub fn is_compared(workspace: &Workspace) -> bool {
    severity(&workspace.levels(None), &conflicting_speakers::RULE).is_some()
}

/// Everything that is wrong with an article, in order of place, but for what comments in it allow.
pub fn check(context: &Context<'_, '_>) -> Vec<Finding> {
    let findings = check_scopes(context, &[Scope::Local, Scope::Article, Scope::Workspace]);
    let article = context.article;
    let allowances = Allowance::all_of(article);
    if allowances.is_empty() {
        return findings;
    }
    let text = |span: Span| span.of(article.source).into();
    allow::apply(findings, &allowances, article.tree, text, |rule| context.severity(rule))
}

/// What rules of some scopes find in an article, in order of place, whatever is allowed.
fn check_scopes(context: &Context<'_, '_>, scopes: &[Scope]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES.into_iter().filter(|rule| scopes.contains(&rule.scope)) {
        if context.is_cancelled() {
            break;
        }
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
