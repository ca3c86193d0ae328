//! `newsmark import`, `newsmark export` and the files they write.

use std::fs;

use crate::{CLEAN, folder, run, run_with, write};

const STORY: &str =
    " date 2024-03-05 Harbour cities sign\r\n\r\nShe [would] go [to @x], {he \\] said.\r\n# 5\r\n---\r\n";

#[test]
fn what_is_imported_can_be_exported_and_is_clean() {
    let place = folder(&[("story.txt", STORY)]);
    let imported = run(place.path(), &["import", "story.txt", "-o", "story.nmk"]);
    assert_eq!((imported.code, imported.out.as_str(), imported.err.as_str()), (0, "", ""));

    let file = fs::read_to_string(place.path().join("story.nmk")).expect("is there");
    assert!(
        file.starts_with("---\r\ndate: 2024-03-05\r\n---\r\n\r\n# Harbour cities sign\r\n\r\nShe [would] go")
    );
    let checked = run(place.path(), &["check", "story.nmk"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, "Checked 1 article, all clean.\n"));
    let text = run(place.path(), &["export", "--to", "text", "story.nmk"]);
    assert_eq!(text.out, STORY.strip_prefix(" date 2024-03-05 ").expect("is there"));
    assert_eq!(run(place.path(), &["export", "--to", "markup", "story.nmk"]).out, file);
}

#[test]
fn verbatim_text_keeps_its_first_line() {
    let place = folder(&[]);
    let imported = run_with(place.path(), &["import", "--from", "text", "--verbatim", "-"], STORY);
    let text = run_with(place.path(), &["export", "--to", "text", "-"], &imported.out);
    assert_eq!(text.out, STORY);
}

#[test]
fn folders_are_exported_in_the_order_of_their_paths() {
    let place = folder(&[("b.nmk", "b [x @x]\n"), ("a/z.nmk", "a\n"), ("c.nmk", "c")]);
    let exported = run(place.path(), &["export", "--to", "text", "--offsets", "utf16"]);
    assert_eq!((exported.code, exported.out.as_str()), (0, "a\nb x\nc"));
}

#[test]
fn an_input_is_never_overwritten() {
    let place = folder(&[("a.txt", "a"), ("a.nmk", CLEAN)]);
    for args in [
        &["import", "a.txt", "-o", "./a.txt"][..],
        &["import", "-o", "a.txt", "a.txt"],
        &["export", "--to", "text", "a.nmk", "-o", "a.nmk"],
        &["export", "--to", "text", ".", "-o", "a.nmk"],
    ] {
        let refused = run(place.path(), args);
        assert_eq!(refused.code, 2, "{args:?}");
        assert!(refused.err.contains("would overwrite"), "{}", refused.err);
    }
    assert_eq!(fs::read_to_string(place.path().join("a.txt")).expect("is there"), "a");
    assert_eq!(fs::read_to_string(place.path().join("a.nmk")).expect("is there"), CLEAN);
}

