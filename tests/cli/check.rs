//! `newsmark check` and `newsmark explain`: what they say and how they end.

use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::{CLEAN, FAULTY, folder, program, run, run_with};

#[test]
fn exit_codes() {
    let place = folder(&[
        ("clean.nmk", CLEAN),
        ("faulty.nmk", FAULTY),
        ("info.nmk", "[We go @nobody.]\n"),
        ("warning.nmk", "{We go :direct}\n"),
    ]);
    let code = |args: &[&str]| run(place.path(), args).code;
    assert_eq!(code(&["check", "clean.nmk"]), 0);
    assert_eq!(code(&["check", "info.nmk"]), 0);
    assert_eq!(code(&["check", "warning.nmk"]), 1);
    assert_eq!(code(&["check", "faulty.nmk"]), 1);
    assert_eq!(code(&["check", "--colour"]), 2);
    assert_eq!(code(&["check", "nowhere.nmk"]), 2);
    assert_eq!(code(&[]), 2);
    assert_eq!(code(&["--version"]), 0);
    assert_eq!(code(&["check", "--help"]), 0);
}

#[test]
fn findings_are_shown_with_their_line_and_what_to_do() {
    let place = folder(&[("a.nmk", FAULTY)]);
    let checked = run(place.path(), &["check"]);
    let expected = "\
error[unclosed-bracket]: this `[` is never closed
 --> a.nmk:1:1
  |
1 | [Ana Duarte @duarte :person spoke.
  | ^
  |
  = help: ";
    assert!(checked.out.starts_with(expected), "{}", checked.out);
    assert!(checked.out.contains("warning[unknown-label]"), "{}", checked.out);
    assert!(checked.out.ends_with("Checked 1 article: 2 errors, 1 warning.\n"), "{}", checked.out);
    assert_eq!(checked.err, "");
}

#[test]
fn lines_are_cut_and_help_is_broken_to_fit() {
    let latin = format!("{0} [Ana @nobody] {0}\n", "word ".repeat(60).trim_end());
    let chinese = format!("{0}[习近平 @nobody]{0}\n", "习近平和普京会谈".repeat(20));
    let place = folder(&[("latin.nmk", &latin), ("chinese.nmk", &chinese), ("faulty.nmk", FAULTY)]);
    let checked = run(place.path(), &["check"]);
    let columns = |line: &str| line.chars().map(|c| if c >= '\u{3000}' { 2 } else { 1 }).sum::<usize>();
    assert!(checked.out.lines().all(|line| columns(line) <= 100), "{}", checked.out);
    assert!(checked.out.contains("… word word word word word word [Ana @nobody] word"), "{}", checked.out);
    assert!(checked.out.contains("平和普京会谈[习近平 @nobody]习近平和普京会谈"), "{}", checked.out);
    let help = "\n  = help: close it with a tail such as ` @name]` before the paragraph ends, or write `\\[` for a\n          plain bracket\n";
    assert!(checked.out.contains(help), "{}", checked.out);
}

#[test]
fn a_clean_check_says_so() {
    let place = folder(&[("a.nmk", CLEAN), ("b/c.nmk", "")]);
    let checked = run(place.path(), &["check"]);
    assert_eq!((checked.code, checked.out.as_str()), (0, "Checked 2 articles, all clean.\n"));
    assert_eq!(run(place.path(), &["check", "--format", "concise"]).out, "");
}

#[test]
fn places_in_other_files_are_shown() {
    let record = "---\n@duarte :person Ana Duarte\n";
    let place = folder(&[("entities.nmk", record), ("entities/more.nmk", record)]);
    let checked = run(place.path(), &["check", "--format", "full"]);
    assert!(
        checked.out.contains("note: first defined here\n --> entities/more.nmk:2:1\n"),
        "{}",
        checked.out
    );
}

#[test]
fn one_line_per_finding() {
    let place = folder(&[("a.nmk", "é[习 @wei]\n"), ("b.nmk", "{We go :indirect}\n")]);
    let checked = run(place.path(), &["check", "--format", "concise"]);
    let lines: Vec<&str> = checked.out.lines().collect();
    assert_eq!(lines.len(), 2, "{}", checked.out);
    assert!(lines[0].starts_with("a.nmk:1:5: error[undefined-entity] "), "{}", checked.out);
    assert!(lines[1].starts_with("b.nmk:1:1: warning[quote-without-speaker] "), "{}", checked.out);
}

#[test]
fn json_for_programs() {
    let twice = "---\n@a :person Ana\n@a :person Anna\n";
    let place = folder(&[("a.nmk", twice), ("b.nmk", FAULTY), ("c.nmk", CLEAN)]);
    let checked = run(place.path(), &["check", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&checked.out).expect("is JSON");
    let findings = json["findings"].as_array().expect("is a list");
    assert_eq!(findings.len(), 4);
    let expected = serde_json::json!({
        "path": "a.nmk",
        "rule": "duplicate-definition",
        "severity": "error",
        "message": "`@a` is defined twice",
        "help": "keep one record, or give one of them another id",
        "start": {"line": 3, "column": 1},
        "end": {"line": 3, "column": 3},
        "related": [{
            "path": "a.nmk",
            "message": "first defined here",
            "start": {"line": 2, "column": 1},
            "end": {"line": 2, "column": 3},
        }],
        "fixes": [{
            "title": "Let this record only add to the other: `@a | Anna`",
            "safe": false,
            "edits": [{"start": {"line": 3, "column": 3}, "end": {"line": 3, "column": 16}, "text": " | Anna"}],
        }],
    });
    assert_eq!(findings[0], expected);
    let fixes = serde_json::json!([{
        "title": "Make it a plain bracket: `\\[`",
        "safe": false,
        "edits": [{"start": {"line": 1, "column": 1}, "end": {"line": 1, "column": 1}, "text": "\\"}],
    }]);
    assert_eq!(findings[1]["fixes"], fixes);
    assert_eq!(json["summary"]["articles"], 3);
    assert_eq!(json["summary"]["errors"], 3);
    assert_eq!(json["summary"]["warnings"], 1);

    let clean = run(place.path(), &["check", "--format", "json", "c.nmk"]);
    let json: serde_json::Value = serde_json::from_str(&clean.out).expect("is JSON");
    assert_eq!(json["findings"], serde_json::json!([]));
}

#[test]
fn standard_input_is_checked_like_a_file() {
    let place = folder(&[("a.nmk", FAULTY)]);
    let file = run(place.path(), &["check", "--format", "concise", "a.nmk"]);
    let input = run_with(place.path(), &["check", "--format", "concise", "-"], FAULTY);
    assert_eq!(input.code, 1);
    assert_eq!(input.out, file.out.replace("a.nmk", "<stdin>"));
    assert_eq!(run_with(place.path(), &["check", "-"], CLEAN).code, 0);
}

#[test]
fn colours_when_asked_for() {
    let place = folder(&[("a.nmk", FAULTY)]);
    let colored = |args: &[&str]| {
        let checked = run(place.path(), args);
        let [out, err] = [&checked.out, &checked.err].map(|text| text.contains('\u{1b}'));
        assert_eq!(out, err, "{checked:?}");
        out
    };
    assert!(!colored(&["check", "a.nmk", "nowhere"]));
    assert!(colored(&["check", "a.nmk", "nowhere", "--color", "always"]));
    assert!(!colored(&["check", "a.nmk", "nowhere", "--color", "never"]));
}

#[test]
fn the_number_of_jobs_changes_nothing() {
    let files: Vec<(String, &str)> = (0..600)
        .map(|number| (format!("{}/{number}.nmk", number % 7), if number % 3 == 0 { FAULTY } else { CLEAN }))
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), *text)).collect();
    let place = folder(&files);
    for format in ["full", "concise", "json"] {
        let check = |jobs| run(place.path(), &["check", "--format", format, "--jobs", jobs]).out;
        let one = check("1");
        assert_eq!(one, check("2"));
        assert_eq!(one, check("8"));
        assert_eq!(one, check("0"));
    }
}

