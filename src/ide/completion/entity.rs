//! After `@`: entities, those of which the article speaks first, then those of the registry.

use rustc_hash::FxHashSet;

use super::context::{Context, Spoken};
use super::item::{CompletionItem, CompletionKind, Items, LIMIT};
use crate::ide::known::Known;
use crate::syntax::unescape;
use crate::text::Span;
use crate::workspace::{Named, fold};

/// The entities whose id or one of whose names has a word that begins with `typed`. If the bracket has
/// a text, entities that are called so come first.
pub fn entities(context: &Context<'_>, text: Option<&str>, typed: &str, span: Span, items: &mut Items) {
    let query = fold(typed);
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    let matches = |known: &Spoken| query.is_empty() || found_in(known, &query).is_some();
    let spoken: Vec<&Spoken> = context.article().iter().filter(|known| matches(known)).collect();
    let called = text.map(|text| fold(text).trim().to_string()).filter(|text| !text.is_empty());
    let (first, later): (Vec<_>, Vec<_>) = spoken
        .into_iter()
        .partition(|spoken| called.as_deref().is_some_and(|called| is_called(&spoken.known, called)));
    let add = |id: &str, known: &Known, items: &mut Items| {
        if items.is_full() {
            items.set_more();
        } else {
            items.push(item(context, id, known, &query, span));
        }
    };
    for spoken in first {
        seen.insert(&spoken.id);
        add(&spoken.id, &spoken.known, items);
    }
    if let Some(called) = &called {
        for named in context.registry.search(called, LIMIT / 4) {
            let known = registered(context, named);
            let spoken = Spoken { id: named.id.to_string(), total: Default::default(), known };
            if is_called(&spoken.known, called) && matches(&spoken) && seen.insert(named.id) {
                add(named.id, &spoken.known, items);
            }
        }
    }
    for spoken in later {
        if seen.insert(&spoken.id) {
            add(&spoken.id, &spoken.known, items);
        }
    }
    // One more than there is room for shows that there are more.
    for named in context.registry.search(typed, LIMIT + seen.len() + 1) {
        if items.is_full() {
            items.set_more();
            return;
        }
        if seen.insert(named.id) {
            add(named.id, &registered(context, named), items);
        }
    }
}

/// What the registry says of an entity that it defines.
pub fn registered(context: &Context<'_>, named: Named<'_>) -> Known {
    Known::new(context.open, context.registry, named.id)
}

/// The item for an entity, which puts `@id` into the text.
pub fn item(context: &Context<'_>, id: &str, known: &Known, query: &str, span: Span) -> CompletionItem {
    let found = found(id, known, query).unwrap_or_else(|| id.to_string());
    let others = known.names.iter().map(String::as_str).chain([id]).filter(|name| *name != found);
    let names = [found.as_str()].into_iter().chain(others).collect::<Vec<_>>().join(" ");
    let uses = context.document().total(id).mentions;
    let summary = known.summary();
    let detail = match uses {
        0 => summary,
        _ if summary.is_empty() => format!("mentioned here: {uses}"),
        _ => format!("{summary} · mentioned here: {uses}"),
    };
    CompletionItem {
        kind: CompletionKind::Entity,
        label: format!("@{id}"),
        detail: (!detail.is_empty()).then_some(detail),
        insert: format!("@{id}").into(),
        replaced: span,
        filter_text: format!("@{names}"),
        rank: 0,
        name: id.to_string(),
    }
}

fn found_in(spoken: &Spoken, query: &str) -> Option<String> {
    found(&spoken.id, &spoken.known, query)
}

/// The id or name that has a word that begins with `query`, from that word on.
fn found(id: &str, known: &Known, query: &str) -> Option<String> {
    let names = [id].into_iter().chain(known.names.iter().map(String::as_str));
    names.into_iter().find_map(|name| from_word(name, query)).map(str::to_string)
}

/// The rest of `name` from the word on that begins with `query` (folded), where there is one.
pub fn from_word<'n>(name: &'n str, query: &str) -> Option<&'n str> {
    let is_wide = !query.is_ascii();
    let mut before = None;
    for (at, character) in name.char_indices() {
        let begins =
            character.is_alphanumeric() && before.is_none_or(|c: char| is_wide || !c.is_alphanumeric());
        if begins && fold(&name[at..]).starts_with(query) {
            return Some(&name[at..]);
        }
        before = Some(character);
    }
    None
}

/// True if one of the names is `text` (folded), or holds it as whole words.
fn is_called(known: &Known, text: &str) -> bool {
    known.names.iter().any(|name| {
        let name = unescape(name);
        let rest = from_word(&name, text).map(fold);
        rest.is_some_and(|rest| rest.len() == text.len() || rest[text.len()..].starts_with(' '))
    })
}
