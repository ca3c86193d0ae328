//! How the server behaves, whatever happens around it.

mod after_a_pause;
mod disk;
#[cfg(unix)]
mod index;
mod order;
mod read_only;