#[test]
fn hostile_files_cost_no_more_than_their_length() {
    let many = "[".repeat(50_000);
    let nested = format!("{}x{}", "{".repeat(20_000), " :direct}".repeat(20_000));
    let place = folder(&[("many.nmk", &many), ("nested.nmk", &nested)]);
    let check = |format| {
        let start = Instant::now();
        let checked = run(place.path(), &["check", "--format", format]);
        assert_eq!(checked.code, 1);
        assert!(start.elapsed() < Duration::from_secs(60), "{format} took {:?}", start.elapsed());
        checked.out
    };
    assert_eq!(check("concise").matches("unclosed-bracket").count(), 50_000);
    assert_eq!(check("json").matches("unclosed-bracket").count(), 50_000);
    let full = check("full");
    assert_eq!(full.matches("unclosed-bracket").count(), 200);
    assert!(full.contains("… and 49800 more in many.nmk; `--format concise` lists all of them"));
    assert!(full.lines().all(|line| line.len() < 400));
}

#[test]
fn a_reader_who_leaves_early_is_no_failure() {
    let place = folder(&[("many.nmk", &"[ ".repeat(200_000))]);
    for args in [&["check", "--format", "concise"][..], &["export", "--to", "text"]] {
        let mut command = program(place.path(), args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let expected = if args[0] == "check" { 1 } else { 0 };
        assert_eq!(output.status.code(), Some(expected));
    }
}

#[test]
fn rules_are_explained() {
    let place = folder(&[]);
    let page = run(place.path(), &["explain", "unclosed-bracket"]);
    assert_eq!(page.code, 0);
    assert!(
        page.out.starts_with("# unclosed-bracket\n\nSyntax · error\n\n## What it does\n"),
        "{}",
        page.out
    );

    for rule in newsmark::rules::RULES {
        let page = run(place.path(), &["explain", rule.name]).out;
        assert!(page.lines().all(|line| line.chars().count() <= 100), "{page}");
    }

    let list = run(place.path(), &["explain"]);
    assert!(list.out.lines().any(|line| line.starts_with("  unknown-label ")), "{}", list.out);

    let unknown = run(place.path(), &["explain", "unclosed-brackets"]);
    assert_eq!((unknown.code, unknown.out.as_str()), (2, ""));
    assert!(unknown.err.contains("did you mean `unclosed-bracket`?"), "{}", unknown.err);
}
