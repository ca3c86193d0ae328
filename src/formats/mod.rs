//! What articles come from and what they become: one file per format, and the tables of them.

pub mod json;
mod markup;
mod table;
mod text;

pub use table::{
    EXPORTERS, ExportOptions, Exporter, IMPORTERS, ImportOptions, Importer, ParsedFile, Several, exporter,
    importer, importer_for,
};
