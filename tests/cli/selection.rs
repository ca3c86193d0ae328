//! Which rules and which articles `newsmark check` looks at, and when it fails.

use std::path::Path;
use std::process::Command;

use crate::{CLEAN, FAULTY, folder, program, run, run_with, write};

fn rules(folder: &Path, args: &[&str]) -> Vec<String> {
    let checked = run(folder, &[&["check", "--format", "concise"], args].concat());
    assert!(checked.code < 2, "{}", checked.err);
    let rule = |line: &str| {
        line.split_once(": ").expect("has a place").1.split(']').next().unwrap_or_default().to_string()
    };
    checked.out.lines().map(rule).collect()
}

#[test]
fn the_command_line_wins_over_the_file() {
    let config = "[rules]\nunclosed-bracket = \"off\"\nunknown-label = \"hint\"\n";
    let place = folder(&[("a.nmk", FAULTY), ("newsmark.toml", config)]);
    let rules = |args: &[&str]| rules(place.path(), args);
    assert_eq!(rules(&[]), ["error[undefined-entity", "hint[unknown-label"]);
    assert_eq!(
        rules(&["--select", "unclosed-bracket,unknown-label"]),
        ["error[unclosed-bracket", "hint[unknown-label"]
    );
    assert_eq!(rules(&["--ignore", "undefined-entity"]), ["hint[unknown-label"]);
    assert_eq!(
        rules(&["--severity", "unclosed-bracket=info", "--severity", "undefined-entity=off"]),
        ["info[unclosed-bracket", "hint[unknown-label"]
    );
}

#[test]
fn rules_and_severities_are_known_or_told() {
    let place = folder(&[]);
    let cases = [
        (
            ["--select", "unclosed-brackets"],
            "there is no rule `unclosed-brackets`; did you mean `unclosed-bracket`?",
        ),
        (["--ignore", "colour"], "there is no rule `colour`; `newsmark explain` lists all rules"),
        (
            ["--severity", "unclosed-bracket=fatal"],
            "`fatal` is no severity; use error, warning, info, hint or off",
        ),
        (
            ["--severity", "unclosed-bracket"],
            "`--severity unclosed-bracket` has no `=`; write `--severity RULE=LEVEL`",
        ),
    ];
    for (args, expected) in cases {
        let wrong = run(place.path(), &[&["check"][..], &args].concat());
        assert_eq!((wrong.code, wrong.err), (2, format!("error: {expected}\n")));
    }
}

#[test]
fn globs_have_severities_of_their_own() {
    let config = "[[overrides]]\nfiles = [\"wire/\"]\nrules = { unclosed-bracket = \"off\", undefined-entity = \"hint\" }\n";
    let place = folder(&[("wire/a.nmk", FAULTY), ("b.nmk", FAULTY), ("newsmark.toml", config)]);
    assert_eq!(rules(place.path(), &["wire"]), ["hint[undefined-entity", "warning[unknown-label"]);
    assert_eq!(rules(place.path(), &["b.nmk"]).len(), 3);
    let input =
        run_with(place.path(), &["check", "--format", "concise", "--stdin-filename", "wire/new.nmk"], FAULTY);
    assert!(input.out.starts_with("wire/new.nmk:3:15: hint[undefined-entity]"), "{}{}", input.out, input.err);
}

#[test]
fn what_makes_it_fail() {
    let place = folder(&[("a.nmk", "{We go :indirect}\n"), ("b.nmk", CLEAN)]);
    let code = |args: &[&str]| run(place.path(), &[&["check"], args].concat()).code;
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--deny", "errors"]), 0);
    assert_eq!(code(&["--exit-zero"]), 0);
    let hint = ["--severity", "quote-without-speaker=hint"];
    assert_eq!(code(&hint), 0);
    assert_eq!(code(&[&hint[..], &["--deny", "infos"]].concat()), 0);
    assert_eq!(code(&[&hint[..], &["--deny", "hints"]].concat()), 1);
    assert_eq!(code(&["--exit-zero", "nowhere.nmk"]), 2, "trouble is no finding");
}

