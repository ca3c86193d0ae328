//! The formats of `newsmark check`, each held against its schema or read by a program that reads such files.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::{CLEAN, FAULTY, Run, folder, program, run, write};

/// Findings of all severities, fixes, places in other files, awkward letters and an awkward name.
const FILES: &[(&str, &str)] = &[
    ("clean.nmk", CLEAN),
    ("faulty.nmk", FAULTY),
    ("hint.nmk", "{We go :direct}\n"),
    (
        "sub/é & \"so\", 100%:1.nmk",
        "É習👩 [Ana @nobody] <left> & \"right\" [Mon @2024-3-4]\u{b}.\n\n[We go @nobody.]\n",
    ),
    ("entities.nmk", "---\n@duarte :person Ana Duarte\n"),
    ("entities/more.nmk", "---\n@duarte :person Ana Duarte\n"),
    (
        "newsmark.toml",
        "[rules]\nquote-without-speaker = \"hint\"\n\
         [rules.invalid-date]\nguideline = \"https://example.org/dates?a=1&b=2\"\n",
    ),
];

fn report(format: &str) -> Run {
    run(folder(FILES).path(), &["check", "--format", format])
}

fn schema(name: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas").join(name);
    serde_json::from_str(&fs::read_to_string(path).expect("the schema is there")).expect("is JSON")
}

/// The report as JSON, if it is as its schema says.
fn valid(format: &str, schema_name: &str) -> Value {
    let report = report(format);
    assert_eq!(report.code, 1, "{}", report.err);
    let json: Value = serde_json::from_str(&report.out).expect("is JSON");
    let validator = jsonschema::validator_for(&schema(schema_name)).expect("is a schema");
    let errors: Vec<String> =
        validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let clean = folder(&[("clean.nmk", CLEAN)]);
    let clean = run(clean.path(), &["check", "--format", format]);
    assert!(validator.is_valid(&serde_json::from_str(&clean.out).expect("is JSON")), "{}", clean.out);
    json
}

/// The finding with letters of one, two, three and four bytes before it.
fn with<'j>(list: &'j Value, key: &str, rule: &str) -> &'j Value {
    let found =
        list.as_array().expect("is a list").iter().find(|item| item.pointer(key) == Some(&rule.into()));
    found.expect("the rule finds something")
}

#[test]
fn sarif_is_as_its_schema_says() {
    let json = valid("sarif", "sarif-2.1.0.json");
    let run = &json["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let result = with(&run["results"], "/ruleId", "undefined-entity");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "sub/%C3%A9%20%26%20%22so%22%2C%20100%25%3A1.nmk");
    assert_eq!((&place["region"]["startLine"], &place["region"]["startColumn"]), (&1.into(), &10.into()));
    let index = result["ruleIndex"].as_u64().expect("is a number") as usize;
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "undefined-entity");
    assert_eq!(with(&run["results"], "/ruleId", "quote-without-speaker")["level"], "note");
    let date = with(&run["results"], "/ruleId", "invalid-date");
    assert!(date["message"]["text"].as_str().is_some_and(|text| text.contains("\nguideline: https://")));
    assert_eq!(
        date["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"],
        "2024-03-04"
    );
}

#[test]
fn gitlab_gets_an_issue_for_each_finding_with_a_print_of_its_own() {
    let json = valid("gitlab", "gitlab-code-quality.json");
    let issues = json.as_array().expect("is a list");
    let mut prints: Vec<&str> = issues.iter().filter_map(|issue| issue["fingerprint"].as_str()).collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), issues.len());
}

#[test]
fn rdjson_counts_bytes() {
    let json = valid("rdjson", "rdjson.json");
    let found = with(&json["diagnostics"], "/code/value", "undefined-entity");
    assert_eq!(found["location"]["range"]["start"], serde_json::json!({ "line": 1, "column": 16 }));
    let date = with(&json["diagnostics"], "/code/value", "invalid-date");
    assert_eq!(date["suggestions"][0]["text"], "2024-03-04");
    assert_eq!(date["code"]["url"], "https://example.org/dates?a=1&b=2");
}

