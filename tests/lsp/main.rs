//! Drives the built language server over its standard input and output.

mod agreement;
mod behaviour;
mod capabilities;
mod client;
mod documents;
mod features;
mod frames;
mod handshake;
mod lifecycle;
mod load;
mod memory;
mod newsroom;
mod place;

/// A document that is nowhere on the disk.
const URI: &str = "untitled:story";
