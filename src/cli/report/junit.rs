use std::fmt::Write;
use std::path::Path;

use super::{Checked, Reporter, Summary};

/// JUnit XML as most CI services read it (testmoapp/junitxml, the schema of Jenkins' xUnit plugin): a suite for each article, a
/// failed case for each error or warning, a skipped one for each info or hint, and a passed one for an article without
/// any.
pub struct Junit;

impl Reporter for Junit {
    fn begin(&self) -> String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"newsmark\">\n".to_string()
    }

    fn article(&self, checked: &Checked<'_>) -> String {
        let path = checked.path().display().to_string();
        let failures = checked.findings.iter().filter(|finding| finding.severity.fails()).count();
        let mut report = suite(&path, checked.findings.len(), failures, checked.findings.len() - failures);
        for finding in &checked.findings {
            let at = checked.place(finding.span).start();
            let name = escape(&format!("{} at {}:{}", finding.rule, at.line, at.column));
            let class = escape(&path);
            let _ = writeln!(report, "    <testcase name=\"{name}\" classname=\"{class}\" time=\"0\">");
            let text = escape(&format!("{path}:{}:{}\n{}", at.line, at.column, checked.message(finding)));
            let message = escape(&finding.message);
            let _ = if finding.severity.fails() {
                let kind = finding.severity;
                writeln!(report, "      <failure message=\"{message}\" type=\"{kind}\">{text}</failure>")
            } else {
                writeln!(report, "      <skipped message=\"{text}\"/>")
            };
            report.push_str("    </testcase>\n");
        }
        report + "  </testsuite>\n"
    }

    fn clean_article(&self, path: &Path) -> String {
        let path = path.display().to_string();
        let case = format!("    <testcase name=\"check\" classname=\"{}\" time=\"0\"/>\n", escape(&path));
        suite(&path, 1, 0, 0) + &case + "  </testsuite>\n"
    }

    fn end(&self, _: &Summary) -> String {
        "</testsuites>\n".to_string()
    }
}

fn suite(path: &str, tests: usize, failures: usize, skipped: usize) -> String {
    format!(
        "  <testsuite name=\"{}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">\n",
        escape(path)
    )
}

/// Escaped as text or attribute. Control characters can't be written in XML 1.0, not even escaped.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' | ' ' => escaped.push(character),
            '\0'..=' ' => escaped.push('\u{fffd}'),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            _ => escaped.push(character),
        }
    }
    escaped
}
