//! `newsmark check FILE`, `newsmark check -` and the server say the same.

#[path = "../spec/example.rs"]
#[allow(dead_code, reason = "what the examples mean is compared elsewhere")]
mod example;
mod mistakes;

use std::env;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};

use crate::newsroom::{Newsroom, capabilities};

/// Runs `newsmark check` in a folder; its findings.
fn check(folder: &Path, argument: &str, input: &str) -> Vec<Value> {
    let mut check = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    check.args(["check", argument, "--format", "json"]).current_dir(folder);
    let mut child = check.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("it runs");
    // It does not read what it is not asked to.
    let _ = child.stdin.take().expect("is piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    report["findings"].as_array().expect("findings").clone()
}

/// A finding of `newsmark check`: rule, severity, message, places, and how many fixes.
fn of_check(finding: &Value) -> String {
    let place = |place: &Value| {
        let at = |end: &str| format!("{}:{}", place[end]["line"], place[end]["column"]);
        format!("{}-{}", at("start"), at("end"))
    };
    let related = finding["related"].as_array().expect("related").iter();
    let related: Vec<String> =
        related.map(|related| format!("{} {}", place(related), related["message"])).collect();
    let fixes = finding["fixes"].as_array().expect("fixes").len();
    format!(
        "{} {} {} {} {related:?} {fixes} fixes",
        place(finding),
        finding["severity"],
        finding["rule"],
        finding["message"]
    )
}

/// The same of a diagnostic of the server, which counts in code points.
fn of_server(diagnostic: &Value) -> String {
    let place = |range: &Value| {
        let number = |value: &Value| value.as_u64().expect("a number") + 1;
        let at = |end: &str| format!("{}:{}", number(&range[end]["line"]), number(&range[end]["character"]));
        format!("{}-{}", at("start"), at("end"))
    };
    let related = diagnostic["relatedInformation"].as_array().map_or(&[][..], Vec::as_slice).iter();
    let related: Vec<String> = related
        .map(|related| format!("{} {}", place(&related["location"]["range"]), related["message"]))
        .collect();
    let severity =
        ["", "error", "warning", "info", "hint"][diagnostic["severity"].as_u64().expect("a number") as usize];
    let message = diagnostic["message"].as_str().expect("a message").split("\nhelp: ").next();
    format!(
        "{} {} {} {} {related:?} {} fixes",
        place(&diagnostic["range"]),
        json!(severity),
        diagnostic["code"],
        json!(message),
        diagnostic["data"]["fixes"],
    )
}

/// An editor that counts as `newsmark check` does.
fn room(files: &str) -> Newsroom {
    let mut can = capabilities();
    can["general"]["positionEncodings"] = json!(["utf-32"]);
    let mut room = Newsroom::with(files, can);
    room.refreshed();
    room
}

/// What is wrong with an article, by all three: nothing but how much was found if they agree.
fn compare(room: &mut Newsroom, articles: &[(String, String)]) -> Vec<Result<usize, String>> {
    for (name, text) in articles {
        fs::write(room.path().join(name), text).expect("can be written");
    }
    let all = check(room.path(), ".", "");
    let compared = articles.iter().map(|(name, text)| {
        let of_file = all.iter().filter(|finding| finding["path"] == **name);
        let of_file: Vec<String> = of_file.map(of_check).collect();
        let of_input: Vec<String> = check(room.path(), "-", text).iter().map(of_check).collect();
        room.open_as(name, text);
        let uri = room.uri(name);
        let mut of_server: Vec<String> = room.client.pull(&uri).iter().map(self::of_server).collect();
        // What depends on other articles comes after a pause.
        for _ in 0..40 {
            if of_file == of_server {
                break;
            }
            thread::sleep(Duration::from_millis(50));
            of_server = room.client.pull(&uri).iter().map(self::of_server).collect();
        }
        room.close(name);
        if of_file == of_input && of_file == of_server {
            return Ok(of_file.len());
        }
        Err(format!(
            "{name}\n{text}\n--- check FILE\n{of_file:#?}\n--- check -\n{of_input:#?}\n--- the server\n{of_server:#?}\n"
        ))
    });
    compared.collect()
}

#[test]
fn on_every_example_of_the_specification() {
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/spec.md");
    let spec = fs::read_to_string(spec).expect("is in the repository");
    let mut room = room(&format!("==> newsmark.toml\n==> entities.nmk\n{}", example::registry(&spec)));
    let examples = example::examples(&spec).into_iter();
    let examples: Vec<_> =
        examples.map(|example| (format!("line-{}.nmk", example.line), example.markup)).collect();
    let compared = compare(&mut room, &examples);
    let different: Vec<&str> =
        compared.iter().filter_map(|one| one.as_ref().err()).map(String::as_str).collect();
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
    let found: usize = compared.iter().flatten().sum();
    assert!(found > 50, "only {found} findings");
}

#[test]
fn on_what_settings_and_comments_change() {
    let settings = "==> newsmark.toml\n[types]\nship = \"a vessel\"\n[rules]\nstray-closer = \"hint\"\n\
                    unclosed-bracket = { severity = \"off\", guideline = \"https://example.org/brackets\" }\n\
                    quote-without-speaker.guideline = \"https://example.org/speakers\"\n";
    let article = "// newsmark: allow-file unknown-label -- as they came\n\
                   # [Tide @tide :ship]\n\n\
                   // newsmark: allow undefined-entity, stray-closer\n\
                   [Ana @ana] and [Bo @bo :persn\n\n\
                   {We go. :direct} Ana @?]\n\n\
                   // newsmark: allow undefined-id -- for nothing\n\
                   // newsmark: alow undefined-id -- a slip\n\
                   [Ana @ana] left.\n";
    let found = compare(&mut room(settings), &[("a.nmk".to_string(), article.to_string())]);
    let found = found.into_iter().next().expect("one article").expect("they agree");
    assert!(found >= 6, "only {found} findings");
}

#[test]
fn on_a_real_article_with_mistakes() {
    // `NEWSMARK_SEED`, or `../shared/seed` beside the project.
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seed");
    let folder = env::var_os("NEWSMARK_SEED").map_or(beside, PathBuf::from);
    let Ok(gold) = fs::read_to_string(folder.join("article.gold.nmk")) else {
        println!("SKIPPED: article.gold.nmk is not in {}", folder.display());
        return;
    };
    let mut all = gold.clone();
    let mut articles = vec![("clean.nmk".to_string(), gold.clone())];
    for (number, (name, mistake)) in mistakes::MISTAKES.iter().enumerate() {
        let text = mistake(&gold);
        assert_ne!(text, gold, "{name} changes nothing");
        all = mistake(&all);
        articles.push((format!("{number}.nmk"), text));
    }
    articles.push(("all.nmk".into(), all));
    let found: Vec<usize> = compare(&mut room("==> newsmark.toml\n"), &articles)
        .into_iter()
        .map(|one| one.expect("they agree"))
        .collect();
    assert_eq!(found[0], 0, "it is clean");
    for (count, (name, _)) in found[1..].iter().zip(mistakes::MISTAKES) {
        assert!(*count > 0, "{name} is not found");
    }
    assert!(found[21] > 10, "all at once: {}", found[21]);
}
