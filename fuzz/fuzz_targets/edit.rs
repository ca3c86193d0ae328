#![no_main]
//! Reading again after edits equals reading anew.

use arbitrary::Arbitrary;
use libfuzzer_sys::fuzz_target;
use newsmark::syntax::{Edit, parse};

#[derive(Arbitrary, Debug)]
struct Input<'a> {
    source: &'a str,
    edits: Vec<(u16, u8, &'a str)>,
}

fuzz_target!(|input: Input<'_>| {
    let mut source = input.source.to_string();
    let mut tree = parse(&source);
    for (at, len, insert) in input.edits {
        let start = floor(&source, at as usize % (source.len() + 1));
        let end = floor(&source, (start + len as usize).min(source.len()));
        source.replace_range(start..end, insert);
        tree.edit(&Edit { old: start..end, inserted: insert.len() }, source.as_str());
        let fresh = parse(&source);
        assert_eq!(tree, fresh, "{source:?}");
        assert!(tree.problems().eq(fresh.problems()), "{source:?}");
    }
});

/// The character boundary at or before `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
