//! `newsmark check`, the whole program, against a program that only walks and reads the same files: when it reads all
//! articles, and when it remembers that they were clean.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use ignore::WalkBuilder;

use crate::corpus::Corpus;
use crate::report::Report;

/// How many articles, and how large.
const ARTICLES: u64 = 10_000;
const SIZE: usize = 4_000;

const ROUNDS: usize = 9;

/// The argument that makes this program walk a folder instead of measuring.
const WALK: &str = "--walk-and-read";

/// The folder to walk, if that is what this process is for.
pub fn folder_to_walk() -> Option<OsString> {
    let mut arguments = std::env::args_os().skip(1);
    (arguments.next()? == WALK).then(|| arguments.next()).flatten()
}

/// What `check` has to do at least: find the files as it finds them, and read each.
pub fn walk_and_read(folder: &Path) {
    let walk = WalkBuilder::new(folder).follow_links(true).require_git(false).build();
    for entry in walk.filter_map(Result::ok) {
        if entry.path().extension().is_some_and(|extension| extension == "nmk") {
            black_box(fs::read(entry.path()).expect("the file can be read"));
        }
    }
}

pub fn measure(report: &mut Report) {
    let folder = tempfile::tempdir().expect("a folder for the articles");
    write_articles(folder.path());
    let this = std::env::current_exe().expect("the path of this program");
    let newsmark = Path::new(env!("CARGO_BIN_EXE_newsmark"));
    let walk = [WALK.as_ref(), folder.path().as_os_str()];
    let check = |jobs: &'static str, more: &'static [&str]| {
        let args = ["check", "--jobs", jobs].into_iter().chain(more.iter().copied()).map(str::as_ref);
        args.chain([folder.path().as_os_str()]).collect::<Vec<&OsStr>>()
    };
    let [mut walked, mut one, mut two, mut again, mut again_two] = [Cost::MOST; 5];
    for _ in 0..ROUNDS {
        walked = walked.min(run(&this, &walk));
        one = one.min(run(newsmark, &check("1", &["--no-cache"])));
        two = two.min(run(newsmark, &check("2", &["--no-cache"])));
        again = again.min(run(newsmark, &check("1", &[])));
        again_two = again_two.min(run(newsmark, &check("2", &[])));
    }
    report.section("Checking 10,000 articles of 4 kB: processor time (and time on the clock)");
    for (what, cost) in [
        ("walk and read, one thread", walked),
        ("check --jobs 1, for the first time", one),
        ("check --jobs 2, for the first time", two),
        ("check --jobs 1, again", again),
        ("check --jobs 2, again", again_two),
    ] {
        report.time(what, cost.processor, &format!("({:.0} ms)", cost.clock * 1e3));
    }
    report.ratio("first / walk and read, processor", one.processor / walked.processor);
    report.at_most("two threads / one, clock", two.clock / one.clock, 1.0);
    report.at_most("again / walk and read, processor", again.processor / walked.processor, 4.0);
    report.at_most("two threads / one again, clock", again_two.clock / again.clock, 1.0);
}

fn write_articles(folder: &Path) {
    let corpus = Corpus::new(1);
    fs::write(folder.join("newsmark.toml"), "").expect("the folder can be written to");
    fs::write(folder.join("entities.nmk"), corpus.registry(corpus.entities())).expect("the registry fits");
    for number in 0..ARTICLES {
        let part = folder.join(format!("articles/{:02}", number / 100));
        fs::create_dir_all(&part).expect("the folder can be made");
        let article = corpus.article(number, SIZE).markup;
        fs::write(part.join(format!("{number:04}.nmk")), article).expect("the article fits");
    }
}

/// What a run cost, in seconds.
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

fn run(program: &Path, arguments: &[&OsStr]) -> Cost {
    let before = processor_time_of_children();
    let start = Instant::now();
    let status = Command::new(program).args(arguments).stdout(Stdio::null()).status();
    let clock = start.elapsed().as_secs_f64();
    // Generated speakers repeat one another now and then, which is a finding.
    let code = status.expect("the program starts").code();
    assert!(matches!(code, Some(0 | 1)), "the articles can be read");
    let processor = processor_time_of_children().zip(before).map_or(clock, |(after, before)| after - before);
    Cost { clock, processor }
}

/// Seconds that programs run so far spent on processors, in themselves and in the system.
#[cfg(unix)]
fn processor_time_of_children() -> Option<f64> {
    use nix::sys::resource::{UsageWho, getrusage};
    use nix::sys::time::TimeValLike;
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).ok()?;
    Some((usage.user_time() + usage.system_time()).num_microseconds() as f64 / 1e6)
}

/// Elsewhere the clock has to do.
#[cfg(not(unix))]
fn processor_time_of_children() -> Option<f64> {
    None
}
