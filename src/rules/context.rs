use std::cell::OnceCell;
use std::path::Path;

use super::{Cast, OtherQuotes, Rule, Severity, Whole};
use crate::article::Article;
use crate::language::{Language, language};
use crate::syntax::{BlockRef, Problem, ProblemKind};
use crate::workspace::{Level, Workspace};

/// An article and all that its findings depend on.
pub struct Context<'a, 's> {
    /// The article, or a part of it that holds all that its blocks are tied to.
    pub article: &'a Article<'s>,
    /// What can be asked about the article beyond that part.
    pub whole: &'a dyn Whole,
    /// Where it comes from (absolute), if it is a file.
    pub path: Option<&'a Path>,
    /// Its configuration, the labels it may use, and the entities it shares with other articles.
    pub workspace: &'a Workspace,
    /// The mistakes in the markup, in order of place.
    pub problems: Vec<Problem>,
    /// The quotations of other articles, where these are known.
    pub others: Option<&'a dyn OtherQuotes>,
    cast: OnceCell<Cast<'a>>,
}

impl<'a, 's> Context<'a, 's> {
    /// The surroundings of a whole article.
    pub fn new(article: &'a Article<'s>, path: Option<&'a Path>, workspace: &'a Workspace) -> Self {
        let problems = article.tree.problems().collect();
        Self { article, whole: article, path, workspace, problems, others: None, cast: OnceCell::new() }
    }

    /// The surroundings of a part of an article that has no unclosed fence.
    pub(super) fn of_part(
        article: &'a Article<'s>,
        whole: &'a dyn Whole,
        path: Option<&'a Path>,
        workspace: &'a Workspace,
    ) -> Self {
        let problems = article.tree.blocks().flat_map(BlockRef::problems).collect();
        Self { article, whole, path, workspace, problems, others: None, cast: OnceCell::new() }
    }

    /// Who is in the article, and what they are called. Of an article, not of a part of one.
    pub(super) fn cast(&self) -> &Cast<'a> {
        self.cast.get_or_init(|| Cast::new(self.article, &self.workspace.registry))
    }

    /// The language of the article: what its metadata say, else English if nothing is said. Nothing if its words
    /// are not known.
    pub(super) fn language(&self) -> Option<&'static Language> {
        let code = self.whole.language();
        if code.is_empty() { guessed(self.article.source) } else { language(&code) }
    }

    pub(super) fn problems_of(&self, kind: ProblemKind) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.kind == kind)
    }

    /// How much a finding of `rule` matters here, or `None` if the rule is off.
    pub(super) fn severity(&self, rule: &Rule) -> Option<Severity> {
        match self.workspace.config.rules.get(rule.name) {
            None => Some(rule.severity),
            Some(Level::Off) => None,
            Some(Level::Hint) => Some(Severity::Hint),
            Some(Level::Info) => Some(Severity::Info),
            Some(Level::Warning) => Some(Severity::Warning),
            Some(Level::Error) => Some(Severity::Error),
        }
    }
}
