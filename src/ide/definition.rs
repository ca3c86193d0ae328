//! Where a name is defined: `textDocument/definition` (LSP 3.17).

use std::path::Path;
use std::sync::Arc;

use super::place::{FilePosition, Place};
use super::snapshot::{OpenDocument, Snapshot};
use super::target::target_at;
use crate::article::Article;
use crate::document::{Document, Key, KeyKind, Part};
use crate::syntax::{Shape, Token, TokenKind};
use crate::text::Span;
use crate::workspace::Registry;

/// Where a name is defined.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Definition {
    /// What the definition is.
    pub kind: DefinitionKind,
    /// The name itself, to put the cursor on.
    pub name: Place,
    /// All of the definition: a record with its fields, an annotation with its brackets.
    pub whole: Span,
}

/// The kinds of definitions, in the order in which they count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DefinitionKind {
    /// A record in the article.
    Record,
    /// The first mention that gives the entity a type.
    InPlace,
    /// A record in a registry.
    Registry,
    /// A record that only completes a definition, where there is none.
    Completion,
    /// The first piece of what an `#id` ties together.
    FirstPiece,
}

/// Where the name under the cursor is defined, with what the cursor points at. For the text of an
/// annotation, its entities are meant, or if it has none, the quotation it belongs to. Several places only if the text stands for several entities.
pub fn goto_definition(snapshot: &Snapshot, at: FilePosition<'_>) -> Option<(Span, Vec<Definition>)> {
    let open = snapshot.document(at.path)?;
    let part = open.document.part_around(at.offset as usize..at.offset as usize);
    let article = part.article(open.document.vocabulary());
    let target = target_at(&article, part.from_document(at.offset)?)?;
    let definitions: Vec<Definition> =
        target.names(&article).iter().filter_map(|token| definition_of(snapshot, open, token)).collect();
    (!definitions.is_empty()).then(|| (part.span_in_document(target.span), definitions))
}

/// Where an entity or `#id` is defined, as an open file sees it.
pub fn definition_of(snapshot: &Snapshot, open: &OpenDocument, name: &Token<'_>) -> Option<Definition> {
    match name.kind {
        TokenKind::Entity => entity_definition(snapshot, open, name.name),
        TokenKind::Id | TokenKind::ContinuedId => first_piece(open, name.name),
        _ => None,
    }
}

/// Where an entity is defined, in the order in which definitions count.
pub fn entity_definition(snapshot: &Snapshot, open: &OpenDocument, id: &str) -> Option<Definition> {
    let part = defining_part(open, id);
    definition_in(snapshot, open, &part, &part.article(open.document.vocabulary()), id)
}

/// Where an entity is defined, found in a part that holds all of the open file that defines or completes
/// it, read as an article.
pub fn definition_in(
    snapshot: &Snapshot,
    open: &OpenDocument,
    part: &Part,
    article: &Article<'_>,
    id: &str,
) -> Option<Definition> {
    let place = |kind, name: Span, whole: Span| {
        let name = Place { path: open.path.clone(), span: part.span_in_document(name) };
        Definition { kind, name, whole: part.span_in_document(whole) }
    };
    let entity = article.entity(id);
    if let Some(record) = entity.and_then(|entity| entity.defining_record()) {
        return Some(place(DefinitionKind::Record, record.id.span, record.entry.span()));
    }
    if let Some(in_place) = entity.and_then(|entity| entity.in_place.as_ref()) {
        let pieces = &article.mentions[in_place.mention as usize].pieces;
        let name = article.tails(pieces).find(|token| token.kind == TokenKind::Entity)?;
        let first = article.annotations[pieces[0] as usize].span;
        return Some(place(DefinitionKind::InPlace, name.span, first));
    }
    let registry = &snapshot.root_of(open).workspace.registry;
    in_registry(registry, id).or_else(|| {
        let record = entity?.records.first()?;
        Some(place(DefinitionKind::Completion, record.id.span, record.entry.span()))
    })
}

/// The blocks of an open file in which an entity is defined or completed, as a part.
pub fn defining_part(open: &OpenDocument, id: &str) -> Part {
    open.document.part([], &defining_keys(&open.document, id))
}

/// The keys of the blocks in which an entity is defined or completed; none if the totals know that there
/// are no such blocks.
pub fn defining_keys(document: &Document, id: &str) -> Vec<Key> {
    let name = document.symbols().find(id).filter(|_| document.total(id).is_defined());
    let kinds = [KeyKind::Record, KeyKind::InPlace];
    name.map_or(Vec::new(), |name| kinds.map(|kind| Key::new(kind, name)).into())
}

