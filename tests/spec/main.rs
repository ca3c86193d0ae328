//! Runs the examples of `grammar/spec.md`: each shows markup and all that it means.

mod example;
mod listing;

use std::fs;
use std::path::Path;

use example::{Example, examples, registry};
use newsmark::workspace::{Registry, Workspace};

const SPEC: &str = "grammar/spec.md";

fn spec() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(SPEC);
    fs::read_to_string(&path).expect("the specification is in the repository")
}

#[test]
fn every_example_means_what_it_says() {
    let spec = spec();
    let registry = Registry::from_sources([("entities.nmk".into(), registry(&spec))]);
    let workspace = Workspace { registry, ..Workspace::default() };
    let failures: Vec<String> =
        examples(&spec).iter().filter_map(|example| failure(example, &workspace)).collect();
    assert!(failures.is_empty(), "{} examples fail:\n\n{}", failures.len(), failures.join("\n"));
}

fn failure(example: &Example, workspace: &Workspace) -> Option<String> {
    let meant = listing::listing(&example.markup, workspace);
    (meant != example.meaning).then(|| {
        let Example { line, markup, meaning } = example;
        format!("{SPEC}:{line}\n{markup}\n--- the specification says\n{meaning}--- it means\n{meant}")
    })
}

/// Examples are what keeps the specification honest; so few of them would mean that they are not found.
#[test]
fn there_are_at_least_150_examples() {
    let count = examples(&spec()).len();
    assert!(count >= 150, "only {count} examples were found");
}
