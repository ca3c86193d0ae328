//! What belongs together in an open file: `textDocument/documentHighlight` (LSP 3.17).

use super::everywhere::in_document;
use super::occurrence::{Name, Occurrence, Site, occurrences};
use super::place::FilePosition;
use super::snapshot::{OpenDocument, Snapshot};
use super::target::{Target, TargetKind, target_at};
use crate::article::{Article, Quotation, infer};
use crate::document::Part;
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;

/// A place that belongs to what the cursor points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Highlight {
    /// Where (bytes of the file).
    pub span: Span,
    /// What it is to the others.
    pub kind: HighlightKind,
}

/// What a place is to the others; a `DocumentHighlightKind`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HighlightKind {
    /// The definition of an entity; the content of a quotation (`Write`).
    Definition,
    /// A use of an entity; a source or cue (`Read`).
    Use,
    /// A source or cue that nobody tied to the quotation, but that most likely is its own (`Text`).
    Inferred,
}

/// The places that belong to what the cursor points at, in order. For an entity, its ids and the words
/// of its mentions; for a quotation or an `#id`, the words of its pieces, source and cue, and the `#id`.
pub fn document_highlight(snapshot: &Snapshot, at: FilePosition<'_>) -> Vec<Highlight> {
    let found = snapshot.document(at.path).and_then(|open| highlights(open, at.offset));
    let mut found = found.unwrap_or_default();
    found.sort();
    found.dedup_by_key(|highlight| highlight.span);
    found
}

fn highlights(open: &OpenDocument, at: u32) -> Option<Vec<Highlight>> {
    let part = open.document.part_around(at as usize..at as usize);
    let article = part.article(open.document.vocabulary());
    let target = target_at(&article, part.from_document(at)?)?;
    if let Some(brace) = brace(&article, target) {
        let of_it = |quotation: &&Quotation| quotation.pieces.contains(&brace);
        let quotations: Vec<&Quotation> = article.quotations.iter().filter(of_it).collect();
        let tail = article.tail(brace).iter();
        let ids = tail.filter(|token| token.kind.is_id()).filter_map(Name::of).collect();
        return Some(tied(open, &part, &article, quotations, ids));
    }
    let names = target.names(&article);
    let entities = names.iter().filter(|token| token.kind == TokenKind::Entity).filter_map(Name::of);
    let entities: Vec<Highlight> = entities.flat_map(|name| of_entity(open, &name)).collect();
    if !entities.is_empty() {
        return Some(entities);
    }
    let ids: Vec<Name> = names.iter().filter_map(Name::of).collect();
    let has_id = |quotation: &&Quotation| names.iter().any(|token| quotation.id == Some(token.name));
    let quotations: Vec<&Quotation> = article.quotations.iter().filter(has_id).collect();
    (!ids.is_empty()).then(|| tied(open, &part, &article, quotations, ids))
}

/// The brace whose words the target is.
fn brace(article: &Article<'_>, target: Target<'_>) -> Option<u32> {
    match target.kind {
        TargetKind::Content(at) if article.annotations[at as usize].shape == Shape::Brace => Some(at),
        _ => None,
    }
}

fn of_entity(open: &OpenDocument, name: &Name) -> Vec<Highlight> {
    let words = |found: &Occurrence| match found.site {
        Site::Tail { shape: Shape::Square, content, .. } => Some(content),
        _ => None,
    };
    let found = in_document(&open.document, name);
    let spans = found.iter().flat_map(|found| {
        let kind = if found.is_definition { HighlightKind::Definition } else { HighlightKind::Use };
        [Some(found.span), words(found)].into_iter().flatten().map(move |span| Highlight { span, kind })
    });
    spans.collect()
}

