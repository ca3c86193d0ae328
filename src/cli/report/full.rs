use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;

use super::{Checked, Colors, Place, Reporter, Summary};
use crate::rules::{Finding, Severity};

/// Findings with their line and a pointer into it, as compilers print them.
pub struct Full {
    renderer: Renderer,
}

/// More findings than anybody reads on a terminal.
const MOST_FINDINGS: usize = 200;

/// As many other places as help to understand a finding.
const MOST_RELATED: usize = 5;

/// How much of a line is shown, in characters: of what stands before the place, and in all.
/// Paragraphs are often one line.
const BEFORE: usize = 36;
const WIDTH: usize = 90;

/// Room for line numbers, and for characters that are two columns wide before lines are cut again.
const GUTTER: usize = 30;

impl Full {
    /// Reports for a terminal or for a file.
    pub fn new(colors: Colors) -> Self {
        let renderer = match colors {
            Colors::On => Renderer::styled(),
            Colors::Off => Renderer::plain(),
        };
        Self { renderer: renderer.term_width(WIDTH + GUTTER) }
    }

    fn finding(&self, checked: &Checked<'_>, finding: &Finding) -> String {
        let level = level(finding.severity);
        let window = Window::of(&checked.place(finding.span));
        let mut main = level
            .primary_title(&finding.message)
            .id(finding.rule)
            .element(window.origin())
            .element(window.snippet(AnnotationKind::Primary));
        if let Some(help) = &finding.help {
            main = main.element(Level::HELP.message(help));
        }
        let mut groups = vec![main];
        groups.extend(related(checked, finding));
        without_file_marks(&self.renderer.render(&groups))
    }
}

/// Where an origin is followed by a snippet, the library marks that the file changes. Here it does
/// not: the origin is given apart from the snippet only because the library would count columns
/// from the window's start, not from the line's.
fn without_file_marks(report: &str) -> String {
    let is_mark = |line: &&str| strip_str(line).to_string().trim() == ":::";
    let lines: Vec<&str> = report.lines().filter(|line| !is_mark(line)).collect();
    lines.join("\n")
}

impl Reporter for Full {
    fn article(&self, checked: &Checked<'_>) -> String {
        let mut report = String::new();
        for finding in checked.findings.iter().take(MOST_FINDINGS) {
            report.push_str(&self.finding(checked, finding));
            report.push_str("\n\n");
        }
        let more = checked.findings.len().saturating_sub(MOST_FINDINGS);
        if more > 0 {
            let path = checked.place(checked.findings[0].span).path;
            let _ = writeln!(
                report,
                "… and {more} more in {}; `--format concise` lists all of them\n",
                path.display()
            );
        }
        report
    }

    fn end(&self, summary: &Summary) -> String {
        let mut line = match summary.articles {
            0 => return String::new(),
            articles => format!("Checked {}", count(articles, "article")),
        };
        let counts = [
            (summary.errors, "error"),
            (summary.warnings, "warning"),
            (summary.infos, "info"),
            (summary.hints, "hint"),
        ];
        let found: Vec<String> =
            counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun)).collect();
        if found.is_empty() {
            line.push_str(", all clean.");
        } else {
            let _ = write!(line, ": {}.", found.join(", "));
        }
        if summary.troubles > 0 {
            let _ = write!(line, " {} could not be used.", count(summary.troubles, "path"));
        }
        line + "\n"
    }
}

fn count(number: usize, noun: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{plural}")
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}

/// The other places that a finding is about.
fn related<'a>(checked: &'a Checked<'_>, finding: &'a Finding) -> impl Iterator<Item = Group<'a>> {
    finding.related.iter().take(MOST_RELATED).filter_map(|related| {
        let window = Window::of(&checked.related_place(related)?);
        let title = Level::NOTE.secondary_title(&related.message);
        Some(title.element(window.origin()).element(window.snippet(AnnotationKind::Primary)))
    })
}

/// What is shown of the line on which a place begins.
struct Window {
    path: String,
    line: usize,
    column: usize,
    text: String,
    /// Where the place is in `text`.
    mark: Range<usize>,
}

impl Window {
    /// Looks at no more of the line than it shows.
    fn of(place: &Place<'_>) -> Self {
        let at = place.start();
        let lines = place.positions.lines();
        let line_start = lines.start_of(at.line - 1, place.source);
        let line_end = lines.start_of(at.line, place.source);
        let (start, end) = (place.span.start as usize, place.span.end as usize);

        let before = &place.source[line_start..start];
        let from = before.char_indices().rev().take(BEFORE).last().map_or(0, |(at, _)| at);
        let shown_before = before[from..].chars().count();
        let after = &place.source[start..line_end];
        let cut = after.char_indices().nth(WIDTH - shown_before).map(|(at, _)| at);
        let shown_after = after[..cut.unwrap_or(after.len())].trim_end_matches(['\n', '\r']);

        let mut text = String::new();
        text.push_str(if from > 0 { "…" } else { "" });
        text.push_str(&before[from..]);
        let mark = text.len()..text.len() + (end - start).min(shown_after.len());
        text.push_str(shown_after);
        text.push_str(if cut.is_some() { "…" } else { "" });
        Self { path: place.path.display().to_string(), line: at.line, column: at.column, text, mark }
    }

    fn origin<'a>(&self) -> Origin<'a> {
        Origin::path(self.path.clone()).line(self.line).char_column(self.column)
    }

    fn snippet<'a>(&self, kind: AnnotationKind) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.text.clone()).line_start(self.line).annotation(kind.span(self.mark.clone()))
    }
}
