//! `newsmark check --watch`

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use crate::{CLEAN, FAULTY, folder, program, run, write};

/// Longer than anything takes, even on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that runs until the test ends.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn hear(&self, end: &str) -> String {
        let mut heard = String::new();
        while !heard.contains(end) {
            heard +=
                &self.lines.recv_timeout(PATIENCE).unwrap_or_else(|_| panic!("no `{end}` after {heard}"));
            heard.push('\n');
        }
        heard
    }

    /// What comes within a moment, from the other pipe.
    fn hear_rest(&self) -> String {
        let mut rest = String::new();
        while let Ok(line) = self.lines.recv_timeout(Duration::from_millis(150)) {
            rest += &line;
            rest.push('\n');
        }
        rest
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn articles_registries_and_settings_are_watched() {
    let place = folder(&[("sub/a.nmk", CLEAN)]);
    let mut command = program(place.path(), &["check", "--watch"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    let (sender, lines) = channel();
    // What is waited for is said on standard error, behind the report on standard output.
    let pipes: [Box<dyn std::io::Read + Send>; 2] =
        [Box::new(child.stdout.take().expect("is piped")), Box::new(child.stderr.take().expect("is piped"))];
    for pipe in pipes {
        let sender = sender.clone();
        thread::spawn(move || {
            BufReader::new(pipe).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
    }
    let watching = Watching { child, lines };
    let both = || watching.hear("Waiting for changes") + &watching.hear_rest();
    assert!(both().contains("Checked 1 article, all clean."));

    write(place.path(), "sub/a.nmk", FAULTY);
    assert!(both().contains("error[unclosed-bracket]"));
    write(place.path(), "newsmark.toml", "[rules]\nunclosed-bracket = \"off\"\n");
    let heard = both();
    assert!(heard.contains("undefined-entity") && !heard.contains("unclosed-bracket"), "{heard}");
    write(place.path(), "entities.nmk", "---\n@duarte :person Ana Duarte\n");
    let heard = both();
    assert!(heard.contains("Checked 2 articles: 1 warning."), "{heard}");
}

#[test]
fn what_cannot_be_watched_is_told() {
    let place = folder(&[]);
    let wrong = run(place.path(), &["check", "--watch", "-"]);
    assert_eq!((wrong.code, wrong.err.as_str()), (2, "error: standard input can't be watched\n"));
    let wrong = run(place.path(), &["check", "--watch", "--select", "unclosed-brackt"]);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""), "{}", wrong.err);
}
