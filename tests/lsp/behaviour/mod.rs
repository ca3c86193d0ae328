//! How the server behaves, whatever happens around it.

mod disk;
#[cfg(unix)]
mod index;
mod order;
mod read_only;
