//! What surrounds an article: its root folder, `newsmark.toml`, the registries, and which files
//! a path means. The only layer besides the command line that touches the disk.

mod config;
mod discover;
mod error;
mod facts;
mod index;
mod names;
mod not_utf8;
mod profile;
mod quotes;
mod read;
mod registry;
mod root;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

pub use config::{
    CONFIG_FILE, CONFIG_KEYS, CommandLine, Config, ConfigKey, Globs, KnownRule, Level, Levels, OptionKind,
    OptionValue, Origin, Override, RuleOption, RuleSettings, TypeSettings, toml_text, toml_texts,
};
pub use discover::{ARTICLE_EXTENSION, Found, FoundFile, articles_of, discover};
pub use error::{Error, Reason};
pub use facts::{ArticleFacts, EntityFact};
pub use index::{Index, WorkspaceTotal};
pub use names::fold;
pub use not_utf8::NotUtf8;
pub use profile::{Defined, Profile};
pub use quotes::{
    FEWEST_WORDS, QuoteFact, QuotePlace, QuoteTable, are_alike, may_conflict, quoted_words, word_pairs,
};
pub use read::{decode, read};
pub use registry::{DEFAULTS as USUAL_REGISTRIES, Definition, FileId, Named, Registry};

pub use root::{Roots, absolute, current_folder, is_marked};

use crate::article::Vocabulary;

/// A root folder and all that holds for the articles below it.
#[derive(Debug, Default)]
pub struct Workspace {
    /// The folder, absolute.
    pub root: PathBuf,
    /// What `newsmark.toml` says, or the defaults.
    pub config: Config,
    /// The built-in types and labels and those that `newsmark.toml` adds.
    pub vocabulary: Arc<Vocabulary>,
    /// The entities that all articles may refer to.
    pub registry: Registry,
    /// What could not be read; the rest holds all the same.
    pub errors: Arc<Vec<Error>>,
}

impl Workspace {
    /// Reads `newsmark.toml` and the registries of a root folder. `rules` are the rules there are.
    pub fn load(root: PathBuf, rules: &[KnownRule]) -> Self {
        let (config, mut errors) = Config::load(&root, rules);
        let files = registry::files(&root, &config, &mut errors);
        let (registry, unreadable) = Registry::load(files);
        errors.extend(unreadable);
        Self { vocabulary: config.vocabulary().into(), root, config, registry, errors: errors.into() }
    }

    /// How much rules matter for an article. `path` (absolute) says where it comes from, if it is a file.
    pub fn levels(&self, path: Option<&Path>) -> Levels<'_> {
        self.config.levels(path.and_then(|path| path.strip_prefix(&self.root).ok()))
    }

    /// The same workspace with the registry as editors have it: with these texts for some of its files.
    pub fn with_texts<'t>(&self, texts: impl IntoIterator<Item = (&'t Path, String)>) -> Self {
        Self {
            root: self.root.clone(),
            config: self.config.clone(),
            vocabulary: self.vocabulary.clone(),
            registry: self.registry.with_texts(texts),
            errors: self.errors.clone(),
        }
    }
}

/// The workspaces of many articles, each loaded once.
///
/// Ask for all of them before articles are checked in parallel, and hand the `Arc`s on.
#[derive(Debug)]
pub struct Workspaces {
    rules: Vec<KnownRule>,
    command_line: CommandLine,
    roots: root::Roots,
    loaded: FxHashMap<PathBuf, Arc<Workspace>>,
}

impl Workspaces {
    /// Knows no workspace yet. `rules` are the rules there are, `command_line` what holds in all workspaces over
    /// what they say.
    pub fn new(rules: Vec<KnownRule>, command_line: CommandLine) -> Self {
        Self { rules, command_line, roots: root::Roots::default(), loaded: FxHashMap::default() }
    }

    /// The workspace of the articles in `folder`; its root is `given` if nothing marks another.
    pub fn of_folder(&mut self, folder: &Path, given: &Path) -> Arc<Workspace> {
        let root = self.roots.find(folder).unwrap_or_else(|| root::absolute(given));
        if let Some(workspace) = self.loaded.get(&root) {
            return workspace.clone();
        }
        let mut workspace = Workspace::load(root.clone(), &self.rules);
        workspace.config.command_line = self.command_line.clone();
        let workspace = Arc::new(workspace);
        self.loaded.insert(root, workspace.clone());
        workspace
    }

    /// All workspaces that were asked for, in the order of their roots.
    pub fn loaded(&self) -> Vec<&Workspace> {
        let mut all: Vec<&Workspace> = self.loaded.values().map(Arc::as_ref).collect();
        all.sort_by(|a, b| a.root.cmp(&b.root));
        all
    }
}
