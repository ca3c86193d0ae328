//! Tails: the tokens before a closing bracket that make a bracket pair an annotation.

use nom::bytes::complete::take_while;
use nom::character::complete::{char, satisfy};
use nom::combinator::{opt, recognize, value};
use nom::{IResult, Parser};

use super::name::{continues_name, name};
use crate::text::Span;

/// What a token says. The order is the order in which tokens stand in a tail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// `@name`
    Entity,
    /// `@?`: an entity, but nobody knows which.
    Unknown,
    /// `@2021-07-28`, whether the date exists or not.
    Date,
    /// `:label`
    Label,
    /// `#id`
    Id,
    /// `#id+`: the next piece follows without a gap.
    ContinuedId,
    /// `?`: a suggestion.
    Tentative,
}

impl TokenKind {
    /// Where such a token stands among the others of a tail: `@` 0, `:` 1, `#` 2, `?` 3.
    #[inline]
    pub fn rank(self) -> u8 {
        match self {
            Self::Entity | Self::Unknown | Self::Date => 0,
            Self::Label => 1,
            Self::Id | Self::ContinuedId => 2,
            Self::Tentative => 3,
        }
    }

    /// True for `#id` and `#id+`.
    #[inline]
    pub fn is_id(self) -> bool {
        matches!(self, Self::Id | Self::ContinuedId)
    }
}

/// One token of a tail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'s> {
    /// What it says.
    pub kind: TokenKind,
    /// The name or date in it, without sigil and `+`; empty for `@?` and `?`.
    pub name: &'s str,
    /// Where it stands, sigil included (bytes of the source).
    pub span: Span,
}

impl Token<'_> {
    /// The same token with another name, as it is written.
    pub fn renamed(&self, name: &str) -> String {
        match self.kind {
            TokenKind::Entity | TokenKind::Date => format!("@{name}"),
            TokenKind::Label => format!(":{name}"),
            TokenKind::Id => format!("#{name}"),
            TokenKind::ContinuedId => format!("#{name}+"),
            TokenKind::Unknown => "@?".to_string(),
            TokenKind::Tentative => "?".to_string(),
        }
    }
}

/// Reads one word as a token, if all of it is one.
pub fn word_token(word: &str) -> Option<(TokenKind, &str)> {
    let (rest, token) = token(word).ok()?;
    rest.is_empty().then_some(token)
}

/// The first character decides what to try.
fn token(input: &str) -> IResult<&str, (TokenKind, &str)> {
    match input.as_bytes().first() {
        Some(b'@') => reference(&input[1..]),
        Some(b':') => name.map(|name| (TokenKind::Label, name)).parse(&input[1..]),
        Some(b'#') => id(&input[1..]),
        _ => value((TokenKind::Tentative, ""), char('?')).parse(input),
    }
}

fn reference(input: &str) -> IResult<&str, (TokenKind, &str)> {
    match input.as_bytes().first() {
        Some(b'0'..=b'9') => date.map(|date| (TokenKind::Date, date)).parse(input),
        Some(b'?') => value((TokenKind::Unknown, ""), char('?')).parse(input),
        _ => name.map(|name| (TokenKind::Entity, name)).parse(input),
    }
}

fn date(input: &str) -> IResult<&str, &str> {
    let digits = take_while(|c: char| c.is_ascii_digit() || c == '-' || c == '/');
    recognize((satisfy(|c| c.is_ascii_digit()), digits)).parse(input)
}

fn id(input: &str) -> IResult<&str, (TokenKind, &str)> {
    let (rest, (name, plus)) = (name, opt(char('+'))).parse(input)?;
    let kind = if plus.is_some() { TokenKind::ContinuedId } else { TokenKind::Id };
    Ok((rest, (kind, name)))
}

/// What a word says that is a token: its first characters tell.
#[inline]
fn known_token(word: &str) -> Option<(TokenKind, &str)> {
    let name = word.get(1..)?;
    let token = match (word.as_bytes()[0], name.as_bytes().first()) {
        (b'@', Some(b'?')) => (TokenKind::Unknown, ""),
        (b'@', Some(b'0'..=b'9')) => (TokenKind::Date, name),
        (b'@', _) => (TokenKind::Entity, name),
        (b':', _) => (TokenKind::Label, name),
        (b'#', _) => name.strip_suffix('+').map_or((TokenKind::Id, name), |id| (TokenKind::ContinuedId, id)),
        _ => (TokenKind::Tentative, ""),
    };
    debug_assert_eq!(word_token(word), Some(token));
    Some(token)
}

