#![no_main]
//! Importing keeps the text byte for byte, and makes nothing of it.

use libfuzzer_sys::fuzz_target;
use newsmark::formats::{ImportOptions, importer};
use newsmark::syntax::{bare_text, parse};

fuzz_target!(|text: &str| {
    let import = importer("text").expect("plain text is in the table").import;
    let markup = import(text, &ImportOptions { verbatim: true });
    let tree = parse(&markup);
    assert_eq!(bare_text(&tree, &markup), text);
    assert_eq!(tree.problems().count(), 0, "{markup:?}");
    assert!(tree.blocks().all(|block| block.nodes().len() == 0), "{markup:?}");
});
