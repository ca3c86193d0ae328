use std::collections::BTreeMap;
use std::path::Path;

use super::{Rule, Severity};
use crate::article::{Article, Vocabulary};
use crate::syntax::{Problem, ProblemKind};
use crate::workspace::Registry;

/// An article and all that its findings depend on.
pub struct Context<'a, 's> {
    /// The article.
    pub article: &'a Article<'s>,
    /// Where it comes from, if it is a file.
    pub path: Option<&'a Path>,
    /// The entities that all articles of its workspace share.
    pub registry: &'a Registry,
    /// The labels it may use.
    pub vocabulary: &'a Vocabulary,
    /// Severities that differ from the rules' own.
    pub levels: &'a Levels,
    /// The mistakes in the markup, in order of place.
    pub problems: Vec<Problem>,
}

impl<'a, 's> Context<'a, 's> {
    /// The surroundings of `article`.
    pub fn new(
        article: &'a Article<'s>,
        path: Option<&'a Path>,
        registry: &'a Registry,
        vocabulary: &'a Vocabulary,
        levels: &'a Levels,
    ) -> Self {
        let problems = article.tree.problems().collect();
        Self { article, path, registry, vocabulary, levels, problems }
    }

    pub(super) fn problems_of(&self, kind: ProblemKind) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.kind == kind)
    }
}

/// Severities set by the user; nothing means that the rule is off.
#[derive(Clone, Debug, Default)]
pub struct Levels(BTreeMap<String, Option<Severity>>);

impl Levels {
    /// Sets what a finding of a rule matters; `None` switches the rule off.
    pub fn set(&mut self, rule: &str, severity: Option<Severity>) {
        self.0.insert(rule.to_string(), severity);
    }

    /// What a finding of `rule` matters, or `None` if it is off.
    pub fn of(&self, rule: &Rule) -> Option<Severity> {
        self.0.get(rule.name).copied().unwrap_or(Some(rule.severity))
    }
}
