//! Places in a source text: byte spans, and the lines and columns they fall on.

mod lines;
mod nearest;
mod positions;
mod sequence;
mod span;

pub use lines::{LineIndex, Position};
pub use nearest::nearest;
pub use positions::Positions;
pub use sequence::{Measured, Seam, Sequence};
pub use span::Span;
