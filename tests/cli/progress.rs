//! What a terminal shows while many articles are checked, and that nothing is left of it.

use std::fs::File;
use std::io::{Read, Write};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use nix::pty::{Winsize, openpty};

use crate::{CLEAN, folder, program};

/// All that is written to a terminal of this kind and width by a run that takes its time: the program waits for its
/// standard input.
fn shown(term: &str, columns: u16) -> String {
    let place = folder(&[("a.nmk", CLEAN)]);
    let size = Winsize { ws_row: 10, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 };
    let terminal = openpty(Some(&size), None).expect("a terminal is made");
    let mut command = program(place.path(), &["check", "-", "a.nmk"]);
    command.env("TERM", term).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(terminal.slave);
    let mut child = command.spawn().expect("the program starts");
    // It holds the other end of the terminal.
    drop(command);
    thread::sleep(Duration::from_millis(800));
    let mut stdin = child.stdin.take().expect("is piped");
    stdin.write_all(CLEAN.as_bytes()).expect("the program reads");
    drop(stdin);
    assert!(child.wait().expect("the program ends").success());
    let mut written = Vec::new();
    // Nobody holds the other end any more: some systems call that an error, behind the last byte.
    let _ = File::from(terminal.master).read_to_end(&mut written);
    String::from_utf8(written).expect("is UTF-8")
}

#[test]
fn progress_is_shown_and_taken_away() {
    assert_eq!(shown("xterm", 80), "\rChecking 2 of 2 articles\x1b[K\r\x1b[K");
    assert_eq!(shown("xterm", 20), "\r2/2\x1b[K\r\x1b[K", "a line that breaks could not be taken away");
}

#[test]
fn terminals_that_can_erase_nothing_show_none() {
    assert_eq!(shown("dumb", 80), "");
}
