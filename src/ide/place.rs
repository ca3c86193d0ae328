use std::path::Path;
use std::sync::Arc;

use crate::text::Span;

/// A place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file (absolute), or the name of a text that was never saved.
    pub path: Arc<Path>,
    /// Where, in bytes.
    pub span: Span,
}

/// The place of a cursor.
#[derive(Clone, Copy, Debug)]
pub struct FilePosition<'a> {
    /// The file (absolute), or the name of a text that was never saved.
    pub path: &'a Path,
    /// The byte before which the cursor stands.
    pub offset: u32,
}
