use std::path::Path;

use super::json::Offsets;
use super::{markup, text};
use crate::syntax::Tree;
use crate::workspace::Workspace;

/// A format that Newsmark files can be made from.
#[derive(Debug)]
pub struct Importer {
    /// Its name on the command line.
    pub name: &'static str,
    /// Endings of files in this format, without the dot.
    pub extensions: &'static [&'static str],
    /// What it is, in one line.
    pub about: &'static str,
    /// Makes a Newsmark file of a file in this format.
    pub import: fn(&str, &ImportOptions) -> String,
}

/// What the user may decide about an import.
#[derive(Clone, Copy, Debug, Default)]
pub struct ImportOptions {
    /// Take everything for text, a first line with a date, too.
    pub verbatim: bool,
}

/// A format that Newsmark files can be turned into.
#[derive(Debug)]
pub struct Exporter {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it is, in one line.
    pub about: &'static str,
    /// Appends one article in this format. Files that are exported together are written one after
    /// the other.
    pub export: fn(&ParsedFile<'_>, &ExportOptions, &mut String),
}

/// An article to export.
#[derive(Clone, Copy, Debug)]
pub struct ParsedFile<'a> {
    /// As it is shown to the user.
    pub path: &'a Path,
    /// The whole file.
    pub source: &'a str,
    /// The file, parsed.
    pub tree: &'a Tree,
    /// What surrounds it.
    pub workspace: &'a Workspace,
}

/// What the user may decide about an export.
#[derive(Clone, Copy, Debug, Default)]
pub struct ExportOptions {
    /// What offsets count.
    pub offsets: Offsets,
}

/// All formats that can be imported.
pub const IMPORTERS: &[Importer] = &[Importer {
    name: "text",
    extensions: &["txt"],
    about: "plain text; whatever would be read as markup is escaped",
    import: text::import,
}];

/// All formats that can be exported.
pub const EXPORTERS: &[Exporter] = &[
    Exporter { name: "text", about: "the bare text, byte for byte", export: text::export },
    Exporter { name: "markup", about: "the Newsmark file, printed anew", export: markup::export },
];

/// The importer of this name.
pub fn importer(name: &str) -> Option<&'static Importer> {
    IMPORTERS.iter().find(|importer| importer.name == name)
}

/// The importer that reads files with the ending of `path`.
pub fn importer_for(path: &Path) -> Option<&'static Importer> {
    let extension = path.extension()?.to_str()?;
    IMPORTERS.iter().find(|importer| importer.extensions.contains(&extension))
}

/// The exporter of this name.
pub fn exporter(name: &str) -> Option<&'static Exporter> {
    EXPORTERS.iter().find(|exporter| exporter.name == name)
}
