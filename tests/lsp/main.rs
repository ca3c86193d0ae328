//! Drives the built language server over its standard input and output.

mod capabilities;
mod client;
mod documents;
mod frames;
mod handshake;
mod lifecycle;
mod load;

/// A document that is nowhere on the disk.
const URI: &str = "untitled:story";
