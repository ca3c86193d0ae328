//! The program as its users drive it.

mod annotate;
mod baseline;
mod cache;
mod check;
mod config;
mod convert;
mod fix;
mod fmt;
mod folders;
#[cfg(unix)]
mod progress;
mod quotes_of_others;
mod reports;
mod selection;
mod watch;
mod workspace;

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// An article with nothing wrong.
const CLEAN: &str = "[Ana Duarte @duarte :person] spoke.\n";

/// An article with one error and one warning.
const FAULTY: &str = "[Ana Duarte @duarte :person spoke.\n\n{We build now @duarte :persn}\n";

/// What a run of the program came to.
#[derive(Debug)]
struct Run {
    code: i32,
    out: String,
    err: String,
}

fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_newsmark"));
    command.current_dir(folder).args(args).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE");
    command.env_remove("GITHUB_ACTIONS");
    command
}

/// Runs the program in a folder with this on its standard input.
fn run_with(folder: &Path, args: &[&str], input: &str) -> Run {
    let mut command = program(folder, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    let mut stdin = child.stdin.take().expect("is piped");
    let input = input.to_string();
    let writer = std::thread::spawn(move || drop(stdin.write_all(input.as_bytes())));
    let output = child.wait_with_output().expect("the program ends");
    writer.join().expect("the input is written");
    Run {
        code: output.status.code().expect("the program was not killed"),
        out: String::from_utf8(output.stdout).expect("is UTF-8"),
        err: String::from_utf8(output.stderr).expect("is UTF-8"),
    }
}

fn run(folder: &Path, args: &[&str]) -> Run {
    run_with(folder, args, "")
}

/// A folder that is its own workspace, with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder is made");
    write(folder.path(), "newsmark.toml", "");
    for (name, text) in files {
        write(folder.path(), name, text);
    }
    folder
}

fn write(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().expect("has a parent")).expect("the folder is made");
    fs::write(path, text).expect("the file is written");
}
