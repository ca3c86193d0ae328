//! How long somebody waits after a keystroke, with the built program over stdio.

use std::time::Instant;

use serde_json::json;

use crate::SIZES;
use crate::client::Client;
use crate::place::{line_and_character, names, typing_near};
use crate::report::Report;
use crate::rounds::medians;
use crate::workspace::Folder;

const ROUNDS: usize = 7;
const TIMES: usize = 200;

/// What is waited for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wait {
    Diagnostics,
    Hover,
}

const BOTH: [(&str, Wait); 2] = [("diagnostics", Wait::Diagnostics), ("hover", Wait::Hover)];

pub fn in_articles_of_any_size(report: &mut Report, folder: &Folder) {
    let mut typists = SIZES.map(|(_, size)| Typist::new(folder, size));
    for (what, wait) in BOTH {
        report.section(&format!("From a keystroke to {what}, over stdio: medians"));
        let taken = medians(ROUNDS, TIMES, typists.each_mut().map(|typist| steps(typist, wait)));
        for ((size, _), taken) in SIZES.iter().zip(taken) {
            report.time(&format!("article of {size}"), taken, "");
        }
        report.at_most("10 MB / 4 kB", taken[3] / taken[0], 3.0);
        report.at_most("the slowest, in ms", taken.into_iter().fold(0.0, f64::max) * 1e3, 1.0);
    }
}

pub fn in_workspaces_of_any_size(report: &mut Report, small: &Folder, large: &Folder) {
    let mut typists = [Typist::new(small, 4_000), Typist::new(large, 4_000)];
    for (what, wait) in BOTH {
        report.section(&format!("From a keystroke to {what} in workspaces, over stdio: medians"));
        let taken = medians(ROUNDS, TIMES, typists.each_mut().map(|typist| steps(typist, wait)));
        report.time("of 10 articles", taken[0], "");
        report.time("of 10,000 articles", taken[1], "");
        report.at_most("10,000 / 10", taken[1] / taken[0], 1.5);
    }
}

fn steps(typist: &mut Typist, wait: Wait) -> Box<dyn FnMut(usize) -> f64 + '_> {
    Box::new(move |number| typist.step(number, wait))
}

/// Somebody who types, in one article.
struct Typist {
    client: Client,
    /// Where to type and where to look.
    places: Vec<((usize, usize), (usize, usize))>,
}

impl Typist {
    fn new(folder: &Folder, size: usize) -> Self {
        let mut client = Client::start(folder.path());
        let text = folder.unsaved(size);
        client.open(&folder.file("unsaved.nmk"), &text);
        let place = |at| line_and_character(&text, at);
        let places = names(&text, 97).into_iter().map(|name| (place(typing_near(&text, name)), place(name)));
        Self { client, places: places.collect() }
    }

    /// Types a character, or takes it back; every other time it is one that makes a mistake.
    fn step(&mut self, number: usize, wait: Wait) -> f64 {
        let (at, (line, character)) = self.places[number / 2 % self.places.len()];
        let typed = if number % 4 < 2 { "x" } else { "{" };
        let start = Instant::now();
        let moved = if number.is_multiple_of(2) {
            self.client.change(at, 0, typed);
            usize::from(at.0 == line)
        } else {
            self.client.change(at, 1, "");
            0
        };
        let end = if wait == Wait::Hover {
            let (end, card) = self.client.ask_at("textDocument/hover", (line, character + moved), json!({}));
            assert!(!card.is_null(), "a name has a card");
            // The next round must not meet the diagnostics of this one.
            self.client.diagnostics();
            end
        } else {
            self.client.diagnostics()
        };
        end.duration_since(start).as_secs_f64()
    }
}
