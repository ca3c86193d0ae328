//! Where the type of an entity is written: `textDocument/typeDefinition` (LSP 3.17).

use std::path::Path;
use std::sync::Arc;

use super::definition::{Definition, DefinitionKind, defining_part};
use super::place::{FilePosition, Place};
use super::snapshot::{OpenDocument, Snapshot};
use super::target::target_at;
use crate::article::Record;
use crate::syntax::{Head, Token, TokenKind};
use crate::text::Span;
use crate::workspace::Registry;

/// Where the types of the entities under the cursor are written, with what the cursor points at: the
/// `:type` of a record or of the mention that introduces the entity, in the order in which definitions
/// count. Nothing for entities of which nobody says what they are.
pub fn goto_type_definition(snapshot: &Snapshot, at: FilePosition<'_>) -> Option<(Span, Vec<Definition>)> {
    let open = snapshot.document(at.path)?;
    let part = open.document.part_around(at.offset as usize..at.offset as usize);
    let article = part.article(open.document.vocabulary());
    let target = target_at(&article, part.from_document(at.offset)?)?;
    let entities = target.names(&article).into_iter().filter(|token| token.kind == TokenKind::Entity);
    let types: Vec<Definition> = entities.filter_map(|entity| type_of(snapshot, open, entity.name)).collect();
    (!types.is_empty()).then(|| (part.span_in_document(target.span), types))
}

fn type_of(snapshot: &Snapshot, open: &OpenDocument, id: &str) -> Option<Definition> {
    let in_registry = || in_registry(&snapshot.root_of(open).workspace.registry, id);
    in_article(open, id).or_else(in_registry)
}

fn in_article(open: &OpenDocument, id: &str) -> Option<Definition> {
    let part = defining_part(open, id);
    let vocabulary = open.document.vocabulary();
    let article = part.article(vocabulary);
    let entity = article.entity(id)?;
    let place = |kind, label: Token<'_>, whole: Span| {
        let name = Place { path: open.path.clone(), span: part.span_in_document(label.span) };
        Definition { kind, name, whole: part.span_in_document(whole) }
    };
    let typed =
        |record: &Record<'_>| Some(place(DefinitionKind::Record, first_type(record)?, record.entry.span()));
    entity.records.iter().find_map(typed).or_else(|| {
        let in_place = entity.in_place.as_ref()?;
        let pieces = &article.mentions[in_place.mention as usize].pieces;
        let label = article.tails(pieces).find(|token| token.name == in_place.types[0])?;
        Some(place(DefinitionKind::InPlace, *label, article.annotations[pieces[0] as usize].span))
    })
}

fn in_registry(registry: &Registry, id: &str) -> Option<Definition> {
    let found = registry.lookup(id).zip(registry.records(id));
    let (at, label, whole) =
        found.filter_map(|(at, record)| Some((at, first_type(&record)?, record.entry.span()))).next()?;
    let path = Arc::<Path>::from(registry.file(at.file).0);
    let name = Place { path, span: label.span };
    Some(Definition { kind: DefinitionKind::Registry, name, whole })
}

fn first_type<'s>(record: &Record<'s>) -> Option<Token<'s>> {
    record.entry.head.into_iter().flat_map(Head::types).next()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn goes_to(text: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let found = goto_type_definition(&fixture.snapshot(), fixture.position());
        let places: Vec<Place> =
            found.into_iter().flat_map(|(_, found)| found).map(|found| found.name).collect();
        let shown = fixture.show(&places);
        assert_eq!(shown.trim_end(), expected.trim(), "\n{shown}");
    }

    #[test]
    fn the_type_in_a_record() {
        goes_to(
            "[She @du$0arte] left.\n\n---\n@duarte | Duarte\n@duarte :person :chair Ana Duarte\n",
            "
story.nmk:5
@duarte :person :chair Ana Duarte
        ^^^^^^^",
        );
    }

    #[test]
    fn the_label_of_the_mention_that_introduces() {
        goes_to(
            "[Ana Duarte @duarte :role :person] left. [S$0he @duarte] spoke.\n\n---\n@duarte Ana Duarte\n",
            "
story.nmk:1
[Ana Duarte @duarte :role :person] left. [She @duarte] spoke.
                          ^^^^^^^",
        );
    }

    #[test]
    fn the_registry_s_type_also_where_an_alias_stands_here() {
        goes_to(
            "==> story.nmk\n{We go @duarte$0}.\n\n---\n@duarte | Duarte\n==> entities.nmk\n---\n@duarte | D\n@duarte :person Ana\n",
            "
entities.nmk:3
@duarte :person Ana
        ^^^^^^^",
        );
    }

    #[test]
    fn nowhere_without_a_type() {
        goes_to("[Ana @an$0a] left.\n\n---\n@ana Ana\n", "");
        goes_to("[said :cue #q1$0] {x #q1}", "");
        goes_to("Nobody le$0ft.", "");
    }
}
