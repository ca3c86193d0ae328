use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Checked, Place, Reporter, Summary};
use crate::rules::{Finding, Fix, RULES, Related, Severity};

/// SARIF 2.1.0 (OASIS). Columns are in code points from 1, which it says itself (`columnKind`).
pub struct Sarif;

impl Reporter for Sarif {
    fn begin(&self) -> String {
        let driver = json!({
            "name": "newsmark",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "rules": RULES.iter().map(|rule| json!({
                "id": rule.name,
                "shortDescription": { "text": rule.summary },
                "fullDescription": { "text": rule.summary },
                "help": { "text": rule.docs, "markdown": rule.docs },
                "defaultConfiguration": { "level": level(rule.severity) },
            })).collect::<Vec<_>>(),
        });
        format!(
            "{{\"version\":\"2.1.0\",\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"runs\":[{{\
             \"tool\":{{\"driver\":{driver}}},\
             \"columnKind\":\"unicodeCodePoints\",\"newlineSequences\":[\"\\r\\n\",\"\\n\",\"\\r\"],\
             \"results\":["
        )
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn article(&self, checked: &Checked<'_>) -> String {
        let results = checked.findings.iter().zip(checked.unique_fingerprints());
        let results = results.map(|(finding, fingerprint)| result(checked, finding, &fingerprint));
        results.map(|result| format!("\n{result}")).collect::<Vec<_>>().join(",")
    }

    fn end(&self, summary: &Summary) -> String {
        let invocation = json!({ "executionSuccessful": summary.troubles == 0 });
        format!("\n],\"invocations\":[{invocation}]}}]}}\n")
    }
}

fn result(checked: &Checked<'_>, finding: &Finding, fingerprint: &str) -> Value {
    let mut result = json!({
        "ruleId": finding.rule,
        "ruleIndex": RULES.iter().position(|rule| rule.name == finding.rule),
        "level": level(finding.severity),
        "message": { "text": checked.message(finding) },
        "locations": [{ "physicalLocation": location(&checked.place(finding.span)) }],
        "partialFingerprints": { "newsmark/v1": fingerprint },
    });
    let related: Vec<Value> =
        finding.related.iter().filter_map(|related| related_location(checked, related)).collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    let fixes: Vec<Value> = finding.fixes.iter().map(|found| fix(checked, found)).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into();
    }
    result
}

fn related_location(checked: &Checked<'_>, related: &Related) -> Option<Value> {
    let place = checked.related_place(related)?;
    Some(json!({ "physicalLocation": location(&place), "message": { "text": related.message } }))
}

fn fix(checked: &Checked<'_>, fix: &Fix) -> Value {
    let replacements = fix.edits.iter().map(|edit| {
        json!({
            "deletedRegion": region(&checked.place(edit.span)),
            "insertedContent": { "text": edit.new_text },
        })
    });
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{
            "artifactLocation": { "uri": uri(checked.path()) },
            "replacements": replacements.collect::<Vec<_>>(),
        }],
    })
}

fn location(place: &Place<'_>) -> Value {
    json!({ "artifactLocation": { "uri": uri(place.path) }, "region": region(place) })
}

fn region(place: &Place<'_>) -> Value {
    let (start, end) = (place.start(), place.end());
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// What may stand in the path of a URI (RFC 3986), and `/`.
const UNRESERVED: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Relative to where the program was started, or absolute.
fn uri(path: &Path) -> String {
    let shown = path.display().to_string();
    let path = utf8_percent_encode(&shown, UNRESERVED).to_string();
    if shown.starts_with('/') { format!("file://{path}") } else { path }
}

/// SARIF knows no hints: they are notes like infos.
fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Hint => "note",
    }
}
