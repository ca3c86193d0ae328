use smallvec::SmallVec;

use crate::syntax::Shape;
use crate::text::Span;

/// A bracket pair with a tail, at its place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Square brackets or braces.
    pub shape: Shape,
    /// Both brackets and all between (bytes of the source).
    pub span: Span,
    /// What it is about, nested markup included (bytes of the source).
    pub content: Span,
    /// The block that holds it: an index into `Article::blocks`.
    pub block: u32,
    pub(super) first_token: u32,
    pub(super) end_token: u32,
}

/// The annotations that together are one mention, content or part, in text order: indices into
/// `Article::annotations`. Nearly always there is but one.
pub type Pieces = SmallVec<[u32; 2]>;