/// Jenkins' schema, by xmllint if it is here.
#[test]
fn junit_is_as_its_schema_says() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/junit-10.xsd");
    for files in [FILES, &[("clean.nmk", CLEAN)], &[]] {
        let place = folder(files);
        run(place.path(), &["check", "--format", "full", "--output-file", "junit=report.xml"]);
        let mut xmllint = Command::new("xmllint");
        xmllint.args(["--noout", "--schema"]).arg(&schema).arg(place.path().join("report.xml"));
        match xmllint.output() {
            Ok(read) => assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr)),
            Err(error) if error.kind() == ErrorKind::NotFound && std::env::var_os("CI").is_none() => {
                eprintln!("not run: there is no xmllint here (libxml2-utils)");
            }
            Err(error) => panic!("xmllint (libxml2-utils) can't be run: {error}"),
        }
    }
}

#[test]
fn junit_is_read_as_other_reports_are() {
    let text = report("junit").out;
    let read = quick_junit::Report::deserialize_from_str(&text).expect("is JUnit XML");
    let suites: Vec<(String, usize, usize)> = read
        .test_suites
        .iter()
        .map(|suite| (suite.name.as_str().to_string(), suite.tests, suite.failures))
        .collect();
    let awkward = "sub/é & \"so\", 100%:1.nmk".to_string();
    assert!(suites.contains(&("clean.nmk".to_string(), 1, 0)), "{suites:?}");
    assert!(suites.iter().any(|(name, tests, failures)| *name == awkward && tests > failures), "{suites:?}");
    for suite in &read.test_suites {
        assert_eq!(suite.tests, suite.test_cases.len(), "{suite:?}");
        let failed = suite
            .test_cases
            .iter()
            .filter(|case| matches!(case.status, quick_junit::TestCaseStatus::NonSuccess { .. }));
        assert_eq!(suite.failures, failed.count(), "{suite:?}");
    }
}

#[test]
fn articles_that_are_not_utf8_are_in_all_reports_for_machines() {
    let place = folder(&[("a.nmk", CLEAN), ("c.nmk", FAULTY)]);
    write(place.path(), "b.nmk", b"\xC3\x89\n\xC3\x89tage caf\xE9, au lait");
    let report = |format: &str| {
        let report = run(place.path(), &["check", "--format", format]);
        assert_eq!((report.code, report.err.lines().count()), (2, 1), "{}", report.err);
        report.out
    };
    let json = |format: &str| serde_json::from_str::<Value>(&report(format)).expect("is JSON");

    let read = json("json");
    let found = with(&read["findings"], "/rule", "not-utf8");
    assert_eq!(found["message"], "the file is not UTF-8: byte 0xE9 at offset 13");
    assert_eq!(found["start"], json!({ "line": 2, "column": 10 }));
    assert_eq!((&read["summary"]["unreadable"], &read["summary"]["articles"]), (&1.into(), &2.into()));

    let sarif = json("sarif");
    let found = with(&sarif["runs"][0]["results"], "/ruleId", "not-utf8");
    assert_eq!(found["level"], "error");
    let region = &found["locations"][0]["physicalLocation"]["region"];
    assert_eq!((&region["startLine"], &region["startColumn"]), (&2.into(), &10.into()));

    let gitlab = json("gitlab");
    assert_eq!(with(&gitlab, "/check_name", "not-utf8")["location"]["lines"]["begin"], 2);
    let rdjson = json("rdjson");
    let found = with(&rdjson["diagnostics"], "/code/value", "not-utf8");
    let range = json!({ "start": { "line": 2, "column": 11 }, "end": { "line": 2, "column": 12 } });
    assert_eq!(found["location"]["range"], range);
    assert!(report("jsonl").contains("\"rule\":\"not-utf8\""));
    assert!(report("github").contains("::error file=b.nmk,line=2,endLine=2,col=10,"));
    assert!(report("junit").contains("<testcase name=\"not-utf8 at 2:10\" classname=\"b.nmk\""));
    for format in ["full", "concise"] {
        assert!(!report(format).contains("not-utf8"), "standard error tells of it");
    }
}

#[test]
fn jsonl_has_a_line_for_each_finding_as_json_has_them() {
    let lines: Vec<Value> =
        report("jsonl").out.lines().map(|line| serde_json::from_str(line).expect("is JSON")).collect();
    let json: Value = serde_json::from_str(&report("json").out).expect("is JSON");
    assert_eq!(Value::from(lines), json["findings"]);
}

