#![no_main]
//! Importing keeps the text byte for byte, and makes nothing of it but a headline, if it begins with its date.

use libfuzzer_sys::fuzz_target;
use newsmark::formats::{ImportOptions, importer};
use newsmark::syntax::{BlockKind, bare_text, parse};

fuzz_target!(|text: &str| {
    let import = importer("text").expect("plain text is in the table").import;
    for verbatim in [true, false] {
        let markup = import(text, &ImportOptions { verbatim });
        let tree = parse(&markup);
        let bare = bare_text(&tree, &markup);
        let dated = !verbatim && tree.blocks().any(|block| block.kind() == BlockKind::Headline);
        assert!(
            if dated { text.ends_with(bare.trim_start_matches('\u{feff}')) } else { bare == text },
            "{markup:?}"
        );
        assert_eq!(tree.problems().count(), 0, "{markup:?}");
        assert!(tree.blocks().all(|block| block.nodes().len() == 0), "{markup:?}");
    }
});
