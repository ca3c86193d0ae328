//! `newsmark check --baseline`: findings that a project lives with for now.

use std::fs;

use crate::{folder, run, write};

const OLD: &str = "[Ana @ana] left.\n\n[Bo @bo] and [Bo @bo] stayed. {We go.  :direct}\n";

#[test]
fn known_findings_are_not_shown_and_new_ones_are() {
    let place = folder(&[("a.nmk", OLD), ("sub/b.nmk", "[Ana @ana] left.\n")]);
    let check = |args: &[&str]| {
        run(place.path(), &[&["check", "--format", "concise", "--baseline", "known.json"], args].concat())
    };

    let missing = check(&[]);
    assert_eq!((missing.code, missing.err.as_str()), (2, "error: known.json: no such file or folder\n"));
    let written = check(&["--write-baseline"]);
    assert_eq!(written.code, 0, "{}", written.out);
    assert!(written.err.ends_with(" in known.json will not be shown any more.\n"), "{}", written.err);
    let known = check(&[]);
    assert_eq!((known.code, known.out.as_str()), (0, ""));

    // Other blocks change, lines move, and a finding's own paragraph is edited.
    write(place.path(), "a.nmk", format!("# New\n\nA paragraph.\n\n{}", OLD.replace("stayed", "went")));
    assert_eq!(check(&[]).out, "");
    // A second finding of the same kind is one more than is known.
    write(place.path(), "a.nmk", format!("{OLD}\n[Ana @ana] came back.\n\n[Cy @cy] left.\n"));
    let new = check(&[]).out;
    assert!(new.contains("@cy"), "{new}");
    assert_eq!(new.lines().count(), 1, "of the same entity only the first is told: {new}");
}

#[test]
fn what_is_mended_is_told_and_taken_out() {
    let place = folder(&[("a.nmk", OLD), ("b.nmk", OLD)]);
    run(place.path(), &["check", "--baseline", "known.json", "--write-baseline"]);
    let before = fs::read_to_string(place.path().join("known.json")).expect("is written");
    write(place.path(), "a.nmk", "[Bo @bo] and [Bo @bo] stayed. {We go.  :direct}\n");
    let checked = run(place.path(), &["check", "--baseline", "known.json"]);
    assert_eq!(checked.code, 0);
    assert!(
        checked.out.contains(" 1 finding of the baseline is mended; `--write-baseline` "),
        "{}",
        checked.out
    );

    // Only one article is checked: what is known of the other stays.
    run(place.path(), &["check", "a.nmk", "--baseline", "known.json", "--write-baseline"]);
    let after = fs::read_to_string(place.path().join("known.json")).expect("is written");
    assert!(after.contains("b.nmk") && after.len() < before.len(), "{after}");
    fs::remove_file(place.path().join("b.nmk")).expect("is removed");
    run(place.path(), &["check", "a.nmk", "--baseline", "known.json", "--write-baseline"]);
    assert!(!fs::read_to_string(place.path().join("known.json")).expect("is written").contains("b.nmk"));
}

#[test]
fn what_is_no_baseline_is_told() {
    let place = folder(&[("a.nmk", OLD), ("known.json", "{\"version\":7,\"articles\":{}}")]);
    let checked = run(place.path(), &["check", "--baseline", "known.json"]);
    assert_eq!(checked.code, 2);
    assert_eq!(checked.err, "error: known.json: is no baseline of newsmark: it has version 7, not 1\n");
    write(place.path(), "known.json", "[]");
    assert!(
        run(place.path(), &["check", "--baseline", "known.json"]).err.contains("is no baseline of newsmark")
    );
}
