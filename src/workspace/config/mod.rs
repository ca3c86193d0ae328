//! `newsmark.toml`

mod globs;
mod keys;
mod level;
mod option;
mod read;
mod verbs;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::error::{Error, Reason};
use super::read::read as read_file;
use crate::article::Vocabulary;
use crate::language::OwnVerb;
use crate::text::{LineIndex, Position};

pub use globs::Globs;
pub use keys::{CONFIG_KEYS, ConfigKey};
pub use level::Level;
pub use option::{KnownRule, OptionKind, OptionValue, RuleOption, toml_text, toml_texts};

/// The file that marks a root and configures what lies below.
pub const CONFIG_FILE: &str = "newsmark.toml";

/// What a project decides for its articles.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Files, folders and globs that hold the registries, if the project names them.
    pub registries: Option<Vec<String>>,
    /// Which files in folders are articles; all that have the ending, if the project says nothing.
    pub include: Option<Globs>,
    /// Which files in folders are left out.
    pub exclude: Globs,
    /// Additional entity types, and what the project says otherwise of the built-in ones.
    pub types: BTreeMap<String, TypeSettings>,
    /// Additional labels that are no types, and what they mean.
    pub labels: BTreeMap<String, String>,
    /// What the project sets for rules.
    pub rules: BTreeMap<String, RuleSettings>,
    /// Other severities for some files; later ones win.
    pub overrides: Vec<Override>,
    /// Verbs of saying that the program does not know, or uses otherwise.
    pub verbs: Vec<OwnVerb>,
    /// What whoever runs the program says about severities; wins over all else.
    pub command_line: CommandLine,
    /// Where in `newsmark.toml` a key stands, by the key with all above it: `rules.undefined-id.severity`.
    pub places: BTreeMap<String, Position>,
}

/// What whoever runs the program says about rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CommandLine {
    /// The only rules that are looked at, if not all are. They are, even if the project switched them off.
    pub only: Option<BTreeSet<String>>,
    /// How much rules matter.
    pub levels: BTreeMap<String, Level>,
}

/// What a project says of a type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypeSettings {
    /// What it means.
    pub about: Option<String>,
    /// Whether an entity of this type may say something.
    pub speaks: Option<bool>,
}

/// What a project sets for a rule.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RuleSettings {
    /// How much its findings matter, where the project thinks otherwise than the rule.
    pub level: Option<Level>,
    /// Where the project's guidelines say how to annotate this.
    pub guideline: Option<String>,
    /// Its options.
    pub options: BTreeMap<String, OptionValue>,
}

/// Other severities for some files.
#[derive(Clone, Debug, Default)]
pub struct Override {
    /// Which files.
    pub files: Globs,
    /// How much the findings of rules matter there.
    pub levels: BTreeMap<String, Level>,
}

/// How much rules matter for one article.
#[derive(Clone, Debug)]
pub struct Levels<'c> {
    config: &'c Config,
    /// Those that hold for the article with their numbers, the last first.
    overrides: Vec<(usize, &'c Override)>,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is as it always is.
    Default,
    /// From this key of `newsmark.toml`, with all above it.
    Key(String),
    /// From whoever runs the program.
    CommandLine,
}

impl Levels<'_> {
    /// How much a rule matters, or nothing if that is left to the rule.
    pub fn of(&self, rule: &str) -> Option<Level> {
        self.found(rule).map(|(level, _)| level)
    }

    /// Where it comes from how much a rule matters.
    pub fn origin(&self, rule: &str) -> Origin {
        match self.found(rule) {
            None => Origin::Default,
            Some((_, Found::CommandLine)) => Origin::CommandLine,
            Some((_, Found::Rules)) => Origin::Key(format!("rules.{rule}.severity")),
            Some((_, Found::Override(number))) => Origin::Key(format!("overrides.{number}.rules.{rule}")),
        }
    }

    fn found(&self, rule: &str) -> Option<(Level, Found)> {
        let CommandLine { only, levels } = &self.config.command_line;
        if let Some(level) = levels.get(rule) {
            return Some((*level, Found::CommandLine));
        }
        if only.as_ref().is_some_and(|only| !only.contains(rule)) {
            return Some((Level::Off, Found::CommandLine));
        }
        let set = || Some((self.config.rules.get(rule)?.level?, Found::Rules));
        let mut overrides = self.overrides.iter();
        let found =
            overrides.find_map(|(number, one)| Some((*one.levels.get(rule)?, Found::Override(*number))));
        found.or_else(set).filter(|(level, _)| only.is_none() || *level != Level::Off)
    }
}

