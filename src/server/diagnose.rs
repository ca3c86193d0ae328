use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tower_lsp::lsp_types::{Diagnostic, Url};
use tracing::warn;

use super::cancel::Cancel;
use super::capabilities::Client;
use super::state::Document;
use super::{to_proto, uri};
use crate::article::Article;
use crate::rules::{self, Context, RULES};
use crate::syntax::parse;
use crate::workspace::{Workspace, Workspaces};

/// Finds out what is wrong with open documents, as `newsmark check` would.
#[derive(Debug, Default)]
pub struct Diagnose {
    places: Mutex<Places>,
}

#[derive(Debug)]
struct Places {
    folders: Vec<PathBuf>,
    workspaces: Workspaces,
}

impl Default for Places {
    fn default() -> Self {
        Self { folders: Vec::new(), workspaces: Workspaces::new(RULES.iter().map(|rule| rule.name)) }
    }
}

impl Diagnose {
    /// Looks at the whole of a document. If nobody waits for it any more, at nothing.
    pub fn diagnostics(&self, document: &Document, client: &Client, cancel: &Cancel) -> Vec<Diagnostic> {
        if !document.in_step {
            return vec![to_proto::out_of_step()];
        }
        let path = uri::path(&document.uri);
        let workspace = self.workspace(path.as_ref());
        if cancel.is_set() {
            return Vec::new();
        }
        let source = document.text.to_string();
        let tree = parse(&source);
        let article = Article::new(&source, &tree, &workspace.vocabulary);
        let findings = rules::check(&Context::new(&article, path.as_deref(), &workspace));
        findings.iter().map(|finding| to_proto::diagnostic(finding, document, &workspace, client)).collect()
    }

    /// Reads the workspaces of all folders again when they are needed next: something on the disk
    /// has changed.
    pub fn forget(&self) {
        let mut places = self.lock();
        let folders = std::mem::take(&mut places.folders);
        *places = Places { folders, ..Places::default() };
    }

    /// The folders that are open in the editor have changed.
    pub fn set_folders(&self, added: &[Url], removed: &[Url]) {
        let mut places = self.lock();
        let removed: Vec<PathBuf> = removed.iter().filter_map(uri::path).collect();
        places.folders.retain(|folder| !removed.contains(folder));
        places.folders.extend(added.iter().filter_map(uri::path));
    }

    /// The folders that are open in the editor.
    pub fn folders(&self) -> Vec<PathBuf> {
        self.lock().folders.clone()
    }

    /// Reads the workspace of a folder, if that was not done yet.
    pub fn load(&self, folder: &Path) {
        self.lock().workspaces.of_folder(folder, folder);
    }

    /// What surrounds a document; for one that is no file, the first folder of the editor.
    fn workspace(&self, path: Option<&PathBuf>) -> Arc<Workspace> {
        let mut places = self.lock();
        let folder = match path {
            Some(path) => path.parent().map(PathBuf::from),
            None => places.folders.first().cloned(),
        };
        let Some(folder) = folder else { return Arc::default() };
        let around = places.folders.iter().filter(|open| folder.starts_with(open));
        let given = around.max_by_key(|open| open.as_os_str().len()).unwrap_or(&folder).clone();
        let workspace = places.workspaces.of_folder(&folder, &given);
        workspace.errors.iter().for_each(|error| warn!("{error}"));
        workspace
    }

    fn lock(&self) -> MutexGuard<'_, Places> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
