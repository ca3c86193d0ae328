//! The bounds that the language server keeps, measured in one run. Ends with an error if one is broken.
//!
//! What the server itself does for a keystroke is measured on the library; what a person waits for, on
//! the built program over stdio. Sizes that are compared take turns, and of each the round with the
//! smallest median counts, so that whatever else the machine does touches all of them alike.
//!
//! `cargo bench --bench server -- rename memory` measures only these.

mod answers;
mod client;
#[path = "../corpus/mod.rs"]
mod corpus;
mod index;
mod keystrokes;
mod own_work;
mod place;
#[path = "../ratios/report.rs"]
// Each set of benches needs other lines of it.
#[allow(dead_code)]
mod report;
mod rounds;
mod workspace;

use std::process::ExitCode;

use report::Report;
use workspace::Folder;

/// The articles that are opened and typed in.
pub const SIZES: [(&str, usize); 4] =
    [("4 kB", 4_000), ("100 kB", 100_000), ("1 MB", 1_000_000), ("10 MB", 10_000_000)];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let wants = |name: &str| wanted.is_empty() || wanted.iter().any(|word| word == name);
    let mut report = Report::default();
    let small = Folder::new(10, 1_000);
    // In an article of 10 MB hundreds of people share a surname: a list of findings that takes long to write, which is
    // not what is measured.
    let few_findings = Folder::new(10, 1_000).without("shared-alias");
    let large = Folder::new(10_000, 1_000);
    if wants("own-work") {
        own_work::measure(&mut report, &few_findings);
    }
    if wants("sizes") {
        keystrokes::in_articles_of_any_size(&mut report, &few_findings);
    }
    if wants("workspaces") {
        keystrokes::in_workspaces_of_any_size(&mut report, &small, &large);
    }
    if wants("index") {
        index::measure(&mut report, &large);
    }
    if wants("memory") {
        answers::memory(&mut report, &large);
    }
    if wants("rename") {
        answers::rename(&mut report, &large);
    }
    if wants("completion") {
        answers::completion(&mut report);
    }
    report.end()
}
