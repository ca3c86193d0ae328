//! Newsmark: a plain-text markup for news articles annotated with entities and quotes.
//!
//! Data flows one way: bytes → [`text`] → [`syntax`] → article → workspace → rules and formats → server and command line.

pub mod article;
pub mod cli;
pub mod formats;
pub mod rules;
pub mod server;
pub mod syntax;
pub mod text;
pub mod workspace;