#[test]
fn files_are_left_out_as_the_project_says() {
    let config = "include = [\"articles/\"]\nexclude = [\"drafts/\"]\n";
    let place = folder(&[
        ("articles/a.nmk", CLEAN),
        ("articles/drafts/b.nmk", FAULTY),
        ("notes.nmk", FAULTY),
        ("newsmark.toml", config),
    ]);
    let said = |args: &[&str]| run(place.path(), &[&["check"], args].concat()).out;
    assert_eq!(said(&[]), "Checked 1 article, all clean.\n");
    assert_eq!(said(&["articles/drafts"]), "No articles to check.\n");
    assert!(said(&["notes.nmk"]).contains("unclosed-bracket"));
    assert_eq!(said(&["notes.nmk", "--force-exclude"]), "No articles to check.\n");
    let input = ["check", "--stdin-filename", "articles/drafts/b.nmk", "--force-exclude"];
    assert_eq!(run_with(place.path(), &input, FAULTY).out, "No articles to check.\n");
    let fmt = run(place.path(), &["export", "--to", "text", "."]);
    assert_eq!(fmt.out, "Ana Duarte spoke.\n", "other commands heed it as well");
}

#[test]
fn standard_input_can_stand_for_a_file() {
    let place = folder(&[("entities/a.nmk", "---\n@ana :person Ana\n")]);
    let checked =
        run_with(place.path(), &["check", "--stdin-filename", "sub/new.nmk", "-"], "[Ana @ana] left.\n");
    assert_eq!(checked.code, 0, "{}{}", checked.out, checked.err);
    let wrong = run(place.path(), &["check", "--stdin-filename", "a.nmk", "entities"]);
    assert_eq!(wrong.err, "error: --stdin-filename needs `-` among the paths\n");
}

/// Runs git, or says that it is not there.
fn git(folder: &Path, args: &[&str]) -> bool {
    let settings = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"];
    let ran = Command::new("git").arg("-C").arg(folder).args(settings).args(args).output();
    let Ok(output) = ran else {
        eprintln!("not run: there is no git here");
        return false;
    };
    assert!(output.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&output.stderr));
    true
}

#[test]
fn only_what_git_says_that_changed() {
    let place = folder(&[("a.nmk", FAULTY), ("sub/é b.nmk", FAULTY), ("c.nmk", FAULTY)]);
    let folder = place.path();
    let paths = |args: &[&str]| -> Vec<String> {
        let checked = run(
            folder,
            &[&["check", "--format", "concise", "--select", "unclosed-bracket", "--changed"], args].concat(),
        );
        assert!(checked.code < 2, "{}", checked.err);
        checked.out.lines().map(|line| line.split(':').next().unwrap_or_default().to_string()).collect()
    };
    if !git(folder, &["init", "--quiet", "--initial-branch", "main"]) {
        return;
    }
    assert_eq!(paths(&[]), ["a.nmk", "c.nmk", "sub/é b.nmk"], "nothing is known to git yet");
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message", "first"]);
    assert_eq!(paths(&[]), [""; 0]);
    write(folder, "sub/é b.nmk", format!("New.\n\n{FAULTY}"));
    write(folder, "new.nmk", FAULTY);
    assert_eq!(paths(&[]), ["new.nmk", "sub/é b.nmk"]);
    assert_eq!(paths(&["sub"]), ["sub/é b.nmk"]);

    git(folder, &["checkout", "--quiet", "-b", "branch"]);
    git(folder, &["add", "."]);
    git(folder, &["commit", "--quiet", "--message", "second"]);
    git(folder, &["checkout", "--quiet", "main"]);
    write(folder, "a.nmk", format!("Later.\n\n{FAULTY}"));
    git(folder, &["commit", "--quiet", "--all", "--message", "third"]);
    git(folder, &["checkout", "--quiet", "branch"]);
    assert_eq!(paths(&[]), [""; 0]);
    assert_eq!(
        paths(&["--since", "main"]),
        ["new.nmk", "sub/é b.nmk"],
        "what main did meanwhile is not ours"
    );

    write(folder, "newsmark.toml", "# changed\n");
    assert_eq!(paths(&[]).len(), 4, "all depend on the configuration");
    git(folder, &["checkout", "--quiet", "newsmark.toml"]);
    write(folder, "entities.nmk", "---\n@ana :person Ana\n");
    assert_eq!(paths(&[]).len(), 4, "and on the registry");

    let unknown = run(folder, &["check", "--changed", "--since", "nowhere"]);
    assert_eq!(unknown.err, "error: git knows no revision `nowhere`; was it fetched?\n");
}

#[test]
fn without_git_it_is_told() {
    let place = folder(&[("a.nmk", CLEAN)]);
    let output = program(place.path(), &["check", "--changed"]).env("PATH", "").output().expect("it runs");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(2));
    assert!(err.starts_with("error: `--changed` needs git, which can't be started: "), "{err}");
}
