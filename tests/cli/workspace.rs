//! Roots, `newsmark.toml` and registries.

use std::fs;

use crate::{FAULTY, folder, run, run_with, write};

const RECORD: &str = "---\n@duarte :person Ana Duarte\n";
const MENTION: &str = "[Ana @duarte] spoke.\n";

#[test]
fn the_registries_of_the_root_are_found() {
    for registry in ["entities.nmk", "entities/people.nmk", "entities/a/b.nmk"] {
        let place = folder(&[(registry, RECORD), ("2024/03/a.nmk", MENTION)]);
        assert_eq!(run(place.path(), &["check"]).code, 0, "{registry}");
        assert_eq!(run(place.path(), &["check", "2024"]).code, 0, "{registry}");
        assert_eq!(run(&place.path().join("2024"), &["check", "03/a.nmk"]).code, 0, "{registry}");
        assert_eq!(run(&place.path().join("2024/03"), &["check", "../03/a.nmk"]).code, 0, "{registry}");
        assert_eq!(run_with(&place.path().join("2024"), &["check", "-"], MENTION).code, 0, "{registry}");
    }
}

#[test]
fn the_root_is_the_nearest_configuration_else_git_else_the_folder_given() {
    let place = folder(&[("entities.nmk", RECORD), ("a/.git/HEAD", ""), ("a/b/c/d.nmk", MENTION)]);
    assert_eq!(run(place.path(), &["check", "a/b"]).code, 0);
    fs::remove_file(place.path().join("newsmark.toml")).expect("is there");
    assert_eq!(run(place.path(), &["check", "a/b"]).code, 1);
    write(place.path(), "a/entities.nmk", RECORD);
    assert_eq!(run(place.path(), &["check", "a/b"]).code, 0);
    fs::remove_dir_all(place.path().join("a/.git")).expect("is there");
    assert_eq!(run(place.path(), &["check", "a/b"]).code, 1);
    assert_eq!(run(place.path(), &["check", "a"]).code, 0);
}

#[test]
fn registries_can_be_named() {
    let place = folder(&[
        ("newsmark.toml", "registries = [\"people.nmk\", \"lists/\", \"by-year/*/p*.nmk\"]\n"),
        ("people.nmk", "---\n@ana :person Ana\n"),
        ("lists/x/places.nmk", "---\n@ellery :place Port Ellery\n"),
        ("by-year/2024/people.nmk", "---\n@bo :person Bo\n"),
        ("by-year/2024/other.nmk", "---\n@cy :person Cy\n"),
        ("entities.nmk", RECORD),
        ("a.nmk", "[A @ana], [E @ellery], [B @bo], [C @cy], [D @duarte]\n"),
    ]);
    let checked = run(place.path(), &["check", "--format", "concise", "a.nmk"]);
    assert_eq!(checked.out.lines().count(), 2, "{}", checked.out);
    assert!(checked.out.contains("`@cy`") && checked.out.contains("`@duarte`"), "{}", checked.out);

    write(place.path(), "newsmark.toml", "registries = [\"peple.nmk\"]\n");
    let missing = run(place.path(), &["check", "a.nmk"]);
    assert_eq!(missing.code, 2);
    assert!(
        missing.err.contains("newsmark.toml:1:15: the registry `peple.nmk` does not exist"),
        "{}",
        missing.err
    );
}

#[test]
fn a_registry_that_is_not_utf8_is_told_once() {
    let place = folder(&[("a.nmk", "A\n"), ("b.nmk", "B\n"), ("entities/people.nmk", "")]);
    write(place.path(), "entities.nmk", b"---\n@ana Jos\xE9\n");
    let checked = run(place.path(), &["check", "a.nmk", "b.nmk"]);
    assert_eq!(checked.code, 2);
    assert_eq!(checked.err.matches("entities.nmk:2:9: is not UTF-8").count(), 1, "{}", checked.err);
    assert!(checked.out.starts_with("Checked 2 articles, all clean."), "{}", checked.out);
}

#[test]
fn severities_types_and_labels_are_configured() {
    let config =
        "[types]\npersn = \"a typo that a project insists on\"\n[rules]\nunclosed-bracket = \"hint\"\n";
    let place = folder(&[("a.nmk", FAULTY), ("newsmark.toml", config)]);
    let checked = run(place.path(), &["check", "--format", "concise"]);
    assert!(checked.out.contains("hint[unclosed-bracket]"), "{}", checked.out);
    assert!(!checked.out.contains("unknown-label"), "{}", checked.out);
    write(place.path(), "newsmark.toml", "[rules]\nunclosed-bracket = \"off\"\nunknown-label = \"error\"\n");
    let checked = run(place.path(), &["check", "--format", "concise"]);
    assert!(!checked.out.contains("unclosed-bracket"), "{}", checked.out);
    assert!(checked.out.contains("error[unknown-label]"), "{}", checked.out);
}

#[test]
fn a_broken_configuration_is_told_and_the_articles_are_checked() {
    let cases = [
        ("registry = []\n", ":1:1: there is no key `registry` here; did you mean `registries`?"),
        (
            "[rules]\nunclosed-brackt = \"off\"\n",
            ":2:1: there is no rule `unclosed-brackt`; did you mean `unclosed-bracket`?",
        ),
        (
            "[rules]\nunclosed-bracket = \"fatal\"\n",
            ":2:20: `fatal` is no severity; use error, warning, info, hint or off",
        ),
        ("[rules\n", ":1:7: "),
        ("[types]\n\"a b\" = \"\"\n", ":2:1: `a b` can't be a label"),
    ];
    for (config, expected) in cases {
        let place = folder(&[("sub/a.nmk", FAULTY), ("newsmark.toml", config)]);
        let checked = run(place.path(), &["check"]);
        assert_eq!(checked.code, 2, "{config}");
        assert!(checked.err.contains(expected), "{}", checked.err);
        assert!(checked.err.starts_with("error: newsmark.toml:"), "{}", checked.err);
        assert_eq!(checked.err.lines().count(), 1, "{}", checked.err);
        assert!(checked.out.contains("unclosed-bracket"), "{}", checked.out);
    }
}
