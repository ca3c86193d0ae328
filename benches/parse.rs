//! Throughput, layer by layer.

mod corpus;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

use corpus::Corpus;
use newsmark::article::{Article, Vocabulary};
use newsmark::rules::{self, Context};
use newsmark::syntax::{Edit, bare_text, parse};
use newsmark::workspace::{Registry, Workspace};

const SIZES: [usize; 3] = [4_000, 1_000_000, 10_000_000];

fn main() {
    divan::main();
}

fn article(size: usize) -> String {
    Corpus::new(1).article(0, size).markup
}

#[divan::bench(args = SIZES)]
fn tree(bencher: Bencher, size: usize) {
    let source = article(size);
    bencher.counter(BytesCount::of_str(&source)).bench_local(|| parse(black_box(&source)));
}

#[divan::bench(args = SIZES)]
fn text_without_markup(bencher: Bencher, size: usize) {
    let source = article(size);
    let tree = parse(&source);
    bencher.counter(BytesCount::of_str(&source)).bench_local(|| bare_text(black_box(&tree), &source));
}

#[divan::bench(args = SIZES)]
fn what_the_article_says(bencher: Bencher, size: usize) {
    let source = article(size);
    let tree = parse(&source);
    let vocabulary = Vocabulary::default();
    let counter = BytesCount::of_str(&source);
    bencher.counter(counter).bench_local(|| Article::new(&source, black_box(&tree), &vocabulary));
}

#[divan::bench(args = SIZES)]
fn all_rules(bencher: Bencher, size: usize) {
    let corpus = Corpus::new(1);
    let registry = Registry::from_sources([("/entities.nmk".into(), corpus.registry(corpus.entities()))]);
    let workspace = Workspace { registry, ..Workspace::default() };
    let source = article(size);
    let tree = parse(&source);
    let article = Article::new(&source, &tree, &workspace.vocabulary);
    let counter = BytesCount::of_str(&source);
    bencher
        .counter(counter)
        .bench_local(|| rules::check(&Context::new(black_box(&article), None, &workspace)));
}

/// A key pressed in the middle, and taken back.
#[divan::bench(args = SIZES)]
fn two_edits(bencher: Bencher, size: usize) {
    let source = article(size);
    let middle = source[source.len() / 2..].find("e").expect("there is an e") + source.len() / 2;
    let mut edited = source.clone();
    edited.insert(middle, 'x');
    let mut tree = parse(&source);
    bencher.bench_local(|| {
        tree.edit(&Edit { old: middle..middle, inserted: 1 }, black_box(edited.as_str()));
        tree.edit(&Edit { old: middle..middle + 1, inserted: 0 }, black_box(source.as_str()));
    });
}

#[divan::bench(args = [10, 1_000, 100_000])]
fn registry(bencher: Bencher, entities: usize) {
    let source = Corpus::new(1).registry(entities);
    let counter = BytesCount::of_str(&source);
    bencher
        .counter(counter)
        .with_inputs(|| source.clone())
        .bench_local_values(|source| Registry::from_sources([("/entities.nmk".into(), source)]));
}
