//! How much memory a tree takes, in proportion to its source. Ends with an error if it takes more.

mod corpus;

use std::process::ExitCode;

use newsmark::syntax::parse;
use peak_alloc::PeakAlloc;

use corpus::Corpus;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

fn main() -> ExitCode {
    println!("{:<28} {:>12} {:>12} {:>10} {:>10}", "bytes", "source", "tree", "tree", "peak");
    let corpus = Corpus::new(1);
    let sizes = [("an article of 4 kB", 4_000), ("of 1 MB", 1_000_000), ("of 10 MB", 10_000_000)];
    let articles = sizes.map(|(name, size)| (name, corpus.article(0, size).markup));
    let registry = [("a registry of 100,000", corpus.registry(corpus::MOST_ENTITIES))];
    let kept = articles.into_iter().chain(registry).map(|(name, source)| takes_no_more(name, &source));
    if kept.fold(true, |all, kept| all & kept) {
        println!("\nNo tree is larger than its source.");
        ExitCode::SUCCESS
    } else {
        println!("\nA tree should be no larger than its source.");
        ExitCode::FAILURE
    }
}

fn takes_no_more(name: &str, source: &str) -> bool {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let tree = parse(source);
    let held = MEMORY.current_usage() - before;
    let peak = MEMORY.peak_usage() - before;
    let share = |bytes: usize| bytes as f64 / source.len() as f64;
    println!("{name:<28} {:>12} {held:>12} {:>8.2} x {:>8.2} x", source.len(), share(held), share(peak));
    drop(tree);
    held <= source.len()
}
