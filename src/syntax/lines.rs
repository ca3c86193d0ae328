//! What a line is, judged by its first characters.

use memchr::memchr2;
use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{one_of, space0};
use nom::combinator::{all_consuming, value};
use nom::{IResult, Parser};

/// The kinds of lines outside fences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    Blank,
    Comment,
    Headline,
    Crosshead,
    Fence,
    Prose,
}

/// Splits off the first line of `text`, its line end (LF, CRLF or CR) included.
#[inline]
pub fn split_line(text: &str) -> (&str, &str) {
    let bytes = text.as_bytes();
    let end = match memchr2(b'\n', b'\r', bytes) {
        None => bytes.len(),
        Some(at) if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') => at + 2,
        Some(at) => at + 1,
    };
    text.split_at(end)
}

/// The line without its line end.
#[inline]
pub fn without_line_end(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

/// True for a line that is more than prose by its first characters: a comment, a headline, a
/// crosshead or the `---` of a fence.
pub fn begins_with_markup(line: &str) -> bool {
    !matches!(classify(line), LineKind::Prose | LineKind::Blank)
}

/// Judges a line outside fences.
pub fn classify(line: &str) -> LineKind {
    match line.as_bytes().first() {
        Some(b'/' | b'#' | b'-') => marked(line).map_or(LineKind::Prose, |(_, kind)| kind),
        Some(first) if first.is_ascii_graphic() => LineKind::Prose,
        _ if is_blank(line) => LineKind::Blank,
        _ => LineKind::Prose,
    }
}

/// True for a line of Unicode white space only.
pub fn is_blank(line: &str) -> bool {
    line.chars().all(char::is_whitespace)
}

/// True for `---` alone on its line.
pub fn is_fence(line: &str) -> bool {
    line.starts_with("---") && fence(without_line_end(line)).is_ok()
}

fn marked(line: &str) -> IResult<&str, LineKind> {
    alt((
        value(LineKind::Comment, tag("//")),
        value(LineKind::Headline, (tag("#"), one_of(" \t"))),
        value(LineKind::Crosshead, (tag("##"), one_of(" \t"))),
        value(LineKind::Fence, |line| fence(without_line_end(line))),
    ))
    .parse(line)
}

fn fence(line: &str) -> IResult<&str, (&str, &str)> {
    all_consuming((tag("---"), space0)).parse(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_characters_decide() {
        let cases = [
            ("// note\n", LineKind::Comment),
            ("# Title\n", LineKind::Headline),
            ("#\tTitle\n", LineKind::Headline),
            ("## Part\n", LineKind::Crosshead),
            ("### Part\n", LineKind::Prose),
            ("#MeToo\n", LineKind::Prose),
            ("#\n", LineKind::Prose),
            ("---\r\n", LineKind::Fence),
            ("--- \t", LineKind::Fence),
            ("----\n", LineKind::Prose),
            ("-- a\n", LineKind::Prose),
            (" // no\n", LineKind::Prose),
            (" \t\r\n", LineKind::Blank),
            ("\u{a0}\n", LineKind::Blank),
            ("\u{a0}x\n", LineKind::Prose),
        ];
        for (line, kind) in cases {
            assert_eq!(classify(line), kind, "{line:?}");
        }
    }

    #[test]
    fn only_lf_crlf_and_cr_end_lines() {
        assert_eq!(split_line("a\r\nb"), ("a\r\n", "b"));
        assert_eq!(split_line("a\rb"), ("a\r", "b"));
        assert_eq!(split_line("a\u{2028}b"), ("a\u{2028}b", ""));
    }
}
