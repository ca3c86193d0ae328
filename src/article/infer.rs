//! Source and cue of quotations whose annotators left them out: the speaker's nearest mention and
//! the nearest untied cue outside the content, in the sentence, else in the paragraph.

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;

use super::sentence::sentence_ends;
use super::{Article, Quotation, Role};
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;

/// What was found for one quotation. Nothing where the article itself says it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Inferred {
    /// The annotation that most likely is the source.
    pub source: Option<u32>,
    /// The annotation that most likely is the cue.
    pub cue: Option<u32>,
}

/// Looks for the missing sources and cues of all quotations of an article, in their order.
pub fn infer(article: &Article<'_>) -> Vec<Inferred> {
    let mut candidates = None;
    let quotations = article.quotations.iter();
    quotations
        .map(|quotation| {
            if !(lacks(quotation, Role::Source) || lacks(quotation, Role::Cue)) {
                return Inferred::default();
            }
            let candidates = candidates.get_or_insert_with(|| Candidates::new(article));
            Inferred {
                source: lacks(quotation, Role::Source).then(|| candidates.source(quotation)).flatten(),
                cue: lacks(quotation, Role::Cue).then(|| candidates.cue(quotation)).flatten(),
            }
        })
        .collect()
}

fn lacks(quotation: &Quotation<'_>, role: Role) -> bool {
    quotation.parts_of(role).next().is_none()
}

/// Few are in one block.
type Numbers = SmallVec<[u32; 4]>;

/// Annotations that can be somebody's source or cue, by block, in text order.
struct Candidates<'a, 's> {
    article: &'a Article<'s>,
    /// Of those who say something without a source.
    mentions: FxHashMap<(u32, &'s str), Numbers>,
    cues: FxHashMap<u32, Numbers>,
    /// For each annotation, the innermost brace around it.
    brace_around: Vec<Option<u32>>,
    sentences: FxHashMap<u32, Vec<usize>>,
}

impl<'a, 's> Candidates<'a, 's> {
    fn new(article: &'a Article<'s>) -> Self {
        let without_source = article.quotations.iter().filter(|quotation| lacks(quotation, Role::Source));
        let speakers = without_source.flat_map(|quotation| quotation.speakers(article));
        let speakers: FxHashSet<&str> = speakers.map(|token| token.name).collect();
        let mut mentions: FxHashMap<_, Numbers> = FxHashMap::default();
        for (at, annotation) in article.annotations.iter().enumerate() {
            let at = at as u32;
            let square = annotation.shape == Shape::Square;
            let entities = article.tail(at).iter().filter(|token| square && token.kind == TokenKind::Entity);
            for token in entities.filter(|token| speakers.contains(token.name)) {
                mentions.entry((annotation.block, token.name)).or_default().push(at);
            }
        }
        let mut cues: FxHashMap<_, Numbers> = FxHashMap::default();
        for &cue in &article.free_cues {
            cues.entry(article.annotations[cue as usize].block).or_default().push(cue);
        }
        let sentences = FxHashMap::default();
        Self { article, mentions, cues, brace_around: braces_around(article), sentences }
    }

    fn source(&mut self, quotation: &Quotation<'s>) -> Option<u32> {
        let block = self.block_of(quotation);
        let speakers: Vec<_> = quotation.speakers(self.article).iter().map(|token| token.name).collect();
        let mentions = speakers.iter().filter_map(|&speaker| self.mentions.get(&(block, speaker)));
        let near: Vec<u32> = mentions.flat_map(|list| self.neighbours(quotation, list)).collect();
        self.nearest(quotation, near)
    }

    fn cue(&mut self, quotation: &Quotation<'s>) -> Option<u32> {
        let cues = self.cues.get(&self.block_of(quotation))?;
        let near = self.neighbours(quotation, cues);
        self.nearest(quotation, near)
    }

    fn block_of(&self, quotation: &Quotation<'s>) -> u32 {
        self.article.annotations[quotation.pieces[0] as usize].block
    }

