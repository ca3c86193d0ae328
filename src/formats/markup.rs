//! Newsmark itself.

use super::{ExportOptions, ParsedFile};
use crate::syntax::pieces;

/// Prints the parsed article: its pieces one after the other, which is the file it came from.
pub fn export(file: &ParsedFile<'_>, _: &ExportOptions, out: &mut String) {
    for piece in pieces(file.tree, file.source) {
        out.push_str(piece.span.of(file.source));
    }
}
