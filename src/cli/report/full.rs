use std::fmt::Write;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthChar;

use super::{Checked, Colors, Place, Reporter, Summary};
use crate::cli::terminal::wrap;
use crate::rules::{Finding, Severity};

/// Findings with their line and a pointer into it, as compilers print them.
pub struct Full {
    renderer: Renderer,
    columns: usize,
}

/// More findings than anybody reads on a terminal.
const MOST_FINDINGS: usize = 200;

/// As many other places as help to understand a finding.
const MOST_RELATED: usize = 5;

/// What stands to the left of a line or help: the number of the line, a bar, and an ellipsis at
/// either end.
const MARGIN: usize = 10;

impl Full {
    /// Reports for a terminal or a file with so many columns.
    pub fn new(colors: Colors, columns: usize) -> Self {
        let renderer = match colors {
            Colors::On => Renderer::styled(),
            Colors::Off => Renderer::plain(),
        };
        // Lines are cut here, where it is known what matters in them; the library shall not cut.
        Self { renderer: renderer.term_width(10 * columns), columns: columns - MARGIN }
    }

    fn finding(&self, checked: &Checked<'_>, finding: &Finding) -> String {
        let level = level(finding.severity);
        let window = Window::of(&checked.place(finding.span), self.columns);
        let label = format!("{}[{}]: ", finding.severity, finding.rule);
        let room = self.columns + MARGIN - label.len();
        let mut main = level
            .primary_title(wrap(&finding.message, room))
            .id(finding.rule)
            .element(window.origin())
            .element(window.snippet(AnnotationKind::Primary));
        if let Some(help) = &finding.help {
            main = main.element(Level::HELP.message(wrap(help, self.columns)));
        }
        if let Some(guideline) = checked.guideline(finding) {
            main = main.element(Level::NOTE.message(format!("guideline: {guideline}")));
        }
        let mut groups = vec![main];
        groups.extend(self.related(checked, finding));
        without_file_marks(&self.renderer.render(&groups))
    }

    /// The other places that a finding is about.
    fn related<'a>(&self, checked: &'a Checked<'_>, finding: &'a Finding) -> impl Iterator<Item = Group<'a>> {
        finding.related.iter().take(MOST_RELATED).filter_map(|related| {
            let window = Window::of(&checked.related_place(related)?, self.columns);
            let title = Level::NOTE.secondary_title(&related.message);
            Some(title.element(window.origin()).element(window.snippet(AnnotationKind::Primary)))
        })
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

    fn is_for_people(&self) -> bool {
        true
    }

    fn end(&self, summary: &Summary) -> String {
        summary.sentence()
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
        Severity::Hint => Level::NOTE.with_name("hint"),
    }
}

/// What is shown of the line on which a place begins. Paragraphs are often one line.
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
    fn of(place: &Place<'_>, columns: usize) -> Self {
        let at = place.start();
        let lines = place.positions.lines();
        let line_start = lines.start_of(at.line - 1, place.source);
        let line_end = lines.start_of(at.line, place.source);
        let (start, end) = (place.span.start as usize, place.span.end as usize);

        let before = &place.source[line_start..start];
        let from = start - fitting(before.chars().rev(), columns * 2 / 5);
        let before = &place.source[from..start];
        let after = place.source[start..line_end].trim_end_matches(['\n', '\r']);
        let cut = fitting(after.chars(), columns.saturating_sub(before.chars().map(columns_of).sum()));
        let shown_after = &after[..cut];

        let mut text = String::new();
        text.push_str(if from > line_start { "…" } else { "" });
        text.push_str(before);
        let mark = text.len()..text.len() + (end - start).min(shown_after.len());
        text.push_str(shown_after);
        text.push_str(if cut < after.len() { "…" } else { "" });
        Self { path: place.path.display().to_string(), line: at.line, column: at.column, text, mark }
    }

    fn origin<'a>(&self) -> Origin<'a> {
        Origin::path(self.path.clone()).line(self.line).char_column(self.column)
    }

    fn snippet<'a>(&self, kind: AnnotationKind) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(self.text.clone()).line_start(self.line).annotation(kind.span(self.mark.clone()))
    }
}

/// How many bytes of the first characters fit into so many columns of a terminal. No more than a
/// few characters to a column are looked at: there may be any number of them without any width.
fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut room = columns;
    let fits = |character: char| {
        room = room.checked_sub(columns_of(character))?;
        Some(character.len_utf8())
    };
    chars.take(4 * columns).map_while(fits).sum()
}

/// As the library shows it: a tab as four spaces, other control characters as a sign for them.
fn columns_of(character: char) -> usize {
    if character == '\t' { 4 } else { character.width().unwrap_or(1) }
}