    /// The pieces of a quotation in the block of its first one.
    fn pieces(&self, quotation: &Quotation<'s>) -> Vec<Span> {
        let block = self.block_of(quotation);
        let annotations = quotation.pieces.iter().map(|&piece| self.article.annotations[piece as usize]);
        annotations.filter(|annotation| annotation.block == block).map(|annotation| annotation.span).collect()
    }

    /// The last of `list` before each piece and the first behind it, outside of all content.
    fn neighbours(&self, quotation: &Quotation<'s>, list: &[u32]) -> Vec<u32> {
        let span = |at: u32| self.article.annotations[at as usize].span;
        let pieces = self.pieces(quotation);
        let fits = |at: &&u32| self.stands_outside(**at, &pieces);
        let mut found = Vec::new();
        for piece in &pieces {
            let before = list.partition_point(|&at| span(at).start < piece.start);
            let behind = list.partition_point(|&at| span(at).start < piece.end);
            found.extend(list[..before].iter().rev().find(fits));
            found.extend(list[behind..].iter().find(fits));
        }
        found
    }

    /// True if an annotation belongs neither to this content nor to another quotation's, unless that
    /// holds this one too.
    fn stands_outside(&self, at: u32, pieces: &[Span]) -> bool {
        let span = self.article.annotations[at as usize].span;
        let overlaps = |piece: &Span| span.start < piece.end && piece.start < span.end;
        let brace = self.brace_around[at as usize].map(|brace| self.article.annotations[brace as usize].span);
        !pieces.iter().any(overlaps) && brace.is_none_or(|brace| brace.contains(pieces[0]))
    }

    fn nearest(&mut self, quotation: &Quotation<'s>, near: Vec<u32>) -> Option<u32> {
        if near.len() < 2 {
            return near.first().copied();
        }
        let pieces = self.pieces(quotation);
        let sentence = self.sentence(quotation, &pieces);
        near.into_iter().min_by_key(|&at| {
            let annotation = self.article.annotations[at as usize];
            let distance = pieces.iter().map(|piece| distance(*piece, annotation.span)).min();
            let content = self.article.bare().span(annotation.content);
            (!sentence.contains(content), distance, at)
        })
    }

    /// The sentences that the pieces stand in, from the start of the first to the end of the last
    /// (bytes of the bare text).
    fn sentence(&mut self, quotation: &Quotation<'s>, pieces: &[Span]) -> Span {
        let block = self.block_of(quotation);
        let bare = self.article.bare();
        let place = bare.span(self.article.blocks[block as usize].1);
        let ends = self.sentences.entry(block).or_insert_with(|| sentence_ends(place.of(&bare.text)));
        let here = |offset: u32| (bare.offset(offset) - place.start) as usize;
        let first = here(pieces[0].start);
        let last = pieces.iter().map(|piece| here(piece.end)).max().unwrap_or(first);
        let before = ends.partition_point(|&end| end <= first);
        let behind = ends.partition_point(|&end| end < last);
        let begin = before.checked_sub(1).map_or(0, |at| ends[at]);
        let end = ends.get(behind).copied().unwrap_or(last);
        Span::new(begin, end).shifted(place.start)
    }
}

fn distance(piece: Span, other: Span) -> u32 {
    if other.end <= piece.start { piece.start - other.end } else { other.start.saturating_sub(piece.end) }
}

/// For each annotation, the innermost brace around it.
pub fn braces_around(article: &Article<'_>) -> Vec<Option<u32>> {
    let mut open: Vec<u32> = Vec::new();
    let mut around = Vec::with_capacity(article.annotations.len());
    for (at, annotation) in article.annotations.iter().enumerate() {
        while open
            .last()
            .is_some_and(|&brace| article.annotations[brace as usize].span.end <= annotation.span.start)
        {
            open.pop();
        }
        around.push(open.last().copied());
        if annotation.shape == Shape::Brace {
            open.push(at as u32);
        }
    }
    around
}
