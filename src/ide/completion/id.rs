//! After `#`: the ids of this paragraph that wait for a part, and the next free one.

use crate::document::{Document, Key, KeyKind};
use crate::syntax::{BlockRef, Shape, TokenKind, is_name, tokens};
use crate::text::Span;

use super::context::Context;
use super::item::{CompletionItem, CompletionKind, Items, LIMIT};
use super::place::Bracket;

/// An id of the paragraph, with what carries it there.
struct Carried {
    id: String,
    /// The content of the brace that carries it, or of the first bracket.
    text: String,
    is_quotation: bool,
    has_cue: bool,
    has_source: bool,
    /// How many bytes lie between the cursor and the nearest bracket that carries it.
    distance: u32,
}

/// The ids for a bracket: of a cue, quotations without one first; of a source likewise; of a brace, ids
/// whose content is still missing.
pub fn ids(context: &Context<'_>, bracket: Option<&Bracket<'_>>, typed: &str, span: Span, items: &mut Items) {
    let carried = carried(context);
    let own: Vec<&str> = bracket.map_or(Vec::new(), |bracket| {
        bracket.tail.iter().filter(|token| token.kind.is_id()).map(|token| token.name).collect()
    });
    let waits = |carried: &Carried| bracket.is_some_and(|bracket| waits_for(carried, bracket));
    let mut sorted: Vec<&Carried> =
        carried.iter().filter(|carried| !own.contains(&carried.id.as_str())).collect();
    sorted.sort_by_key(|carried| (!waits(carried), carried.distance));
    let is_brace = bracket.is_some_and(|bracket| bracket.shape == Shape::Brace);
    let next = next_free(context.document(), typed, &carried);
    // A quotation that nothing waits for gets an id of its own.
    let next_first = is_brace && !sorted.first().is_some_and(|first| waits(first));
    if next_first {
        items.push(item(&next, "the next free id", span));
    }
    for carried in sorted {
        items.push(item(&carried.id, &describe(carried), span));
    }
    if !next_first {
        items.push(item(&next, "the next free id", span));
    }
}

/// All ids of the article, for records about them.
pub fn all(context: &Context<'_>, span: Span, items: &mut Items) {
    let document = context.document();
    let here = context.block.start;
    let blocks = document.tree().blocks().filter(|block| block.start != here && block.kind().is_prose());
    let mut known: Vec<String> = Vec::new();
    for block in blocks {
        let text = document.slice(block.span().range());
        for carried in carried_in(block, &text, context.at) {
            if known.len() > LIMIT {
                items.set_more();
                return;
            }
            if !known.contains(&carried.id) {
                items.push(item(&carried.id, &describe(&carried), span));
                known.push(carried.id);
            }
        }
    }
}

fn carried(context: &Context<'_>) -> Vec<Carried> {
    carried_in(context.block, context.text, context.at)
}

fn carried_in(block: BlockRef<'_>, text: &str, at: u32) -> Vec<Carried> {
    let mut found: Vec<Carried> = Vec::new();
    for node in block.nodes().filter(|node| !(node.open < at && at <= node.close)) {
        let local =
            |span: Span| &text[(span.start - block.start) as usize..(span.end - block.start) as usize];
        let tail: Vec<_> = tokens(local(node.tail_span()), 0).collect();
        let distance = if node.close < at { at - node.close } else { node.open.saturating_sub(at) };
        let is_quotation = node.shape == Shape::Brace;
        let is_cue = tail.iter().any(|token| token.kind == TokenKind::Label && token.name == "cue");
        let names = tail.iter().any(|token| token.kind == TokenKind::Entity);
        for token in tail.iter().filter(|token| token.kind.is_id()) {
            let known = found.iter().position(|carried| carried.id == token.name);
            let slot = known.unwrap_or(found.len());
            if known.is_none() {
                let text = local(node.content()).to_string();
                let id = token.name.to_string();
                found.push(Carried {
                    id,
                    text,
                    is_quotation: false,
                    has_cue: false,
                    has_source: false,
                    distance,
                });
            }
            let carried = &mut found[slot];
            if is_quotation && !carried.is_quotation {
                carried.text = local(node.content()).to_string();
            }
            carried.is_quotation |= is_quotation;
            carried.has_cue |= is_cue;
            carried.has_source |= names && !is_quotation && !is_cue;
            carried.distance = carried.distance.min(distance);
        }
    }
    found
}

fn waits_for(carried: &Carried, bracket: &Bracket<'_>) -> bool {
    let is_cue = bracket.tail.iter().any(|token| token.kind == TokenKind::Label && token.name == "cue");
    match bracket.shape {
        Shape::Brace => !carried.is_quotation,
        Shape::Square if is_cue => !carried.has_cue,
        Shape::Square => !carried.has_source,
    }
}

fn describe(carried: &Carried) -> String {
    let words: Vec<&str> = carried.text.split_whitespace().collect();
    let short = words[..words.len().min(6)].join(" ");
    let more = if words.len() > 6 { " …" } else { "" };
    let kind = if carried.is_quotation { "quotation" } else { "so far" };
    format!("{kind}: {short}{more}")
}

/// An id that the article does not use yet: the letters typed, or those that this paragraph's ids have,
/// and the number after its highest.
fn next_free(document: &Document, typed: &str, carried: &[Carried]) -> String {
    let letters = |id: &str| id.trim_end_matches(|c: char| c.is_ascii_digit()).to_string();
    let number = |id: &str| id[letters(id).len()..].parse::<u32>().ok();
    let numbered: Vec<&str> =
        carried.iter().map(|carried| carried.id.as_str()).filter(|id| number(id).is_some()).collect();
    let typed = letters(typed);
    let prefix =
        if is_name(&typed) { typed } else { numbered.last().map_or("q".to_string(), |id| letters(id)) };
    let highest = numbered.iter().filter(|id| letters(id) == prefix).filter_map(|id| number(id)).max();
    let is_used = |number: u32| {
        let name = document.symbols().find(&format!("{prefix}{number}"));
        name.is_some_and(|name| document.first_block_with(Key::new(KeyKind::Id, name)).is_some())
    };
    let number = first_free(highest.unwrap_or(0) + 1, is_used);
    format!("{prefix}{number}")
}

/// A number from `from` on that is not used, the one after a used one. Ids are numbered in the order of the
/// text, mostly: strides that double, and then halves, find it with few questions.
fn first_free(from: u32, is_used: impl Fn(u32) -> bool) -> u32 {
    let (mut used, mut free) = (from - 1, from);
    while is_used(free) {
        let stride = (free - used).saturating_mul(2);
        used = free;
        free = free.saturating_add(stride);
    }
    while free - used > 1 {
        let middle = used + (free - used) / 2;
        if is_used(middle) { used = middle } else { free = middle }
    }
    free
}

fn item(id: &str, detail: &str, span: Span) -> CompletionItem {
    CompletionItem {
        kind: CompletionKind::Id,
        label: format!("#{id}"),
        detail: Some(detail.to_string()),
        insert: format!("#{id}").into(),
        replaced: span,
        filter_text: format!("#{id}"),
        rank: 0,
        name: id.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::first_free;

    #[test]
    fn the_number_after_the_used_ones() {
        for used in [0, 1, 2, 7, 8, 1000] {
            assert_eq!(first_free(1, |number| number <= used), used + 1);
        }
        assert_eq!(first_free(3, |number| number <= 5), 6);
    }
}
