use super::Article;
use crate::syntax::{Token, TokenKind};

/// A place in the text that stands for an entity or a date, or that carries a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention<'s> {
    /// The `#id` that ties its pieces, which is never the id of a quotation.
    pub id: Option<&'s str>,
    /// Its annotations in text order: one, unless it is discontinuous.
    pub pieces: Vec<u32>,
}

impl<'s> Mention<'s> {
    /// The entities it stands for, each once, in order.
    pub fn entities<'a>(&'a self, article: &'a Article<'s>) -> Vec<&'a Token<'s>> {
        distinct(article.tails(&self.pieces), TokenKind::Entity)
    }

    /// Its labels, each once, in order.
    pub fn labels<'a>(&'a self, article: &'a Article<'s>) -> Vec<&'a Token<'s>> {
        distinct(article.tails(&self.pieces), TokenKind::Label)
    }

    /// The date it stands for, as written.
    pub fn date<'a>(&'a self, article: &'a Article<'s>) -> Option<&'a Token<'s>> {
        article.tails(&self.pieces).find(|token| token.kind == TokenKind::Date)
    }

    /// True if it stands for somebody of whom is said that nobody knows who (`@?`).
    pub fn is_unknown(&self, article: &Article<'s>) -> bool {
        article.tails(&self.pieces).any(|token| token.kind == TokenKind::Unknown)
    }
}

/// The tokens of one kind, each name once, in order.
pub(super) fn distinct<'a, 's: 'a>(
    tokens: impl Iterator<Item = &'a Token<'s>>,
    kind: TokenKind,
) -> Vec<&'a Token<'s>> {
    let mut found: Vec<&Token> = Vec::new();
    for token in tokens.filter(|token| token.kind == kind) {
        if found.iter().all(|other| other.name != token.name) {
            found.push(token);
        }
    }
    found
}
