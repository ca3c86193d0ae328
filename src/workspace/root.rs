//! Where a workspace begins.

use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::config::CONFIG_FILE;

/// Finds roots, looking into each folder once.
#[derive(Debug, Default)]
pub struct Roots {
    by_folder: FxHashMap<PathBuf, Marked>,
}

/// The nearest folders at or above one that hold a mark.
#[derive(Clone, Debug, Default)]
struct Marked {
    config: Option<PathBuf>,
    git: Option<PathBuf>,
}

impl Roots {
    /// The nearest folder upwards that holds `newsmark.toml`, else the nearest that holds `.git`.
    pub fn find(&mut self, folder: &Path) -> Option<PathBuf> {
        if !self.by_folder.contains_key(folder) {
            let marked = self.marked(&absolute(folder));
            self.by_folder.insert(folder.into(), marked);
        }
        let marked = &self.by_folder[folder];
        marked.config.clone().or_else(|| marked.git.clone())
    }

    fn marked(&mut self, folder: &Path) -> Marked {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let above = folder.parent().map(|parent| self.marked(parent)).unwrap_or_default();
        let here = |mark: &str| folder.join(mark).exists().then(|| folder.to_path_buf());
        let marked = Marked { config: here(CONFIG_FILE).or(above.config), git: here(".git").or(above.git) };
        self.by_folder.insert(folder.into(), marked.clone());
        marked
    }
}

/// True for a folder that says itself that it is a root.
pub fn is_marked(folder: &Path) -> bool {
    [CONFIG_FILE, ".git"].iter().any(|mark| folder.join(mark).exists())
}

/// The current folder, asked for once; empty if it is gone.
pub fn current_folder() -> &'static Path {
    static HERE: OnceLock<PathBuf> = OnceLock::new();
    HERE.get_or_init(|| std::env::current_dir().unwrap_or_default())
}

/// The path seen from the top. Links are followed only where `..` makes it necessary, so that
/// a linked folder belongs to the workspace it is linked into.
pub fn absolute(path: &Path) -> PathBuf {
    if path.components().any(|part| part == Component::ParentDir) {
        return path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    }
    let below = path.strip_prefix(".").unwrap_or(path);
    if below.as_os_str().is_empty() { current_folder().to_path_buf() } else { current_folder().join(below) }
}
