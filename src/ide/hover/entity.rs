//! Who or what an entity is, where it is defined, and how often it is spoken of.

use super::card::{Card, Line, Piece, code, text};
use super::numbers::{counted, grouped};
use super::sentence::{sentence_around, start_of};
use crate::article::Article;
use crate::document::{Document, Key, KeyKind, Part};
use crate::ide::definition::{Definition, DefinitionKind, defining_keys, definition_in, entity_definition};
use crate::ide::known::Known;
use crate::ide::place::Place;
use crate::ide::snapshot::{OpenDocument, Snapshot};
use crate::syntax::{Field, Shape, Token, TokenKind, unescape};
use crate::workspace::Profile;

/// Targets of one relation that are shown.
const MOST_TARGETS: usize = 10;

/// The card of an entity to which an open file refers.
pub fn entity_card(snapshot: &Snapshot, open: &OpenDocument, id: &str) -> Card {
    let part = part_about(&open.document, id);
    let article = part.article(open.document.vocabulary());
    let registry = &snapshot.root_of(open).workspace.registry;
    let profile = article.entity(id).map(|entity| Profile::new(&article, entity, registry));
    let mut card = Card::default();
    if let Some(profile) = &profile {
        card.text(title(id, profile));
        aliases(profile, &mut card);
        profile.fields().for_each(|field| add_field(snapshot, open, &field, &mut card));
    }
    match definition_in(snapshot, open, &part, &article, id) {
        Some(definition) => card.text(defined(snapshot, open, definition)),
        None if snapshot.root_of(open).index.is_some() => {
            card.text(vec![text("Nothing defines it yet.")]);
        }
        None => {}
    }
    card.lines.extend(context(&article, id).map(Line::Excerpt));
    card.text(vec![text(counts(snapshot, open, id))]);
    card
}

/// The name of an entity, with the place where it is defined.
pub fn entity_link(snapshot: &Snapshot, open: &OpenDocument, id: &str) -> Piece {
    let known = Known::new(open, &snapshot.root_of(open).workspace.registry, id);
    let name = known.name().map_or_else(|| format!("@{id}"), str::to_string);
    match entity_definition(snapshot, open, id) {
        Some(definition) => Piece::Place(name, definition.name),
        None => Piece::Text(name),
    }
}

/// All that defines an entity in an open file, and the first block of prose that mentions it, or if
/// there is none, the first that refers to it.
fn part_about(document: &Document, id: &str) -> Part {
    let Some(name) = document.symbols().find(id) else { return Part::default() };
    let keys = [Key::new(KeyKind::Use, name)];
    let is_prose =
        |start: &u32| document.tree().block_at(*start as usize).is_some_and(|block| block.kind().is_prose());
    let first = document.blocks_with(&keys).find(is_prose).or_else(|| document.first_block_with(keys[0]));
    document.part(first, &defining_keys(document, id))
}

fn title(id: &str, profile: &Profile<'_>) -> Vec<Piece> {
    let mut title = Vec::new();
    if let Some(name) = profile.names.first() {
        title.extend([Piece::Strong(name.to_string()), text(" ")]);
    }
    title.push(code(format!("@{id}")));
    if !profile.types.is_empty() {
        title.push(text(format!(" {}", profile.types.join(", "))));
    }
    title
}

fn aliases(profile: &Profile<'_>, card: &mut Card) {
    if let Some(aliases) = profile.names.get(1..).filter(|aliases| !aliases.is_empty()) {
        card.text(vec![text(format!("also {}", aliases.join(", ")))]);
    }
}

