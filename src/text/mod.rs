//! Places in a source text: byte spans and the lines they fall on.

mod lines;
mod span;

pub use lines::{LineIndex, Position};
pub use span::Span;
