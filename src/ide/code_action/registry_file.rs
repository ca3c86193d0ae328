//! The registry file that takes new records.

use std::path::Path;
use std::sync::Arc;

use super::Site;
use super::place_record::append_record;
use crate::ide::edit::{FileEdit, WorkspaceEdit};
use crate::ide::snapshot::SourceText;
use crate::syntax::parse;

/// A registry file, or one to be made.
pub struct RegistryFile {
    pub path: Arc<Path>,
    /// As it is shown: seen from the root.
    pub name: String,
    is_new: bool,
}

/// `entities.nmk` in the root, else the first registry file there is, else a new `entities.nmk` if
/// `newsmark.toml` names no others. None for a registry itself, and as long as registries are not read.
pub fn registry_file(site: &Site<'_, '_>) -> Option<RegistryFile> {
    let root = site.snapshot.root_of(site.open);
    let (registry, folder) = (&root.workspace.registry, &root.workspace.root);
    if root.index.is_none() || registry.holds(&site.open.path) || !folder.is_absolute() {
        return None;
    }
    let usual = folder.join("entities.nmk");
    let first = registry.files().next().map(|(path, _)| path.to_path_buf());
    let is_new = first.is_none();
    let path = match first {
        Some(first) if !registry.holds(&usual) => first,
        None if root.workspace.config.registries.is_some() => return None,
        _ => usual,
    };
    let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
    Some(RegistryFile { path: path.into(), name, is_new })
}

impl RegistryFile {
    /// Adds a record behind the last one.
    pub fn with_record(&self, site: &Site<'_, '_>, record: impl Fn(&str) -> String) -> WorkspaceEdit {
        let nothing = SourceText::Closed("".into());
        let text = if self.is_new { nothing } else { site.snapshot.text(&self.path).unwrap_or(nothing) };
        let source = text.to_text();
        let edit = append_record(&source, &parse(&source), record);
        let version = site.snapshot.document(&self.path).map(|open| open.version);
        let file = FileEdit::new(self.path.clone(), version, text.clone(), vec![edit]);
        let new_files = if self.is_new { vec![self.path.clone()] } else { Vec::new() };
        WorkspaceEdit { new_files, files: vec![file] }
    }
}