/// Where a level was found.
enum Found {
    CommandLine,
    Override(usize),
    Rules,
}

impl Config {
    /// Reads `newsmark.toml` in `root`; if there is none, the defaults hold. What is wrong in it is told, and
    /// the rest holds all the same. `rules` are the rules there are.
    pub fn load(root: &Path, rules: &[KnownRule]) -> (Self, Vec<Error>) {
        let path = root.join(CONFIG_FILE);
        if !path.exists() {
            return (Self::default(), Vec::new());
        }
        let source = match read_file(&path) {
            Ok(source) => source,
            Err(error) => return (Self::default(), vec![error]),
        };
        let (config, mistakes) = read::config(&source, rules);
        let lines = LineIndex::new(&source);
        let error = |mistake: read::Mistake| {
            let at = mistake.at.map(|at| lines.position(&source, floor(&source, at)));
            Error { path: path.clone(), reason: Reason::Config { at, message: mistake.message } }
        };
        (config, mistakes.into_iter().map(error).collect())
    }

    /// The built-in types and labels, and those of the project.
    pub fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for (name, settings) in &self.types {
            vocabulary.add_type(name, settings.about.as_deref(), settings.speaks);
        }
        for (name, about) in &self.labels {
            vocabulary.add_label(name, about);
        }
        vocabulary
    }

    /// How much rules matter for an article. `below` is its path seen from the root, if it is a file there.
    pub fn levels(&self, below: Option<&Path>) -> Levels<'_> {
        let holds = |(_, one): &(usize, &Override)| below.is_some_and(|below| one.files.hold(below));
        Levels { config: self, overrides: self.overrides.iter().enumerate().rev().filter(holds).collect() }
    }

    /// True if a file that is found in a folder is an article of the project. `below` is its path seen from
    /// the root.
    pub fn takes(&self, below: &Path) -> bool {
        self.include.as_ref().is_none_or(|include| include.hold(below)) && !self.exclude.hold(below)
    }

    /// True if all articles that are found in folders are taken.
    pub fn takes_all(&self) -> bool {
        self.include.is_none() && self.exclude.is_empty()
    }

    /// What an option of a rule is set to.
    pub fn option(&self, rule: &str, option: &str) -> Option<&OptionValue> {
        self.rules.get(rule)?.options.get(option)
    }

    /// Where the project's guidelines say how to annotate what a rule is about.
    pub fn guideline(&self, rule: &str) -> Option<&str> {
        self.rules.get(rule)?.guideline.as_deref()
    }
}

/// The character boundary at or before `at`.
fn floor(source: &str, at: usize) -> usize {
    (0..=at.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_word_about_a_severity_wins() {
        let source = "[rules]\na = \"error\"\nb = \"error\"\n\
                      [[overrides]]\nfiles = [\"wire/\"]\nrules = { a = \"hint\", b = \"hint\" }\n\
                      [[overrides]]\nfiles = [\"*.old.nmk\"]\nrules.a = \"off\"\n";
        let rules = ["a", "b", "c"].map(|name| KnownRule { name, options: &[] });
        let (mut config, mistakes) = read::config(source, &rules);
        assert!(mistakes.is_empty(), "{mistakes:?}");
        let level = |config: &Config, path: Option<&str>, rule| config.levels(path.map(Path::new)).of(rule);
        assert_eq!(level(&config, None, "a"), Some(Level::Error));
        assert_eq!(level(&config, Some("wire/x.nmk"), "a"), Some(Level::Hint));
        assert_eq!(level(&config, Some("wire/x.old.nmk"), "a"), Some(Level::Off));
        assert_eq!(level(&config, Some("wire/x.old.nmk"), "b"), Some(Level::Hint));
        assert_eq!(level(&config, Some("wire/x.nmk"), "c"), None);
        config.command_line.levels.insert("a".into(), Level::Info);
        assert_eq!(level(&config, Some("wire/x.nmk"), "a"), Some(Level::Info));
        config.command_line = CommandLine { only: Some(["b".to_string()].into()), ..CommandLine::default() };
        assert_eq!(level(&config, Some("wire/x.nmk"), "a"), Some(Level::Off));
        assert_eq!(level(&config, Some("wire/x.nmk"), "b"), Some(Level::Hint));
        config.overrides[0].levels.insert("b".into(), Level::Off);
        assert_eq!(level(&config, Some("wire/x.nmk"), "b"), None, "who asks for a rule gets it");
    }
}
