use std::ops::Range;

use ropey::Rope;
use tower_lsp::lsp_types::TextDocumentContentChangeEvent;

use super::encoding::Encoding;
use crate::syntax::Edit;

/// Applies the changes of a `textDocument/didChange` to `text`, one after the other, and calls `done`
/// after each with the text as it is then and what was replaced, in bytes.
///
/// A change without a range is the whole text; those before it don't matter any more. Positions
/// outside of the text are moved into it, and ranges that run backwards are turned around, so that
/// this can't fail (LSP 3.17 §textDocument_didChange).
pub fn apply(
    text: &mut Rope,
    encoding: Encoding,
    changes: &[TextDocumentContentChangeEvent],
    mut done: impl FnMut(&Rope, &Edit),
) {
    let whole = changes.iter().rposition(|change| change.range.is_none()).unwrap_or(0);
    for change in &changes[whole..] {
        let old = match change.range {
            Some(range) => encoding.bytes(text, range),
            None => 0..text.len_bytes(),
        };
        let edit = Edit { old: old.clone(), inserted: change.text.len() };
        replace(text, old, &change.text);
        done(text, &edit);
    }
}

fn replace(text: &mut Rope, old: Range<usize>, new: &str) {
    if old == (0..text.len_bytes()) {
        *text = Rope::from_str(new);
        return;
    }
    let at = text.byte_to_char(old.start);
    text.remove(at..text.byte_to_char(old.end));
    text.insert(at, new);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use tower_lsp::lsp_types::{self, Position};

    use super::*;
    use crate::syntax::{BlockKind, Tree, parse};
    use crate::text::{LineIndex, Span};

    fn change(range: Option<(u32, u32, u32, u32)>, text: &str) -> TextDocumentContentChangeEvent {
        let range = range.map(|(from_line, from, to_line, to)| {
            lsp_types::Range::new(Position::new(from_line, from), Position::new(to_line, to))
        });
        TextDocumentContentChangeEvent { range, range_length: None, text: text.into() }
    }

    fn any_change() -> impl Strategy<Value = TextDocumentContentChangeEvent> {
        let parts =
            ["a", "é", "習", "😀", "\n", "\r\n", "\r", "\u{2028}", "[x @y]", "{", "}", "---\n", "\n\n", "\\"];
        let text = prop::collection::vec(proptest::sample::select(parts.to_vec()), 0..6);
        let range = proptest::option::weighted(0.9, (0..9u32, 0..12u32, 0..9u32, 0..12u32));
        (range, text).prop_map(|(range, text)| change(range, &text.concat()))
    }

    /// The same on a string, as the protocol tells it.
    fn on_string(source: &mut String, encoding: Encoding, change: &TextDocumentContentChangeEvent) {
        let Some(range) = change.range else {
            source.clone_from(&change.text);
            return;
        };
        let lines = LineIndex::new(source);
        let (start, end) =
            (encoding.offset_in(source, &lines, range.start), encoding.offset_in(source, &lines, range.end));
        source.replace_range(start.min(end)..start.max(end), &change.text);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn ropes_strings_and_trees_stay_in_step(script in prop::collection::vec(prop::collection::vec(any_change(), 1..4), 1..12)) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let (mut rope, mut source, mut tree) = (Rope::new(), String::new(), parse(""));
                for changes in &script {
                    apply(&mut rope, encoding, changes, |text, edit| {
                        tree.edit(edit, text.to_string().as_str());
                    });
                    changes.iter().for_each(|change| on_string(&mut source, encoding, change));
                    prop_assert_eq!(rope.to_string(), source.clone());
                    prop_assert_eq!(blocks(&tree), blocks(&parse(&source)));
                }
            }
        }
    }

    fn blocks(tree: &Tree) -> Vec<(BlockKind, Span)> {
        tree.blocks().map(|block| (block.kind(), block.span())).collect()
    }

    #[test]
    fn each_change_is_seen_in_the_text_behind_the_one_before() {
        let mut text = Rope::from_str("one\ntwo");
        let mut edits = Vec::new();
        let changes = [change(Some((0, 0, 0, 3)), "😀"), change(Some((0, 2, 1, 0)), "-")];
        apply(&mut text, Encoding::Utf16, &changes, |_, edit| edits.push(edit.clone()));
        assert_eq!(text, "😀-two");
        assert_eq!(edits, [Edit { old: 0..3, inserted: 4 }, Edit { old: 4..5, inserted: 1 }]);
    }

    #[test]
    fn whole_texts_make_what_was_before_irrelevant() {
        let mut text = Rope::from_str("old");
        let changes =
            [change(Some((7, 7, 0, 0)), "lost"), change(None, "new"), change(Some((0, 3, 9, 9)), "er")];
        let mut seen = 0;
        apply(&mut text, Encoding::Utf16, &changes, |_, _| seen += 1);
        assert_eq!((text.to_string().as_str(), seen), ("newer", 2));
    }
}
