//! The bounds that Newsmark keeps, as ratios measured in one run. Ends with an error if one is broken.
//!
//! Subject and yardsticks take turns, and of each the fastest round counts, so that whatever else
//! the machine does touches all of them alike.

mod brackets;
mod check;
#[path = "../corpus/mod.rs"]
mod corpus;
mod parsing;
#[allow(dead_code)]
mod report;

use std::path::Path;
use std::process::ExitCode;

use report::Report;

fn main() -> ExitCode {
    if let Some(folder) = check::folder_to_walk() {
        check::walk_and_read(Path::new(&folder));
        return ExitCode::SUCCESS;
    }
    let mut report = Report::default();
    parsing::measure(&mut report);
    check::measure(&mut report);
    report.end()
}