/// The words and `#id`s of quotations, and of mentions in pieces.
fn tied(
    open: &OpenDocument,
    part: &Part,
    article: &Article<'_>,
    quotations: Vec<&Quotation<'_>>,
    ids: Vec<Name>,
) -> Vec<Highlight> {
    let mut found = Vec::new();
    let mut add = |span: Span, kind| found.push(Highlight { span: part.span_in_document(span), kind });
    let inferred = infer(article);
    for (quotation, inferred) in article.quotations.iter().zip(inferred) {
        if quotations.iter().all(|wanted| !std::ptr::eq(*wanted, quotation)) {
            continue;
        }
        quotation.pieces.iter().for_each(|&piece| add(article.content(piece), HighlightKind::Definition));
        let parts = quotation.parts.iter().flat_map(|part| &part.pieces);
        parts.for_each(|&piece| add(article.content(piece), HighlightKind::Use));
        let guesses = [inferred.source, inferred.cue].into_iter().flatten();
        guesses.for_each(|at| add(article.content(at), HighlightKind::Inferred));
    }
    for id in ids {
        for carrier in occurrences(&part.source, &part.tree, open.document.vocabulary(), &id) {
            add(carrier.span, HighlightKind::Use);
            if let Site::Tail { shape: Shape::Square, content, .. } = carrier.site {
                add(content, HighlightKind::Use);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    /// Each place with its text: `=` before definitions and content, `~` before what is inferred.
    #[track_caller]
    fn highlights(text: &str, expected: &[&str]) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let found = document_highlight(&snapshot, fixture.position());
        let document = &snapshot.document(&fixture.path).expect("it is open").document;
        let shown = found.iter().map(|found| {
            let mark = match found.kind {
                HighlightKind::Definition => "=",
                HighlightKind::Use => "",
                HighlightKind::Inferred => "~",
            };
            format!("{mark}{}", document.slice(found.span.range()))
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn the_words_and_ids_of_an_entity() {
        highlights(
            "[Ana @ana :person] left, and {we go @ana}. [S$0he @ana] [and Bo @bo].\n\n---\n@bo Bo\n  knows: @ana\n",
            &["=Ana", "=ana", "ana", "She", "ana", "ana"],
        );
    }

    #[test]
    fn the_record_is_the_definition() {
        highlights("[Ana @an$0a :person] left.\n\n---\n@ana Ana\n", &["Ana", "ana", "=ana"]);
    }

    #[test]
    fn a_quotation_s_pieces_source_and_cue() {
        let expected = ["=We go", "q1", "she", "q1", "said", "q1", "=now", "q1", "q1"];
        let text = |cursor: usize| {
            let source =
                "{We go @ana #q1}, [she @ana #q1] [said :cue #q1], {now #q1}.\n\n---\n#q1\n  note: x\n";
            format!("{}$0{}", &source[..cursor], &source[cursor..])
        };
        // In the content, on an id, in the cue, at the record.
        for cursor in [3, 14, 36, 67] {
            highlights(&text(cursor), &expected);
        }
        highlights(&text(20), &["ana", "she", "ana"]);
    }

    #[test]
    fn source_and_cue_that_are_inferred() {
        highlights("[Ana @ana] [said :cue] {we g$0o @ana}.", &["~Ana", "~said", "=we go"]);
    }

    #[test]
    fn only_the_quotation_under_the_cursor() {
        highlights("{We stay @ana}. {We g$0o @ana}. {No @bo}.", &["=We go"]);
    }

    #[test]
    fn one_cue_of_two_quotations() {
        highlights(
            "{A @ana #q1} {B @bo #q2} [sa$0id :cue #q1 #q2].",
            &["=A", "q1", "=B", "q2", "said", "q1", "q2"],
        );
    }

    #[test]
    fn the_pieces_of_a_mention() {
        highlights("[The Port @port #m1$0] and [Harbour #m1].", &["The Port", "m1", "Harbour", "m1"]);
    }

    #[test]
    fn nothing_on_plain_text_and_labels() {
        highlights("Nobody le$0ft.", &[]);
        highlights("[Ana @ana :per$0son]", &[]);
    }
}
