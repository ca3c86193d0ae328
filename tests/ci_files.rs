//! The files that let others run Newsmark in their CI: they can be read, and what they run runs.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde::Deserialize;
use tempfile::TempDir;

const FAULTY: &str = "[Ana Duarte @duarte :person spoke.\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(name: &str) -> String {
    fs::read_to_string(root().join(name)).expect("the file is there")
}

fn articles() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder is made");
    fs::write(folder.path().join("newsmark.toml"), "exclude = [\"drafts/\"]\n").expect("is written");
    fs::create_dir(folder.path().join("drafts")).expect("is made");
    fs::write(folder.path().join("drafts/b.nmk"), FAULTY).expect("is written");
    fs::write(folder.path().join("a b.nmk"), FAULTY).expect("is written");
    folder
}

#[derive(Deserialize)]
struct Hook {
    id: String,
    name: String,
    entry: String,
    language: String,
    files: String,
}

fn hooks() -> Vec<Hook> {
    serde_saphyr::from_str(&text(".pre-commit-hooks.yaml")).expect("is YAML with all that a hook needs")
}

#[test]
fn the_entries_of_the_hooks_run() {
    let place = articles();
    for hook in hooks() {
        assert_eq!((hook.language.as_str(), hook.files.as_str()), ("rust", r"\.nmk$"), "{}", hook.id);
        assert!(hook.name.starts_with("newsmark "));
        let mut words = hook.entry.split(' ');
        assert_eq!(words.next(), Some("newsmark"));
        let run = |files: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
            command.current_dir(place.path()).args(words.clone()).args(files);
            command.env_remove("GITHUB_ACTIONS").output().expect("it runs").status.code()
        };
        assert_eq!(run(&["drafts/b.nmk"]), Some(0), "{}: what is left out is left out", hook.id);
        let fails = hook.id == "newsmark-check";
        assert_eq!(run(&["a b.nmk", "drafts/b.nmk"]), Some(i32::from(fails)), "{}", hook.id);
    }
}

