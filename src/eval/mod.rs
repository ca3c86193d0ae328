//! How good annotations are: one article against another that counts as right.
//!
//! Quotations are matched one to one by their content, as in the PolNeAR evaluation: greedily, the best
//! overlap first, where overlap is the Jaccard index of the characters that are no white space.

mod characters;
mod compare;
mod matching;
pub mod polnear;
mod score;

pub use characters::{Characters, jaccard, trimmed};
pub use compare::{Comparison, Disagreement, Side, TextsDiffer, compare};
pub use matching::{Pair, best_pairs};
pub use score::Score;
