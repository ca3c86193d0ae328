//! Places in a source text: byte spans, and the lines and columns they fall on.

mod edit;
mod lines;
mod nearest;
mod one_line;
mod positions;
mod scan;
mod sequence;
mod span;
mod words;

pub use edit::{TextEdit, apply_edits};
pub use lines::{LineIndex, Position};
pub use nearest::nearest;
pub use one_line::{name_hash, one_line, one_line_hash};
pub use positions::Positions;
pub use scan::{first_marked, mark_below_or_above_ascii, mark_between, mark_byte, with_bits};
pub use sequence::{Measured, Seam, Sequence};
pub use span::Span;
pub use words::{FirstBytes, add_word_hashes, has_no_spaces, word_at, word_hash, words};
