//! What is being typed where the cursor stands, judged by the text before it: most of the time the
//! markup is not finished yet.

use crate::document::Document;
use crate::syntax::{BlockKind, BlockRef, Shape, Token, is_escapable, tokens, word_token};
use crate::text::Span;

/// What can go where the cursor stands.
#[derive(Debug, PartialEq)]
pub enum Place<'t> {
    /// A token of a tail that was begun with its sigil.
    Token {
        /// The bracket it stands in.
        bracket: Bracket<'t>,
        /// `@`, `:` or `#`.
        sigil: char,
        /// What stands between the sigil and the cursor.
        typed: &'t str,
        /// The whole token (bytes of the document).
        span: Span,
    },
    /// Behind the content of a bracket and a space, where a tail may begin.
    TailStart(Bracket<'t>),
    /// In the content of a bracket.
    Content(Bracket<'t>),
    /// In a fence.
    Fence,
    /// Plain text.
    Nothing,
}

/// The innermost bracket around the cursor, closed or not.
#[derive(Debug, PartialEq)]
pub struct Bracket<'t> {
    /// Which bracket.
    pub shape: Shape,
    /// What stands between the bracket and its tail, or the cursor (bytes of the document).
    pub content: Span,
    /// The text of the content, markup included.
    pub text: &'t str,
    /// The other tokens of its tail.
    pub tail: Vec<Token<'t>>,
}

/// The block in which somebody types at a place, and where in it. At a border this is the block before,
/// unless a line begins there.
pub fn block_at(document: &Document, at: u32) -> Option<BlockRef<'_>> {
    document.tree().block_at(at as usize)
}

impl<'t> Place<'t> {
    /// What can go at byte `at` of `text`, which stands at `start` in the document and is a block of
    /// this kind.
    pub fn new(kind: BlockKind, text: &'t str, start: u32, at: usize) -> Self {
        if matches!(kind, BlockKind::Entry | BlockKind::FenceOpen) {
            let is_fence_line = kind == BlockKind::FenceOpen && !text[..at].contains(['\n', '\r']);
            return if is_fence_line { Self::Nothing } else { Self::Fence };
        }
        let Some((open, shape)) = innermost_open(&text[..at]) else { return Self::Nothing };
        let word = word_start(text, at).max(open + 1);
        let end = at + text[at..].find(|c: char| !is_token_character(c)).unwrap_or(text.len() - at);
        let (content_end, mut tail) = tail_before(text, open + 1, word, order(&text[word..at]));
        let content = Span::new(open + 1, content_end).shifted(start);
        tail.extend(tail_behind(&text[if word == at { at } else { end }..]));
        let bracket = |text: &'t str, content, tail| Bracket { shape, content, text, tail };
        let has_content = content_end > open + 1;
        match text[word..at].chars().next() {
            Some(sigil @ ('@' | ':' | '#')) if has_content && content_end < word => Self::Token {
                bracket: bracket(&text[open + 1..content_end], content, tail),
                sigil,
                typed: &text[word + 1..at],
                span: Span::new(word, end).shifted(start),
            },
            None if has_content => Self::TailStart(bracket(&text[open + 1..content_end], content, tail)),
            Some(_) => {
                let content = Span::new(open + 1, at).shifted(start);
                Self::Content(bracket(&text[open + 1..at], content, tail))
            }
            None => Self::Nothing,
        }
    }
}

fn is_token_character(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '/' | '+')
}

/// Where the word before `at` begins: behind white space or a bracket.
fn word_start(text: &str, at: usize) -> usize {
    let before = text[..at].rfind(|c: char| c.is_ascii_whitespace() || "[]{}".contains(c));
    before.map_or(0, |before| before + 1)
}

/// The innermost bracket that is open at the end of `text`; nothing in a note between annotators.
fn innermost_open(text: &str) -> Option<(usize, Shape)> {
    let bytes = text.as_bytes();
    let mut open: Vec<(usize, Shape)> = Vec::new();
    let close = |open: &mut Vec<(usize, Shape)>, shape| {
        if let Some(nearest) = open.iter().rposition(|(_, other)| *other == shape) {
            open.truncate(nearest);
        }
    };
    let mut at = 0;
    while at < bytes.len() {
        let line_start = at == 0 || matches!(bytes[at - 1], b'\n' | b'\r');
        match bytes[at] {
            b'/' if line_start && bytes[at..].starts_with(b"//") => {
                at += memchr::memchr2(b'\n', b'\r', &bytes[at..])?;
                continue;
            }
            b'\\' if bytes.get(at + 1).is_some_and(|&next| is_escapable(next)) => at += 1,
            b'[' => open.push((at, Shape::Square)),
            b'{' => open.push((at, Shape::Brace)),
            b']' => close(&mut open, Shape::Square),
            b'}' => close(&mut open, Shape::Brace),
            _ => {}
        }
        at += 1;
    }
    open.pop()
}

