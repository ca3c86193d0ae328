//! Newsmark: a plain-text markup for news articles annotated with entities and quotes.
//!
//! Data flows one way: bytes → [`text`] → [`language`] → [`syntax`] → article → document → workspace → rules, layout and formats →
//! ide → server and command line.

pub mod annotate;
pub mod article;
pub mod cli;
pub mod document;
pub mod eval;
pub mod formats;
pub mod ide;
pub mod language;
pub mod layout;
pub mod rules;
pub mod server;
pub mod syntax;
pub mod text;
pub mod workspace;
