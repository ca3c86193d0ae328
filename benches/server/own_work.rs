//! What the server itself does for a keystroke, on the library: no protocol, no other process.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use newsmark::ide::{FilePosition, Host, Snapshot, hover, load};

use crate::SIZES;
use crate::place::{names, typing_near};
use crate::report::Report;
use crate::rounds::{medians, seconds};
use crate::workspace::Folder;

const ROUNDS: usize = 7;
const TIMES: usize = 200;

/// What is asked for after a keystroke.
type Question = fn(&Snapshot, &Path, usize);

pub fn measure(report: &mut Report, folder: &Folder) {
    for (what, question) in [("findings", findings as Question), ("the card of an entity", card)] {
        report.section(&format!("From a keystroke to {what}, the server's own work: medians"));
        let typists = SIZES.map(|(_, size)| Typist::new(folder, size));
        let steps = typists.map(|mut typist| {
            Box::new(move |number| typist.step(number, question)) as Box<dyn FnMut(usize) -> f64>
        });
        let taken = medians(ROUNDS, TIMES, steps);
        for ((size, _), taken) in SIZES.iter().zip(taken) {
            report.time(&format!("article of {size}"), taken, "");
        }
        report.at_most("10 MB / 4 kB", taken[3] / taken[0], 3.0);
        report.at_most("the slowest, in ms", taken.into_iter().fold(0.0, f64::max) * 1e3, 1.0);
    }
}

fn findings(snapshot: &Snapshot, path: &Path, _: usize) {
    let open = snapshot.document(path).expect("it is open");
    std::hint::black_box(snapshot.findings(open));
}

fn card(snapshot: &Snapshot, path: &Path, at: usize) {
    hover(snapshot, FilePosition { path, offset: at as u32 }).expect("a name has a card");
}

/// Somebody who types, in one article.
struct Typist {
    host: Host,
    path: Arc<Path>,
    names: Vec<usize>,
    text: String,
    /// The world as it was asked about last: an answer may still be in the making when the next key comes.
    last: Snapshot,
}

impl Typist {
    fn new(folder: &Folder, size: usize) -> Self {
        let mut host = Host::default();
        let refresh = host.set_folders(vec![folder.path().to_path_buf()]);
        for root in refresh.roots {
            let extent = host.extent(&root);
            let (done, cancelled) = (AtomicUsize::new(0), AtomicBool::new(false));
            let loaded = load(&root, extent, host.symbols(), |_| {}, &done, &cancelled);
            host.install(&root, loaded);
        }
        let path: Arc<Path> = folder.file("unsaved.nmk").into();
        let text = folder.unsaved(size);
        host.open(path.clone(), 0, &text);
        let last = host.snapshot();
        Self { host, path, names: names(&text, 97), text, last }
    }

    /// Types a character, or takes it back.
    fn step(&mut self, number: usize, question: Question) -> f64 {
        let name = self.names[number / 2 % self.names.len()];
        let at = typing_near(&self.text, name);
        // Every other time it is one that makes a mistake.
        let typed = if number % 4 < 2 { "x" } else { "{" };
        let (old, new, name) =
            if number.is_multiple_of(2) { (at..at, typed, name + 1) } else { (at..at + 1, "", name) };
        seconds(|| {
            self.host.edit(&self.path, number as i32 + 1, old, new);
            self.last = self.host.snapshot();
            question(&self.last, &self.path, name);
        })
    }
}
