//! Which files are read, and what is told of those that can't be.

use crate::{CLEAN, FAULTY, Run, folder, run, write};

/// The files that have findings, as they are shown.
fn files(checked: &Run) -> Vec<&str> {
    let mut files: Vec<&str> = checked.out.lines().filter_map(|line| line.split(':').next()).collect();
    files.dedup();
    files
}

#[test]
fn ignored_and_hidden_files_are_left_out() {
    let place = folder(&[
        (".gitignore", "drafts/\n"),
        (".ignore", "old-*.nmk\n"),
        ("a.nmk", FAULTY),
        ("b/c.nmk", FAULTY),
        ("drafts/d.nmk", FAULTY),
        ("old-e.nmk", FAULTY),
        (".f.nmk", FAULTY),
        ("g.txt", FAULTY),
    ]);
    let checked = run(place.path(), &["check", "--format", "concise"]);
    assert_eq!(files(&checked), ["a.nmk", "b/c.nmk"]);
    let named = run(place.path(), &["check", "--format", "concise", "g.txt", "drafts/d.nmk"]);
    assert_eq!(files(&named), ["drafts/d.nmk", "g.txt"]);
}

#[test]
fn each_file_is_checked_once_and_in_order() {
    let place = folder(&[("b.nmk", FAULTY), ("a/x.nmk", FAULTY), ("a.nmk", FAULTY)]);
    let checked =
        run(place.path(), &["check", "--format", "concise", "b.nmk", ".", "a", "./b.nmk", "a/x.nmk"]);
    assert_eq!(files(&checked), ["a/x.nmk", "a.nmk", "b.nmk"]);
    assert_eq!(checked.out.lines().count(), 3 * 3);
}

#[test]
fn files_that_are_not_utf8_do_not_hide_the_others() {
    let place = folder(&[("a.nmk", CLEAN), ("c.nmk", FAULTY)]);
    write(place.path(), "b.nmk", b"Caf\xC3\xA9\ncaf\xE9\n");
    let checked = run(place.path(), &["check", "--format", "concise"]);
    assert_eq!(checked.code, 2);
    assert_eq!(
        checked.err,
        "error: b.nmk:2:4: is not UTF-8: byte 0xE9 at offset 9; most of it is UTF-8; write that character anew\n"
    );
    assert_eq!(files(&checked), ["c.nmk"]);
    let full = run(place.path(), &["check"]);
    assert!(full.out.ends_with("Checked 2 articles: 2 errors, 1 warning. 1 path could not be used.\n"));
}

#[test]
fn paths_that_lead_nowhere_are_told() {
    let place = folder(&[("a.nmk", CLEAN), ("empty/readme.txt", "")]);
    let missing = run(place.path(), &["check", "nowhere", "a.nmk"]);
    assert_eq!((missing.code, missing.err.as_str()), (2, "error: nowhere: no such file or folder\n"));
    assert!(missing.out.starts_with("Checked 1 article, all clean."));

    let empty = run(place.path(), &["check", "empty"]);
    assert_eq!((empty.code, empty.out.as_str()), (2, ""));
    assert!(empty.err.starts_with("error: empty: no .nmk files in this folder"), "{}", empty.err);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_are_told() {
    use std::os::unix::fs::symlink;

    let place = folder(&[("a/b/c.nmk", FAULTY), ("elsewhere.txt", FAULTY)]);
    symlink("../..", place.path().join("a/b/up")).expect("can be linked");
    symlink("../../elsewhere.txt", place.path().join("a/b/d.nmk")).expect("can be linked");
    symlink("user@host.1", place.path().join("a/.#c.nmk")).expect("can be linked");
    let checked = run(place.path(), &["check", "--format", "concise"]);
    assert_eq!(files(&checked), ["a/b/c.nmk", "a/b/d.nmk"]);
    assert_eq!(checked.code, 2);
    assert_eq!(checked.err.lines().count(), 1, "{}", checked.err);
    assert!(checked.err.starts_with("error: a/b/up: is a symbolic link to "), "{}", checked.err);

    symlink("gone", place.path().join("a/b/e.nmk")).expect("can be linked");
    let checked = run(place.path(), &["check", "--format", "concise"]);
    assert!(checked.err.contains("error: a/b/e.nmk: no such file or folder\n"), "{}", checked.err);
}

#[cfg(unix)]
#[test]
fn unreadable_files_and_folders_are_told() {
    use std::fs::{Permissions, read, set_permissions};
    use std::os::unix::fs::PermissionsExt;

    let place = folder(&[("a.nmk", CLEAN), ("b.nmk", CLEAN), ("closed/c.nmk", CLEAN)]);
    for name in ["b.nmk", "closed"] {
        set_permissions(place.path().join(name), Permissions::from_mode(0o000)).expect("can be set");
    }
    if read(place.path().join("b.nmk")).is_ok() {
        return; // The superuser reads everything.
    }
    let checked = run(place.path(), &["check"]);
    assert_eq!(checked.code, 2);
    assert!(checked.err.contains("b.nmk: cannot be read: permission denied"), "{}", checked.err);
    assert!(checked.err.contains("closed: cannot be read: permission denied"), "{}", checked.err);
    assert!(checked.out.starts_with("Checked 1 article, all clean."), "{}", checked.out);
    set_permissions(place.path().join("closed"), Permissions::from_mode(0o755)).expect("can be set");
}
