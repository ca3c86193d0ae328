//! How findings are shown: one file per format.

mod concise;
mod fingerprint;
mod full;
mod github;
mod gitlab;
mod json;
mod jsonl;
mod junit;
mod rdjson;
mod sarif;
mod statistics;
mod summary;

use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use clap::ValueEnum;

use super::terminal::columns;
use crate::rules::{Finding, Related};
use crate::syntax::Tree;
use crate::text::{Position, Positions, Span};
use crate::workspace::{Workspace, current_folder, read};

pub use fingerprint::Fingerprint;
pub use statistics::Statistics;
pub use summary::{Summary, count};

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line and a pointer into it, and a summary
    Full,
    /// One line each: path:line:column: severity[rule] message
    Concise,
    /// One JSON object, with a summary
    Json,
    /// One JSON object per line and finding
    Jsonl,
    /// SARIF 2.1.0, for code scanning on GitHub and many other services
    Sarif,
    /// Commands that GitHub Actions shows in the changed files; chosen by itself there
    Github,
    /// GitLab's Code Quality report
    Gitlab,
    /// JUnit XML, for the test reports of nearly every CI
    Junit,
    /// Reviewdog's format, for comments on pull requests in many services
    Rdjson,
}

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
    fn begin(&self) -> String {
        String::new()
    }

    /// What comes between the reports of two articles.
    fn separator(&self) -> &'static str {
        ""
    }

    /// The findings of one article, which has some.
    fn article(&self, checked: &Checked<'_>) -> String;

    /// An article without findings; nothing in most formats.
    fn clean_article(&self, _path: &Path) -> String {
        String::new()
    }

    /// True if people read it, whom standard error tells of files that can't be read.
    fn is_for_people(&self) -> bool {
        false
    }

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
        Format::Jsonl => Box::new(jsonl::Jsonl),
        Format::Sarif => Box::new(sarif::Sarif),
        Format::Github => Box::new(github::Github),
        Format::Gitlab => Box::new(gitlab::Gitlab),
        Format::Junit => Box::new(junit::Junit),
        Format::Rdjson => Box::new(rdjson::Rdjson),
    }
}

/// An article with its findings.
pub struct Checked<'a> {
    /// In order of place.
    pub findings: Vec<Finding>,
    path: &'a Path,
    source: &'a str,
    tree: &'a Tree,
    positions: Positions,
    workspace: &'a Workspace,
    fingerprints: OnceLock<Vec<Fingerprint>>,
    /// Other articles that findings speak of.
    others: Vec<OtherFile>,
}

/// An article that is not the checked one, as it is on the disk.
struct OtherFile {
    path: PathBuf,
    source: String,
    positions: Positions,
}

impl OtherFile {
    /// The files besides the registry's that findings speak of, each once; those that are gone are left out.
    fn all_in(findings: &[Finding], workspace: &Workspace) -> Vec<Self> {
        let paths =
            findings.iter().flat_map(|finding| &finding.related).filter_map(|related| related.path.as_ref());
        let mut paths: Vec<&PathBuf> =
            paths.filter(|path| workspace.registry.file_at(path).is_none()).collect();
        paths.sort();
        paths.dedup();
        let file = |path: &PathBuf| {
            let source = read(path).ok()?;
            Some(Self { path: path.clone(), positions: Positions::new(&source), source })
        };
        paths.into_iter().filter_map(file).collect()
    }
}

impl<'a> Checked<'a> {
    /// Puts together what a report needs.
    pub fn new(
        path: &'a Path,
        source: &'a str,
        tree: &'a Tree,
        workspace: &'a Workspace,
        findings: Vec<Finding>,
    ) -> Self {
        let positions = Positions::new(source);
        let others = OtherFile::all_in(&findings, workspace);
        Self { path, source, tree, positions, workspace, findings, fingerprints: OnceLock::new(), others }
    }

    /// The path as it is shown.
    pub fn path(&self) -> &'a Path {
        self.path
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
        let registry = &self.workspace.registry;
        let (path, source, positions) = match registry.file_at(path) {
            Some(file) => {
                let (path, source) = registry.file(file);
                (path, source, registry.positions(file))
            }
            None => {
                let other = self.others.iter().find(|other| other.path == **path)?;
                (&*other.path, &*other.source, &other.positions)
            }
        };
        let path = path.strip_prefix(current_folder()).unwrap_or(path);
        Some(Place { path, source, positions, span: related.span })
    }

    /// Where the project's guidelines say how to annotate what a finding is about.
    pub fn guideline(&self, finding: &Finding) -> Option<&str> {
        self.workspace.config.guideline(finding.rule)
    }

    /// All that is to be said, in up to three lines: what is wrong, what to do, and where the guidelines say so.
    pub fn message(&self, finding: &Finding) -> String {
        let mut message = finding.message.clone();
        if let Some(help) = &finding.help {
            message.push_str("\nhelp: ");
            message.push_str(help);
        }
        if let Some(guideline) = self.guideline(finding) {
            message.push_str("\nguideline: ");
            message.push_str(guideline);
        }
        message
    }

    /// Keeps only some findings.
    pub fn keep(&mut self, is_kept: impl FnMut(&Finding) -> bool) {
        self.findings.retain(is_kept);
        self.fingerprints = OnceLock::new();
    }

    /// What each finding is recognised by among those of all articles, as text, in their order.
    pub fn unique_fingerprints(&self) -> Vec<String> {
        let path = self.path.display().to_string();
        let prints = self.fingerprints();
        let numbers = Fingerprint::numbers(prints);
        prints.iter().zip(numbers).map(|(print, number)| print.unique(&path, number)).collect()
    }

    /// What each finding is recognised by, in their order.
    pub fn fingerprints(&self) -> &[Fingerprint] {
        self.fingerprints.get_or_init(|| Fingerprint::all(self.source, self.tree, &self.findings))
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

    /// Line and column of its first character, the column in bytes of UTF-8 from 1.
    pub fn start_in_bytes(&self) -> Position {
        self.in_bytes(self.span.start)
    }

    /// Line and column behind its last character, the column in bytes of UTF-8 from 1.
    pub fn end_in_bytes(&self) -> Position {
        self.in_bytes(self.span.end)
    }

    fn in_bytes(&self, at: u32) -> Position {
        let lines = self.positions.lines();
        let line = lines.line_of(at as usize);
        Position { line: line + 1, column: at as usize - lines.start_of(line, self.source) + 1 }
    }
}
