//! Import and export formats.

pub mod json;
