use std::fmt::Write;

use super::{Checked, Reporter, Summary};
use crate::rules::Severity;

/// Workflow commands of GitHub Actions (docs.github.com, "Workflow commands"), which it shows beside the lines of a
/// pull request. It knows no hints: they are notices like infos. Columns are in code points.
pub struct Github;

impl Reporter for Github {
    fn article(&self, checked: &Checked<'_>) -> String {
        let mut report = String::new();
        for finding in &checked.findings {
            let place = checked.place(finding.span);
            let (start, end) = (place.start(), place.end());
            let command = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Info | Severity::Hint => "notice",
            };
            let path = property(&place.path.display().to_string());
            let _ = write!(report, "::{command} file={path},line={},endLine={}", start.line, end.line);
            // With columns, places of several lines are not shown.
            if start.line == end.line {
                let _ = write!(report, ",col={},endColumn={}", start.column, end.column);
            }
            let message = data(&checked.message(finding));
            let _ = writeln!(report, ",title={}::{message}", property(finding.rule));
        }
        report
    }

    fn end(&self, summary: &Summary) -> String {
        summary.sentence()
    }
}

/// Escaped as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escaped as the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