/// A field: relations as links, addresses and Wikidata items too.
pub fn add_field(snapshot: &Snapshot, open: &OpenDocument, field: &Field<'_>, card: &mut Card) {
    let value = unescape(field.value.raw);
    let pieces = if field.value.is_relation() {
        relation(snapshot, open, field)
    } else if field.key == "wikidata" && is_wikidata(&value) {
        vec![Piece::Url(value.to_string(), format!("https://www.wikidata.org/wiki/{value}"))]
    } else if value.starts_with("https://") || value.starts_with("http://") {
        vec![Piece::Url(value.to_string(), value.to_string())]
    } else {
        vec![text(start_of(&value))]
    };
    card.item(field.key, pieces);
}

fn relation(snapshot: &Snapshot, open: &OpenDocument, field: &Field<'_>) -> Vec<Piece> {
    let targets: Vec<_> = field.value.targets().collect();
    let mut pieces = Vec::new();
    for target in targets.iter().take(MOST_TARGETS) {
        if !pieces.is_empty() {
            pieces.push(text(", "));
        }
        pieces.push(match target.kind {
            TokenKind::Entity => entity_link(snapshot, open, target.name),
            _ => code(format!("#{}", target.name)),
        });
    }
    if let Some(more) = targets.len().checked_sub(MOST_TARGETS).filter(|&more| more > 0) {
        pieces.push(text(format!(" and {} more", grouped(more as i64))));
    }
    pieces
}

fn is_wikidata(value: &str) -> bool {
    let number = value.strip_prefix('Q');
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit()))
}

fn defined(snapshot: &Snapshot, open: &OpenDocument, definition: Definition) -> Vec<Piece> {
    let how = match definition.kind {
        DefinitionKind::InPlace => "Introduced in ",
        _ => "Defined in ",
    };
    let label = place_label(snapshot, open, &definition.name);
    vec![text(how), Piece::Place(label, definition.name)]
}

/// `entities/people.nmk:12`, as seen from the root.
fn place_label(snapshot: &Snapshot, open: &OpenDocument, place: &Place) -> String {
    let path = place.path.strip_prefix(&open.root).unwrap_or(&place.path).display();
    let registry = &snapshot.root_of(open).workspace.registry;
    let start = place.span.start as usize;
    let line = match (snapshot.document(&place.path), registry.file_at(&place.path)) {
        (Some(open), _) => open.document.rope().try_byte_to_line(start).ok().map(|line| line + 1),
        (None, Some(file)) => Some(registry.positions(file).lines().line_of(start) + 1),
        (None, None) => None,
    };
    line.map_or_else(|| path.to_string(), |line| format!("{path}:{line}"))
}

/// The sentence that introduces the entity, else the one that mentions it first.
fn context(article: &Article<'_>, id: &str) -> Option<Vec<Piece>> {
    let mentions = (0..article.annotations.len() as u32).filter(|&at| {
        let names = |token: &Token| token.kind == TokenKind::Entity && token.name == id;
        article.annotations[at as usize].shape == Shape::Square && article.tail(at).iter().any(names)
    });
    let introduced = article.entity(id).and_then(|entity| entity.in_place.as_ref());
    let introduced = introduced.map(|place| article.mentions[place.mention as usize].pieces[0]);
    let at = introduced.or_else(|| mentions.min())?;
    Some(sentence_around(article, at))
}

fn counts(snapshot: &Snapshot, open: &OpenDocument, id: &str) -> String {
    let here = open.document.total(id);
    let said_here = spoken_of(here.mentions, here.quotes);
    if snapshot.root_of(open).index.is_none() {
        return format!("{said_here} here");
    }
    let all = snapshot.workspace_total(&open.root, id);
    if (all.mentions, all.quotes) == (here.mentions, here.quotes) {
        return format!("{said_here} here, none elsewhere");
    }
    let files = counted(all.articles.into(), "file");
    let said = spoken_of(all.mentions, all.quotes);
    format!("{said_here} here; {said} in the workspace, named in {files}")
}

fn spoken_of(mentions: u32, quotes: u32) -> String {
    let mentions = counted(mentions.into(), "mention");
    if quotes == 0 { mentions } else { format!("{mentions} and {}", counted(quotes.into(), "quote")) }
}
