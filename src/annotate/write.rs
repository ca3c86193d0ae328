//! Proposals written into the source: brackets are inserted, and nothing else changes.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::proposal::Proposal;
use crate::article::Article;
use crate::syntax::{PieceKind, Shape, Tree, bare_text, parse, pieces};
use crate::text::Span;

/// A piece of markup to be inserted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// Before which byte of the source.
    pub at: u32,
    /// What.
    pub markup: String,
}

/// The insertions for `proposals`, in order of place.
pub fn insertions(article: &Article<'_>, proposals: &[Proposal], confirmed: bool) -> Vec<Insertion> {
    let places = Places::new(article);
    let mut order: Vec<&Proposal> = proposals.iter().collect();
    order.sort_by_key(|proposal| {
        (proposal.span.start, Reverse(proposal.span.end), proposal.shape == Shape::Square)
    });
    let mut found: Vec<(u32, bool, i64, String)> = Vec::with_capacity(2 * order.len());
    for (number, proposal) in order.iter().enumerate() {
        let (start, end) = places.of(proposal.span, proposal.shape);
        let number = number as i64;
        let open = if proposal.shape == Shape::Brace { "{" } else { "[" };
        // At one place closers come first, the inner before the outer; then openers, the outer first.
        found.push((end, false, -number, proposal.tail.write(proposal.shape, confirmed)));
        found.push((start, true, number, open.to_string()));
    }
    found.sort();
    found.into_iter().map(|(at, _, _, markup)| Insertion { at, markup }).collect()
}

/// Where each proposal stands in the source: the bytes before which its brackets go.
pub fn places(article: &Article<'_>, proposals: &[Proposal]) -> Vec<Span> {
    let places = Places::new(article);
    let place = |proposal: &Proposal| {
        let (start, end) = places.of(proposal.span, proposal.shape);
        Span { start, end }
    };
    proposals.iter().map(place).collect()
}

/// Where stretches of the bare text stand in the source, as mentions of them would.
pub fn places_in_source(article: &Article<'_>, spans: &[Span]) -> Vec<Span> {
    let places = Places::new(article);
    let place = |&span: &Span| {
        let (start, end) = places.of(span, Shape::Square);
        Span { start, end }
    };
    spans.iter().map(place).collect()
}

/// The source with the insertions.
pub fn apply(source: &str, insertions: &[Insertion]) -> String {
    let added: usize = insertions.iter().map(|insertion| insertion.markup.len()).sum();
    let mut written = String::with_capacity(source.len() + added);
    let mut from = 0;
    for insertion in insertions {
        let at = insertion.at as usize;
        written.push_str(&source[from..at]);
        written.push_str(&insertion.markup);
        from = at;
    }
    written.push_str(&source[from..]);
    written
}

/// The largest part of `proposals` that reads back as what it is: brackets in the text of an article
/// may make others mean something else.
pub fn readable(article: &Article<'_>, proposals: Vec<Proposal>) -> Vec<Proposal> {
    if all_read_back(article, &proposals) {
        return proposals;
    }
    let mut kept: Vec<Proposal> = Vec::new();
    // Halves of what can't be read as a whole, the first on top; groups are not divided.
    let mut open: Vec<Vec<Proposal>> = vec![by_group(proposals)];
    while let Some(part) = open.pop() {
        let mut with: Vec<Proposal> = kept.clone();
        with.extend(part.iter().cloned());
        if all_read_back(article, &with) {
            kept = with;
        } else if let Some((first, second)) = halves(part) {
            open.push(second);
            open.push(first);
        }
    }
    kept
}

fn by_group(mut proposals: Vec<Proposal>) -> Vec<Proposal> {
    proposals.sort_by_key(|proposal| (proposal.group, proposal.span.start));
    proposals
}

/// Two halves between groups; nothing if there is but one group.
fn halves(mut part: Vec<Proposal>) -> Option<(Vec<Proposal>, Vec<Proposal>)> {
    let middle = part.len() / 2;
    let edge = |at: &usize| part[*at].group != part[*at - 1].group;
    let at = (middle.max(1)..part.len()).find(edge).or_else(|| (1..middle).rev().find(edge))?;
    let second = part.split_off(at);
    Some((part, second))
}

fn all_read_back(article: &Article<'_>, proposals: &[Proposal]) -> bool {
    reads_back(article, proposals.len(), &insertions(article, proposals, false))
}

/// True if the article with these insertions has so many annotations more, the same text, and no new problem.
pub fn reads_back(article: &Article<'_>, more: usize, insertions: &[Insertion]) -> bool {
    let written = apply(article.source, insertions);
    let tree = parse(&written);
    nodes(&tree) == nodes(article.tree) + more
        && tree.problems().count() == article.tree.problems().count()
        && bare_text(&tree, &written) == article.bare().text
}

fn nodes(tree: &Tree) -> usize {
    tree.blocks().map(|block| block.nodes().len()).sum()
}

/// Where spans of the bare text stand in the source.
struct Places {
    /// Stretches of text: first byte in the text, first byte in the source, with the backslash before it.
    stretches: Vec<Stretch>,
    /// The annotations by the first and the last byte of their text.
    by_start: FxHashMap<u32, Vec<(Span, Span, Shape)>>,
    by_end: FxHashMap<u32, Vec<(Span, Span, Shape)>>,
}

struct Stretch {
    text: u32,
    source: u32,
    escaped: bool,
}

impl Places {
    fn new(article: &Article<'_>) -> Self {
        let (mut stretches, mut text, mut escaped) = (Vec::new(), 0, false);
        for piece in pieces(article.tree, article.source) {
            if piece.kind == PieceKind::Text {
                stretches.push(Stretch { text, source: piece.span.start, escaped });
                text += piece.span.len() as u32;
            }
            escaped = piece.kind == PieceKind::Escape;
        }
        let mut places = Self { stretches, by_start: FxHashMap::default(), by_end: FxHashMap::default() };
        for annotation in &article.annotations {
            let bare = article.bare().span(annotation.content);
            let entry = (bare, annotation.span, annotation.shape);
            places.by_start.entry(bare.start).or_default().push(entry);
            places.by_end.entry(bare.end).or_default().push(entry);
        }
        places
    }

    /// The bytes of the source before which the brackets go.
    fn of(&self, span: Span, shape: Shape) -> (u32, u32) {
        let first = self.stretch(span.start);
        let mut start = first.source + (span.start - first.text);
        if first.escaped && start == first.source {
            start -= 1;
        }
        let last = self.stretch(span.end - 1);
        let mut end = last.source + (span.end - last.text);
        let inside = |other: &&(Span, Span, Shape)| {
            span.contains(other.0) && (other.0 != span || shape == Shape::Brace || other.2 == Shape::Square)
        };
        for (_, source, _) in self.by_start.get(&span.start).into_iter().flatten().filter(inside) {
            start = start.min(source.start);
        }
        for (_, source, _) in self.by_end.get(&span.end).into_iter().flatten().filter(inside) {
            end = end.max(source.end);
        }
        (start, end)
    }

    fn stretch(&self, text: u32) -> &Stretch {
        let after = self.stretches.partition_point(|stretch| stretch.text <= text);
        &self.stretches[after.saturating_sub(1)]
    }
}