/// The rank of a token among those of a tail: `@`, `:`, `#`, `?`.
fn order(word: &str) -> u8 {
    match word.chars().next() {
        Some('@') => 0,
        Some(':') => 1,
        Some('#') => 2,
        _ => 3,
    }
}

/// The tokens that stand before `end` and before a token of rank `next`, and where the content before
/// them ends.
fn tail_before(text: &str, from: usize, end: usize, mut next: u8) -> (usize, Vec<Token<'_>>) {
    let mut content_end = from + text[from..end].trim_end_matches(is_space).len();
    let mut tail = Vec::new();
    while let Some(space) = text[from..content_end].rfind(is_space) {
        let word = from + space + 1;
        let Some((kind, name)) = word_token(&text[word..content_end]) else { break };
        let before = from + text[from..word].trim_end_matches(is_space).len();
        let rank = order(&text[word..content_end]);
        if before == from || rank > next {
            break;
        }
        next = rank;
        tail.push(Token { kind, name, span: Span::new(word, content_end) });
        content_end = before;
    }
    tail.reverse();
    (content_end, tail)
}

/// The tokens that stand behind the cursor, if nothing but them is left before a closing bracket.
fn tail_behind(text: &str) -> Vec<Token<'_>> {
    let Some(close) = text.find(['[', ']', '{', '}']) else { return Vec::new() };
    let rest = &text[..close];
    let words = rest.split_ascii_whitespace();
    let closes = text[close..].starts_with([']', '}']);
    if !closes || !words.clone().all(|word| word_token(word).is_some()) {
        return Vec::new();
    }
    tokens(rest, 0).collect()
}

fn is_space(character: char) -> bool {
    matches!(character, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(marked: &str) -> String {
        let at = marked.find('|').expect("there is a cursor");
        let text = marked.replace('|', "");
        let names = |tail: &[Token<'_>]| tail.iter().map(|token| token.name.to_string()).collect::<Vec<_>>();
        match Place::new(BlockKind::Paragraph, &text, 0, at) {
            Place::Token { bracket, sigil, typed, span } => {
                format!("{} {sigil}{typed} {} {:?}", span.of(&text), bracket.text, names(&bracket.tail))
            }
            Place::TailStart(bracket) => format!("tail of {} {:?}", bracket.text, names(&bracket.tail)),
            Place::Content(bracket) => format!("content {} {:?}", bracket.text, names(&bracket.tail)),
            Place::Fence => "fence".to_string(),
            Place::Nothing => "nothing".to_string(),
        }
    }

    #[test]
    fn tokens_that_are_typed() {
        assert_eq!(shown("[Ana @du|"), "@du @du Ana []");
        assert_eq!(shown("[Ana @|] left"), "@ @ Ana []");
        assert_eq!(shown("[Ana @du|arte :person]"), "@duarte @du Ana [\"person\"]");
        assert_eq!(shown("x [[Port @e] Mayor\n@ana :pe| left"), ":pe :pe [Port @e] Mayor [\"ana\"]");
        assert_eq!(shown("{We go @ana #| said"), "# # We go [\"ana\"]");
        assert_eq!(shown("[the #MeToo @|]"), "@ @ the #MeToo []");
        assert_eq!(shown("[March 5 @2024-0|]"), "@2024-0 @2024-0 March 5 []");
    }

    #[test]
    fn content_and_tails_to_come() {
        assert_eq!(shown("[Ana Dua|"), "content Ana Dua []");
        assert_eq!(shown("[Ana Dua| @duarte]"), "content Ana Dua [\"duarte\"]");
        assert_eq!(shown("[she |"), "tail of she []");
        assert_eq!(shown("[she @ana | #q1]"), "tail of she [\"ana\", \"q1\"]");
        assert_eq!(shown("[|"), "nothing");
    }

    #[test]
    fn plain_text() {
        for text in ["me@|x.org", "[Ana @ana] @|", "a \\[b @|", "// [note @|", "[a] and @|", "[@|"] {
            let found = shown(text);
            assert!(found == "nothing" || found.starts_with("content"), "{text} {found}");
        }
        assert_eq!(shown("// [note\n[Ana @|"), "@ @ Ana []");
    }
}
