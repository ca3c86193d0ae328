//! `newsmark check --fix` and `--diff`.

use std::fs;

use crate::{folder, run, run_with};

const MENDABLE: &str = "[Sunday @20240303] [Monday @2024-3-4].\n\n[Ana@ana] [Bo @bo :persn] left.\r\n";
const MENDED: &str = "[Sunday @2024-03-03] [Monday @2024-03-04].\n\n[Ana@ana] [Bo @bo :persn] left.\r\n";

#[test]
fn only_what_cannot_be_wrong_is_mended_unasked() {
    let place = folder(&[("a.nmk", MENDABLE), ("b.nmk", "Text.\n")]);
    let untouched =
        fs::metadata(place.path().join("b.nmk")).and_then(|data| data.modified()).expect("is there");
    let checked = run(place.path(), &["check", "--fix"]);
    assert_eq!(fs::read_to_string(place.path().join("a.nmk")).expect("is there"), MENDED);
    assert_eq!(checked.code, 1, "what is left counts");
    assert!(
        !checked.out.contains("invalid-date") && checked.out.contains("unknown-label"),
        "{}",
        checked.out
    );
    assert!(checked.out.contains(" Applied "), "{}", checked.out);
    let after = fs::metadata(place.path().join("b.nmk")).and_then(|data| data.modified()).expect("is there");
    assert_eq!(untouched, after, "what needs no fix is not written");
    let names = fs::read_dir(place.path()).expect("is there").count();
    assert_eq!(names, 3, "no temporary file stays");
}

#[test]
fn the_rest_is_mended_when_asked() {
    let place = folder(&[("a.nmk", MENDABLE)]);
    run(place.path(), &["check", "--fix", "--unsafe-fixes"]);
    let text = fs::read_to_string(place.path().join("a.nmk")).expect("is there");
    assert_eq!(text, "[Sunday @2024-03-03] [Monday @2024-03-04].\n\n[Ana @ana] [Bo @bo :person] left.\r\n");
    let alone = run(place.path(), &["check", "--unsafe-fixes"]);
    assert_eq!((alone.code, alone.err.as_str()), (2, "error: --unsafe-fixes needs --fix or --diff\n"));
}

#[test]
fn a_diff_writes_nothing_and_applies() {
    let place = folder(&[("sub/a.nmk", MENDABLE)]);
    let shown = run(place.path(), &["check", "--diff"]);
    assert_eq!(shown.code, 1);
    let expected = "--- a/sub/a.nmk\n+++ b/sub/a.nmk\n@@ -1,3 +1,3 @@\n-[Sunday @20240303] [Monday @2024-3-4].\n\
                    +[Sunday @2024-03-03] [Monday @2024-03-04].\n \n [Ana@ana] [Bo @bo :persn] left.\r\n";
    assert_eq!(shown.out, expected);
    assert_eq!(fs::read_to_string(place.path().join("sub/a.nmk")).expect("is there"), MENDABLE);
    run(place.path(), &["check", "--fix"]);
    let nothing = run(place.path(), &["check", "--diff"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (0, ""));
}

#[test]
fn standard_input_comes_back_mended() {
    let place = folder(&[]);
    let mended = run_with(place.path(), &["check", "--fix", "-"], MENDABLE);
    assert_eq!(mended.out, MENDED);
    assert!(mended.err.contains("unknown-label"), "{}", mended.err);
}
