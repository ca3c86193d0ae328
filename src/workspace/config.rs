//! `newsmark.toml`

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::error::{Error, Reason};
use super::read::read;
use super::verbs;
use crate::article::Vocabulary;
use crate::language::OwnVerb;
use crate::syntax::is_name;
use crate::text::{LineIndex, nearest};

/// The file that marks a root and configures what lies below.
pub const CONFIG_FILE: &str = "newsmark.toml";

/// What a project decides for its articles.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Files, folders and globs that hold the registries, if the project names them.
    pub registries: Option<Vec<String>>,
    /// Additional entity types and what they mean.
    pub types: BTreeMap<String, String>,
    /// Additional labels that are no types, and what they mean.
    pub labels: BTreeMap<String, String>,
    /// How much the findings of rules matter, where the project thinks otherwise than the rule.
    pub rules: BTreeMap<String, Level>,
    /// Verbs of saying that the program does not know, or uses otherwise.
    pub verbs: Vec<OwnVerb>,
}

/// How much a project cares about a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing is reported.
    Off,
    /// A thought.
    Hint,
    /// Worth knowing.
    Info,
    /// Fails a check.
    Warning,
    /// Fails a check.
    Error,
}

impl Level {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "off" => Self::Off,
            "hint" => Self::Hint,
            "info" => Self::Info,
            "warning" => Self::Warning,
            "error" => Self::Error,
            _ => return None,
        })
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    registries: Option<Vec<String>>,
    #[serde(default)]
    types: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    labels: BTreeMap<Spanned<String>, String>,
    #[serde(default)]
    rules: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    verbs: verbs::Written,
}

/// What is wrong with the file, and at which bytes.
pub(super) type Wrong = (Option<Range<usize>>, String);

impl Config {
    /// Reads `newsmark.toml` in `root`; if there is none, the defaults hold.
    ///
    /// # Errors
    /// If the file can't be read, or says something unknown. `rules` are the rules there are.
    pub fn load(root: &Path, rules: &[&str]) -> Result<Self, Error> {
        let path = root.join(CONFIG_FILE);
        if !path.exists() {
            return Ok(Self::default());
        }
        let source = read(&path)?;
        Self::parse(&source, rules).map_err(|(place, message)| {
            let start = place.map(|place| floor(&source, place.start));
            let at = start.map(|start| LineIndex::new(&source).position(&source, start));
            Error { path, reason: Reason::Config { at, message } }
        })
    }

    fn parse(source: &str, rules: &[&str]) -> Result<Self, Wrong> {
        let written: Written =
            toml::from_str(source).map_err(|error| (error.span(), error.message().to_string()))?;
        Ok(Self {
            registries: written.registries,
            types: names(written.types)?,
            labels: names(written.labels)?,
            rules: levels(written.rules, rules)?,
            verbs: verbs::verbs(written.verbs)?,
        })
    }

    /// The built-in types and labels, and those of the project.
    pub fn vocabulary(&self) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for (name, about) in &self.types {
            vocabulary.add_type(name, about);
        }
        for (name, about) in &self.labels {
            vocabulary.add_label(name, about);
        }
        vocabulary
    }
}

fn names(written: BTreeMap<Spanned<String>, String>) -> Result<BTreeMap<String, String>, Wrong> {
    let name = |(name, about): (Spanned<String>, String)| {
        if is_name(name.get_ref()) {
            return Ok((name.into_inner(), about));
        }
        let message = format!(
            "`{}` can't be a label; use a letter, then letters, digits, `-` or `_`, without the `:`",
            name.get_ref()
        );
        Err((Some(name.span()), message))
    };
    written.into_iter().map(name).collect()
}

fn levels(
    written: BTreeMap<Spanned<String>, Spanned<String>>,
    rules: &[&str],
) -> Result<BTreeMap<String, Level>, Wrong> {
    let level = |(rule, level): (Spanned<String>, Spanned<String>)| {
        if !rules.contains(&rule.get_ref().as_str()) {
            return Err((Some(rule.span()), unknown_rule(rule.get_ref(), rules)));
        }
        let Some(known) = Level::named(level.get_ref()) else {
            let message =
                format!("`{}` is no severity; use error, warning, info, hint or off", level.get_ref());
            return Err((Some(level.span()), message));
        };
        Ok((rule.into_inner(), known))
    };
    written.into_iter().map(level).collect()
}

fn unknown_rule(name: &str, rules: &[&str]) -> String {
    match nearest(name, rules.iter().copied()) {
        Some(meant) => format!("there is no rule `{name}`; did you mean `{meant}`?"),
        None => format!("there is no rule `{name}`; `newsmark explain` lists the rules"),
    }
}

/// The character boundary at or before `at`.
fn floor(source: &str, at: usize) -> usize {
    (0..=at.min(source.len())).rev().find(|&at| source.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(source: &str) -> Result<Config, (usize, String)> {
        Config::parse(source, &["unclosed-bracket", "unknown-label"])
            .map_err(|(place, message)| (place.map_or(0, |place| place.start), message))
    }

    #[test]
    fn all_keys() {
        let config = parse(
            "registries = [\"people.nmk\", \"lists/\"]\n[types]\nship = \"a vessel\"\n[labels]\n\"лид\" = \"\"\n[rules]\nunknown-label = \"off\"\n",
        )
        .expect("is right");
        assert_eq!(config.registries.as_ref().map(Vec::len), Some(2));
        assert_eq!(config.rules["unknown-label"], Level::Off);
        assert!(config.vocabulary().defines("ship") && !config.vocabulary().defines("лид"));
    }

    #[test]
    fn mistakes_say_where_and_what_to_do() {
        let rule = "[rules]\nunclosed-brackets = \"off\"\n";
        let (at, message) = parse(rule).expect_err("no such rule");
        assert_eq!(
            (at, message.as_str()),
            (8, "there is no rule `unclosed-brackets`; did you mean `unclosed-bracket`?")
        );

        let (at, message) = parse("[rules]\nunknown-label = \"fatal\"\n").expect_err("no such level");
        assert_eq!(
            (at, message.as_str()),
            (24, "`fatal` is no severity; use error, warning, info, hint or off")
        );

        let (at, message) = parse("\nregistry = []\n").expect_err("no such key");
        assert!(at == 1 && message.contains("`registry`") && message.contains("`registries`"), "{message}");

        let (at, message) = parse("[types]\n\":ship\" = \"a vessel\"\n").expect_err("no name");
        assert!(at == 8 && message.contains("without the `:`"), "{message}");

        let verb = |line: &str| parse(&format!("[verbs]\n{line}\n")).expect_err("no verb").1;
        assert_eq!(
            verb("riposte = \"clauses quote\""),
            "a verb can't be used as `clauses`; did you mean `clause`?"
        );
        assert!(verb("Riposte = \"quote\"").contains("lower case"));
        assert!(verb("raunen = { uses = \"quote\", language = \"de\" }").contains("four forms"));
        assert!(verb("riposte = { uses = \"quote\", language = \"tlh\" }").contains("there are en and de"));
        assert!(verb("riposte = \"\"").contains("say how"));
        assert!(verb("riposte = 7").contains("a verb has its uses"), "{}", verb("riposte = 7"));

        parse("registries = \"people.nmk\"").expect_err("not a list");
        parse("[rules").expect_err("no TOML");
    }
}
