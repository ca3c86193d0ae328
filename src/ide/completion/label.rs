//! After `:`: the labels that fit the place.

use rustc_hash::FxHashMap;

use super::context::Context;
use super::item::{CompletionItem, CompletionKind, Items};
use super::place::Bracket;
use crate::article::{QuotationType, Vocabulary};
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;

/// What a square bracket can be to a quotation.
const ROLES: [&str; 3] = ["cue", "source", "addressee"];

/// The labels for a bracket: in braces how words are quoted; in square brackets what an entity is, and
/// what a span is to a quotation or in the text, in the order in which that is likely.
pub fn labels(context: &Context<'_>, bracket: &Bracket<'_>, span: Span, items: &mut Items) {
    let vocabulary = context.vocabulary();
    let project = vocabulary.names().filter(|label| !is_built_in(label));
    let fitting: Vec<&str> = match bracket.shape {
        Shape::Brace => {
            let types = QuotationType::ALL.iter().map(|(label, _)| *label);
            types.chain(project.filter(|label| !vocabulary.defines(label))).collect()
        }
        Shape::Square => in_square(context, bracket),
    };
    let has =
        |label: &str| bracket.tail.iter().any(|token| token.kind == TokenKind::Label && token.name == label);
    for label in fitting.into_iter().filter(|label| !has(label)) {
        items.push(item(vocabulary, label, span));
    }
}

fn in_square<'v>(context: &Context<'v>, bracket: &Bracket<'_>) -> Vec<&'v str> {
    let vocabulary = context.vocabulary();
    let entities = bracket.tail.iter().filter(|token| token.kind == TokenKind::Entity);
    let entities: Vec<&str> = entities.map(|token| token.name).collect();
    let has_id = bracket.tail.iter().any(|token| token.kind.is_id());
    let near_quote = has_id || context.block.nodes().any(|node| node.shape == Shape::Brace);
    let types = types(context);
    let others = vocabulary.names().filter(|label| !vocabulary.defines(label));
    let others = others.filter(|label| QuotationType::from_label(label).is_none());
    let (roles, mut others): (Vec<&str>, Vec<&str>) = others.partition(|label| ROLES.contains(label));
    let roles = ROLES.iter().filter_map(|role| roles.iter().find(|label| *label == role).copied());
    let roles: Vec<&str> = if near_quote { roles.collect() } else { Vec::new() };
    match entities[..] {
        // One entity: what it is, unless that is known.
        [id] if context
            .article()
            .iter()
            .find(|spoken| spoken.id == id)
            .is_none_or(|spoken| spoken.known.types.is_empty()) =>
        {
            [types, roles, others].concat()
        }
        [_] => [roles, others, types].concat(),
        // An entity is either the source or somebody else, never a cue.
        [_, _, ..] => {
            others.retain(|label| *label != "role");
            [roles, others].concat()
        }
        [] => [roles, others, types].concat(),
    }
}

/// What entities can be: the types that this article's entities have most often, then those that news
/// has most often, then all others.
pub fn types<'v>(context: &Context<'v>) -> Vec<&'v str> {
    const USUAL: [&str; 3] = ["person", "org", "place"];
    let vocabulary = context.vocabulary();
    let mut types: Vec<&str> = vocabulary.names().filter(|label| vocabulary.defines(label)).collect();
    let given = context.article().iter().flat_map(|spoken| &spoken.known.types);
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    given.for_each(|kind| *counts.entry(kind).or_default() += 1);
    types.sort_by_key(|kind| {
        let usual = USUAL.iter().position(|usual| usual == kind).unwrap_or(USUAL.len());
        (std::cmp::Reverse(counts.get(kind).copied()), usual)
    });
    types
}

/// The item for a label, which puts `:label` into the text.
pub fn item(vocabulary: &Vocabulary, label: &str, span: Span) -> CompletionItem {
    let kind = if vocabulary.defines(label) { CompletionKind::Type } else { CompletionKind::Label };
    let about = vocabulary.about(label).filter(|about| !about.is_empty());
    CompletionItem {
        kind,
        label: format!(":{label}"),
        detail: about.map(str::to_string),
        insert: format!(":{label}").into(),
        replaced: span,
        filter_text: format!(":{label}"),
        rank: 0,
        name: label.to_string(),
    }
}

fn is_built_in(label: &str) -> bool {
    Vocabulary::default().knows(label)
}
