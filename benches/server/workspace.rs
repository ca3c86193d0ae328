//! Workspaces of generated articles on the disk.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::corpus::Corpus;

/// An entity that every other article mentions once.
pub const EVERY_OTHER: &str = "half-island";

const MENTION: &str = "\nOn [Half Island @half-island] nobody had heard of it.\n";
const RECORD: &str = "\n---\n@half-island :place Half Island\n---\n";

/// What articles are long, in bytes.
const SIZE: usize = 4_000;

/// A folder with articles and a registry, gone when dropped.
pub struct Folder {
    folder: TempDir,
    corpus: Corpus,
    /// How many articles lie there.
    pub articles: u64,
}

impl Folder {
    /// Writes articles of 4 kB, and the registry of their entities.
    pub fn new(articles: u64, entities: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the articles");
        let corpus = Corpus::with_entities(1, entities);
        let written = Self { folder, corpus, articles };
        written.write("newsmark.toml", "");
        written.write("entities.nmk", &(corpus.registry(entities) + RECORD));
        for number in 0..articles {
            let mut markup = corpus.article(number, SIZE).markup;
            if number % 2 == 0 {
                markup.push_str(MENTION);
            }
            written.write(&format!("articles/{:02}/{number:04}.nmk", number / 100), &markup);
        }
        written
    }

    /// The same without a rule.
    pub fn without(self, rule: &str) -> Self {
        self.write("newsmark.toml", &format!("[rules.{rule}]\nseverity = \"off\"\n"));
        self
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.file(name);
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file fits");
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// A file in it, which need not exist.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    /// An article that is not on the disk, of about `size` bytes.
    pub fn unsaved(&self, size: usize) -> String {
        self.corpus.article(1_000_000, size).markup
    }
}
