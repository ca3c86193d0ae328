//! How long proposals take, on one thread. Ends with an error if the bound is broken.

mod corpus;
#[allow(dead_code)]
#[path = "ratios/report.rs"]
mod report;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;
use std::{env, fs};

use newsmark::annotate::{Knowledge, Options, annotate};
use newsmark::article::Vocabulary;
use newsmark::workspace::Registry;

use corpus::Corpus;
use report::Report;

/// So many bytes of articles have to be annotated in [`BOUND`] milliseconds.
const BYTES: usize = 391_000;
const BOUND: f64 = 50.0;

fn main() -> ExitCode {
    let mut report = Report::default();
    let corpus = Corpus::new(1);
    let records = [(PathBuf::from("entities.nmk"), corpus.registry(1_000))];
    let knowledge = Knowledge::new(&Registry::from_sources(records), &[]);
    let mut articles: Vec<String> = Vec::new();
    while articles.iter().map(String::len).sum::<usize>() < BYTES {
        articles.push(corpus.article(articles.len() as u64, 4_000).text);
    }
    measure(&mut report, "Generated articles, no registry", &articles, &Knowledge::default(), 20);
    measure(&mut report, "Generated articles, 1,000 entities", &articles, &knowledge, 20);
    let news = news();
    if news.is_empty() {
        report.note("no news beside the project");
    } else {
        measure(&mut report, "News, no registry", &news, &Knowledge::default(), 20);
    }
    let long = [corpus.article(0, 10_000_000).text];
    report.section("One article of 10 MB, as the server reads it when somebody asks");
    let seconds = fastest(&long, &knowledge, 2);
    report.time("annotate", seconds, &rate(&long, seconds));
    report.end()
}

/// The articles of a corpus of news, if it is there.
fn news() -> Vec<String> {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora");
    let folder = env::var_os("NEWSMARK_CORPORA").map_or(beside, PathBuf::from).join("polnear/dev");
    let mut texts = Vec::new();
    texts_in(&folder, &mut texts);
    texts
}

fn texts_in(folder: &Path, texts: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            texts_in(&path, texts);
        } else if path.extension().is_some_and(|ending| ending == "txt") {
            texts.extend(fs::read_to_string(&path));
        }
    }
}

fn measure(report: &mut Report, title: &str, articles: &[String], knowledge: &Knowledge, rounds: usize) {
    report.section(title);
    let seconds = fastest(articles, knowledge, rounds);
    let bytes: usize = articles.iter().map(String::len).sum();
    report.time(&format!("{} articles, {bytes} bytes", articles.len()), seconds, &rate(articles, seconds));
    let share = 1e3 * seconds * BYTES as f64 / bytes as f64;
    report.at_most("ms for 391 kB", share, BOUND);
}

/// The seconds of the fastest round: reading, proposing and writing, on this thread.
fn fastest(articles: &[String], knowledge: &Knowledge, rounds: usize) -> f64 {
    let (vocabulary, options) = (Vocabulary::default(), Options::default());
    let round = || {
        let begun = Instant::now();
        for article in articles {
            black_box(annotate(black_box(article), &vocabulary, knowledge, &options));
        }
        begun.elapsed().as_secs_f64()
    };
    (0..rounds).map(|_| round()).fold(f64::INFINITY, f64::min)
}

fn rate(articles: &[String], seconds: f64) -> String {
    let bytes: usize = articles.iter().map(String::len).sum();
    format!("{:>6.1} MB/s", bytes as f64 / seconds / 1e6)
}
