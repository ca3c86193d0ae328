#![no_main]
//! Any text reads, its pieces rebuild it, and rules and export get through it.

use libfuzzer_sys::fuzz_target;
use newsmark::article::Article;
use newsmark::formats::json::{Offsets, document};
use newsmark::rules::{Context, check};
use newsmark::syntax::{parse, pieces};
use newsmark::workspace::Workspace;

fuzz_target!(|source: &str| {
    let tree = parse(source);
    let mut at = 0;
    for piece in pieces(&tree, source) {
        assert_eq!(piece.span.start, at);
        at = piece.span.end;
    }
    assert_eq!(at as usize, source.len());

    let workspace = Workspace::default();
    let article = Article::new(source, &tree, &workspace.vocabulary);
    for finding in check(&Context::new(&article, None, &workspace)) {
        let _ = finding.span.of(source);
    }
    let export = document(&article, None, &workspace.registry, Offsets::Byte);
    let text_at = |spans: &[[u32; 2]]| {
        let texts = spans.iter().map(|[start, end]| &export.text[*start as usize..*end as usize]);
        texts.collect::<Vec<_>>().join(" ")
    };
    for mention in &export.mentions {
        assert_eq!(text_at(&mention.spans), mention.text);
    }
    for quote in &export.quotes {
        assert_eq!(text_at(&quote.spans), quote.text);
    }
});
