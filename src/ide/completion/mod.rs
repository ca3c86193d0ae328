//! What can go where the cursor stands: `textDocument/completion` (LSP 3.17). One file per kind of thing.

mod context;
mod date;
mod directive;
mod entity;
mod id;
mod item;
mod label;
mod name;
mod place;
mod record;
mod resolve;

pub use item::{Completion, CompletionItem, CompletionKind, Insert};
pub use resolve::resolve_completion;

use super::place::FilePosition;
use super::snapshot::Snapshot;
use context::Context;
use item::Items;
use place::{Place, block_at};

/// What can go where the cursor stands, best first: at most about a hundred items, and a mark if there
/// were more. Costs what the paragraph costs, and one pass over the names of the registry.
pub fn completion(snapshot: &Snapshot, at: FilePosition<'_>) -> Option<Completion> {
    let open = snapshot.document(at.path)?;
    let Some(block) = block_at(&open.document, at.offset) else { return Some(Completion::default()) };
    let text = open.document.slice(block.span().range());
    let here = (at.offset - block.start) as usize;
    // No bracket reaches over a blank line.
    let behind = text.get(block.content().len()..here).is_some_and(|blank| blank.contains(['\n', '\r']));
    if behind && block.kind().is_prose() {
        return Some(Completion::default());
    }
    let mut items = Items::default();
    let line = &text[text[..here].rfind(['\n', '\r']).map_or(0, |end| end + 1)..here];
    if directive::directive(line, at.offset - line.len() as u32, &mut items) {
        return Some(items.finish());
    }
    let context = Context::new(snapshot, open, block, &text, at.offset);
    match Place::new(block.kind(), &text, block.start, here) {
        Place::Token { bracket, sigil: '@', typed, span } => {
            date::dates(&context, bracket.text, typed, span, &mut items);
            entity::entities(&context, Some(bracket.text), typed, span, &mut items);
        }
        Place::Token { bracket, sigil: ':', span, .. } => label::labels(&context, &bracket, span, &mut items),
        Place::Token { bracket, span, typed, .. } => {
            id::ids(&context, Some(&bracket), typed, span, &mut items)
        }
        Place::TailStart(bracket) => name::tail(&context, &bracket, &mut items),
        Place::Content(bracket) => name::names(&context, &bracket, &mut items),
        Place::Fence => record::record(&context, &mut items),
        Place::Nothing => {}
    }
    Some(items.finish())
}

#[cfg(test)]
mod tests;
