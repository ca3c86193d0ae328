use super::json::{FindingLine, line};
use super::{Checked, Reporter};

/// One JSON object per line and finding, as in the list of the format `json`.
pub struct Jsonl;

impl Reporter for Jsonl {
    fn article(&self, checked: &Checked<'_>) -> String {
        let lines = checked.findings.iter().map(|finding| line(&FindingLine::new(checked, finding)) + "\n");
        lines.collect()
    }
}
