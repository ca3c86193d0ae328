//! Who said something, how, and where the text says so.

use super::card::{Card, Piece, code, text};
use super::entity::{add_field, entity_link};
use super::numbers::{counted, words};
use super::sentence::{one_line, start_of};
use super::{Here, suggestion};
use crate::article::{Inferred, Mention, Quotation, Role, infer};
use crate::syntax::TokenKind;
use crate::text::Span;

/// The card of a quotation: a number into `Article::quotations`.
pub fn quote_card(here: &Here<'_, '_>, number: usize) -> Card {
    let quotation = &here.article.quotations[number];
    let inferred = infer(here.article)[number];
    let mut card = Card::new(title(here, quotation));
    card.item("type", vec![text(how(here, quotation))]);
    card.item("source", part(here, quotation, Role::Source, inferred));
    card.item("cue", part(here, quotation, Role::Cue, inferred));
    others(here, quotation, &mut card);
    let labels = quotation.labels(here.article);
    if !labels.is_empty() {
        let labels: Vec<String> = labels.iter().map(|label| format!(":{}", label.name)).collect();
        card.item("labels", vec![code(labels.join(" "))]);
    }
    fields(here, quotation.id, &mut card);
    card.text(vec![text(length(here, &quotation.pieces, quotation.id))]);
    finish(here, &quotation.pieces, card)
}

/// The card of a mention in pieces.
pub fn mention_card(here: &Here<'_, '_>, mention: &Mention<'_>) -> Card {
    let mut title = vec![Piece::Strong("Mention".into())];
    title.extend(id(mention.id));
    let entities = here.article.distinct(&mention.pieces, TokenKind::Entity);
    for (at, entity) in entities.iter().enumerate() {
        title.push(text(if at == 0 { " of " } else { ", " }));
        title.push(entity_link(here.snapshot, here.open, entity.name));
    }
    let mut card = Card::new(title);
    card.text(vec![text(quoted_words(here, &mention.pieces))]);
    fields(here, mention.id, &mut card);
    card.text(vec![text(length(here, &mention.pieces, mention.id))]);
    finish(here, &mention.pieces, card)
}

fn finish(here: &Here<'_, '_>, pieces: &[u32], mut card: Card) -> Card {
    if here.article.is_tentative(pieces) {
        card.text(suggestion());
    }
    card
}

fn title<'s>(here: &Here<'_, 's>, quotation: &Quotation<'s>) -> Vec<Piece> {
    let mut title = vec![Piece::Strong("Quote".into())];
    title.extend(id(quotation.id));
    let speakers = quotation.speakers(here.article);
    for (at, speaker) in speakers.iter().enumerate() {
        title.push(text(if at == 0 { " by " } else { ", " }));
        title.push(entity_link(here.snapshot, here.open, speaker.name));
    }
    if quotation.is_unknown(here.article) {
        title.push(text(" by somebody unknown"));
    } else if speakers.is_empty() {
        title.push(text(" without a speaker"));
    }
    title
}

fn id(id: Option<&str>) -> impl Iterator<Item = Piece> {
    id.into_iter().flat_map(|id| [text(" "), code(format!("#{id}"))])
}

fn how<'s>(here: &Here<'_, 's>, quotation: &Quotation<'s>) -> String {
    match quotation.given_type(here.article) {
        Some(kind) => kind.label().to_string(),
        None => format!("{} (by its quotation marks)", quotation.inferred_type(here.article).label()),
    }
}

/// The words of the source or the cue, and whether somebody tied them.
fn part(here: &Here<'_, '_>, quotation: &Quotation<'_>, role: Role, inferred: Inferred) -> Vec<Piece> {
    let given: Vec<String> = quotation.parts_of(role).map(|part| quoted_words(here, &part.pieces)).collect();
    if !given.is_empty() {
        return vec![text(given.join(", "))];
    }
    let guess = if role == Role::Cue { inferred.cue } else { inferred.source };
    vec![text(match guess {
        Some(at) => format!("{} (inferred: the nearest)", quoted_words(here, &[at])),
        None => "none".to_string(),
    })]
}

/// Addressees and the like, under their labels.
fn others(here: &Here<'_, '_>, quotation: &Quotation<'_>, card: &mut Card) {
    for part in quotation.parts_of(Role::Other) {
        let labels = here.article.distinct(&part.pieces, TokenKind::Label);
        let role = labels.iter().map(|label| label.name).collect::<Vec<_>>().join(" ");
        let role = if role.is_empty() { "part" } else { &role };
        card.item(role, vec![text(quoted_words(here, &part.pieces))]);
    }
}

fn fields(here: &Here<'_, '_>, id: Option<&str>, card: &mut Card) {
    let fields = id.into_iter().flat_map(|id| here.article.fields_of(id));
    fields.for_each(|field| add_field(here.snapshot, here.open, &field, card));
}

fn quoted_words(here: &Here<'_, '_>, pieces: &[u32]) -> String {
    let bare = here.article.bare();
    let words: Vec<&str> = pieces.iter().map(|&piece| bare.of(here.article.content(piece)).trim()).collect();
    format!("“{}”", one_line(&start_of(&words.join(" … "))))
}

/// `twelve words in two pieces`
fn length(here: &Here<'_, '_>, pieces: &[u32], id: Option<&str>) -> String {
    let spans: Vec<Span> = here.article.spans(pieces, id);
    let bare = here.article.bare();
    let words: usize = spans.iter().map(|span| words(bare.of(*span))).sum();
    let words = counted(words as i64, "word");
    if pieces.len() == 1 { words } else { format!("{words} in {}", counted(pieces.len() as i64, "piece")) }
}
