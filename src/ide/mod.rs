//! What editors ask for: one file per feature, plain data in, plain data out, all places in bytes.
//!
//! A [`Host`] takes in what happens (files opened, edited, found on the disk). A [`Snapshot`] of it
//! stays as it is, and each feature is a function of a snapshot.

mod code_action;
mod definition;
mod edit;
#[cfg(test)]
mod fixture;
mod formatting;
mod host;
mod load;
mod place;
mod snapshot;
mod target;

pub use code_action::{Chosen, CodeAction, CodeActionKind, code_actions, resolve_code_action};
pub use definition::{Definition, DefinitionKind, goto_definition};
pub use edit::{FileEdit, TextEdit, WorkspaceEdit};
pub use formatting::{ON_TYPE, formatting, on_type_formatting, range_formatting};
pub use host::{Host, Refresh};
pub use load::{Loaded, load};
pub use place::{FilePosition, Place};
pub use snapshot::{Cancelled, OpenDocument, Root, Snapshot, SourceText};
pub use target::{Target, TargetKind, target_at};
