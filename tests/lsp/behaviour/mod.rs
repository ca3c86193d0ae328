//! How the server behaves, whatever happens around it.

mod disk;
mod index;
mod order;
mod read_only;
