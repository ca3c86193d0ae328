use ropey::Rope;
use tower_lsp::lsp_types::{Position, PositionEncodingKind, Range};

use crate::text::{LineIndex, Span};

/// What the `character` of a [`Position`] counts (LSP 3.17 §Position): client and server agree on
/// one when they meet.
///
/// All conversions between positions and byte offsets are here. Lines end with LF, CRLF or a lone CR
/// and with nothing else. A line behind the last is the end of the text; a character behind the end
/// of its line is the place before the line end; inside a character is before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, which every client understands.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl Encoding {
    /// The first of the `offered` encodings that we know; the client lists them by its preference.
    pub fn negotiate(offered: &[PositionEncodingKind]) -> Self {
        let known = [Self::Utf8, Self::Utf16, Self::Utf32];
        let named = |kind: &PositionEncodingKind| known.into_iter().find(|known| known.kind() == *kind);
        offered.iter().find_map(named).unwrap_or_default()
    }

    /// Its name in the protocol.
    pub fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// The byte at which `position` stands in `text`, in time that grows with the logarithm of the text.
    pub fn offset(self, text: &Rope, position: Position) -> usize {
        let line = position.line as usize;
        if line >= text.len_lines() {
            return text.len_bytes();
        }
        let column = position.character as usize;
        let (start, end) = (text.line_to_char(line), content_end(text, line));
        let char = match self {
            Self::Utf8 => {
                let byte = text.char_to_byte(start).saturating_add(column);
                text.byte_to_char(byte.min(text.char_to_byte(end)))
            }
            Self::Utf16 => {
                let unit = text.char_to_utf16_cu(start).saturating_add(column);
                text.utf16_cu_to_char(unit.min(text.char_to_utf16_cu(end)))
            }
            Self::Utf32 => start.saturating_add(column).min(end),
        };
        text.char_to_byte(char)
    }

    /// The position of byte `offset` in `text`, in time that grows with the logarithm of the text.
    pub fn position(self, text: &Rope, offset: usize) -> Position {
        let offset = offset.min(text.len_bytes());
        let line = text.byte_to_line(offset);
        let start = text.line_to_char(line);
        let char = text.byte_to_char(offset).min(content_end(text, line));
        let column = match self {
            Self::Utf8 => text.char_to_byte(char) - text.char_to_byte(start),
            Self::Utf16 => text.char_to_utf16_cu(char) - text.char_to_utf16_cu(start),
            Self::Utf32 => char - start,
        };
        Position::new(line as u32, column as u32)
    }

    /// The range of a span of `text`.
    pub fn range(self, text: &Rope, span: Span) -> Range {
        Range::new(self.position(text, span.start as usize), self.position(text, span.end as usize))
    }

    /// The bytes between the two ends of a range, which may come in either order.
    pub fn bytes(self, text: &Rope, range: Range) -> std::ops::Range<usize> {
        let (start, end) = (self.offset(text, range.start), self.offset(text, range.end));
        start.min(end)..start.max(end)
    }

    /// The byte at which `position` stands in a text that is no rope, in time that grows with the line.
    #[allow(dead_code, reason = "for requests about files that are not open")]
    pub fn offset_in(self, source: &str, lines: &LineIndex, position: Position) -> usize {
        let line = position.line as usize;
        let start = lines.start_of(line, source);
        let content = without_end(&source[start..lines.start_of(line + 1, source)]);
        let column = position.character as usize;
        let byte = match self {
            Self::Utf8 => floor(content, column),
            Self::Utf16 => byte_behind(content, column, char::len_utf16),
            Self::Utf32 => byte_behind(content, column, |_| 1),
        };
        start + byte
    }

    /// The position of byte `offset` in a text that is no rope, in time that grows with the line.
    pub fn position_in(self, source: &str, lines: &LineIndex, offset: usize) -> Position {
        let offset = floor(source, offset);
        let line = lines.line_of(offset);
        let start = lines.start_of(line, source);
        let content = without_end(&source[start..lines.start_of(line + 1, source)]);
        let before = &content[..content.len().min(offset - start)];
        let column = match self {
            Self::Utf8 => before.len(),
            Self::Utf16 => before.chars().map(char::len_utf16).sum(),
            Self::Utf32 => before.chars().count(),
        };
        Position::new(line as u32, column as u32)
    }

    /// The range of a span of a text that is no rope.
    pub fn range_in(self, source: &str, lines: &LineIndex, span: Span) -> Range {
        let position = |offset: u32| self.position_in(source, lines, offset as usize);
        Range::new(position(span.start), position(span.end))
    }
}

