//! Who most likely says what is selected.

use super::Site;
use super::site::only_entity;
use crate::article::{Article, sentence_ends};
use crate::syntax::Shape;
use crate::text::Span;

/// The nearest mention that can speak: in the sentence of the span, else in its paragraph (bytes of the
/// part). Places, dates and the like speak only if nobody else does.
pub fn likely_speaker<'s>(site: &Site<'_, 's>, span: Span) -> Option<&'s str> {
    let article = site.article;
    let block = article.blocks.iter().position(|(_, block)| block.contains(span))?;
    let sentence = sentence(article, article.blocks[block].1, span);
    let in_block = article.annotations.iter().enumerate().filter(|(_, found)| found.block == block as u32);
    let speaks = in_block.filter_map(|(at, found)| {
        let id = only_entity(article, at as u32).filter(|_| found.shape == Shape::Square)?;
        let outside = found.span.end <= span.start || span.end <= found.span.start;
        outside.then(|| {
            let near = sentence.contains(article.bare().span(found.content));
            let distance =
                span.start.saturating_sub(found.span.end) + found.span.start.saturating_sub(span.end);
            (!can_speak(site, id), !near, distance, at, id)
        })
    });
    speaks.min().map(|(.., id)| id)
}

/// The sentences that a span touches (bytes of the bare text).
fn sentence(article: &Article<'_>, block: Span, span: Span) -> Span {
    let bare = article.bare();
    let (block, span) = (bare.span(block), bare.span(span));
    let ends = sentence_ends(block.of(&bare.text));
    let (first, last) = ((span.start - block.start) as usize, (span.end - block.start) as usize);
    let before = ends.partition_point(|&end| end <= first);
    let behind = ends.partition_point(|&end| end < last);
    let begin = before.checked_sub(1).map_or(0, |at| ends[at]);
    Span::new(begin, ends.get(behind).copied().unwrap_or(last)).shifted(block.start)
}

/// True unless the article or the registry says that it is something that says nothing.
fn can_speak(site: &Site<'_, '_>, id: &str) -> bool {
    let mute = |label: &str| {
        matches!(label, "place" | "event" | "law" | "treaty" | "product" | "facility" | "date" | "quantity")
    };
    let here = site.article.entity(id);
    let in_place = here.and_then(|entity| entity.in_place.as_ref());
    let by_mention = in_place.is_some_and(|definition| definition.types.iter().any(|label| mute(label)));
    let by_record =
        here.into_iter().flat_map(|entity| &entity.records).any(|record| record.types().any(mute));
    let by_registry = site.workspace().registry.records(id).iter().any(|record| record.types().any(mute));
    !(by_mention || by_record || by_registry)
}
