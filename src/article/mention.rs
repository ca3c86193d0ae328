use smallvec::SmallVec;

use super::{Article, Pieces};
use crate::syntax::{Token, TokenKind};
use crate::text::one_line;

/// A place in the text that stands for an entity or a date, or that carries a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'s> {
    /// The `#id` that ties its pieces, which is never the id of a quotation.
    pub id: Option<&'s str>,
    /// Its annotations in text order: one, unless it is discontinuous.
    pub pieces: Pieces,
}

impl<'s> Mention<'s> {
    /// True if it stands for somebody of whom is said that nobody knows who (`@?`).
    pub fn is_unknown(&self, article: &Article<'s>) -> bool {
        article.tails(&self.pieces).any(|token| token.kind == TokenKind::Unknown)
    }

    /// The name it gives to an entity that it defines: its text on one line, with single spaces.
    pub fn name(&self, article: &Article<'s>) -> String {
        if let [piece] = self.pieces[..] {
            return one_line(article.text(piece)).into_owned();
        }
        let spans = article.spans(&self.pieces, self.id);
        let words = spans.iter().flat_map(|span| article.bare().of(*span).split_ascii_whitespace());
        words.collect::<Vec<_>>().join(" ")
    }
}

/// Tokens, each name once: nearly always one.
pub type Distinct<'a, 's> = SmallVec<[&'a Token<'s>; 2]>;

/// The tokens of one kind, each name once, in order.
pub(super) fn distinct<'a, 's: 'a>(
    tokens: impl Iterator<Item = &'a Token<'s>>,
    kind: TokenKind,
) -> Distinct<'a, 's> {
    let mut found = Distinct::new();
    for token in tokens.filter(|token| token.kind == kind) {
        if found.iter().all(|other| other.name != token.name) {
            found.push(token);
        }
    }
    found
}
