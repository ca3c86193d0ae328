//! Reading all of a root, which may take a while: done beside the host, then handed to it.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use crate::document::Symbols;
use crate::rules::known_rules;
use crate::workspace::{Index, Workspace, articles_of};

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
    let articles = if extent == Extent::Articles { articles_of(root, &workspace.config) } else { Vec::new() };
    found(articles.len());
    let index = Index::build(&articles, &workspace.vocabulary, symbols, done, cancelled);
    Loaded { workspace, index }
}
