use std::path::Path;

use tower_lsp::lsp_types::TextDocumentContentChangeEvent;

use super::encoding::Encoding;
use crate::ide::Host;

/// Applies the changes of a `textDocument/didChange` to an open document, one after the other.
///
/// A change without a range is the whole text; those before it don't matter any more. Positions
/// outside of the text are moved into it, and ranges that run backwards are turned around, so that
/// this can't fail (LSP 3.17 §textDocument_didChange).
pub fn apply(
    host: &mut Host,
    path: &Path,
    version: i32,
    encoding: Encoding,
    changes: &[TextDocumentContentChangeEvent],
) {
    let whole = changes.iter().rposition(|change| change.range.is_none()).unwrap_or(0);
    for change in &changes[whole..] {
        let Some(text) = host.rope(path) else { return };
        match change.range {
            Some(range) => {
                let old = encoding.bytes(text, range);
                host.edit(path, version, old, &change.text);
            }
            None => host.replace(path, version, &change.text),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use tower_lsp::lsp_types::{self, Position};

    use super::*;
    use crate::syntax::parse;
    use crate::text::LineIndex;

    /// A host that has `text` open, and its path.
    fn opened(text: &str) -> (Host, Arc<Path>) {
        let mut host = Host::default();
        let path: Arc<Path> = Path::new("untitled:story").into();
        host.open(path.clone(), 1, text);
        (host, path)
    }

    fn text(host: &Host, path: &Path) -> String {
        host.rope(path).expect("is open").to_string()
    }

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
        fn documents_and_strings_stay_in_step(script in prop::collection::vec(prop::collection::vec(any_change(), 1..4), 1..12)) {
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
                let (mut host, path) = opened("");
                let mut source = String::new();
                for changes in &script {
                    apply(&mut host, &path, 2, encoding, changes);
                    changes.iter().for_each(|change| on_string(&mut source, encoding, change));
                    prop_assert_eq!(text(&host, &path), &*source);
                    let snapshot = host.snapshot();
                    let open = snapshot.document(&path).expect("is open");
                    prop_assert_eq!(open.document.tree(), &parse(&source));
                }
            }
        }
    }

    #[test]
    fn each_change_is_seen_in_the_text_behind_the_one_before() {
        let (mut host, path) = opened("one\ntwo");
        let changes = [change(Some((0, 0, 0, 3)), "😀"), change(Some((0, 2, 1, 0)), "-")];
        apply(&mut host, &path, 2, Encoding::Utf16, &changes);
        assert_eq!(text(&host, &path), "😀-two");
    }

    #[test]
    fn whole_texts_make_what_was_before_irrelevant() {
        let (mut host, path) = opened("old");
        let changes =
            [change(Some((7, 7, 0, 0)), "lost"), change(None, "new"), change(Some((0, 3, 9, 9)), "er")];
        apply(&mut host, &path, 2, Encoding::Utf16, &changes);
        assert_eq!(text(&host, &path), "newer");
    }
}