/// The char at which the end of a line begins.
fn content_end(text: &Rope, line: usize) -> usize {
    if line + 1 >= text.len_lines() {
        return text.len_chars();
    }
    let (start, end) = (text.line_to_char(line), text.line_to_char(line + 1));
    let is_crlf = end >= start + 2 && text.char(end - 1) == '\n' && text.char(end - 2) == '\r';
    if is_crlf { end - 2 } else { end - 1 }
}

/// A line without its line end.
fn without_end(line: &str) -> &str {
    line.strip_suffix("\r\n").or_else(|| line.strip_suffix(['\n', '\r'])).unwrap_or(line)
}

/// The character boundary at or before byte `at`.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The byte behind as many characters as fit into `column` units.
#[allow(dead_code, reason = "for requests about files that are not open")]
fn byte_behind(line: &str, column: usize, units: impl Fn(char) -> usize) -> usize {
    let mut left = column;
    for (at, char) in line.char_indices() {
        match left.checked_sub(units(char)) {
            Some(_) if left == 0 => return at,
            Some(rest) => left = rest,
            None => return at,
        }
    }
    line.len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const ALL: [Encoding; 3] = [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32];

    /// Letters that take one to four bytes and one or two code units, things that only look like line
    /// ends, and line ends.
    fn text() -> impl Strategy<Value = String> {
        let parts =
            ["a", "é", "e\u{301}", "習", "😀", "👩\u{200d}🚀", "\u{feff}", "\u{2028}", "\u{85}", "\u{b}"];
        let ends = ["\n", "\r\n", "\r", "\n\r"];
        let part = proptest::sample::select([&parts[..], &ends[..]].concat());
        prop::collection::vec(part, 0..25).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_place_comes_back(source in text()) {
            let (rope, lines) = (Rope::from_str(&source), LineIndex::new(&source));
            for encoding in ALL {
                for (offset, _) in source.char_indices().chain([(source.len(), ' ')]) {
                    let inside_line_end = source[..offset].ends_with('\r') && source[offset..].starts_with('\n');
                    let position = encoding.position(&rope, offset);
                    prop_assert_eq!(position, encoding.position_in(&source, &lines, offset));
                    let back = encoding.offset(&rope, position);
                    prop_assert_eq!(back, if inside_line_end { offset - 1 } else { offset });
                }
            }
        }

        #[test]
        fn ropes_and_strings_agree_on_all_positions(source in text(), line in 0..40u32, character in 0..40u32) {
            let (rope, lines) = (Rope::from_str(&source), LineIndex::new(&source));
            for encoding in ALL {
                for position in [Position::new(line, character), Position::new(line, u32::MAX), Position::new(u32::MAX, 0)] {
                    let offset = encoding.offset(&rope, position);
                    prop_assert_eq!(offset, encoding.offset_in(&source, &lines, position));
                    prop_assert!(source.is_char_boundary(offset));
                }
            }
        }

        #[test]
        fn bytes_inside_characters_are_before_them(source in text(), offset in 0..400usize) {
            let (rope, lines) = (Rope::from_str(&source), LineIndex::new(&source));
            let boundary = floor(&source, offset);
            for encoding in ALL {
                prop_assert_eq!(encoding.position(&rope, offset), encoding.position(&rope, boundary));
                prop_assert_eq!(encoding.position_in(&source, &lines, offset), encoding.position(&rope, boundary));
            }
        }
    }

    #[test]
    fn columns_count_what_was_agreed_on() {
        let rope = Rope::from_str("x\r\né習😀y");
        let columns = ALL.map(|encoding| encoding.position(&rope, rope.len_bytes() - 1));
        assert_eq!(columns, [Position::new(1, 9), Position::new(1, 4), Position::new(1, 3)]);
    }

    #[test]
    fn half_a_surrogate_pair_is_before_it() {
        let rope = Rope::from_str("x😀y");
        assert_eq!(Encoding::Utf16.offset(&rope, Position::new(0, 2)), 1);
        assert_eq!(Encoding::Utf16.offset(&rope, Position::new(0, 3)), 5);
    }

    #[test]
    fn the_clients_preference_counts() {
        let offered =
            [PositionEncodingKind::new("utf-7"), PositionEncodingKind::UTF32, PositionEncodingKind::UTF8];
        assert_eq!(Encoding::negotiate(&offered), Encoding::Utf32);
        assert_eq!(Encoding::negotiate(&[]), Encoding::Utf16);
    }
}
