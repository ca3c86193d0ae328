//! Memory, renaming and completion, with the built program over stdio.

use std::time::Instant;

use serde_json::json;

use crate::client::Client;
use crate::place::{line_and_character, names, typing_near};
use crate::report::Report;
use crate::rounds::median;
use crate::workspace::{EVERY_OTHER, Folder};

const MB: f64 = 1e6;

pub fn memory(report: &mut Report, folder: &Folder) {
    report.section("Memory of the server in a workspace of 10,000 articles of 4 kB, in MB");
    let mut client = Client::start(folder.path());
    let Some(indexed) = client.resident() else {
        report.note("This system doesn't tell how much memory a program occupies.");
        return;
    };
    let closed = folder.articles as f64 * 1_000.0;
    report.at_most("all articles read", indexed as f64 / MB, (40.0 * MB + closed) / MB);
    let text = folder.unsaved(10_000_000);
    let bound = (40.0 * MB + closed + 2.0 * text.len() as f64) / MB;
    client.open(&folder.file("unsaved.nmk"), &text);
    let resident = |client: &Client| client.resident().unwrap_or(0) as f64 / MB;
    report.at_most("and one of 10 MB open", resident(&client), bound);
    type_for_a_while(&mut client, &text);
    report.at_most("and after 2,000 keystrokes", resident(&client), bound);
}

fn type_for_a_while(client: &mut Client, text: &str) {
    for name in names(text, 1_000) {
        let at = line_and_character(text, typing_near(text, name));
        client.change(at, 0, "x");
        client.change(at, 1, "");
        client.diagnostics();
    }
}

pub fn rename(report: &mut Report, folder: &Folder) {
    let mut client = Client::start(folder.path());
    let text = format!("[Half Island @{EVERY_OTHER}] is near.\n");
    client.open(&folder.file("unsaved.nmk"), &text);
    let mut taken = Vec::new();
    let mut files = 0;
    for _ in 0..9 {
        let start = Instant::now();
        let new_name = json!({ "newName": "whole-island" });
        let (end, edit) = client.ask_at("textDocument/rename", (0, 15), new_name);
        taken.push(end.duration_since(start).as_secs_f64());
        files = edit["changes"].as_object().map_or(0, |changes| changes.len());
    }
    report.section(&format!("Renaming an entity in {files} files of 10,000, over stdio"));
    assert!(files >= 5_000, "half of the articles mention it");
    report.at_most("median, in ms", median(taken) * 1e3, 500.0);
}

/// What somebody has typed so far: a mention that is being written.
const TYPED: [(&str, &str); 5] = [
    ("nothing yet", "[Sea @"),
    ("one letter", "[Sea @m"),
    ("two letters", "[Sea @ma"),
    ("what nobody is called", "[Sea @zzqqzz"),
    ("a name in the bracket", "[Mar"),
];

pub fn completion(report: &mut Report) {
    let folder = Folder::new(10, 100_000);
    let mut client = Client::start(folder.path());
    let text = folder.unsaved(4_000);
    client.open(&folder.file("unsaved.nmk"), &text);
    let at = line_and_character(&text, typing_near(&text, names(&text, 2)[1]) - 1);
    report.section("Completion among 100,000 entities, over stdio: medians");
    let mut slowest = 0.0_f64;
    for (what, typed) in TYPED {
        client.change(at, 0, typed);
        client.diagnostics();
        let place = (at.0, at.1 + typed.len());
        let mut taken = Vec::new();
        let mut items = 0;
        for _ in 0..41 {
            let start = Instant::now();
            let (end, list) = client.ask_at("textDocument/completion", place, json!({}));
            taken.push(end.duration_since(start).as_secs_f64());
            items = list["items"].as_array().or(list.as_array()).map_or(0, Vec::len);
        }
        client.change(at, typed.len(), "");
        client.diagnostics();
        let taken = median(taken);
        report.time(what, taken, &format!("{items} items"));
        slowest = slowest.max(taken);
    }
    report.at_most("the slowest, in ms", slowest * 1e3, 10.0);
}