/// pre-commit itself, if it is here (or what NEWSMARK_PRE_COMMIT names), with the built program in the place of one
/// that it would have to build.
#[test]
fn pre_commit_runs_the_hooks() {
    let program = std::env::var_os("NEWSMARK_PRE_COMMIT").unwrap_or_else(|| "pre-commit".into());
    let is_here =
        Command::new(&program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !is_here.is_ok_and(|status| status.success()) {
        eprintln!("not run: there is no pre-commit here");
        return;
    }
    let place = articles();
    let local: Vec<String> = hooks()
        .iter()
        .map(|hook| {
            let entry = hook.entry.replace("newsmark ", &format!("{} ", env!("CARGO_BIN_EXE_newsmark")));
            format!(
                "      - {{ id: {}, name: {}, entry: '{entry}', language: system, files: '{}', require_serial: true }}\n",
                hook.id, hook.name, hook.files
            )
        })
        .collect();
    let config = format!("repos:\n  - repo: local\n    hooks:\n{}", local.concat());
    fs::write(place.path().join(".pre-commit-config.yaml"), config).expect("is written");
    let git = |args: &[&str]| {
        Command::new("git").arg("-C").arg(place.path()).args(args).output().expect("git runs")
    };
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    let run = |hook: &str| {
        let mut command = Command::new(&program);
        command.current_dir(place.path()).args(["run", "--all-files", hook]).env_remove("GITHUB_ACTIONS");
        command.env("PRE_COMMIT_HOME", place.path().join(".git/pre-commit")).output().expect("it runs")
    };
    let shown = |output: &Output| String::from_utf8_lossy(&output.stdout).into_owned();
    let check = run("newsmark-check");
    assert_eq!(check.status.code(), Some(1), "{}", shown(&check));
    assert!(shown(&check).contains("a b.nmk:1:1") && !shown(&check).contains("drafts"), "{}", shown(&check));
    let fmt = run("newsmark-fmt");
    assert_eq!(fmt.status.code(), Some(0), "{}", shown(&fmt));
}

#[derive(Deserialize)]
struct Action {
    name: String,
    inputs: BTreeMap<String, Input>,
    runs: Runs,
}

#[derive(Deserialize)]
struct Input {
    description: String,
    default: String,
}

#[derive(Deserialize)]
struct Runs {
    using: String,
    steps: Vec<Step>,
}

#[derive(Deserialize)]
struct Step {
    name: String,
    run: Option<String>,
    uses: Option<String>,
    shell: Option<String>,
    #[serde(default)]
    env: BTreeMap<String, String>,
}

fn action() -> Action {
    serde_saphyr::from_str(&text("action.yml")).expect("is YAML with all that an action needs")
}

/// A folder as a runner has it: articles to work on, and a place for what is built.
struct Runner {
    work: TempDir,
    temp: TempDir,
}

impl Runner {
    fn new() -> Self {
        Self { work: articles(), temp: tempfile::tempdir().expect("a folder is made") }
    }

    fn output_file(&self) -> PathBuf {
        self.temp.path().join("output")
    }

    /// Runs a step as a runner does: its script in bash, with what its inputs say in the environment.
    fn step(&self, name: &str, inputs: &[(&str, &str)]) -> Output {
        let action = action();
        let step = action.runs.steps.iter().find(|step| step.name == name).expect("there is such a step");
        assert_eq!(step.shell.as_deref(), Some("bash"));
        let mut bash = Command::new("bash");
        bash.args([
            "--noprofile",
            "--norc",
            "-eo",
            "pipefail",
            "-c",
            step.run.as_deref().expect("it runs something"),
        ]);
        for (variable, value) in &step.env {
            let input = value.strip_prefix("${{ inputs.").and_then(|rest| rest.strip_suffix(" }}"));
            let input = input.expect("only inputs are handed on");
            let given = inputs.iter().find(|(name, _)| *name == input).map(|(_, value)| *value);
            bash.env(variable, given.unwrap_or(&action.inputs[input].default));
        }
        bash.current_dir(self.work.path()).env("GITHUB_ACTIONS", "true").env("GITHUB_ACTION_PATH", root());
        bash.env("RUNNER_TEMP", self.temp.path()).env("GITHUB_OUTPUT", self.output_file());
        let path = std::env::var("PATH").unwrap_or_default();
        bash.env("PATH", format!("{}:{path}", self.temp.path().join("fakes").display()));
        bash.output().expect("bash runs")
    }
}

/// What the action says is only said to run; a runner's shell is needed.
fn has_bash() -> bool {
    let has = Command::new("bash").arg("-c").arg("true").status().is_ok_and(|status| status.success());
    if !has {
        eprintln!("not run: there is no bash here");
    }
    has
}

#[test]
fn the_action_is_complete() {
    let action = action();
    assert_eq!((action.name.as_str(), action.runs.using.as_str()), ("Newsmark", "composite"));
    assert!(action.inputs.values().all(|input| !input.description.is_empty()));
    let readme = text("docs/ci.md");
    for input in action.inputs.keys() {
        assert!(readme.contains(input.as_str()), "docs/ci.md says nothing of `{input}`");
    }
    for step in &action.runs.steps {
        assert!(step.run.is_some() != step.uses.is_some(), "{}", step.name);
    }
}

#[cfg(unix)]
#[test]
fn the_steps_of_the_action_run() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    if !has_bash() {
        return;
    }
    let runner = Runner::new();

    assert!(runner.step("Name what is built", &[]).status.success());
    let said = fs::read_to_string(runner.output_file()).expect("it says something");
    let hash = said.trim_end().strip_prefix("hash=").expect("it says the hash");
    assert!(hash.len() == 16 && hash.chars().all(|digit| digit.is_ascii_hexdigit()), "{said}");

    // Building takes minutes: a program that looks like cargo says how it was called.
    let fakes = runner.temp.path().join("fakes");
    fs::create_dir(&fakes).expect("is made");
    fs::write(fakes.join("cargo"), "#!/bin/sh\nprintf '%s\\n' \"$@\"\n").expect("is written");
    fs::set_permissions(fakes.join("cargo"), fs::Permissions::from_mode(0o755)).expect("can be run");
    let built = runner.step("Build newsmark", &[]);
    let temp = runner.temp.path().display();
    let expected = format!("install\n--locked\n--path\n{}\n--root\n{temp}/newsmark\n", root().display());
    assert_eq!(String::from_utf8_lossy(&built.stdout), expected);

    let bin = runner.temp.path().join("newsmark/bin");
    fs::create_dir_all(&bin).expect("is made");
    symlink(env!("CARGO_BIN_EXE_newsmark"), bin.join("newsmark")).expect("is linked");
    let check = |inputs: &[(&str, &str)]| {
        let output = runner.step("Check the articles", inputs);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        (output.status.code(), said + &String::from_utf8_lossy(&output.stderr))
    };
    let (code, said) = check(&[("sarif-file", "out.sarif")]);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.starts_with("::error file=a b.nmk,line=1,"), "{said}");
    let sarif = fs::read_to_string(runner.work.path().join("out.sarif")).expect("is written");
    assert!(sarif.contains("\"uri\":\"a%20b.nmk\""), "{sarif}");
    assert_eq!(
        check(&[("args", "--ignore unclosed-bracket --statistics"), ("paths", "a b.nmk\ndrafts\n")]).0,
        Some(0)
    );
    let (code, said) = check(&[("paths", "--fix"), ("args", "--exit-zero")]);
    assert_eq!(code, Some(2), "a path is a path: {said}");
}
