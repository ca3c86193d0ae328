//! What stands under a cursor.

use crate::article::Article;
use crate::syntax::{Field, Head, Token, TokenKind};
use crate::text::Span;

/// What a cursor points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target<'s> {
    /// What it is.
    pub kind: TargetKind<'s>,
    /// Where it stands, sigil included.
    pub span: Span,
}

/// The kinds of things that a cursor points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TargetKind<'s> {
    /// A token of a tail, a record's id or type, or a target of a relation.
    Token(Token<'s>),
    /// The key of a metadata line.
    MetadataKey(&'s str),
    /// The key of a field in a record.
    FieldKey(&'s str),
    /// The text of an annotation: an index into `Article::annotations`.
    Content(u32),
}

/// What the cursor before byte `at` points at: the nearest token, else the innermost annotation. A
/// cursor behind the last character of a token still points at it.
pub fn target_at<'s>(article: &Article<'s>, at: u32) -> Option<Target<'s>> {
    tail_token(article, at).or_else(|| in_records(article, at)).or_else(|| content(article, at))
}

impl<'s> Target<'s> {
    /// The entities and `#id`s that it stands for: the token itself; for the words of an annotation
    /// its entities, and if it has none, what ties it.
    pub fn names(&self, article: &Article<'s>) -> Vec<Token<'s>> {
        match self.kind {
            TargetKind::Token(token) if is_entity(&token) || token.kind.is_id() => vec![token],
            TargetKind::Content(at) => {
                let (entities, others): (Vec<Token>, Vec<Token>) =
                    article.tail(at).iter().partition(|token| is_entity(token));
                let ids = others.into_iter().filter(|token| token.kind.is_id());
                if entities.is_empty() { ids.collect() } else { entities }
            }
            _ => Vec::new(),
        }
    }
}

fn is_entity(token: &Token<'_>) -> bool {
    token.kind == TokenKind::Entity
}

fn covers(span: Span, at: u32) -> bool {
    span.start <= at && at <= span.end
}

fn token_target(token: Token<'_>) -> Target<'_> {
    Target { kind: TargetKind::Token(token), span: token.span }
}

fn tail_token<'s>(article: &Article<'s>, at: u32) -> Option<Target<'s>> {
    // Of two tokens that touch (`[Ana @ana][said :cue]` has a bracket between) the later one.
    let token = article.tokens.iter().rev().find(|token| covers(token.span, at))?;
    Some(token_target(*token))
}

fn in_records<'s>(article: &Article<'s>, at: u32) -> Option<Target<'s>> {
    let records = article.entities.iter().flat_map(|entity| &entity.records).chain(&article.id_records);
    for record in records {
        let types = record.entry.head.into_iter().flat_map(Head::types);
        if let Some(token) = types.chain([record.id]).find(|token| covers(token.span, at)) {
            return Some(token_target(token));
        }
        if let Some(found) = record.entry.fields().find_map(|field| in_field(field, at, TargetKind::FieldKey))
        {
            return Some(found);
        }
    }
    article.metadata.iter().find_map(|field| in_field(*field, at, TargetKind::MetadataKey))
}

fn in_field<'s>(field: Field<'s>, at: u32, key: fn(&'s str) -> TargetKind<'s>) -> Option<Target<'s>> {
    if covers(field.key_span, at) {
        return Some(Target { kind: key(field.key), span: field.key_span });
    }
    field.value.targets().find(|token| covers(token.span, at)).map(token_target)
}

/// The innermost annotation around the cursor.
fn content<'s>(article: &Article<'s>, at: u32) -> Option<Target<'s>> {
    let around = article.annotations.iter().enumerate().rev();
    let (number, annotation) = around
        .filter(|(_, annotation)| covers(annotation.span, at))
        .min_by_key(|(_, annotation)| annotation.span.len())?;
    Some(Target { kind: TargetKind::Content(number as u32), span: annotation.span })
}
