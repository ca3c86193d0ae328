//! Findings that a project lives with for now, in a file.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::report::{Checked, Fingerprint};
use crate::cli::{Failure, output};
use crate::workspace::{absolute, read};

/// What the file says it is.
const VERSION: u32 = 1;

/// The findings that are known, by article.
#[derive(Debug, Default)]
pub struct Baseline {
    /// The folder of the file; paths are written as they are seen from there.
    folder: PathBuf,
    articles: BTreeMap<String, Vec<Entry>>,
}

/// The file as it is written.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    version: u32,
    articles: BTreeMap<String, Vec<Entry>>,
}

/// A known finding.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    rule: String,
    /// For people who read the file.
    message: String,
    /// Rule and text as a number in base 16.
    text: String,
    /// The text of the block around it.
    block: String,
}

impl Entry {
    fn new(rule: &str, message: &str, print: Fingerprint) -> Self {
        let [text, block] = [print.text, print.block].map(|part| format!("{part:016x}"));
        Self { rule: rule.to_string(), message: message.to_string(), text, block }
    }

    fn is(&self, other: &Self) -> bool {
        self.text == other.text && self.rule == other.rule
    }
}

impl Baseline {
    /// Reads the file. If `is_new`, it need not be there.
    ///
    /// # Errors
    /// If it can't be read or is no baseline.
    pub fn read(path: &Path, is_new: bool) -> Result<Self, Failure> {
        let folder =
            absolute(path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")));
        if is_new && !path.exists() {
            return Ok(Self { folder, ..Self::default() });
        }
        let source = read(path)?;
        let no_baseline = |why: String| format!("{}: is no baseline of newsmark: {why}", path.display());
        let written: Written =
            serde_json::from_str(&source).map_err(|error| no_baseline(error.to_string()))?;
        if written.version != VERSION {
            return Err(no_baseline(format!("it has version {}, not {VERSION}", written.version)).into());
        }
        Ok(Self { folder, articles: written.articles })
    }

    /// Takes out of an article's findings those that are known. Returns how many these are, and how many of the
    /// known ones are no longer there. First those are recognised whose block is as it was, then, one for one,
    /// those with the same rule and text elsewhere in the article.
    pub fn take_known(&self, path: &Path, checked: &mut Checked<'_>) -> (usize, usize) {
        let Some(known) = self.articles.get(&self.key(path)) else { return (0, 0) };
        let found = entries(checked);
        let mut rest: Vec<Option<&Entry>> = known.iter().map(Some).collect();
        let mut is_known = vec![false; found.len()];
        for same in [|a: &Entry, b: &Entry| a.is(b) && a.block == b.block, |a: &Entry, b: &Entry| a.is(b)] {
            for (entry, is_known) in found.iter().zip(&mut is_known).filter(|(_, is_known)| !**is_known) {
                let here = rest.iter_mut().find(|known| known.is_some_and(|known| same(known, entry)));
                *is_known = here.map(Option::take).is_some();
            }
        }
        let mut is_known = is_known.into_iter();
        let before = checked.findings.len();
        checked.keep(|_| !is_known.next().unwrap_or_default());
        (before - checked.findings.len(), rest.iter().flatten().count())
    }

    /// Takes in the findings of an article instead of those it had.
    pub fn set(&mut self, path: &Path, mut entries: Vec<Entry>) {
        entries.sort();
        let key = self.key(path);
        if entries.is_empty() {
            self.articles.remove(&key);
        } else {
            self.articles.insert(key, entries);
        }
    }

    /// Writes the file, without articles that are gone. Returns how many findings it holds.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn write(mut self, path: &Path) -> Result<usize, Failure> {
        let folder = self.folder;
        self.articles.retain(|article, _| fs::exists(folder.join(article)).unwrap_or(true));
        let count = self.articles.values().map(Vec::len).sum();
        let written = Written { version: VERSION, articles: self.articles };
        output::write(Some(path), &(serde_json::to_string_pretty(&written)? + "\n"))?;
        Ok(count)
    }

    fn key(&self, path: &Path) -> String {
        let path = absolute(path);
        let below = path.strip_prefix(&self.folder).unwrap_or(&path);
        let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
        if below.is_absolute() { below.display().to_string() } else { parts.join("/") }
    }
}

/// The findings of an article as they are written.
pub fn entries(checked: &Checked<'_>) -> Vec<Entry> {
    let findings = checked.findings.iter().zip(checked.fingerprints());
    findings.map(|(finding, print)| Entry::new(finding.rule, &finding.message, *print)).collect()
}
