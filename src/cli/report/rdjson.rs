use serde::Serialize;
use serde_json::json;

use super::json::line;
use super::{Checked, Place, Reporter, Summary};
use crate::rules::{Finding, Fix, Severity};
use crate::text::Position;

/// Reviewdog Diagnostic Format (`rdjson`, github.com/reviewdog/reviewdog, `proto/rdf`). Columns are in bytes of
/// UTF-8 from 1, and ends are exclusive.
pub struct Rdjson;

#[derive(Serialize)]
struct Diagnostic<'a> {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: At,
    end: At,
}

#[derive(Serialize)]
struct At {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

impl Reporter for Rdjson {
    fn begin(&self) -> String {
        let source = json!({ "name": "newsmark", "url": env!("CARGO_PKG_REPOSITORY") });
        let source =
            if env!("CARGO_PKG_REPOSITORY").is_empty() { json!({ "name": "newsmark" }) } else { source };
        format!("{{\"source\":{source},\"diagnostics\":[")
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn article(&self, checked: &Checked<'_>) -> String {
        let diagnostics = checked.findings.iter().map(|finding| {
            let diagnostic = Diagnostic {
                message: checked.message(finding),
                location: Location {
                    path: checked.path().display().to_string(),
                    range: range(&checked.place(finding.span)),
                },
                severity: severity(finding.severity),
                code: Code { value: finding.rule, url: checked.guideline(finding) },
                suggestions: suggestions(checked, finding),
            };
            format!("\n{}", line(&diagnostic))
        });
        diagnostics.collect::<Vec<_>>().join(",")
    }

    fn end(&self, _: &Summary) -> String {
        "\n]}\n".to_string()
    }
}

/// A suggestion is one replacement: what takes several is left out, since half of it would be wrong.
fn suggestions<'a>(checked: &Checked<'_>, finding: &'a Finding) -> Vec<Suggestion<'a>> {
    let single = |fix: &'a Fix| match fix.edits.as_slice() {
        [edit] => Some(Suggestion { range: range(&checked.place(edit.span)), text: &edit.new_text }),
        _ => None,
    };
    finding.fixes.iter().filter_map(single).collect()
}

fn range(place: &Place<'_>) -> Range {
    Range { start: place.start_in_bytes().into(), end: place.end_in_bytes().into() }
}

impl From<Position> for At {
    fn from(position: Position) -> Self {
        Self { line: position.line, column: position.column }
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "ERROR",
        Severity::Warning => "WARNING",
        Severity::Info | Severity::Hint => "INFO",
    }
}
