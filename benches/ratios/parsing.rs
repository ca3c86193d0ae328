//! The parser against pulldown-cmark and against a bare loop over the bytes.

use std::hint::black_box;
use std::time::Instant;

use newsmark::syntax::parse;

use crate::brackets::Brackets;
use crate::corpus::{Corpus, Page};
use crate::report::Report;

pub fn measure(report: &mut Report) {
    let corpus = Corpus::new(1);
    let articles: Vec<Page> = (0..250).map(|number| corpus.article(number, 4_000)).collect();
    compare(report, "Parsing 250 articles of 4 kB", &articles, 60);
    compare(report, "Parsing one article of 1 MB", &[corpus.article(0, 1_000_000)], 60);
    compare(report, "Parsing one article of 10 MB", &[corpus.article(0, 10_000_000)], 12);
}

fn compare(report: &mut Report, title: &str, pages: &[Page], rounds: usize) {
    let bytes: usize = pages.iter().map(|page| page.markup.len()).sum();
    let markdown_bytes: usize = pages.iter().map(|page| page.markdown.len()).sum();
    let mut brackets = Brackets::default();
    let [newsmark, loop_, same, rendered] = fastest(
        rounds,
        [
            &mut || pages.iter().for_each(|page| drop(black_box(parse(black_box(&page.markup))))),
            &mut || {
                for page in pages {
                    brackets.pair(black_box(page.markup.as_bytes()));
                    black_box(&brackets.pairs);
                }
            },
            &mut || pages.iter().for_each(|page| markdown(&page.markup)),
            &mut || pages.iter().for_each(|page| markdown(&page.markdown)),
        ],
    );
    let speed = |bytes: usize, seconds: f64| format!("{:>6.0} MB/s", bytes as f64 / seconds / 1e6);
    report.section(title);
    report.time("newsmark, to the tree", newsmark, &speed(bytes, newsmark));
    report.time("bare loop that pairs the brackets", loop_, &speed(bytes, loop_));
    report.time("pulldown-cmark, the same bytes", same, &speed(bytes, same));
    report.time("pulldown-cmark, the same text as Markdown", rendered, &speed(markdown_bytes, rendered));
    report.at_most("newsmark / bare loop", newsmark / loop_, 3.0);
    report.at_least("pulldown-cmark, same bytes / newsmark", same / newsmark, 1.5);
    report.at_least("pulldown-cmark, as Markdown / newsmark", rendered / newsmark, 1.5);
}

/// Its events are read and thrown away: no tree, no HTML.
fn markdown(source: &str) {
    black_box(pulldown_cmark::Parser::new(black_box(source)).count());
}

/// Runs all contenders in turn, again and again; the seconds of each one's fastest round.
fn fastest<const N: usize>(rounds: usize, mut contenders: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut fastest = [f64::INFINITY; N];
    for _ in 0..rounds {
        for (contender, fastest) in contenders.iter_mut().zip(&mut fastest) {
            let start = Instant::now();
            contender();
            *fastest = fastest.min(start.elapsed().as_secs_f64());
        }
    }
    fastest
}
