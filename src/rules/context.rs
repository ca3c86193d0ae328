use std::cell::OnceCell;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::civil;

use super::cast::{Named, all_named};
use super::characters::{Suspect, suspicious_blocks};
use super::dated::{DateTokens, Dated, date_tokens, dated_texts};
use super::{Cast, OtherQuotes, Rule, RuleOption, Severity, Whole};
use crate::article::{Article, Date, Moment, is_timestamp};
use crate::language::{Language, guess, language};
use crate::syntax::{BlockRef, Problem, ProblemKind};
use crate::text::Span;
use crate::workspace::{Level, Levels, OptionKind, OptionValue, QuoteFact, Workspace};

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
    /// Set when nobody waits for the findings any more.
    pub cancelled: Option<&'a AtomicBool>,
    levels: Levels<'a>,
    cast: OnceCell<Cast<'a, 's>>,
    date_tokens: OnceCell<DateTokens<'a, 's>>,
    dates: OnceCell<Vec<Dated<'a, 's>>>,
    named: OnceCell<Vec<Named<'a, 's>>>,
    suspicious: OnceCell<Vec<(Span, Vec<Suspect>)>>,
    quotes: OnceCell<Vec<QuoteFact>>,
}

impl<'a, 's> Context<'a, 's> {
    /// The surroundings of a whole article.
    pub fn new(article: &'a Article<'s>, path: Option<&'a Path>, workspace: &'a Workspace) -> Self {
        Self::with(article, article, path, workspace, article.tree.problems().collect())
    }

    /// The surroundings of a part of an article that has no unclosed fence.
    pub(super) fn of_part(
        article: &'a Article<'s>,
        whole: &'a dyn Whole,
        path: Option<&'a Path>,
        workspace: &'a Workspace,
    ) -> Self {
        let problems = article.tree.blocks().flat_map(BlockRef::problems).collect();
        Self::with(article, whole, path, workspace, problems)
    }

    fn with(
        article: &'a Article<'s>,
        whole: &'a dyn Whole,
        path: Option<&'a Path>,
        workspace: &'a Workspace,
        problems: Vec<Problem>,
    ) -> Self {
        let levels = workspace.levels(path);
        Self {
            article,
            whole,
            path,
            workspace,
            problems,
            others: None,
            cancelled: None,
            levels,
            cast: OnceCell::new(),
            date_tokens: OnceCell::new(),
            dates: OnceCell::new(),
            named: OnceCell::new(),
            suspicious: OnceCell::new(),
            quotes: OnceCell::new(),
        }
    }

    /// Who is in the article, and what they are called. Of an article, not of a part of one.
    pub(super) fn cast(&self) -> &Cast<'a, 's> {
        self.cast.get_or_init(|| Cast::new(self.article, &self.workspace.registry))
    }

    /// All `@date`s, read.
    pub(super) fn date_tokens(&self) -> &DateTokens<'a, 's> {
        self.date_tokens.get_or_init(|| date_tokens(self.article))
    }

    /// The dates of the article whose words can be read. Of an article, not of a part of one.
    pub(super) fn dates(&self) -> &[Dated<'a, 's>] {
        self.dates.get_or_init(|| dated_texts(self))
    }

    /// What stands for one entity, with its text. Of an article, not of a part of one.
    pub(super) fn named(&self) -> &[Named<'a, 's>] {
        self.named.get_or_init(|| all_named(self.article))
    }

    /// The characters that hardly belong into an article, by block.
    pub(super) fn suspicious(&self) -> &[(Span, Vec<Suspect>)] {
        self.suspicious.get_or_init(|| suspicious_blocks(self.article))
    }

    /// What is remembered of the article's quotations, in their order.
    pub fn quotes(&self) -> &[QuoteFact] {
        self.quotes.get_or_init(|| QuoteFact::of_article(self.article))
    }

    /// The language of the article, if its words are known: the one that its metadata name, else the one that it
    /// seems to be in. Of an article, not of a part of one.
    pub(super) fn language(&self) -> Option<&'static Language> {
        let named = self.article.metadata_value("language").map(|field| field.value.raw.trim());
        match named.filter(|code| !code.is_empty()) {
            Some(code) => language(code),
            None => guess(&self.article.bare().text),
        }
    }

    /// The day of the article, if its metadata tell one.
    pub(super) fn today(&self) -> Option<civil::Date> {
        let date = self.article.metadata_value("date")?.value.raw;
        match Date::parse(date) {
            Ok(Date::At(Moment::Day(day))) => Some(day),
            Ok(_) => None,
            Err(_) => date.get(..10)?.parse().ok().filter(|_| is_timestamp(date)),
        }
    }

    /// True if nobody waits for the findings any more.
    pub(super) fn is_cancelled(&self) -> bool {
        self.cancelled.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// True for a file of the registry.
    pub(super) fn is_registry(&self) -> bool {
        self.path.is_some_and(|path| self.workspace.registry.holds(path))
    }

    pub(super) fn problems_of(&self, kind: ProblemKind) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(move |problem| problem.kind == kind)
    }

    /// How much a finding of `rule` matters here, or `None` if the rule is off.
    pub(super) fn severity(&self, rule: &Rule) -> Option<Severity> {
        severity(&self.levels, rule)
    }

    /// What a flag of `rule` is set to, or its default.
    pub fn flag(&self, rule: &Rule, option: &RuleOption) -> bool {
        match (self.workspace.config.option(rule.name, option.name), option.kind) {
            (Some(OptionValue::Flag(flag)), _) => *flag,
            (_, OptionKind::Flag { default }) => default,
            _ => false,
        }
    }

    /// What a number of `rule` is set to, or its default.
    pub fn number(&self, rule: &Rule, option: &RuleOption) -> u32 {
        match (self.workspace.config.option(rule.name, option.name), option.kind) {
            (Some(OptionValue::Number(number)), _) => *number,
            (_, OptionKind::Number { default, .. }) => default,
            _ => 0,
        }
    }

    /// What is chosen for an option of `rule`, or its default.
    pub fn choice(&self, rule: &Rule, option: &RuleOption) -> &'a str {
        match (self.workspace.config.option(rule.name, option.name), option.kind) {
            (Some(OptionValue::Choice(choice)), _) => choice,
            (_, OptionKind::Choice { default, .. }) => default,
            _ => "",
        }
    }

    /// The texts that an option of `rule` is set to, or its defaults.
    pub fn texts(&self, rule: &Rule, option: &RuleOption) -> Vec<&'a str> {
        match (self.workspace.config.option(rule.name, option.name), option.kind) {
            (Some(OptionValue::Texts(texts)), _) => texts.iter().map(String::as_str).collect(),
            (_, OptionKind::Texts { default }) => default.to_vec(),
            _ => Vec::new(),
        }
    }
}

/// How much a rule matters where these levels hold, or `None` if it is off.
pub(super) fn severity(levels: &Levels<'_>, rule: &Rule) -> Option<Severity> {
    match levels.of(rule.name) {
        None if rule.is_off() => None,
        None => Some(rule.severity),
        Some(Level::Off) => None,
        Some(Level::Hint) => Some(Severity::Hint),
        Some(Level::Info) => Some(Severity::Info),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Error) => Some(Severity::Error),
    }
}
