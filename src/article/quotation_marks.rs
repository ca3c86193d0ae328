//! The type of a quotation, judged by the quotation marks in its content.

use super::{Article, QuotationType};
use crate::syntax::Shape;
use crate::text::Span;

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

/// The content of a piece, in source bytes, with or without the quotations nested in it.
fn stretches(article: &Article<'_>, piece: u32, skip_nested: bool) -> Vec<Span> {
    let content = article.content(piece);
    let mut spans = Vec::new();
    let mut at = content.start;
    let later = &article.annotations[piece as usize + 1..];
    let inside = later.iter().take_while(|annotation| annotation.span.start < content.end);
    for nested in inside.filter(|annotation| skip_nested && annotation.shape == Shape::Brace) {
        if nested.span.start >= at {
            spans.push(Span { start: at, end: nested.span.start });
            at = nested.span.end;
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