#[test]
fn github_gets_commands() {
    let report = report("github").out;
    let escaped = "::error file=sub/é & \"so\"%2C 100%25%3A1.nmk,line=1,endLine=1,col=10,endColumn=17,\
                   title=undefined-entity::nothing defines `@nobody`%0Ahelp: ";
    assert!(report.lines().any(|line| line.starts_with(escaped)), "{report}");
    assert!(report.lines().any(|line| line.starts_with("::notice ")), "{report}");
    assert!(report.contains("\nChecked 6 articles: "), "{report}");
}

#[test]
fn github_is_chosen_by_itself() {
    let place = folder(&[("a.nmk", FAULTY)]);
    let under_actions = |args: &[&str]| {
        let output = program(place.path(), args).env("GITHUB_ACTIONS", "true").output().expect("it runs");
        String::from_utf8(output.stdout).expect("is UTF-8")
    };
    assert!(under_actions(&["check"]).starts_with("::error "));
    assert!(under_actions(&["check", "--format", "full"]).starts_with("error[unclosed-bracket]"));
}

#[test]
fn several_reports_at_once() {
    let place = folder(FILES);
    let args = ["check", "--format", "concise", "-o", "sarif=out.sarif", "-o", "junit=out/j.xml"];
    let failed = run(place.path(), &args);
    assert_eq!((failed.code, failed.out.as_str()), (2, ""));
    assert_eq!(failed.err, "error: out/j.xml: cannot be written: there is no such folder\n");
    assert!(!place.path().join("out.sarif").exists(), "half a report");

    let checked =
        run(place.path(), &["check", "-o", "sarif=out.sarif", "-o", "junit=j.xml", "-o", "main.txt"]);
    assert_eq!((checked.code, checked.out.as_str()), (1, ""));
    let read = |name: &str| fs::read_to_string(place.path().join(name)).expect("is written");
    assert_eq!(read("out.sarif"), report("sarif").out);
    assert_eq!(read("j.xml"), report("junit").out);
    assert_eq!(read("main.txt"), report("full").out);
}

#[test]
fn formats_of_further_reports_are_known_or_told() {
    let place = folder(&[]);
    let wrong = run(place.path(), &["check", "-o", "sarf=out.sarif"]);
    assert_eq!(wrong.code, 2);
    assert_eq!(
        wrong.err,
        "error: `--output-file sarf=out.sarif`: there is no format `sarf`; did you mean `sarif`?\n"
    );
    let twice = run(place.path(), &["check", "-o", "a", "-o", "b"]);
    assert_eq!(twice.err, "error: two files for one report; say which format, as in sarif=b\n");
    let place = folder(&[("a.nmk", CLEAN)]);
    let over = run(place.path(), &["check", "-o", "./a.nmk"]);
    assert_eq!(
        (over.code, over.err.as_str()),
        (2, "error: ./a.nmk: is an article; a report would take its place\n")
    );
    assert_eq!(fs::read_to_string(place.path().join("a.nmk")).expect("is there"), CLEAN);
}

#[test]
fn the_guideline_is_shown() {
    assert!(report("full").out.contains("\n  = note: guideline: https://example.org/dates?a=1&b=2\n"));
}

#[test]
fn statistics_count_by_rule() {
    let mut files = FILES.to_vec();
    files.push(("more.nmk", "[Ana @ana] [Bo @bo] left.\n"));
    let checked = run(folder(&files).path(), &["check", "--statistics"]);
    assert!(
        checked.out.contains("\n1  error    invalid-date           in 1 article, 1 fixable\n"),
        "{}",
        checked.out
    );
    assert!(checked.out.starts_with("3  error    undefined-entity       in 2 articles\n"), "{}", checked.out);
    assert_eq!(checked.code, 1);
}

#[test]
fn all_formats_are_the_same_for_any_number_of_jobs() {
    let mut files: Vec<(String, String)> = Vec::new();
    for number in 0..60 {
        files.push((format!("{number}.nmk"), FILES[number % 3].1.to_string()));
    }
    let files: Vec<(&str, &str)> = files.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let place = folder(&files);
    for format in ["full", "concise", "json", "jsonl", "sarif", "github", "gitlab", "junit", "rdjson"] {
        let [one, two] =
            ["1", "2"].map(|jobs| run(place.path(), &["check", "--format", format, "--jobs", jobs]).out);
        assert!(one == two && !one.is_empty(), "{format}");
    }
}
