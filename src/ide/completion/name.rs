//! In the text of a bracket, without a sigil: the entity that is called so, with its tail.

use super::context::Context;
use super::date;
use super::entity::{entities, from_word, registered};
use super::item::{CompletionItem, CompletionKind, Items};
use super::label;
use super::place::Bracket;
use crate::ide::known::Known;
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;
use crate::workspace::fold;

/// Longer texts are no names.
const WORDS: usize = 6;
/// How many entities are offered by their names.
const NAMES: usize = 30;

/// Offers the entities that are called as the bracket's text goes: the name completed, with the tail.
pub fn names(context: &Context<'_>, bracket: &Bracket<'_>, items: &mut Items) {
    let typed = bracket.text;
    let has_entity = bracket.tail.iter().any(|token| token.kind == TokenKind::Entity);
    let is_name =
        !typed.contains(['[', ']', '{', '}', '\n', '\r']) && typed.split_whitespace().count() <= WORDS;
    let folded = fold(typed);
    let query = folded.trim_start();
    if bracket.shape != Shape::Square || has_entity || !is_name || query.trim().is_empty() {
        return;
    }
    let spoken = context.article().iter().map(|spoken| (spoken.id.as_str(), spoken.known.clone()));
    let named = context.registry.search(query, NAMES + 1);
    if named.len() > NAMES {
        items.set_more();
    }
    let in_article = |id: &str| context.article().iter().any(|spoken| spoken.id == id);
    let further = named.iter().filter(|named| !in_article(named.id));
    let further = further.map(|named| (named.id, registered(context, *named)));
    for (id, known) in spoken.chain(further) {
        offer(context, bracket, (id, &known), query, items);
    }
}

fn offer(
    context: &Context<'_>,
    bracket: &Bracket<'_>,
    (id, known): (&str, &Known),
    query: &str,
    items: &mut Items,
) {
    let lead = bracket.text.len() - bracket.text.trim_start().len();
    let replaced = Span { start: bracket.content.start + lead as u32, end: context.at };
    let typed = bracket.text.trim_start();
    let mut add = |text: &str, replaced: Span| {
        let summary = known.summary();
        items.push(CompletionItem {
            kind: CompletionKind::Entity,
            label: format!("{text} @{id}"),
            detail: (!summary.is_empty()).then_some(summary),
            insert: format!("{text} @{id}").into(),
            replaced,
            filter_text: text.to_string(),
            rank: 0,
            name: id.to_string(),
        });
    };
    let mut offered: Vec<&str> = Vec::new();
    for rest in known.names.iter().filter_map(|name| from_word(name, query)) {
        let goes_on = fold(rest).len() > query.len();
        let at_word_end = !goes_on || fold(rest)[query.len()..].starts_with(' ');
        // What stands in the text already may be all of it.
        if at_word_end && !offered.contains(&typed) {
            offered.push(typed);
            add(typed, replaced);
        }
        if goes_on && !offered.contains(&rest) {
            offered.push(rest);
            add(rest, Span { end: context.at + standing(context, typed, rest), ..replaced });
        }
    }
}

/// How much of the rest of a name stands behind the cursor already.
fn standing(context: &Context<'_>, typed: &str, name: &str) -> u32 {
    let behind = &context.text[(context.at - context.block.start) as usize..];
    let rest = name.get(typed.len()..).unwrap_or("");
    let is_there = name.starts_with(typed) && !rest.is_empty() && behind.starts_with(rest);
    let ends = behind.get(rest.len()..).is_some_and(|after| !after.starts_with(char::is_alphanumeric));
    if is_there && ends { rest.len() as u32 } else { 0 }
}

/// Behind the text and a space: who is called so, who was spoken of last, a date, then labels.
pub fn tail(context: &Context<'_>, bracket: &Bracket<'_>, items: &mut Items) {
    let here = Span { start: context.at, end: context.at };
    let has = |kind| bracket.tail.iter().any(|token| token.kind == kind);
    if !has(TokenKind::Label) && !bracket.tail.iter().any(|token| token.kind.is_id()) {
        date::dates(context, bracket.text, "", here, items);
        entities(context, Some(bracket.text), "", here, items);
    }
    label::labels(context, bracket, here, items);
}
