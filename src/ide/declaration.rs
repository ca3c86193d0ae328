//! Where a name is declared: `textDocument/declaration` (LSP 3.17).

use super::definition::{Definition, goto_definition};
use super::place::FilePosition;
use super::snapshot::Snapshot;
use crate::text::Span;

/// The same as [`goto_definition`]: what introduces an entity also says what it is.
pub fn goto_declaration(snapshot: &Snapshot, at: FilePosition<'_>) -> Option<(Span, Vec<Definition>)> {
    goto_definition(snapshot, at)
}
