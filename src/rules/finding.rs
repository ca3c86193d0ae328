use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::Rule;
use crate::text::{Span, TextEdit};

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
    /// Ways to mend it, the likeliest first. Their edits lie in the block of the finding, unless a
    /// fence that never ends makes all that follows one thing.
    pub fixes: Vec<Fix>,
}

/// A way to mend what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// True if it is right whatever was meant, so that it may be applied without a look. A safe fix never
    /// changes the text of the article.
    pub safe: bool,
    /// The replacements in the source, in order of place.
    pub edits: Vec<TextEdit>,
}

impl Finding {
    /// A finding of `rule` with its default severity.
    pub fn new(rule: &Rule, span: Span, message: String) -> Self {
        Self {
            rule: rule.name,
            severity: rule.severity,
            span,
            message,
            help: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }

    /// Adds what to do about it.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a way to mend it that is right whatever was meant.
    pub fn safe_fix(self, title: impl Into<String>, edits: impl Into<Vec<TextEdit>>) -> Self {
        self.any_fix(title.into(), true, edits.into())
    }

    /// Adds a way to mend it that somebody has to choose.
    pub fn fix(self, title: impl Into<String>, edits: impl Into<Vec<TextEdit>>) -> Self {
        self.any_fix(title.into(), false, edits.into())
    }

    fn any_fix(mut self, title: String, safe: bool, edits: Vec<TextEdit>) -> Self {
        self.fixes.push(Fix { title, safe, edits });
        self
    }

    /// Moves all places in the finding's own file.
    pub fn move_places(&mut self, moved: impl Fn(Span) -> Span) {
        self.span = moved(self.span);
        let here = self.related.iter_mut().filter(|related| related.path.is_none());
        here.for_each(|related| related.span = moved(related.span));
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.span = moved(edit.span));
    }

    /// All places in the finding's own file.
    pub fn places(&self) -> impl Iterator<Item = Span> + '_ {
        let here = self.related.iter().filter(|related| related.path.is_none()).map(|related| related.span);
        let edits = self.fixes.iter().flat_map(|fix| &fix.edits).map(|edit| edit.span);
        [self.span].into_iter().chain(here).chain(edits)
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
