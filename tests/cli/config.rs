//! `newsmark.toml`, `newsmark config` and `newsmark init`.

use std::fs;

use crate::{CLEAN, FAULTY, folder, run, write};

const CONFIG: &str = "\
exclude = [\"drafts/\"]

[types]
ship = { about = \"a vessel\", speaks = false }

[rules]
unclosed-bracket = \"warning\"

[rules.invalid-date]
guideline = \"https://example.org/dates\"

[[overrides]]
files = [\"wire/\"]
rules = { unclosed-bracket = \"off\" }
";

/// The line that begins so, with single spaces.
fn line(page: &str, start: &str) -> String {
    let found =
        page.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no {start}: {page}"));
    found.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_in_force_and_where_it_comes_from() {
    let place = folder(&[
        ("newsmark.toml", CONFIG),
        ("wire/a.nmk", FAULTY),
        ("entities.nmk", "---\n@ana :person Ana\n"),
    ]);
    let page = run(place.path(), &["config"]);
    assert_eq!(page.code, 0, "{}", page.err);
    let line_of = |start: &str| line(&page.out, start);
    assert_eq!(line_of("registries"), "registries = [\"entities.nmk\"] # default");
    assert_eq!(line_of("# registries"), "# registries found: entities.nmk");
    assert_eq!(line_of("exclude"), "exclude = [\"drafts/\"] # newsmark.toml:1");
    assert_eq!(line_of("ship"), "ship = { about = \"a vessel\", speaks = false } # newsmark.toml:4");
    assert!(line_of("person").ends_with("speaks = true } # default"));
    let types =
        page.out.split_once("[types]\n").expect("has types").1.split("\n\n").next().unwrap_or_default();
    assert!(types.lines().is_sorted() && types.lines().count() == 15, "{types}");
    assert_eq!(line_of("unclosed-bracket"), "unclosed-bracket.severity = \"warning\" # newsmark.toml:7");
    assert_eq!(line_of("invalid-date.severity"), "invalid-date.severity = \"error\" # default");
    assert_eq!(
        line_of("invalid-date.guideline"),
        "invalid-date.guideline = \"https://example.org/dates\" # newsmark.toml:10"
    );
    assert_eq!(line_of("files"), "files = [\"wire/\"] # newsmark.toml:12");

    let article = run(place.path(), &["config", "wire/a.nmk", "--severity", "unknown-label=off"]).out;
    assert_eq!(line(&article, "unclosed-bracket"), "unclosed-bracket.severity = \"off\" # newsmark.toml:14");
    assert_eq!(line(&article, "unknown-label"), "unknown-label.severity = \"off\" # command line");
    assert!(!article.contains("[[overrides]]"), "they are in the severities already");

    let outside = tempfile::tempdir().expect("a folder is made");
    let usual = run(outside.path(), &["config"]).out;
    assert!(usual.lines().next().is_some_and(|line| line.contains("newsmark init")), "{usual}");
    assert_eq!(run(outside.path(), &["config", "nowhere.nmk"]).code, 2);
}

#[test]
fn what_is_shown_can_be_written_and_means_the_same() {
    let place = folder(&[("newsmark.toml", CONFIG)]);
    let first = run(place.path(), &["config"]).out;
    write(place.path(), "newsmark.toml", &first);
    let second = run(place.path(), &["config"]);
    assert_eq!(second.err, "");
    let values = |page: &str| -> Vec<String> {
        let lines = page
            .lines()
            .skip(2)
            .map(|line| line.split("  #").next().unwrap_or_default().trim_end().to_string());
        lines.collect()
    };
    assert_eq!(values(&first), values(&second.out));
    assert!(!second.out.contains("# default"), "all of it is in the file now: {}", second.out);
}

#[test]
fn all_mistakes_are_told_with_their_places_and_the_rest_holds() {
    let config =
        "registries = [\"gone.nmk\"]\nexlude = []\n[rules]\nunclosed-bracket = \"off\"\nunknown-labl = 1\n";
    let place = folder(&[("newsmark.toml", config), ("a.nmk", FAULTY)]);
    let checked = run(place.path(), &["check", "--format", "concise"]);
    assert_eq!(checked.code, 2);
    let lines: Vec<&str> = checked.err.lines().collect();
    assert_eq!(
        lines,
        [
            "error: newsmark.toml:2:1: there is no key `exlude` here; did you mean `exclude`?",
            "error: newsmark.toml:5:1: there is no rule `unknown-labl`; did you mean `unknown-label`?",
            "error: newsmark.toml:1:15: the registry `gone.nmk` does not exist; paths in `registries` start at this \
             file's folder",
        ]
    );
    assert!(!checked.out.contains("unclosed-bracket"), "{}", checked.out);
    assert_eq!(run(place.path(), &["config"]).code, 2);
}

#[test]
fn init_writes_a_file_to_begin_with_and_never_over_another() {
    let place = tempfile::tempdir().expect("a folder is made");
    write(place.path(), "a.nmk", CLEAN);
    let written = run(place.path(), &["init"]);
    assert_eq!(
        (written.code, written.out.as_str()),
        (0, "Wrote newsmark.toml. `newsmark config` shows what is in force.\n")
    );
    assert_eq!(run(place.path(), &["check"]).out, "Checked 1 article, all clean.\n");
    write(place.path(), "newsmark.toml", "# mine\n");
    let again = run(place.path(), &["init"]);
    assert_eq!(again.code, 2);
    assert!(again.err.starts_with("error: newsmark.toml: is there already"), "{}", again.err);
    assert_eq!(fs::read_to_string(place.path().join("newsmark.toml")).expect("is there"), "# mine\n");
    assert_eq!(run(place.path(), &["init", "nowhere"]).err, "error: nowhere: is no folder\n");
}
