//! Plain text: what remains of an article without its markup.

mod brackets;
mod dateline;
mod escape;

use super::{ExportOptions, ImportOptions, ParsedFile};
use crate::syntax::{PieceKind, pieces};

const BOM: char = '\u{feff}';

/// Makes a Newsmark file that says exactly this text.
pub fn import(text: &str, options: &ImportOptions) -> String {
    let (bom, text) = text.split_at(if text.starts_with(BOM) { BOM.len_utf8() } else { 0 });
    let dated = if options.verbatim { None } else { dateline::read(text) };
    let marked = match dated {
        Some(dated) => dated.fence + &escape::lines(dated.article, true),
        None => escape::lines(text, false),
    };
    escape::annotations(bom.to_string() + &marked)
}

/// Writes the text of an article, byte for byte.
pub fn export(file: &ParsedFile<'_>, _: &ExportOptions, out: &mut String) {
    for piece in pieces(file.tree, file.source).filter(|piece| piece.kind == PieceKind::Text) {
        out.push_str(piece.span.of(file.source));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn imported(text: &str) -> String {
        import(text, &ImportOptions::default())
    }

    #[test]
    fn ordinary_brackets_stay_as_they_are() {
        for text in ["will [go] after him", "{a} [b [c] d] [pourquoi ?]", "f[0] = a]b}", "a\\b \\\n", ""] {
            assert_eq!(imported(text), text);
        }
    }

    #[test]
    fn what_would_be_markup_is_escaped_once() {
        let cases = [
            ("[Ana @ana]", r"[Ana \@ana]"),
            ("{we [go @x :y] ?}", r"{we [go @x \:y] ?}"),
            ("[a [b", r"\[a \[b"),
            ("[a {b] c", r"[a \{b] c"),
            ("Ana @ana] said", r"Ana \@ana] said"),
            ("a \\[b] \\ c \\\\d", r"a \\[b] \\ c \\\d"),
            ("// a\n# b\n## c\n---\n#d\n----\n", "\\// a\n\\# b\n\\## c\n\\---\n#d\n----\n"),
            ("[a\n\nb @c]", "\\[a\n\nb \\@c]"),
        ];
        for (text, markup) in cases {
            assert_eq!(imported(text), markup);
        }
    }

    #[test]
    fn a_dated_first_line_becomes_metadata_and_a_headline() {
        let cases = [
            (" date 2021-07-29 Title [a\nText\n", "---\ndate: 2021-07-29\n---\n\n# Title \\[a\nText\n"),
            ("date 2021-07-29\t# T\r\nx", "---\r\ndate: 2021-07-29\r\n---\r\n\r\n# # T\r\nx"),
            ("\u{feff}date 2021-07-29 T\rx", "\u{feff}---\rdate: 2021-07-29\r---\r\r# T\rx"),
        ];
        for (text, markup) in cases {
            assert_eq!(imported(text), markup);
        }
        let verbatim = ImportOptions { verbatim: true };
        assert_eq!(import(" date 2021-07-29 Title", &verbatim), " date 2021-07-29 Title");
    }

    #[test]
    fn other_first_lines_are_text() {
        for text in [
            "date 2021-02-30 T",
            "date 2021-07 T",
            "date 2021-07-29",
            "date 2021-07-29 \nT",
            "dated 2021-07-29 T",
        ] {
            assert_eq!(imported(text), text);
        }
    }
}
