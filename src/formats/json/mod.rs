//! The machine-readable export: one JSON object per article.
//!
//! Everything that the markup says is in it, and nothing in it needs the markup to be understood.

mod build;
pub mod model;
mod offsets;
#[cfg(test)]
mod schema;

pub use build::document;
pub use model::Document;
pub use offsets::Offsets;
