use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::summary::count;
use super::{Checked, Reporter, Summary};
use crate::rules::Severity;

/// How often each rule finds something, instead of each finding.
#[derive(Default)]
pub struct Statistics {
    /// By article, so that one that is checked twice counts once.
    articles: Mutex<BTreeMap<PathBuf, Rows>>,
}

/// By rule.
type Rows = BTreeMap<&'static str, Row>;

#[derive(Clone, Copy)]
struct Row {
    severity: Severity,
    findings: usize,
    articles: usize,
    fixable: usize,
}

impl Row {
    fn add(&mut self, other: Self) {
        self.severity = self.severity.max(other.severity);
        self.findings += other.findings;
        self.articles += other.articles;
        self.fixable += other.fixable;
    }
}

impl Reporter for Statistics {
    fn article(&self, checked: &Checked<'_>) -> String {
        let mut rows = Rows::new();
        for finding in &checked.findings {
            let fixable = usize::from(finding.fixes.iter().any(|fix| fix.safe));
            let one = Row { severity: finding.severity, findings: 1, articles: 0, fixable };
            rows.entry(finding.rule).and_modify(|row| row.add(one)).or_insert(Row { articles: 1, ..one });
        }
        // Nothing that holds the lock can panic.
        if let Ok(mut articles) = self.articles.lock() {
            articles.insert(checked.path().to_path_buf(), rows);
        }
        String::new()
    }

    fn clean_article(&self, path: &Path) -> String {
        if let Ok(mut articles) = self.articles.lock() {
            articles.remove(path);
        }
        String::new()
    }

    fn is_for_people(&self) -> bool {
        true
    }

    fn end(&self, summary: &Summary) -> String {
        let Ok(articles) = self.articles.lock() else { return String::new() };
        let mut sums = Rows::new();
        for (rule, row) in articles.values().flatten() {
            sums.entry(rule).and_modify(|sum| sum.add(*row)).or_insert(*row);
        }
        table(sums) + &summary.sentence()
    }
}

/// The most frequent first.
fn table(sums: Rows) -> String {
    let mut rows: Vec<(&str, Row)> = sums.into_iter().collect();
    rows.sort_by_key(|(rule, row)| (std::cmp::Reverse(row.findings), *rule));
    let digits = rows.first().map_or(0, |(_, row)| row.findings.to_string().len());
    let width = rows.iter().map(|(rule, _)| rule.len()).max().unwrap_or_default();
    let mut table = String::new();
    for (rule, row) in rows {
        let fixable = if row.fixable > 0 { format!(", {} fixable", row.fixable) } else { String::new() };
        let severity = row.severity.to_string();
        let articles = count(row.articles, "article");
        let _ =
            writeln!(table, "{:>digits$}  {severity:7}  {rule:width$}  in {articles}{fixable}", row.findings);
    }
    table
}
