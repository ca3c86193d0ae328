//! What `check` finds: one file per rule, and the table of them.

mod finding;

pub use finding::{Finding, Related, Severity};
