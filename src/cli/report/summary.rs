use std::fmt::Write;

use crate::rules::Severity;

/// What all findings come to.
#[derive(Clone, Copy, Debug, Default)]
pub struct Summary {
    /// How many articles were checked.
    pub articles: usize,
    /// How many findings are errors,
    pub errors: usize,
    /// warnings,
    pub warnings: usize,
    /// infos,
    pub infos: usize,
    /// or hints.
    pub hints: usize,
    /// How many fixes were applied,
    pub fixed: usize,
    /// and how many could be without a look.
    pub fixable: usize,
    /// How many findings are in the baseline and not shown,
    pub known: usize,
    /// and how many in the baseline are no longer found.
    pub gone: usize,
    /// How many files and folders could not be used.
    pub troubles: usize,
}

impl Summary {
    /// Counts a finding.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
            Severity::Hint => self.hints += 1,
        }
    }

    /// How many findings matter at least that much.
    pub fn at_least(&self, least: Severity) -> usize {
        let counts = [
            (Severity::Error, self.errors),
            (Severity::Warning, self.warnings),
            (Severity::Info, self.infos),
            (Severity::Hint, self.hints),
        ];
        counts.into_iter().filter(|(severity, _)| *severity >= least).map(|(_, count)| count).sum()
    }

    /// In a sentence or a few, for people.
    pub fn sentence(&self) -> String {
        let mut line = match self.articles {
            0 if self.troubles > 0 => return String::new(),
            0 => return "No articles to check.\n".to_string(),
            articles => format!("Checked {}", count(articles, "article")),
        };
        let counts =
            [(self.errors, "error"), (self.warnings, "warning"), (self.infos, "info"), (self.hints, "hint")];
        let found: Vec<String> =
            counts.into_iter().filter(|(n, _)| *n > 0).map(|(n, noun)| count(n, noun)).collect();
        if found.is_empty() {
            line.push_str(", all clean.");
        } else {
            let _ = write!(line, ": {}.", found.join(", "));
        }
        if self.fixed > 0 {
            let _ = write!(line, " Applied {}.", count(self.fixed, "fix"));
        }
        if self.known > 0 {
            let _ = write!(line, " {} of the baseline not shown.", count(self.known, "finding"));
        }
        if self.gone > 0 {
            let are = if self.gone == 1 { "is" } else { "are" };
            let _ = write!(
                line,
                " {} of the baseline {are} mended; `--write-baseline` takes them out.",
                count(self.gone, "finding")
            );
        }
        if self.troubles > 0 {
            let _ = write!(line, " {} could not be used.", count(self.troubles, "path"));
        }
        if self.fixable > 0 {
            let can = count(self.fixable, "finding");
            let _ = write!(line, "\n{can} can be mended with `--fix`; `--diff` shows what that changes.");
        }
        line + "\n"
    }
}

/// A number with its noun.
pub fn count(number: usize, noun: &str) -> String {
    let plural = match noun {
        _ if number == 1 => "",
        "fix" => "es",
        _ => "s",
    };
    format!("{number} {noun}{plural}")
}
