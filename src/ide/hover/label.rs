//! What labels and keys mean.

use super::card::{Card, Piece, code, text};
use crate::article::{KnownKey, Vocabulary};

/// What a label means.
pub fn label_card(vocabulary: &Vocabulary, label: &str) -> Card {
    let is_known = vocabulary.knows(label);
    let kind = match (is_known, vocabulary.defines(label)) {
        (true, true) => " entity type",
        (true, false) => " label",
        (false, _) => " unknown label, taken for an entity type",
    };
    let mut card = Card::new(vec![Piece::Strong(format!(":{label}")), text(kind)]);
    match vocabulary.about(label) {
        Some("") => {}
        Some(about) => card.text(vec![text(about)]),
        None => card.text(vec![
            text("A project adds its own under "),
            code("[types]"),
            text(" or "),
            code("[labels]"),
            text(" in newsmark.toml."),
        ]),
    }
    card
}

/// What a key of metadata or of a field means.
pub fn key_card(keys: &'static [KnownKey], name: &str) -> Card {
    let mut card = Card::new(vec![Piece::Strong(name.to_string())]);
    match KnownKey::find(keys, name) {
        Some(key) => {
            card.text(vec![text(key.about)]);
            if let Some(standard) = key.standard {
                card.text(vec![text(standard)]);
            }
        }
        None => card.text(vec![text("a key of your own; it is kept as it is, and exported")]),
    }
    card
}
