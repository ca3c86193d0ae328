//! What editors ask for: one file per feature, plain data in, plain data out, all places in bytes.
//!
//! A [`Host`] takes in what happens (files opened, edited, found on the disk). A [`Snapshot`] of it
//! stays as it is, and each feature is a function of a snapshot.

mod declaration;
mod definition;
mod document_highlight;
mod everywhere;
mod file_edits;
#[cfg(test)]
mod fixture;
mod host;
mod hover;
mod load;
mod occurrence;
mod place;
mod references;
mod rename;
mod snapshot;
mod target;
mod type_definition;
mod will_rename_files;

pub use declaration::goto_declaration;
pub use definition::{Definition, DefinitionKind, goto_definition};
pub use document_highlight::{Highlight, HighlightKind, document_highlight};
pub use everywhere::{FileOccurrences, everywhere};
pub use file_edits::FileEdits;
pub use host::{Host, Refresh};
pub use hover::{Card, Hover, Line, Piece, hover};
pub use load::{Extent, Loaded, load};
pub use occurrence::{Name, Occurrence, Site, name_span, occurrences};
pub use place::{FilePosition, Place};
pub use references::find_references;
pub use rename::{Renamable, RenameError, prepare_rename, rename};
pub use snapshot::{Cancelled, OpenDocument, Root, Snapshot, SourceText};
pub use target::{Target, TargetKind, target_at};
pub use type_definition::goto_type_definition;
pub use will_rename_files::will_rename_files;
