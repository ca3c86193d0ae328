//! Hostile input costs time in proportion to its length, and no stack.

use std::hint::black_box;
use std::thread;
use std::time::{Duration, Instant};

use newsmark::syntax::{bare_text, parse};

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

const SHAPES: [(&str, Shape); 10] = [
    ("[[[[", |size| "[".repeat(size)),
    ("[a @b[a @b", |size| "[a @b".repeat(size)),
    ("{[{[", |size| "{[".repeat(size)),
    ("openers of one shape, closers of the other", |size| {
        format!("{}{}", "[".repeat(size), "x @a}".repeat(size))
    }),
    ("closers with tails only", |size| " @a]".repeat(size)),
    ("closers without tails only", |size| "]".repeat(size)),
    ("one endless tail", |size| format!("[a{}]", " @b".repeat(size))),
    ("tokens that never become a tail", |size| format!("[a{} x]", " @b".repeat(size))),
    ("backslashes", |size| "\\".repeat(size)),
    ("nested annotations", nested),
];

fn time_to_parse(source: String) -> Duration {
    on_a_small_stack(move || {
        let start = Instant::now();
        black_box(parse(&source));
        start.elapsed()
    })
}

#[test]
fn time_is_proportional_to_length() {
    for (name, shape) in SHAPES {
        let ratio =
            || time_to_parse(shape(1_000_000)).as_secs_f64() / time_to_parse(shape(62_500)).as_secs_f64();
        // Quadratic work would take 256 times as long for 16 times the input. A busy machine may
        // disturb one measurement, hardly five.
        let proportional = (0..5).any(|_| ratio() < 64.0);
        assert!(proportional, "{name}: 16 times the input took more than 64 times as long");
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
    assert_eq!(bare_text(&tree, &source), source);
}
