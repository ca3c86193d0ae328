use serde::Serialize;

use super::json::line;
use super::{Checked, Reporter, Summary};
use crate::rules::Severity;

/// GitLab's Code Quality report (docs.gitlab.com, "Code Quality"): a list of issues, with lines only.
pub struct Gitlab;

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl Reporter for Gitlab {
    fn begin(&self) -> String {
        "[".to_string()
    }

    fn separator(&self) -> &'static str {
        ","
    }

    fn article(&self, checked: &Checked<'_>) -> String {
        let path = checked.path().display().to_string();
        let issues =
            checked.findings.iter().zip(checked.unique_fingerprints()).map(|(finding, fingerprint)| {
                let place = checked.place(finding.span);
                let issue = Issue {
                    description: checked.message(finding),
                    check_name: finding.rule,
                    fingerprint,
                    severity: severity(finding.severity),
                    location: Location {
                        path: path.clone(),
                        lines: Lines { begin: place.start().line, end: place.end().line },
                    },
                };
                format!("\n{}", line(&issue))
            });
        issues.collect::<Vec<_>>().join(",")
    }

    fn end(&self, _: &Summary) -> String {
        "\n]\n".to_string()
    }
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info | Severity::Hint => "info",
    }
}
