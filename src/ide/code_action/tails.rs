//! Changes to tails: tokens that come and go, annotations that come and go.

use crate::article::Article;
use crate::ide::edit::TextEdit;
use crate::syntax::{Token, TokenKind, last_word, tokens, word_token};
use crate::text::Span;

/// Adds a token where it belongs.
pub fn add(article: &Article<'_>, annotation: u32, kind: TokenKind, token: &str) -> TextEdit {
    TextEdit::insert(article.place_in_tail(annotation, kind), format!(" {token}"))
}

/// Takes the brackets and the tail away; what is nested stays.
pub fn unwrap(article: &Article<'_>, annotation: u32) -> Vec<TextEdit> {
    article.annotations[annotation as usize].unwrapped().into()
}

/// The same where what is left would be read as part of an outer tail: its last word gets a backslash.
pub fn unwrap_as_text(article: &Article<'_>, annotation: u32) -> Vec<TextEdit> {
    let content = article.content(annotation);
    let last = last_word(content.of(article.source)).unwrap_or(0) as u32;
    let mut edits = unwrap(article, annotation);
    edits.insert(1, TextEdit::insert(content.start + last, "\\"));
    edits
}

/// Takes tokens out of a tail, each with the white space before it; all of the annotation if none is left
/// that says anything.
pub fn remove(article: &Article<'_>, annotation: u32, gone: impl Fn(&Token<'_>) -> bool) -> Vec<TextEdit> {
    let tail = article.tail(annotation);
    if tail.iter().all(|token| gone(token) || token.kind == TokenKind::Tentative) {
        return unwrap(article, annotation);
    }
    let mut before = article.content(annotation).end;
    let mut edits = Vec::new();
    for token in tail {
        if gone(token) {
            edits.push(TextEdit::delete(Span { start: before, end: token.span.end }));
        }
        before = token.span.end;
    }
    edits
}

/// Puts another name in the place of an entity's; takes it out where the other stands already.
pub fn rename(article: &Article<'_>, annotation: u32, from: &str, to: &str) -> Vec<TextEdit> {
    let is = |token: &Token<'_>, name: &str| token.kind == TokenKind::Entity && token.name == name;
    let tail = article.tail(annotation);
    if tail.iter().any(|token| is(token, to)) {
        let has = tail.iter().any(|token| is(token, from));
        return if has { remove(article, annotation, |token| is(token, from)) } else { Vec::new() };
    }
    let tokens = tail.iter().filter(|token| is(token, from));
    tokens.map(|token| TextEdit::replace(token.span, token.renamed(to))).collect()
}

/// Puts brackets around a stretch of text. A last word that would be read as part of the tail gets a
/// backslash, and so does a backslash that would escape the space before the tail.
pub fn wrap(source: &str, span: Span, opener: char, tail: &str) -> Vec<TextEdit> {
    let closer = if opener == '{' { '}' } else { ']' };
    let mut edits = vec![TextEdit::insert(span.start, opener.to_string())];
    let text = span.of(source);
    let first = tokens(tail, 0).next().map_or(0, |token| token.kind.rank());
    let joins_tail = |word: &str| word_token(word).is_some_and(|(kind, _)| kind.rank() <= first);
    match last_word(text) {
        Some(at) if joins_tail(&text[at..]) => edits.push(TextEdit::insert(span.start + at as u32, "\\")),
        _ if ends_in_plain_backslash(text) => edits.push(TextEdit::insert(span.end, "\\")),
        _ => {}
    }
    edits.push(TextEdit::insert(span.end, format!("{tail}{closer}")));
    edits
}

/// True for an odd number of backslashes at the end.
fn ends_in_plain_backslash(text: &str) -> bool {
    (text.len() - text.trim_end_matches('\\').len()) % 2 == 1
}
