//! Documents built from the grammar mean what they were built of, and stay in step when edited.

mod build;

use build::{Document, document};
use newsmark::article::BareText;
use newsmark::syntax::{BlockKind, Edit, parse, pieces};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_document_means_what_it_was_built_of(built in document(8)) {
        let Document { markup, text, annotations, headlines, notes, entries } = &built;
        let tree = parse(markup);
        prop_assert_eq!(tree.problems().collect::<Vec<_>>(), []);
        let bare = BareText::new(&tree, markup);
        prop_assert_eq!(&bare.text, text);
        let nodes = tree.blocks().flat_map(|block| block.nodes());
        let found: Vec<_> = nodes
            .map(|node| (node.shape, bare.of(node.content()).to_string(), node.tail_span().of(markup).to_string()))
            .collect();
        prop_assert_eq!(&found, annotations);
        let kinds: Vec<BlockKind> = tree.blocks().map(|block| block.kind()).collect();
        let count = |wanted: &[BlockKind]| kinds.iter().filter(|kind| wanted.contains(kind)).count();
        prop_assert_eq!(count(&[BlockKind::Headline, BlockKind::Crosshead]), *headlines);
        prop_assert_eq!(tree.blocks().flat_map(|block| block.comments()).count(), *notes);
        let heads = tree.blocks().filter(|block| block.kind() == BlockKind::Entry);
        let heads = heads.filter(|block| {
            newsmark::syntax::entry(block.content().of(markup), block.start).head.is_some()
        });
        prop_assert_eq!(heads.count(), *entries);
    }

    #[test]
    fn its_pieces_are_the_file(built in document(8)) {
        let tree = parse(&built.markup);
        let rebuilt: String = pieces(&tree, &built.markup).map(|piece| piece.span.of(&built.markup)).collect();
        prop_assert_eq!(&rebuilt, &built.markup);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// Long documents, so that edits fall into different chunks of the tree, and many fences.
    #[test]
    fn reading_again_equals_reading_anew(
        built in document(150),
        edits in prop::collection::vec((any::<u32>(), 0..200_usize, prop::sample::select(INSERTIONS)), 1..30),
    ) {
        let mut source = built.markup;
        let mut tree = parse(&source);
        for (at, len, insert) in edits {
            let start = floor(&source, at as usize % (source.len() + 1));
            let end = floor(&source, (start + len).min(source.len()));
            source.replace_range(start..end, insert);
            tree.edit(&Edit { old: start..end, inserted: insert.len() }, source.as_str());
            prop_assert_eq!(&tree, &parse(&source));
        }
    }

    /// A word typed inside a block of prose is read again with that block, and with the one before if
    /// it may belong to that: no blank line stands between them.
    #[test]
    fn typing_reads_only_the_block_typed_in(built in document(150), at in any::<prop::sample::Index>()) {
        let mut source = built.markup;
        let mut tree = parse(&source);
        let blocks: Vec<_> = tree.blocks().map(|block| (block.kind(), block.content(), block.span())).collect();
        let prose: Vec<usize> = (0..blocks.len()).filter(|&at| blocks[at].0.is_prose()).collect();
        prop_assume!(!prose.is_empty());
        let typed_in = prose[at.index(prose.len())];
        let (_, content, span) = blocks[typed_in];
        // Behind the first word and its markup.
        let place = floor(&source, content.start as usize + content.len() / 2).max(content.start as usize + 4);
        source.insert(place, 'w');
        let reread = tree.edit(&Edit { old: place..place, inserted: 1 }, source.as_str());
        prop_assert_eq!(&tree, &parse(&source));
        let before = typed_in.checked_sub(1).map(|before| blocks[before]);
        let stands_alone = before.is_none_or(|(_, content, span)| content.end < span.end);
        let from = if stands_alone { span.start } else { before.map_or(0, |(_, _, span)| span.start) };
        prop_assert!(from as usize <= reread.old.start && reread.old.end == span.end as usize, "{reread:?} {span:?}");
        prop_assert_eq!(reread.new, reread.old.start..reread.old.end + 1);
    }
}

const INSERTIONS: &[&str] =
    &["", "w", " ", "\n", "\r", "\n\n", "---\n", "\n---\n", "\n---\n\n", "# ", "// ", "[", " @ana]", "\\"];

/// The character boundary at or before `at`.
fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
