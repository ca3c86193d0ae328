//! Reading all of a root, which may take a while: done beside the host, then handed to it.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use crate::document::Symbols;
use crate::rules::known_rules;
use crate::workspace::{Config, Index, Roots, Workspace, discover};

/// A root as it is on the disk.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Configuration and registries.
    pub workspace: Workspace,
    /// What its articles say.
    pub index: Index,
}

/// How much of a root is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Nothing: texts that were never saved have no root on the disk.
    Nothing,
    /// Configuration and registries, but not whatever articles lie below: the folder of a file that was
    /// opened alone may be anybody's home.
    Surroundings,
    /// All articles, too.
    Articles,
}

/// Reads configuration, registries and articles of a root. `found` is called with the number of
/// articles before they are read, `done` counts them, and the work stops soon after `cancelled` is set.
pub fn load(
    root: &Path,
    extent: Extent,
    symbols: &Symbols,
    found: impl FnOnce(usize),
    done: &AtomicUsize,
    cancelled: &AtomicBool,
) -> Loaded {
    if extent == Extent::Nothing {
        return Loaded::default();
    }
    let workspace = Workspace::load(root.to_path_buf(), &known_rules());
    // Here nobody waits for it; at the first letter after an `@` somebody would.
    workspace.registry.prepare_search();
    let articles = if extent == Extent::Articles { articles(root, &workspace.config) } else { Vec::new() };
    found(articles.len());
    let index = Index::build(&articles, &workspace.vocabulary, symbols, done, cancelled);
    Loaded { workspace, index }
}

/// The articles below a root that belong to no root further down and that the project does not leave out.
fn articles(root: &Path, config: &Config) -> Vec<Arc<Path>> {
    let mut roots = Roots::default();
    let is_taken = |path: &PathBuf| path.strip_prefix(root).is_ok_and(|below| config.takes(below));
    let mut own = |path: &PathBuf| {
        let folder = path.parent().unwrap_or(root);
        roots.find(folder).is_none_or(|found| found == root || !found.starts_with(root))
    };
    let files = discover(&[root.to_path_buf()]).files.into_iter().map(|file| file.path);
    files.filter(|path| is_taken(path) && own(path)).map(Arc::from).collect()
}
