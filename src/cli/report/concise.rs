use std::fmt::Write;

use super::{Checked, Reporter};

/// One line per finding, for editors and `grep`.
pub struct Concise;

impl Reporter for Concise {
    fn article(&self, checked: &Checked<'_>) -> String {
        let mut report = String::new();
        for finding in &checked.findings {
            let place = checked.place(finding.span);
            let at = place.start();
            let _ = writeln!(
                report,
                "{}:{}:{}: {}[{}] {}",
                place.path.display(),
                at.line,
                at.column,
                finding.severity,
                finding.rule,
                finding.message
            );
        }
        report
    }

    fn is_for_people(&self) -> bool {
        true
    }
}