/// White space that may stand in a tail.
#[inline]
pub fn is_tail_space(byte: u8) -> bool {
    byte <= b' ' && matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Where the tail of a bracket begins: a byte offset in `run`, the text between the closer and
/// the last bracket, escape or comment before it. `needs_text` says that nothing of the bracket's
/// content stands before `run`, so the tail has to leave some.
pub fn tail_start(run: &str, needs_text: bool) -> Option<usize> {
    let bytes = run.as_bytes();
    let mut end = trimmed_end(bytes, bytes.len());
    let mut rank = u8::MAX;
    let mut start = None;
    let mut only_tentative = true;
    while let Some((at, before, kind)) = word_before(run, end) {
        let in_order = kind.rank() < rank || (kind.rank() == rank && kind != TokenKind::Tentative);
        if !in_order || (before == 0 && needs_text) {
            break;
        }
        debug_assert!(before < at);
        rank = kind.rank();
        only_tentative &= kind == TokenKind::Tentative;
        start = Some(before);
        end = before;
    }
    start.filter(|_| !only_tentative)
}

/// The token that ends at `end`: where it starts, where the white space before it starts, its kind.
#[inline]
fn word_before(run: &str, end: usize) -> Option<(usize, usize, TokenKind)> {
    let bytes = run.as_bytes();
    let sigil = bytes[..end].iter().rposition(|&byte| !continues_name(byte))?;
    let (at, kind) = match ascii_name(bytes, sigil, end) {
        Some(kind) => (sigil, kind),
        None if is_tail_space(bytes[sigil]) => return None,
        None => {
            let at = last_word(&run[..end]).filter(|&at| matches!(bytes[at], b'@' | b':' | b'#' | b'?'))?;
            (at, word_token(&run[at..end])?.0)
        }
    };
    Some((at, trimmed_end(bytes, at), kind))
}

/// The kind of the token from `sigil` to `end` if it is a name, all of it ASCII, as nearly all are:
/// each of its bytes was looked at but once.
#[inline]
fn ascii_name(bytes: &[u8], sigil: usize, end: usize) -> Option<TokenKind> {
    let stands_alone = sigil > 0 && is_tail_space(bytes[sigil - 1]);
    if !stands_alone || !bytes[sigil + 1..end].first().is_some_and(u8::is_ascii_alphabetic) {
        return None;
    }
    match bytes[sigil] {
        b'@' => Some(TokenKind::Entity),
        b':' => Some(TokenKind::Label),
        b'#' => Some(TokenKind::Id),
        _ => None,
    }
}

#[inline]
fn trimmed_end(bytes: &[u8], end: usize) -> usize {
    bytes[..end].iter().rposition(|&byte| !is_tail_space(byte)).map_or(0, |at| at + 1)
}

/// The tokens of a tail that stands at byte `offset` of the source. It must consist of nothing but
/// tokens, as what [`tail_start`] finds does.
#[inline]
pub fn tokens(tail: &str, offset: u32) -> impl Iterator<Item = Token<'_>> {
    let bytes = tail.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes[at..].iter().position(|&byte| !is_tail_space(byte))?;
        let len = bytes[start..].iter().position(|&byte| is_tail_space(byte));
        at = len.map_or(bytes.len(), |len| start + len);
        let (kind, name) = known_token(&tail[start..at])?;
        let span = Span { start: offset + start as u32, end: offset + at as u32 };
        Some(Token { kind, name, span })
    })
}

/// Where the last word of `text` begins, if white space stands before it.
#[inline]
pub fn last_word(text: &str) -> Option<usize> {
    text.bytes().rposition(is_tail_space).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail(run: &str) -> Option<&str> {
        tail_start(run, true).map(|at| &run[at..])
    }

    #[test]
    fn the_longest_run_in_order_that_leaves_text() {
        assert_eq!(tail("Ana @ana"), Some(" @ana"));
        assert_eq!(tail("Ana  @ana\n:person #q1+ ? "), Some("  @ana\n:person #q1+ ? "));
        assert_eq!(tail("@BBC @bbc"), Some(" @bbc"));
        assert_eq!(tail(" @BBC @bbc"), Some(" @bbc"));
        assert_eq!(tail("the #MeToo movement @metoo"), Some(" @metoo"));
        assert_eq!(tail("Ana :person @ana"), Some(" @ana"));
        assert_eq!(tail("said :cue #q1 #q2"), Some(" :cue #q1 #q2"));
        assert_eq!(tail("x @? @2021-07-28/2021-08-01"), Some(" @? @2021-07-28/2021-08-01"));
    }

    #[test]
    fn what_is_no_tail() {
        for run in
            ["", "go", "@ana", " @ana", "Ana@ana", "pourquoi ?", "x ? ?", "a @b.", "a @b:c", "a\u{a0}@b"]
        {
            assert_eq!(tail(run), None, "{run:?}");
        }
    }

    #[test]
    fn text_before_the_run_counts_as_text() {
        assert_eq!(tail_start(" @ana", false), Some(0));
        assert_eq!(tail_start("@ana", false), None);
    }

    #[test]
    fn tokens_know_their_places() {
        let found: Vec<_> = tokens(" @ana  :person #q1+ ?", 10).collect();
        let places: Vec<_> = found.iter().map(|t| (t.kind, t.name, t.span.start, t.span.end)).collect();
        assert_eq!(
            places,
            [
                (TokenKind::Entity, "ana", 11, 15),
                (TokenKind::Label, "person", 17, 24),
                (TokenKind::ContinuedId, "q1", 25, 29),
                (TokenKind::Tentative, "", 30, 31),
            ]
        );
    }
}
