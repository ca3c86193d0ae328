//! Hostile input costs time in proportion to its length, and no stack.

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use newsmark::article::Article;
use newsmark::formats::json::{Offsets, document};
use newsmark::rules::{Context, check};
use newsmark::syntax::{bare_text, parse};
use newsmark::workspace::Workspace;

/// Small enough that recursion on the input would overflow it at once.
const STACK: usize = 128 * 1024;

fn on_a_small_stack<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> T {
    let thread = thread::Builder::new().stack_size(STACK).spawn(work);
    thread.expect("the thread starts").join().expect("it does not overflow its stack")
}

fn nested(depth: usize) -> String {
    format!("{}x{}", "[".repeat(depth), " @a]".repeat(depth))
}

/// What each shape of input looks like at a given size.
type Shape = fn(usize) -> String;

/// With the sizes at which they are read.
const SHAPES: [(&str, usize, Shape); 10] = [
    ("[[[[", 1_000_000, |size| "[".repeat(size)),
    ("[a @b[a @b", 1_000_000, |size| "[a @b".repeat(size)),
    ("nested annotations", 100_000, nested),
    ("{[{[", 100_000, |size| "{[".repeat(size)),
    ("openers of one shape, closers of the other", 100_000, |size| {
        format!("{}{}", "[".repeat(size), "x @a}".repeat(size))
    }),
    ("closers with tails only", 100_000, |size| " @a]".repeat(size)),
    ("closers without tails only", 100_000, |size| "]".repeat(size)),
    ("one endless tail", 100_000, |size| format!("[a{}]", " @b".repeat(size))),
    ("tokens that never become a tail", 100_000, |size| format!("[a{} x]", " @b".repeat(size))),
    ("backslashes", 100_000, |size| "\\".repeat(size)),
];

/// What could be slow to make an article of, to check or to export.
const ARTICLES: [(&str, Shape); 12] = [
    ("[[[[", |size| "[".repeat(size)),
    ("nested annotations", nested),
    ("closers with tails only", |size| " @a]".repeat(size)),
    ("one endless tail", |size| format!("[a{}]", " @b".repeat(size))),
    ("different entities", |size| (0..size).map(|id| format!("[a @b{id}]")).collect()),
    ("pieces", |size| "{a @b #q}[a @c #q]".repeat(size)),
    ("escapes and brackets", |size| "\\[x @a.]".repeat(size)),
    ("notes and brackets", |size| "// [x @a.]\n[x @a.]\n".repeat(size)),
    ("quotations and cues", |size| "[a @b] [c :cue] {d @b}. ".repeat(size)),
    ("apostrophes", |size| format!("{{{} @b}}", "'a ".repeat(size))),
    ("dots", |size| format!("{{a @b}} {} [c @b]", ".".repeat(size))),
    ("records", |size| format!("---\n{}", "@a :b C | D\n e: @f\n".repeat(size))),
];

fn time_to_parse(source: String) -> Duration {
    on_a_small_stack(move || {
        let start = Instant::now();
        black_box(parse(&source));
        start.elapsed()
    })
}

fn time_to_read(source: String) -> Duration {
    on_a_small_stack(move || {
        let workspace = Workspace::default();
        let start = Instant::now();
        let tree = parse(&source);
        let article = Article::new(&source, &tree, &workspace.vocabulary);
        black_box(check(&Context::new(&article, None, &workspace)));
        black_box(document(&article, None, &workspace.registry, Offsets::Byte));
        start.elapsed()
    })
}

/// Quadratic work would take 256 times as long for 16 times the input. Of each length the fastest of some
/// runs counts: a busy machine makes work slower, never faster.
fn assert_proportional(name: &str, size: usize, time: impl Fn(usize) -> Duration) {
    let (mut long, mut short) = (f64::INFINITY, f64::INFINITY);
    let proportional = (0..10).any(|_| {
        long = long.min(time(size).as_secs_f64());
        short = short.min(time(size / 16).as_secs_f64());
        long < 64.0 * short
    });
    assert!(proportional, "{name}: 16 times the input took more than 64 times as long");
}

#[test]
fn parsing_time_is_proportional_to_length() {
    for (name, size, shape) in SHAPES {
        assert_proportional(name, size, |size| time_to_parse(shape(size)));
    }
}

#[test]
fn so_is_the_time_to_check_and_export() {
    for (name, shape) in ARTICLES {
        assert_proportional(name, 8_000, |size| time_to_read(shape(size)));
    }
}

#[test]
fn a_hundred_thousand_nested_annotations() {
    let source = nested(100_000);
    let (annotations, text) = on_a_small_stack(move || {
        let tree = parse(&source);
        (tree.blocks().map(|block| block.nodes().len()).sum::<usize>(), bare_text(&tree, &source))
    });
    assert_eq!((annotations, text.as_str()), (100_000, "x"));
}

#[test]
fn a_million_openers_are_a_million_problems_and_all_text() {
    let source = "[".repeat(1_000_000);
    let tree = parse(&source);
    assert_eq!(tree.problems().count(), 1_000_000);
    assert!(bare_text(&tree, &source) == source);
}
