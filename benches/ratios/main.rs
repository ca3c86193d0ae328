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
mod rules;

use std::path::Path;
use std::process::ExitCode;

use report::Report;

/// A part by its name.
type Part = (&'static str, fn(&mut Report));

fn main() -> ExitCode {
    if let Some(folder) = check::folder_to_walk() {
        check::walk_and_read(Path::new(&folder));
        return ExitCode::SUCCESS;
    }
    let mut report = Report::default();
    // `cargo bench --bench ratios -- rules` measures one part only.
    let parts: [Part; 3] =
        [("parsing", parsing::measure), ("rules", rules::measure), ("check", check::measure)];
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    for (name, measure) in parts {
        if wanted.is_empty() || wanted.iter().any(|wanted| wanted == name) {
            measure(&mut report);
        }
    }
    report.end()
}
