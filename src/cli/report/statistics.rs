use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;

use super::summary::count;
use super::{Checked, Reporter, Summary};
use crate::rules::Severity;

/// How often each rule finds something, instead of each finding.
#[derive(Default)]
pub struct Statistics {
    rules: Mutex<BTreeMap<&'static str, Row>>,
}

#[derive(Clone, Copy)]
struct Row {
    severity: Severity,
    findings: usize,
    articles: usize,
    fixable: usize,
}

impl Reporter for Statistics {
    fn article(&self, checked: &Checked<'_>) -> String {
        let mut here = BTreeMap::new();
        for finding in &checked.findings {
            let new = Row { severity: finding.severity, findings: 0, articles: 1, fixable: 0 };
            let row = here.entry(finding.rule).or_insert(new);
            row.findings += 1;
            row.severity = row.severity.max(finding.severity);
            row.fixable += usize::from(finding.fixes.iter().any(|fix| fix.safe));
        }
        // Nothing that holds the lock can panic.
        let Ok(mut rules) = self.rules.lock() else { return String::new() };
        for (rule, row) in here {
            let sum = rules.entry(rule).or_insert(Row { findings: 0, articles: 0, fixable: 0, ..row });
            sum.severity = sum.severity.max(row.severity);
            sum.findings += row.findings;
            sum.articles += row.articles;
            sum.fixable += row.fixable;
        }
        String::new()
    }

    fn end(&self, summary: &Summary) -> String {
        let Ok(rules) = self.rules.lock() else { return String::new() };
        let mut rows: Vec<(&str, Row)> = rules.iter().map(|(rule, row)| (*rule, *row)).collect();
        rows.sort_by_key(|(rule, row)| (std::cmp::Reverse(row.findings), *rule));
        let digits = rows.first().map_or(0, |(_, row)| row.findings.to_string().len());
        let width = rows.iter().map(|(rule, _)| rule.len()).max().unwrap_or_default();
        let mut table = String::new();
        for (rule, row) in rows {
            let fixable = if row.fixable > 0 { format!(", {} fixable", row.fixable) } else { String::new() };
            let _ = writeln!(
                table,
                "{:>digits$}  {:7}  {rule:width$}  in {}{fixable}",
                row.findings,
                row.severity.to_string(),
                count(row.articles, "article")
            );
        }
        table + &summary.sentence()
    }
}
