use std::path::Path;

use super::json::{self, Offsets};
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
    /// Appends one article in this format.
    pub export: fn(&ParsedFile<'_>, &ExportOptions, &mut String),
    /// What stands around and between several articles that are exported together.
    pub several: Several,
}

/// How several articles are put together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Several {
    /// Before the first.
    pub open: &'static str,
    /// Between two.
    pub between: &'static str,
    /// Behind the last.
    pub close: &'static str,
}

const ONE_AFTER_THE_OTHER: Several = Several { open: "", between: "", close: "" };

const JSON_LIST: Several = Several { open: "[\n", between: ",\n", close: "]\n" };

/// An article to export.
#[derive(Clone, Copy, Debug)]
pub struct ParsedFile<'a> {
    /// As it is shown to the user; nothing for standard input.
    pub path: Option<&'a Path>,
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
    Exporter {
        name: "json",
        about: "everything that is annotated, for programs; several articles make a list",
        export: json::export,
        several: JSON_LIST,
    },
    Exporter {
        name: "jsonl",
        about: "the same, one line an article",
        export: json::export_line,
        several: ONE_AFTER_THE_OTHER,
    },
    Exporter {
        name: "text",
        about: "the bare text, byte for byte",
        export: text::export,
        several: ONE_AFTER_THE_OTHER,
    },
    Exporter {
        name: "markup",
        about: "the Newsmark file, printed anew",
        export: markup::export,
        several: ONE_AFTER_THE_OTHER,
    },
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