fn in_registry(registry: &Registry, id: &str) -> Option<Definition> {
    let found = registry.defining(id)?;
    let (path, _) = registry.file(found.file);
    let name = Place { path: Arc::<Path>::from(path), span: found.id };
    Some(Definition { kind: DefinitionKind::Registry, name, whole: found.entry })
}

fn first_piece(open: &OpenDocument, id: &str) -> Option<Definition> {
    let key = Key::new(KeyKind::Id, open.document.symbols().intern(id));
    let part = open.document.part([], &[key]);
    let article = part.article(open.document.vocabulary());
    let carries = |at: &u32| article.tail(*at).iter().any(|token| token.kind.is_id() && token.name == id);
    let carriers: Vec<u32> = (0..article.annotations.len() as u32).filter(carries).collect();
    // Braces are what a quotation is; its source and cue belong to it.
    let is_brace = |at: &&u32| article.annotations[**at as usize].shape == Shape::Brace;
    let first = *carriers.iter().find(is_brace).or(carriers.first())?;
    let token = article.tail(first).iter().find(|token| token.kind.is_id() && token.name == id)?;
    let name = Place { path: open.path.clone(), span: part.span_in_document(token.span) };
    let whole = part.span_in_document(article.annotations[first as usize].span);
    Some(Definition { kind: DefinitionKind::FirstPiece, name, whole })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn goes_to(text: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let found = goto_definition(&fixture.snapshot(), fixture.position());
        let places: Vec<Place> =
            found.into_iter().flat_map(|(_, found)| found).map(|found| found.name).collect();
        let shown = fixture.show(&places);
        assert_eq!(shown.trim_end(), expected.trim(), "\n{shown}");
    }

    #[test]
    fn a_mention_goes_to_the_record_of_the_article() {
        goes_to(
            "[Ana Duarte @duarte :person] left.\n\n[She @du$0arte] said so.\n\n---\n@duarte :person Ana Duarte\n",
            "
story.nmk:6
@duarte :person Ana Duarte
^^^^^^^",
        );
    }

    #[test]
    fn without_a_record_to_the_mention_that_gives_a_type() {
        goes_to(
            "[Ana Duarte @duarte :person] left.\n\n[S$0he @duarte] said so.\n\n---\n@duarte | Duarte\n",
            "
story.nmk:1
[Ana Duarte @duarte :person] left.
            ^^^^^^^",
        );
    }

    #[test]
    fn else_to_the_registry() {
        goes_to(
            "==> story.nmk\n{We go @duarte$0}.\n==> entities.nmk\n---\n@bo | Bo\n@duarte :person Ana Duarte\n",
            "
entities.nmk:3
@duarte :person Ana Duarte
^^^^^^^",
        );
    }

    #[test]
    fn from_relations_and_metadata() {
        goes_to(
            "---\nsource: @wire$0\n@wire :org Coastal Wire\n",
            "
story.nmk:3
@wire :org Coastal Wire
^^^^^",
        );
        goes_to(
            "---\n@duarte :person Ana Duarte\n  of: @ell$0ery\n@ellery :place Port Ellery\n",
            "
story.nmk:4
@ellery :place Port Ellery
^^^^^^^",
        );
    }

    #[test]
    fn an_id_goes_to_the_content_of_its_quotation() {
        goes_to(
            "[She @duarte :person #q1] [said :cue #q1$0]: {we go @duarte #q1}.",
            "
story.nmk:1
[She @duarte :person #q1] [said :cue #q1]: {we go @duarte #q1}.
                                                          ^^^",
        );
    }

    #[test]
    fn the_words_of_a_cue_go_there_too() {
        goes_to(
            "[She @duarte :person #q1] [sa$0id :cue #q1]: {we go @duarte #q1}.",
            "
story.nmk:1
[She @duarte :person #q1] [said :cue #q1]: {we go @duarte #q1}.
                                                          ^^^",
        );
    }

    #[test]
    fn a_mention_of_two_goes_to_both() {
        goes_to(
            "[Th$0ey @duarte @okoro] left.\n\n---\n@okoro :person Okoro\n@duarte :person Duarte\n",
            "
story.nmk:5
@duarte :person Duarte
^^^^^^^
story.nmk:4
@okoro :person Okoro
^^^^^^",
        );
    }

    #[test]
    fn nowhere_from_plain_text() {
        goes_to("Nobody le$0ft.", "");
    }
}
