//! What can be set for a rule besides its severity.

use std::fmt;

/// A rule, as far as `newsmark.toml` has to know it.
#[derive(Clone, Copy, Debug)]
pub struct KnownRule {
    /// Its name.
    pub name: &'static str,
    /// What can be set for it.
    pub options: &'static [RuleOption],
}

/// Something that can be set for a rule, below `[rules.NAME]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RuleOption {
    /// The key, in kebab case.
    pub name: &'static str,
    /// Which values it takes, and which one holds unless it is set.
    pub kind: OptionKind,
    /// What it does, in one line.
    pub about: &'static str,
}

/// Which values an option takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionKind {
    /// `true` or `false`
    Flag {
        /// Unless it is set.
        default: bool,
    },
    /// A whole number from `least` to `most`
    Number {
        /// Unless it is set.
        default: u32,
        /// The smallest that makes sense.
        least: u32,
        /// The largest that makes sense.
        most: u32,
    },
    /// One of some words
    Choice {
        /// Unless it is set.
        default: &'static str,
        /// What can be chosen.
        choices: &'static [&'static str],
    },
    /// A list of texts
    Texts {
        /// Unless it is set.
        default: &'static [&'static str],
    },
}

/// What an option is set to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OptionValue {
    /// Of a [`OptionKind::Flag`].
    Flag(bool),
    /// Of a [`OptionKind::Number`].
    Number(u32),
    /// Of a [`OptionKind::Choice`].
    Choice(String),
    /// Of [`OptionKind::Texts`].
    Texts(Vec<String>),
}

impl OptionKind {
    /// What holds unless the option is set.
    pub fn default_value(self) -> OptionValue {
        match self {
            Self::Flag { default } => OptionValue::Flag(default),
            Self::Number { default, .. } => OptionValue::Number(default),
            Self::Choice { default, .. } => OptionValue::Choice(default.to_string()),
            Self::Texts { default } => OptionValue::Texts(default.iter().map(ToString::to_string).collect()),
        }
    }
}

impl fmt::Display for OptionKind {
    /// What to write, for messages and pages.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag { .. } => f.write_str("true or false"),
            Self::Number { least, most, .. } => write!(f, "a whole number from {least} to {most}"),
            Self::Choice { choices, .. } => {
                let quoted: Vec<String> = choices.iter().map(|choice| format!("{choice:?}")).collect();
                f.write_str(&quoted.join(" or "))
            }
            Self::Texts { .. } => f.write_str("a list of texts, as in [\"one\", \"two\"]"),
        }
    }
}

impl fmt::Display for OptionValue {
    /// As it is written in `newsmark.toml`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Choice(value) => f.write_str(&toml_text(value)),
            Self::Texts(values) => f.write_str(&toml_texts(values)),
        }
    }
}

/// A text as TOML writes it.
pub fn toml_text(text: &str) -> String {
    toml::Value::String(text.to_string()).to_string()
}

/// A list of texts as TOML writes it.
pub fn toml_texts(texts: &[String]) -> String {
    let quoted: Vec<String> = texts.iter().map(|text| toml_text(text)).collect();
    format!("[{}]", quoted.join(", "))
}