#[test]
fn annotations_are_not_overwritten_by_an_import() {
    let place = folder(&[("a.txt", "A"), ("a.nmk", CLEAN)]);
    let refused = run(place.path(), &["import", "a.txt", "-o", "a.nmk"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("a.nmk: holds annotations") && refused.err.contains("`--force`"));
    let kept = || fs::read_to_string(place.path().join("a.nmk")).expect("is there");
    assert_eq!(kept(), CLEAN);
    assert_eq!(run(place.path(), &["import", "a.txt", "-o", "a.nmk", "--force"]).code, 0);
    assert_eq!(kept(), "A");
    assert_eq!(run(place.path(), &["import", "a.txt", "-o", "a.nmk"]).code, 0);
}

#[test]
fn registries_are_no_articles() {
    let registry = "---\n@ana :person Ana\n";
    let files = [("entities.nmk", registry), ("entities/b.nmk", "Text\n"), ("c.nmk", "[Ana @ana]\n")];
    let place = folder(&files);
    let paths = |args: &[&str]| {
        let exported = run(place.path(), &[&["export", "--to", "jsonl"], args].concat());
        let path = |line| serde_json::from_str::<serde_json::Value>(line).expect("is JSON")["path"].clone();
        exported.out.lines().map(path).collect::<Vec<_>>()
    };
    assert_eq!(paths(&[]), ["c.nmk", "entities/b.nmk"]);
    assert_eq!(paths(&["entities.nmk"]), ["entities.nmk"]);
}

#[test]
fn an_output_is_complete_or_not_written() {
    let place = folder(&[("a.nmk", CLEAN), ("old.txt", "old")]);
    write(place.path(), "b.nmk", b"\xE9");
    let exported = run(place.path(), &["export", "--to", "text", "-o", "old.txt"]);
    assert_eq!(exported.code, 2);
    assert!(exported.err.contains("b.nmk:1:1: is not UTF-8"), "{}", exported.err);
    assert!(exported.err.contains("old.txt: not written"), "{}", exported.err);
    assert_eq!(fs::read_to_string(place.path().join("old.txt")).expect("is there"), "old");

    let lost = run(place.path(), &["export", "--to", "text", "a.nmk", "-o", "nowhere/a.txt"]);
    assert_eq!(lost.code, 2);
    assert_eq!(lost.err, "error: nowhere/a.txt: cannot be written: there is no such folder\n");
    let mut left: Vec<_> = fs::read_dir(place.path())
        .expect("can be read")
        .map(|entry| entry.expect("is there").file_name())
        .collect();
    left.sort();
    assert_eq!(left, ["a.nmk", "b.nmk", "newsmark.toml", "old.txt"]);
}

#[cfg(unix)]
#[test]
fn a_written_file_has_the_rights_it_had() {
    use std::os::unix::fs::PermissionsExt;

    let place = folder(&[("a.txt", "a"), ("a.nmk", "")]);
    let path = place.path().join("a.nmk");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).expect("can be set");
    assert_eq!(run(place.path(), &["import", "a.txt", "-o", "a.nmk"]).code, 0);
    let mode =
        |name: &str| fs::metadata(place.path().join(name)).expect("is there").permissions().mode() & 0o777;
    assert_eq!(mode("a.nmk"), 0o640);
    assert_eq!(run(place.path(), &["import", "a.txt", "-o", "new.nmk"]).code, 0);
    assert_eq!(mode("new.nmk"), mode("a.txt"));
}

#[cfg(unix)]
#[test]
fn the_file_behind_a_link_is_replaced_and_the_link_stays() {
    let place = folder(&[("a.txt", "a"), ("real/a.nmk", "")]);
    std::os::unix::fs::symlink("real/a.nmk", place.path().join("a.nmk")).expect("can be linked");
    assert_eq!(run(place.path(), &["import", "a.txt", "-o", "a.nmk"]).code, 0);
    assert_eq!(fs::read_to_string(place.path().join("real/a.nmk")).expect("is there"), "a");
    assert_eq!(run(place.path(), &["import", "a.txt", "-o", "/dev/null"]).code, 0);
}

#[test]
fn what_cannot_be_imported_is_told() {
    let place = folder(&[]);
    write(place.path(), "latin.txt", b"Caf\xE9");
    let imported = run(place.path(), &["import", "latin.txt"]);
    assert_eq!((imported.code, imported.out.as_str()), (2, ""));
    assert!(imported.err.contains("latin.txt:1:4: is not UTF-8: byte 0xE9 at offset 3"), "{}", imported.err);
    assert_eq!(run(place.path(), &["import", "nowhere.txt"]).code, 2);
    assert_eq!(run(place.path(), &["import", "."]).err, "error: .: is a folder; name a file\n");
    assert_eq!(run(place.path(), &["import", "--from", "word", "latin.txt"]).code, 2);
    assert_eq!(run(place.path(), &["export", "--to", "word", "latin.txt"]).code, 2);
}

#[test]
fn completions_and_manual_know_the_commands() {
    let place = folder(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let script = run(place.path(), &["completions", shell]);
        assert!(script.code == 0 && script.out.contains("import"), "{shell}");
    }
    let page = run(place.path(), &["man"]);
    assert!(page.out.starts_with(".ie") || page.out.contains(".TH newsmark 1"), "{}", page.out);
    assert!(page.out.contains("NEWSMARK IMPORT") && page.out.contains("EXIT CODES"));
}
