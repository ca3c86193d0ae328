//! The annotations around a place, each in its parts: for views that hide markup, or paint what it marks.

use std::ops::Range;
use std::path::Path;

use super::semantic_tokens::{Reader, SemanticKind};
use super::snapshot::Snapshot;
use crate::article::{Role, infer};
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;

/// A pair of brackets with a tail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkedSpan {
    /// Square brackets or braces.
    pub shape: Shape,
    /// The opening bracket (bytes of the document, as all places here).
    pub open: Span,
    /// What is annotated, nested brackets included.
    pub content: Span,
    /// The white space before the tail, the tail, and the closing bracket.
    pub tail: Span,
    /// What the content is.
    pub kind: SemanticKind,
    /// For a piece of a quotation: what its first speaker is. Nothing if nobody knows.
    pub speaker: Option<SemanticKind>,
    /// True if it says who speaks in a quotation, whether an annotator said so or the tools found out.
    pub is_source: bool,
    /// True if it is a suggestion that nobody has confirmed yet.
    pub tentative: bool,
}

/// The annotations of the blocks that overlap or touch `range`, in the order of their opening brackets; an outer one
/// comes before what it holds. Costs what these blocks cost with all that they are tied to.
pub fn annotations(snapshot: &Snapshot, path: &Path, range: Range<usize>) -> Option<Vec<MarkedSpan>> {
    let open = snapshot.document(path)?;
    let part = open.document.part_around(range.clone());
    let article = part.article(open.document.vocabulary());
    let mut reader = Reader::new(snapshot, open);

    let count = article.annotations.len();
    let mut speakers = vec![None; count];
    let mut sources = vec![false; count];
    for (quotation, inferred) in article.quotations.iter().zip(infer(&article)) {
        let speaker = quotation.speakers(&article).first().map(|token| reader.kind_of_entity(token.name));
        quotation.pieces.iter().for_each(|&piece| speakers[piece as usize] = speaker);
        let given = quotation.parts_of(Role::Source).flat_map(|part| part.pieces.iter().copied());
        given.chain(inferred.source).for_each(|piece| sources[piece as usize] = true);
    }

    let blocks = open.document.tree().blocks_touching(range);
    let asked = blocks.map(|block| block.span()).reduce(|first, last| Span { end: last.end, ..first });
    let Some(asked) = asked else { return Some(Vec::new()) };
    let found = article.annotations.iter().enumerate().map(|(at, annotation)| {
        let tail = article.tail(at as u32);
        let (kind, _) = reader.meaning(annotation.shape, tail);
        let close = part.to_document(annotation.span.end - 1);
        let content = part.span_in_document(annotation.content);
        let start = part.to_document(annotation.span.start);
        MarkedSpan {
            shape: annotation.shape,
            open: Span { start, end: start + 1 },
            content,
            tail: Span { start: content.end, end: close + 1 },
            kind,
            speaker: speakers[at],
            is_source: sources[at],
            tentative: tail.iter().any(|token| token.kind == TokenKind::Tentative),
        }
    });
    Some(found.filter(|span| asked.start <= span.open.start && span.tail.end <= asked.end).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn are(text: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let source = snapshot.document(&fixture.path).expect("it is open").document.text();
        let at = fixture.position().offset as usize;
        let found = annotations(&snapshot, &fixture.path, at..at).expect("it is open");
        let lines = found.iter().map(|one| {
            let parts = [one.open, one.content, one.tail].map(|span| span.of(&source).replace('\n', "⏎"));
            let speaker = one.speaker.map_or(String::new(), |kind| format!(" by {kind:?}"));
            let source = if one.is_source { " source" } else { "" };
            let tentative = if one.tentative { " ?" } else { "" };
            format!("{} | {:?}{speaker}{source}{tentative}", parts.join("·"), one.kind)
        });
        let shown = lines.collect::<Vec<_>>().join("\n");
        assert_eq!(shown, expected.trim(), "\n{shown}");
    }

    #[test]
    fn outer_before_inner_with_what_speakers_are() {
        are(
            "==> story.nmk\n{[The council @council]$0 \"must go\" @ana ?}, [she @ana] [said :cue].\n==> entities.nmk\n---\n@ana :person Ana\n@council :org Council\n",
            "
{·[The council @council] \"must go\"· @ana ?} | Quote by Person ?
[·The council· @council] | Organisation
[·she· @ana] | Person source
[·said· :cue] | Cue",
        );
    }

    #[test]
    fn the_source_speaks_if_the_braces_are_silent() {
        are(
            "{Go on,$0\nthey\n#q1} [they @crew :group #q1] [said :cue #q1]. {Nobody @?}\n\n[Ana @ana :person] left.\n",
            "
{·Go on,⏎they·⏎#q1} | Quote by Organisation
[·they· @crew :group #q1] | Organisation source
[·said· :cue #q1] | Cue
{·Nobody· @?} | Quote",
        );
    }

    #[test]
    fn pieces_in_other_paragraphs_count_but_are_not_shown() {
        are("{Go$0 #q1}\n\n[Ana @ana :person #q1] said {on #q1}.\n", "{·Go· #q1} | Quote by Person");
    }
}
