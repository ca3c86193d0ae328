//! How findings are shown: one file per format.

mod concise;
mod full;
mod json;

use std::path::Path;

use super::check::Format;
use super::terminal::columns;
use crate::rules::{Finding, Related, Severity};
use crate::text::{Position, Positions, Span};
use crate::workspace::{Registry, current_folder};

/// Whether to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colors {
    /// For terminals.
    On,
    /// For files and pipes.
    Off,
}

/// A way to show findings. Articles are reported in parallel and written in order.
pub trait Reporter: Sync {
    /// What comes before all else.
    fn begin(&self) -> &'static str {
        ""
    }

    /// What comes between the reports of two articles.
    fn separator(&self) -> &'static str {
        ""
    }

    /// The findings of one article, which has some.
    fn article(&self, checked: &Checked<'_>) -> String;

    /// What comes at the end.
    fn end(&self, _summary: &Summary) -> String {
        String::new()
    }
}

/// The reporter for a format.
pub fn reporter(format: Format, colors: Colors) -> Box<dyn Reporter> {
    match format {
        Format::Full => Box::new(full::Full::new(colors, columns())),
        Format::Concise => Box::new(concise::Concise),
        Format::Json => Box::new(json::Json),
    }
}

/// An article with its findings.
pub struct Checked<'a> {
    /// In order of place.
    pub findings: Vec<Finding>,
    path: &'a Path,
    source: &'a str,
    positions: Positions,
    registry: &'a Registry,
}

impl<'a> Checked<'a> {
    /// Puts together what a report needs.
    pub fn new(path: &'a Path, source: &'a str, registry: &'a Registry, findings: Vec<Finding>) -> Self {
        Self { path, source, positions: Positions::new(source), registry, findings }
    }

    /// The place of a span of the article.
    pub fn place(&self, span: Span) -> Place<'_> {
        Place { path: self.path, source: self.source, positions: &self.positions, span }
    }

    /// The place of something that has to do with a finding; nothing if its file is not at hand.
    pub fn related_place(&self, related: &Related) -> Option<Place<'_>> {
        let Some(path) = &related.path else {
            let (path, source, positions) = (self.path, self.source, &self.positions);
            return Some(Place { path, source, positions, span: related.span });
        };
        let file = self.registry.file_at(path)?;
        let (path, source) = self.registry.file(file);
        let path = path.strip_prefix(current_folder()).unwrap_or(path);
        let positions = self.registry.positions(file);
        Some(Place { path, source, positions, span: related.span })
    }
}

/// A span in a file.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// As it is shown.
    pub path: &'a Path,
    source: &'a str,
    positions: &'a Positions,
    span: Span,
}

impl Place<'_> {
    /// Line and column of its first character.
    pub fn start(&self) -> Position {
        self.positions.position(self.source, self.span.start as usize)
    }

    /// Line and column behind its last character.
    pub fn end(&self) -> Position {
        self.positions.position(self.source, self.span.end as usize)
    }
}

/// What all findings come to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary {
    /// How many articles were checked.
    pub articles: usize,
    /// How many findings are errors,
    pub errors: usize,
    /// warnings,
    pub warnings: usize,
    /// infos,
    pub infos: usize,
    /// or hints.
    pub hints: usize,
    /// How many files and folders could not be used.
    pub troubles: usize,
}

impl Summary {
    /// Counts one article.
    pub fn add(&mut self, severities: &[Severity]) {
        self.articles += 1;
        for severity in severities {
            match severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Info => self.infos += 1,
                Severity::Hint => self.hints += 1,
            }
        }
    }
}
