//! `newsmark fmt`

use std::fs;

use crate::{CLEAN, folder, run, run_with, write};

const LOOSE: &str = "[Ana Duarte  @duarte :person ] spoke.\n\n---\n@duarte  |Duarte\n role: Mayor\n";
const LAID_OUT: &str = "[Ana Duarte @duarte :person] spoke.\n\n---\n@duarte | Duarte\n  role: Mayor\n";

#[test]
fn articles_are_laid_out_in_place() {
    let place = folder(&[("a.nmk", LOOSE), ("b/c.nmk", CLEAN), ("d.txt", LOOSE)]);
    let first = run(place.path(), &["fmt"]);
    assert_eq!((first.code, first.out.as_str(), first.err.as_str()), (0, "", ""));
    let text = |name: &str| fs::read_to_string(place.path().join(name)).expect("is there");
    assert_eq!(text("a.nmk"), LAID_OUT);
    assert_eq!(text("b/c.nmk"), CLEAN);
    assert_eq!(text("d.txt"), LOOSE);
    let left: Vec<_> = fs::read_dir(place.path())
        .expect("is there")
        .map(|entry| entry.expect("is there").file_name())
        .collect();
    assert_eq!(left.len(), 4, "nothing is left behind: {left:?}");
}

#[test]
fn checking_writes_nothing() {
    let place = folder(&[("a.nmk", LOOSE), ("b.nmk", CLEAN)]);
    let checked = run(place.path(), &["fmt", "--check"]);
    assert_eq!((checked.code, checked.out.as_str()), (1, "a.nmk\n"));
    let diff = run(place.path(), &["fmt", "--diff", "a.nmk"]);
    assert_eq!(diff.code, 1);
    assert!(
        diff.out.starts_with("--- a/a.nmk\n+++ b/a.nmk\n@@ -1,5 +1,5 @@\n-[Ana Duarte  @duarte"),
        "{}",
        diff.out
    );
    assert!(diff.out.contains("\n+  role: Mayor\n"), "{}", diff.out);
    assert_eq!(fs::read_to_string(place.path().join("a.nmk")).expect("is there"), LOOSE);
    assert_eq!(run(place.path(), &["fmt", "--check", "b.nmk"]).code, 0);
    assert_eq!(run(place.path(), &["fmt", "--diff", "b.nmk"]).out, "");
}

#[test]
fn standard_input_to_standard_output() {
    let place = folder(&[]);
    let run_in = |args: &[&str], input: &str| run_with(place.path(), args, input);
    assert_eq!(run_in(&["fmt", "-"], LOOSE).out, LAID_OUT);
    assert_eq!(run_in(&["fmt", "-"], LAID_OUT).out, LAID_OUT);
    let checked = run_in(&["fmt", "--check", "-"], LOOSE);
    assert_eq!((checked.code, checked.out.as_str()), (1, "<stdin>\n"));
}

#[test]
fn what_cannot_be_read_is_trouble_and_the_rest_is_laid_out() {
    let place = folder(&[("a.nmk", LOOSE)]);
    write(place.path(), "b.nmk", b"\xff\xfe");
    let laid_out = run(place.path(), &["fmt"]);
    assert_eq!(laid_out.code, 2);
    assert!(laid_out.err.contains("b.nmk"), "{}", laid_out.err);
    assert_eq!(fs::read_to_string(place.path().join("a.nmk")).expect("is there"), LAID_OUT);
    assert_eq!(run(place.path(), &["fmt", "--check", "--diff"]).code, 2);
}
