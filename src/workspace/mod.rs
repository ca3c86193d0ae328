//! Stand-in.
mod profile;
use crate::text::Span;
pub use profile::{Defined, Profile};
use std::path::Path;
/// Stand-in.
#[derive(Debug, Default)]
pub struct Registry;
impl Registry {
    /// x
    pub fn contains(&self, _id: &str) -> bool {
        false
    }
    /// x
    pub fn records(&self, _id: &str) -> Vec<crate::article::Record<'_>> {
        Vec::new()
    }
    /// x
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        std::iter::empty()
    }
    /// x
    pub fn holds(&self, _path: &Path) -> bool {
        false
    }
    /// x
    pub fn definition_before(&self, _id: &str, _path: &Path) -> Option<(&Path, Span)> {
        None
    }
}
