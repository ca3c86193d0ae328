use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Rule;
use crate::text::Span;

/// How much a finding matters. Errors and warnings make `check` fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A thought; never fails a build.
    Hint,
    /// Worth knowing; never fails a build.
    Info,
    /// Most likely a mistake.
    Warning,
    /// The data is wrong.
    Error,
}

impl Severity {
    /// True for what makes `check` fail.
    pub fn fails(self) -> bool {
        self >= Self::Warning
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Hint => "hint",
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One thing that a rule found in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where, in bytes of the source.
    pub span: Span,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
}

impl Finding {
    /// A finding of `rule` with its default severity.
    pub fn new(rule: &Rule, span: Span, message: String) -> Self {
        Self { rule: rule.name, severity: rule.severity, span, message, help: None, related: Vec::new() }
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds another place in the same file.
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { path: None, span, message: message.into() });
        self
    }

    /// Adds a place in another file.
    pub fn related_in(mut self, path: PathBuf, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { path: Some(path), span, message: message.into() });
        self
    }
}

/// Another place that a finding is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// The file, if it is another one.
    pub path: Option<PathBuf>,
    /// Where, in bytes of that file.
    pub span: Span,
    /// What is there.
    pub message: String,
}
