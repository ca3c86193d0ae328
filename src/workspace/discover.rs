//! Which files a list of paths means.

use std::ffi::OsString;
use std::path::{Path, PathBuf, is_separator};
use std::sync::{Arc, Mutex, PoisonError};
use std::{fs, io};

use ignore::{DirEntry, WalkBuilder, WalkState};
use rustc_hash::FxHashSet;

use super::config::Config;
use super::error::{Error, Reason};
use super::root::{Roots, absolute};

/// The ending of articles and registries.
pub const ARTICLE_EXTENSION: &str = "nmk";

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// In the order of their paths, each once.
    pub files: Vec<FoundFile>,
    /// What could not be looked into.
    pub errors: Vec<Error>,
}

/// A file, and the folder through which it was found.
#[derive(Clone, Debug)]
pub struct FoundFile {
    /// As it was given, or as it lies below a folder that was given.
    pub path: PathBuf,
    /// The folder that was given, or the folder of the file that was given.
    pub given: Arc<Path>,
    /// Whether the file itself was given.
    pub is_named: bool,
}

impl FoundFile {
    /// The folder that holds the file.
    pub fn folder(&self) -> &Path {
        folder_of(&self.path)
    }
}

/// Finds the files that `paths` mean: files as they are, whatever their ending, and all articles
/// in folders, hidden and ignored ones excepted.
pub fn discover(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => in_folder(path, &mut found),
            Ok(_) => {
                let path = without_dot(path.clone());
                found.files.push(FoundFile { given: folder_of(&path).into(), path, is_named: true });
            }
            Err(error) => found.errors.push(Error::io(path, error)),
        }
    }
    found.files.sort_by_cached_key(|file| in_order(&file.path));
    if paths.len() > 1 {
        let mut seen = FxHashSet::default();
        found.files.retain(|file| seen.insert(absolute(&file.path)));
    }
    found
}

/// The articles below a root that belong to no root further down and that the project does not leave out.
pub fn articles_of(root: &Path, config: &Config) -> Vec<Arc<Path>> {
    let mut roots = Roots::default();
    let is_taken = |path: &PathBuf| path.strip_prefix(root).is_ok_and(|below| config.takes(below));
    // Those of one folder come one after the other.
    let mut last = (OsString::new(), true);
    let mut own = |path: &PathBuf| {
        let folder = path.parent().unwrap_or(root);
        if last.0 != folder.as_os_str() {
            let found = roots.find(folder);
            let is_own = found.is_none_or(|found| found == root || !found.starts_with(root));
            last = (folder.into(), is_own);
        }
        last.1
    };
    let mut files = walk_fast(root);
    files.sort_by_cached_key(|path| in_order(path));
    files.into_iter().filter(|path| is_taken(path) && own(path)).map(Arc::from).collect()
}

/// Bytes that are in the order of the paths, component by component; comparing paths themselves takes much longer.
fn in_order(path: &Path) -> Vec<u8> {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|&byte| if is_separator(byte.into()) { 0 } else { byte }).collect()
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn in_folder(folder: &Path, found: &mut Found) {
    let given: Arc<Path> = folder.into();
    let before = (found.files.len(), found.errors.len());
    let (paths, errors) = walk(folder);
    let file = |path| FoundFile { path, given: given.clone(), is_named: false };
    found.files.extend(paths.into_iter().map(file));
    found.errors.extend(errors);
    if before == (found.files.len(), found.errors.len()) {
        found.errors.push(Error { path: folder.into(), reason: Reason::NoArticles });
    }
}

/// All articles below a folder, in no particular order.
pub(super) fn walk(folder: &Path) -> (Vec<PathBuf>, Vec<Error>) {
    let mut found = (Vec::new(), Vec::new());
    walker(folder).build().for_each(|entry| add(entry, folder, &mut found));
    found.1.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The same on all cores: somebody waits for a workspace to be read.
fn walk_fast(folder: &Path) -> Vec<PathBuf> {
    let found = Mutex::new((Vec::new(), Vec::new()));
    walker(folder).build_parallel().run(|| {
        Box::new(|entry| {
            add(entry, folder, &mut found.lock().unwrap_or_else(PoisonError::into_inner));
            WalkState::Continue
        })
    });
    found.into_inner().unwrap_or_else(PoisonError::into_inner).0
}

fn walker(folder: &Path) -> WalkBuilder {
    let mut walker = WalkBuilder::new(folder);
    // .gitignore holds outside of git repositories, too: a folder does not change its meaning
    // when it is exported or not yet under version control.
    walker.follow_links(true).require_git(false);
    walker
}

fn add(entry: Result<DirEntry, ignore::Error>, folder: &Path, found: &mut (Vec<PathBuf>, Vec<Error>)) {
    match entry {
        Ok(entry) if is_article(&entry) => found.0.push(without_dot(entry.into_path())),
        Ok(_) => {}
        Err(error) => found.1.extend(reported(folder, error)),
    }
}

fn is_article(entry: &DirEntry) -> bool {
    entry.file_type().is_some_and(|kind| kind.is_file()) && has_extension(entry.path())
}

fn has_extension(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == ARTICLE_EXTENSION)
}

/// `./a.nmk` is shown as `a.nmk`.
fn without_dot(path: PathBuf) -> PathBuf {
    match path.strip_prefix(".") {
        Ok(rest) => rest.to_path_buf(),
        Err(_) => path,
    }
}

/// What to tell about trouble on a walk. A link into the void matters only if it should be an
/// article: editors leave such links behind as locks.
fn reported(folder: &Path, error: ignore::Error) -> Option<Error> {
    let (path, reason) = cause(folder.to_path_buf(), error)?;
    let path = without_dot(path);
    let name = path.file_name().unwrap_or_default();
    let hidden = name.as_encoded_bytes().starts_with(b".");
    let dangling = matches!(&reason, Reason::Io(error) if error.kind() == io::ErrorKind::NotFound);
    let matters = !dangling || (has_extension(&path) && !hidden);
    matters.then_some(Error { path, reason })
}

fn cause(path: PathBuf, error: ignore::Error) -> Option<(PathBuf, Reason)> {
    match error {
        ignore::Error::WithPath { path, err } => cause(path, *err),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => cause(path, *err),
        ignore::Error::Loop { ancestor, child } => Some((child, Reason::Loop(ancestor))),
        ignore::Error::Io(error) => Some((path, Reason::Io(error))),
        // What is odd in .gitignore files is git's business.
        _ => None,
    }
}
