//! The type of a quotation, judged by the quotation marks in its content.

use smallvec::SmallVec;

use super::{Article, QuotationType};
use crate::syntax::Shape;
use crate::text::{Span, first_marked, mark_byte};

/// All words inside quotation marks: direct; some: mixed; none: indirect. What a quotation nested in
/// the content puts in marks is its own affair, unless the content is nothing but that quotation.
pub fn marked(article: &Article<'_>, pieces: &[u32]) -> QuotationType {
    let own = words(article, pieces, true);
    let found = if own.inside || own.outside { own } else { words(article, pieces, false) };
    match (found.inside, found.outside) {
        (true, false) => QuotationType::Direct,
        (true, true) => QuotationType::Mixed,
        // “…!”
        (false, false) if found.marks => QuotationType::Direct,
        _ => QuotationType::Indirect,
    }
}

/// Whether words stand inside and outside of quotation marks, and whether there are marks at all.
#[derive(Default)]
struct Words {
    inside: bool,
    outside: bool,
    marks: bool,
}

fn words(article: &Article<'_>, pieces: &[u32], skip_nested: bool) -> Words {
    let mut reader = Reader::default();
    for &piece in pieces {
        reader.at_piece_start = true;
        for span in stretches(article, piece, skip_nested) {
            reader.read(article.bare().of(span));
        }
    }
    reader.words
}

/// Mostly one.
type Stretches = SmallVec<[Span; 2]>;

/// The words of a piece of a quotation in stretches, in source bytes: what quotations nested in it say is not its own.
pub fn own_stretches(article: &Article<'_>, piece: u32) -> Stretches {
    stretches(article, piece, true)
}

/// The content of a piece, in source bytes, with or without the quotations nested in it.
fn stretches(article: &Article<'_>, piece: u32, skip_nested: bool) -> Stretches {
    let content = article.content(piece);
    let mut spans = Stretches::new();
    let mut at = content.start;
    let mut later = &article.annotations[piece as usize + 1..];
    while let Some((nested, rest)) = later.split_first().filter(|(nested, _)| nested.span.start < content.end)
    {
        later = rest;
        if skip_nested && nested.shape == Shape::Brace {
            spans.push(Span { start: at, end: nested.span.start });
            at = nested.span.end;
            // What stands in it is passed over at once, however much that is.
            later = &rest[rest.partition_point(|inner| inner.span.start < nested.span.end)..];
        }
    }
    spans.push(Span { start: at, end: content.end });
    spans
}

#[derive(Default)]
struct Reader {
    words: Words,
    /// The marks that close what is open now.
    closers: Option<&'static str>,
    at_piece_start: bool,
    /// How much text stands behind the last straight single mark that can close.
    behind_last_single: usize,
}

impl Reader {
    fn read(&mut self, text: &str) {
        let mut before = None;
        self.behind_last_single = behind_last_single(text);
        for (at, mark) in text.char_indices() {
            let rest = &text[at + mark.len_utf8()..];
            self.read_character(before, mark, rest);
            before = Some(mark);
        }
    }

    fn read_character(&mut self, before: Option<char>, mark: char, rest: &str) {
        let single_opens = rest.len() > self.behind_last_single;
        let opening = closers(before, mark, rest).filter(|_| mark != '\'' || single_opens);
        self.words.marks |= opening.is_some();
        // A piece or paragraph that begins with a mark opens anew, whatever was left open before it.
        if self.at_piece_start && !mark.is_whitespace() {
            self.at_piece_start = false;
            if opening.is_some() {
                self.closers = opening;
                return;
            }
        }
        match self.closers {
            Some(closers) if closers.contains(mark) && !is_apostrophe(mark, rest) => self.closers = None,
            Some(_) => self.words.inside |= mark.is_alphanumeric(),
            None if opening.is_some() => self.closers = opening,
            None => self.words.outside |= mark.is_alphanumeric(),
        }
    }
}

/// A quotation mark in the content of a quotation that has no other half there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unbalanced {
    /// The mark (bytes of the source).
    pub span: Span,
    /// True for a mark that opens and is not closed.
    pub opens: bool,
    /// The piece that holds it.
    pub piece: u32,
}

