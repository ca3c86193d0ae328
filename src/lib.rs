//! Newsmark: a plain-text markup for news articles annotated with entities and quotes.
//!
//! Data flows one way: bytes → [`text`] → [`syntax`] → article → workspace → rules and formats → command line.

pub mod annotate;
pub mod article;
pub mod cli;
pub mod eval;
pub mod formats;
pub mod rules;
pub mod syntax;
pub mod text;
pub mod workspace;
