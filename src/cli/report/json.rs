use serde::Serialize;

use super::{Checked, Place, Reporter, Summary};
use crate::rules::{Finding, Fix, Related, Severity};
use crate::text::Position;

/// One JSON object, with a line for each finding.
pub struct Json;

impl Reporter for Json {
    fn begin(&self) -> String {
        "{\"findings\":[".to_string()
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn article(&self, checked: &Checked<'_>) -> String {
        let mut report = String::new();
        for finding in &checked.findings {
            report.push_str(if report.is_empty() { "\n" } else { ",\n" });
            report.push_str(&line(&FindingLine::new(checked, finding)));
        }
        report
    }

    fn end(&self, summary: &Summary) -> String {
        let Summary { articles, errors, warnings, infos, hints, troubles, .. } = *summary;
        let totals = Totals { articles, errors, warnings, infos, hints, unreadable: troubles };
        format!("\n],\"summary\":{}}}\n", line(&totals))
    }
}

/// Strings, numbers and lists can always be written.
pub fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A finding, with columns in code points from 1.
#[derive(Serialize)]
pub struct FindingLine<'a> {
    path: String,
    rule: &'a str,
    severity: Severity,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guideline: Option<&'a str>,
    start: At,
    end: At,
    related: Vec<RelatedLine<'a>>,
    fixes: Vec<FixLine<'a>>,
}

#[derive(Serialize)]
struct FixLine<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<EditLine<'a>>,
}

/// What stands between `start` and `end` becomes `text`.
#[derive(Serialize)]
struct EditLine<'a> {
    start: At,
    end: At,
    text: &'a str,
}

#[derive(Serialize)]
struct RelatedLine<'a> {
    path: String,
    message: &'a str,
    start: At,
    end: At,
}

#[derive(Serialize)]
struct At {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Totals {
    articles: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    hints: usize,
    unreadable: usize,
}

impl<'a> FindingLine<'a> {
    /// Puts a finding into the words of the format.
    pub fn new(checked: &'a Checked<'_>, finding: &'a Finding) -> Self {
        let place = checked.place(finding.span);
        let (path, start, end) = whole(&place);
        let related = finding.related.iter().filter_map(|related| RelatedLine::new(checked, related));
        Self {
            path,
            rule: finding.rule,
            severity: finding.severity,
            message: &finding.message,
            help: finding.help.as_deref(),
            guideline: checked.guideline(finding),
            start,
            end,
            related: related.collect(),
            fixes: finding.fixes.iter().map(|fix| FixLine::new(checked, fix)).collect(),
        }
    }
}

impl<'a> FixLine<'a> {
    fn new(checked: &'a Checked<'_>, fix: &'a Fix) -> Self {
        let edits = fix.edits.iter().map(|edit| {
            let place = checked.place(edit.span);
            let start = place.start();
            let end = if edit.span.is_empty() { start } else { place.end() };
            EditLine { start: start.into(), end: end.into(), text: &edit.new_text }
        });
        Self { title: &fix.title, safe: fix.safe, edits: edits.collect() }
    }
}

impl<'a> RelatedLine<'a> {
    fn new(checked: &'a Checked<'_>, related: &'a Related) -> Option<Self> {
        let (path, start, end) = whole(&checked.related_place(related)?);
        Some(Self { path, message: &related.message, start, end })
    }
}

fn whole(place: &Place<'_>) -> (String, At, At) {
    (place.path.display().to_string(), place.start().into(), place.end().into())
}

impl From<Position> for At {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}