/// The double quotation marks in the content of a quotation that have no other half there. A piece that begins with a
/// mark opens anew what the one before it left open.
pub fn unbalanced(article: &Article<'_>, pieces: &[u32]) -> Vec<Unbalanced> {
    let mut found: Vec<Unbalanced> = Vec::new();
    let mut open: Option<(Unbalanced, &'static str)> = None;
    let bare = article.bare();
    for &piece in pieces {
        let mut at_start = true;
        for span in stretches(article, piece, true) {
            let place = bare.span(span);
            let text = place.of(&bare.text);
            let first = text.find(|mark: char| !mark.is_whitespace());
            for (at, mark) in possible_marks(text) {
                let is_first = at_start && first == Some(at);
                let before = text[..at].chars().next_back();
                let here = |opens| {
                    let start = bare.to_source(place.start + at as u32);
                    Unbalanced { span: Span { start, end: start + mark.len_utf8() as u32 }, opens, piece }
                };
                let rest = &text[at + mark.len_utf8()..];
                let opening = closers(before, mark, rest).filter(|_| is_double(mark));
                let is_behind = before.is_some_and(|before: char| !before.is_whitespace() && before != '(');
                match open {
                    _ if is_first && opening.is_some() => {
                        found.extend(open.map(|(mark, _)| mark));
                        open = opening.map(|closers| (here(true), closers));
                    }
                    Some((_, closers)) if closers.contains(mark) => open = None,
                    Some(_) => {}
                    None if is_behind && matches!(mark, '”' | '»' | '」' | '』') => {
                        found.push(here(false))
                    }
                    None => open = opening.map(|closers| (here(true), closers)),
                }
            }
            at_start &= first.is_none();
        }
    }
    found.extend(open.map(|(mark, _)| mark));
    found
}

/// The stretches of a paragraph that stand in double quotation marks, marks included, as bytes of its text.
pub fn quoted_stretches(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &'static str)> = None;
    for (at, mark) in possible_marks(text) {
        let end = at + mark.len_utf8();
        match open {
            Some((start, closers)) if closers.contains(mark) => {
                found.push((start, end));
                open = None;
            }
            Some(_) => {}
            None if is_double(mark) => {
                let before = text[..at].chars().next_back();
                open = closers(before, mark, &text[end..]).map(|closers| (at, closers));
            }
            None => {}
        }
    }
    found
}

/// The characters of a text that may be double quotation marks: `"`, and all that are not ASCII.
fn possible_marks(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        at += first_marked(&text.as_bytes()[at..], |eight| eight | mark_byte(eight, b'"'));
        let mark = text[at..].chars().next()?;
        at += mark.len_utf8();
        Some((at - mark.len_utf8(), mark))
    })
}

fn is_double(mark: char) -> bool {
    matches!(mark, '"' | '“' | '„' | '”' | '«' | '»' | '「' | '『')
}

/// What closes a quotation that `mark` opens; nothing if it opens none.
fn closers(before: Option<char>, mark: char, rest: &str) -> Option<&'static str> {
    let after_word = before.is_some_and(char::is_alphanumeric);
    match mark {
        '"' => Some("\"”"),
        '“' => Some("”\""),
        '„' => Some("“”\""),
        '”' => Some("”"),
        '«' => Some("»"),
        '»' => Some("«»"),
        '‹' => Some("›"),
        '›' => Some("‹›"),
        '「' => Some("」"),
        '『' => Some("』"),
        '`' if rest.starts_with('`') => Some("'"),
        '‘' if !after_word => Some("’"),
        '\'' if !after_word && rest.starts_with(char::is_alphabetic) => Some("'"),
        _ => None,
    }
}

fn is_apostrophe(mark: char, rest: &str) -> bool {
    matches!(mark, '\'' | '’') && rest.starts_with(char::is_alphanumeric)
}

/// The length of the text behind the last straight single mark at the end of a word. Before it such
/// a mark can open a quotation; behind it, it is an apostrophe (’em, ’til).
fn behind_last_single(text: &str) -> usize {
    let mut behind = text.rmatch_indices('\'').map(|(at, _)| &text[at + 1..]);
    behind.find(|rest| !rest.starts_with(char::is_alphanumeric)).map_or(usize::MAX, str::len)
}
