//! Reading a workspace for the first time, on all cores, against a program that only walks and reads the same files.

use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::time::Instant;

use ignore::WalkBuilder;
use newsmark::document::Symbols;
use newsmark::ide::{Extent, load};

use crate::report::Report;
use crate::workspace::Folder;

const ROUNDS: usize = 7;

pub fn measure(report: &mut Report, folder: &Folder) {
    let (mut walked, mut indexed) = (Cost::MOST, Cost::MOST);
    for _ in 0..ROUNDS {
        walked = walked.min(cost(|| walk_and_read(folder.path())));
        indexed = indexed.min(cost(|| index(folder)));
    }
    report.section(
        "Reading 10,000 articles of 4 kB for the first time: processor time (and time on the clock)",
    );
    for (what, cost) in [("walk and read, one thread", walked), ("index", indexed)] {
        report.time(what, cost.processor, &format!("({:.0} ms)", cost.clock * 1e3));
    }
    // What counts is how long somebody waits; all cores work at it.
    report.ratio("index / walk and read, processor", indexed.processor / walked.processor);
    report.at_most("index / walk and read, clock", indexed.clock / walked.clock, 5.0);
}

fn index(folder: &Folder) {
    let (done, cancelled) = (AtomicUsize::new(0), AtomicBool::new(false));
    let symbols = Symbols::default();
    let loaded = load(folder.path(), Extent::Articles, &symbols, |_| {}, &done, &cancelled);
    assert!(loaded.index.articles().count() as u64 >= folder.articles, "all articles are read");
    black_box(loaded);
}

fn walk_and_read(folder: &Path) {
    let walk = WalkBuilder::new(folder).follow_links(true).require_git(false).build();
    for entry in walk.filter_map(Result::ok) {
        if entry.path().extension().is_some_and(|extension| extension == "nmk") {
            black_box(fs::read(entry.path()).expect("the file can be read"));
        }
    }
}

/// What something cost, in seconds.
#[derive(Clone, Copy, Debug)]
struct Cost {
    clock: f64,
    processor: f64,
}

impl Cost {
    const MOST: Self = Self { clock: f64::INFINITY, processor: f64::INFINITY };

    fn min(self, other: Self) -> Self {
        Self { clock: self.clock.min(other.clock), processor: self.processor.min(other.processor) }
    }
}

fn cost(work: impl FnOnce()) -> Cost {
    let before = processor_time();
    let start = Instant::now();
    work();
    let clock = start.elapsed().as_secs_f64();
    let processor = processor_time().zip(before).map_or(clock, |(after, before)| after - before);
    Cost { clock, processor }
}

/// Seconds that all threads of this process spent on processors, in themselves and in the system.
#[cfg(unix)]
fn processor_time() -> Option<f64> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_SELF).ok()?;
    Some((usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6)
}

/// Elsewhere the clock has to do.
#[cfg(not(unix))]
fn processor_time() -> Option<f64> {
    None
}
