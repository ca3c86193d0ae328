//! The machine-readable export: one JSON object per article.
//!
//! Everything that the markup says is in it, and nothing in it needs the markup to be understood.

mod build;
pub mod model;
mod offsets;
#[cfg(test)]
mod schema;

use std::path::{Component, Path};

pub use build::document;
pub use model::Document;
pub use offsets::Offsets;

use super::{ExportOptions, ParsedFile};
use crate::article::Article;

/// Writes an article as an indented object.
pub fn export(file: &ParsedFile<'_>, options: &ExportOptions, out: &mut String) {
    write(file, options, out, serde_json::to_string_pretty);
}

/// Writes an article as an object on one line.
pub fn export_line(file: &ParsedFile<'_>, options: &ExportOptions, out: &mut String) {
    write(file, options, out, serde_json::to_string);
}

fn write(
    file: &ParsedFile<'_>,
    options: &ExportOptions,
    out: &mut String,
    print: fn(&Document) -> serde_json::Result<String>,
) {
    let article = Article::new(file.source, file.tree, &file.workspace.vocabulary);
    let path = file.path.map(with_slashes);
    let document = document(&article, path, &file.workspace.registry, options.offsets);
    // Strings, numbers and lists of them can always be written as JSON.
    out.push_str(&print(&document).unwrap_or_default());
    out.push('\n');
}

/// The path with `/` between folders, on every system.
fn with_slashes(path: &Path) -> String {
    let parts = path.components().filter(|part| *part != Component::CurDir);
    let names: Vec<_> = parts.map(|part| part.as_os_str().to_string_lossy()).collect();
    names.join("/").replacen("//", "/", 1)
}
