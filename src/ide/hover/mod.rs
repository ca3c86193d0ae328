//! What there is to know about what the cursor points at: `textDocument/hover` (LSP 3.17).

mod card;
mod date;
mod entity;
mod label;
mod numbers;
mod quote;
mod sentence;
#[cfg(test)]
mod tests;

pub use card::{Card, Line, Piece};

use card::{code, text};

use super::place::FilePosition;
use super::snapshot::{OpenDocument, Snapshot};
use super::target::{TargetKind, target_at};
use crate::article::{Article, FIELD_KEYS, METADATA_KEYS};
use crate::syntax::{Shape, Token, TokenKind};
use crate::text::Span;

/// What there is to know about what the cursor points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// What the cursor points at (bytes of the file).
    pub span: Span,
    /// What there is to know.
    pub card: Card,
}

/// The card of what the cursor points at: an entity, a quotation, a date, a label or a key. For the
/// words of a mention, the cards of all its entities. Costs what the blocks around the cursor and those
/// that define the entities cost, whatever the length of the article.
pub fn hover(snapshot: &Snapshot, at: FilePosition<'_>) -> Option<Hover> {
    let open = snapshot.document(at.path)?;
    let part = open.document.part_around(at.offset as usize..at.offset as usize);
    let article = part.article(open.document.vocabulary());
    let target = target_at(&article, part.from_document(at.offset)?)?;
    let here = Here { snapshot, open, article: &article };
    let card = match target.kind {
        TargetKind::Token(token) => here.token(&token),
        TargetKind::Content(at) => here.words(at),
        TargetKind::MetadataKey(key) => Some(label::key_card(METADATA_KEYS, key)),
        TargetKind::FieldKey(key) => Some(label::key_card(FIELD_KEYS, key)),
    };
    Some(Hover { span: part.span_in_document(target.span), card: card? })
}

/// What the cards are made from: the blocks around the cursor.
struct Here<'a, 's> {
    snapshot: &'a Snapshot,
    open: &'a OpenDocument,
    article: &'a Article<'s>,
}

impl Here<'_, '_> {
    fn token(&self, token: &Token<'_>) -> Option<Card> {
        Some(match token.kind {
            TokenKind::Entity => entity::entity_card(self.snapshot, self.open, token.name),
            TokenKind::Unknown => self.unknown(token),
            TokenKind::Date => date::date_card(token.name, date::published(self.open)),
            TokenKind::Label => label::label_card(self.open.document.vocabulary(), token.name),
            TokenKind::Id | TokenKind::ContinuedId => self.id(token)?,
            TokenKind::Tentative => Card::new(suggestion()),
        })
    }

    /// The card of the words of an annotation.
    fn words(&self, at: u32) -> Option<Card> {
        let tail = self.article.tail(at);
        let mut card = Card::default();
        if self.article.annotations[at as usize].shape == Shape::Brace {
            let quotations = self.article.quotations.iter().enumerate();
            for (number, _) in quotations.filter(|(_, quotation)| quotation.pieces.contains(&at)) {
                card.append(quote::quote_card(self, number));
            }
            return Some(card);
        }
        let names =
            |token: &&Token| matches!(token.kind, TokenKind::Entity | TokenKind::Unknown | TokenKind::Date);
        let ids = |token: &&Token| token.kind.is_id();
        let labels = |token: &&Token| token.kind == TokenKind::Label;
        // What a mention stands for matters most, then what it is tied to, then what it is.
        for wanted in [&names as &dyn Fn(&&Token) -> bool, &ids, &labels] {
            tail.iter()
                .filter(wanted)
                .filter_map(|token| self.token(token))
                .for_each(|other| card.append(other));
            if !card.lines.is_empty() {
                break;
            }
        }
        if tail.iter().any(|token| token.kind == TokenKind::Tentative) {
            card.text(suggestion());
        }
        Some(card)
    }

    fn unknown(&self, token: &Token<'_>) -> Card {
        let annotations = self.article.annotations.iter();
        let around = annotations.filter(|annotation| annotation.span.contains(token.span));
        let innermost = around.min_by_key(|annotation| annotation.span.len());
        let in_brace = innermost.is_some_and(|annotation| annotation.shape == Shape::Brace);
        let does = if in_brace { "said this" } else { "this is" };
        let mut card = Card::new(vec![Piece::Strong("somebody unknown".into()), text(" "), code("@?")]);
        card.text(vec![text(format!("The article does not say who {does}."))]);
        card
    }

    /// The card of what an `#id` ties together.
    fn id(&self, token: &Token<'_>) -> Option<Card> {
        let has_id = |id: Option<&str>| id == Some(token.name);
        let mut card = match self.article.quotations.iter().position(|quotation| has_id(quotation.id)) {
            Some(number) => quote::quote_card(self, number),
            None => match self.article.mentions.iter().find(|mention| has_id(mention.id)) {
                Some(mention) => quote::mention_card(self, mention),
                None => Card::new(vec![
                    code(format!("#{}", token.name)),
                    text(" ties nothing: no quote or mention has this id"),
                ]),
            },
        };
        if token.kind == TokenKind::ContinuedId {
            card.text(vec![code("+"), text(" says that the next piece follows without a gap.")]);
        }
        Some(card)
    }
}

fn suggestion() -> Vec<Piece> {
    vec![code("?"), text(" marks a suggestion that nobody has confirmed yet.")]
}
