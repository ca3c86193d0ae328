//! Which proposals are written: those that cross nothing and say nothing that is annotated already.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mentions::Mentions;
use super::proposal::{Kind, Proposal, Tail};
use crate::article::Article;
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;

/// What stands in the way: an annotation of the article, or a proposal.
#[derive(Clone, Copy)]
struct Item {
    span: Span,
    shape: Shape,
    /// The proposal; nothing for an annotation.
    proposal: Option<usize>,
    /// It is a cue.
    cue: bool,
    /// It is a dateline or caption.
    structure: bool,
}

/// Keeps what can be written into the article.
pub fn select(mut proposals: Vec<Proposal>, article: &Article<'_>, mentions: &Mentions) -> Vec<Proposal> {
    let existing = existing(article);
    // Each pass drops the weaker of two that cross; what then stands alone is final.
    loop {
        let dropped = conflicts(&proposals, &existing);
        if dropped.is_empty() {
            break;
        }
        let groups: FxHashSet<u32> =
            dropped.iter().filter(|drop| drop.whole).map(|drop| proposals[drop.at].group).collect();
        let alone: FxHashSet<usize> = dropped.iter().filter(|drop| !drop.whole).map(|drop| drop.at).collect();
        let mut at = 0;
        proposals.retain(|proposal| {
            at += 1;
            !groups.contains(&proposal.group) && !alone.contains(&(at - 1))
        });
    }
    let mut proposals = merged(proposals);
    define(&mut proposals, article, mentions);
    proposals
}

fn existing(article: &Article<'_>) -> Vec<Item> {
    let item = |number: usize| {
        let annotation = &article.annotations[number];
        let tail = article.tail(number as u32);
        let has = |label| tail.iter().any(|token| token.kind == TokenKind::Label && token.name == label);
        Item {
            span: article.bare().span(annotation.content),
            shape: annotation.shape,
            proposal: None,
            cue: has("cue"),
            structure: has("dateline") || has("caption"),
        }
    };
    (0..article.annotations.len()).map(item).collect()
}

/// A proposal that can't stay: it alone, or all of its group.
struct Dropped {
    at: usize,
    whole: bool,
}

/// One sweep over all spans, with those that are open on a stack.
fn conflicts(proposals: &[Proposal], existing: &[Item]) -> Vec<Dropped> {
    let mut items: Vec<Item> = existing.to_vec();
    items.extend(proposals.iter().enumerate().map(|(at, proposal)| Item {
        span: proposal.span,
        shape: proposal.shape,
        proposal: Some(at),
        cue: proposal.tail.labels.iter().any(|label| label == "cue"),
        structure: proposal.kind == Kind::Structure,
    }));
    items.sort_by_key(|item| {
        (
            item.span.start,
            Reverse(item.span.end),
            item.shape == Shape::Square,
            item.proposal.map_or(0, |at| at + 1),
        )
    });
    let mut open: Vec<Item> = Vec::new();
    let mut dropped = Vec::new();
    for item in items {
        while open.last().is_some_and(|outer| outer.span.end <= item.span.start) {
            open.pop();
        }
        // Nested spans close in order; only what crosses leaves an outer one below an inner one.
        let verdict = open.iter().rev().take(16).find_map(|outer| conflict(*outer, item, proposals));
        match verdict {
            Some(drop) => {
                let inner_stays = Some(drop.at) != item.proposal;
                dropped.push(drop);
                if inner_stays {
                    open.push(item);
                }
            }
            None => open.push(item),
        }
    }
    dropped
}

fn conflict(outer: Item, inner: Item, proposals: &[Proposal]) -> Option<Dropped> {
    match (outer.proposal, inner.proposal) {
        (None, None) => None,
        (None, Some(at)) => against_existing(outer, inner, &proposals[at], at),
        (Some(at), None) => around_existing(outer, inner, &proposals[at], at),
        (Some(first), Some(second)) => {
            let (a, b) = (&proposals[first], &proposals[second]);
            let crosses = inner.span.end > outer.span.end
                || outer.span == inner.span && outer.shape == Shape::Brace && inner.shape == Shape::Brace;
            if !crosses || a.group == b.group && outer.span == inner.span {
                return None;
            }
            let weaker = if b.confidence > a.confidence { first } else { second };
            Some(Dropped { at: weaker, whole: true })
        }
    }
}

