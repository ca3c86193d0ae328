//! Places in a source text: byte spans, and the lines and columns they fall on.

mod edit;
mod lines;
mod nearest;
mod positions;
mod sequence;
mod span;
mod words;

pub use edit::{TextEdit, apply_edits};
pub use lines::{LineIndex, Position};
pub use nearest::nearest;
pub use positions::Positions;
pub use sequence::{Measured, Seam, Sequence};
pub use span::Span;
pub use words::{has_no_spaces, word_hash, words};
