//! Proposals for text that nobody has annotated: quotations with cue and source, mentions, dates.
//!
//! No model and no network: words from a language file, and the order in which they stand.

mod analysis;
mod classes;
mod inflection;
mod language;
mod marks;
pub mod quotes;
mod token;
mod unit;

pub use analysis::Analysis;
pub use language::Language;

/// English, as shipped.
pub const ENGLISH: &str = include_str!("languages/en.toml");