/// A proposal that begins in an annotation: it may lie inside, but not say the same again.
fn against_existing(outer: Item, inner: Item, proposal: &Proposal, at: usize) -> Option<Dropped> {
    let whole = Dropped { at, whole: true };
    if inner.span.end > outer.span.end {
        return Some(whole);
    }
    let same = outer.span == inner.span;
    match proposal.kind {
        Kind::Quote if inner.cue && outer.cue => Some(whole),
        Kind::Quote if inner.shape == Shape::Brace && outer.shape == Shape::Brace => {
            (2 * inner.span.len() >= outer.span.len()).then_some(whole)
        }
        Kind::Quote if inner.cue && same && outer.shape == Shape::Square => Some(whole),
        Kind::Quote if same && outer.shape == inner.shape => Some(Dropped { at, whole: false }),
        Kind::Quote => None,
        Kind::Structure if outer.structure => Some(whole),
        _ if same && outer.shape == Shape::Square => Some(whole),
        _ => None,
    }
}

/// A proposal with an annotation inside: only parts of quotations and of the story hold others.
fn around_existing(outer: Item, inner: Item, proposal: &Proposal, at: usize) -> Option<Dropped> {
    let whole = Dropped { at, whole: true };
    if inner.span.end > outer.span.end {
        return Some(whole);
    }
    match proposal.kind {
        Kind::Mention | Kind::Date => Some(whole),
        Kind::Structure if inner.structure => Some(whole),
        Kind::Quote if outer.cue && inner.shape == Shape::Square => Some(whole),
        Kind::Quote if outer.shape == Shape::Brace && inner.shape == Shape::Brace => {
            (2 * inner.span.len() >= outer.span.len()).then_some(whole)
        }
        _ => None,
    }
}

/// One bracket pair for what several proposals say of the same words.
fn merged(mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    let brace_first = |proposal: &Proposal| proposal.shape == Shape::Square;
    proposals.sort_by_key(|proposal| {
        (proposal.span.start, Reverse(proposal.span.end), brace_first(proposal), proposal.kind)
    });
    let mut merged: Vec<Proposal> = Vec::with_capacity(proposals.len());
    for proposal in proposals {
        match merged.last_mut() {
            Some(last) if last.span == proposal.span && last.shape == proposal.shape => {
                last.confidence = last.confidence.min(proposal.confidence);
                last.tail.merge(proposal.tail);
            }
            _ => merged.push(proposal),
        }
    }
    merged
}

/// The first mention of each new entity says what it is. References to entities that nothing defines
/// are taken back.
fn define(proposals: &mut [Proposal], article: &Article<'_>, mentions: &Mentions) {
    let undefined = mentions.entities.iter().filter(|entity| !entity.defined);
    let here = |id: &str| article.entity(id).is_some_and(|entity| entity.is_defined_here());
    let mut kinds: FxHashMap<&str, Option<&str>> = undefined
        .filter(|entity| !here(&entity.id))
        .map(|entity| (entity.id.as_str(), Some(entity.kind.as_str())))
        .collect();
    for proposal in proposals.iter_mut().filter(|proposal| proposal.kind == Kind::Mention) {
        if let [id] = proposal.tail.entities.as_slice()
            && let Some(kind) = kinds.get_mut(id.as_str())
            && let Some(kind) = kind.take()
        {
            proposal.tail.labels.insert(0, kind.to_string());
        }
    }
    for proposal in proposals.iter_mut() {
        take_back(&mut proposal.tail, proposal.shape, &kinds);
    }
}

fn take_back(tail: &mut Tail, shape: Shape, kinds: &FxHashMap<&str, Option<&str>>) {
    let before = tail.entities.len();
    tail.entities.retain(|id| !matches!(kinds.get(id.as_str()), Some(Some(_))));
    if before > 0 && tail.entities.is_empty() {
        match shape {
            Shape::Brace => tail.entities.push("?".to_string()),
            Shape::Square => tail.labels.push("source".to_string()),
        }
    }
}

/// Leaves of the mentions those that quotations refer to: who defines a speaker, and sources.
pub fn only_speakers(proposals: &mut Vec<Proposal>) {
    let speakers: FxHashSet<String> = proposals
        .iter()
        .filter(|proposal| !proposal.tail.ids.is_empty())
        .flat_map(|proposal| proposal.tail.entities.iter().cloned())
        .collect();
    proposals.retain(|proposal| {
        let defines =
            !proposal.tail.labels.is_empty() && proposal.tail.entities.iter().any(|id| speakers.contains(id));
        proposal.kind != Kind::Mention || !proposal.tail.ids.is_empty() || defines
    });
}
