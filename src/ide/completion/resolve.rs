use std::fmt::Write;
use std::path::Path;

use super::item::CompletionKind;
use crate::article::{FIELD_KEYS, KnownKey, METADATA_KEYS};
use crate::ide::counted::counted;
use crate::ide::known::Known;
use crate::ide::snapshot::{OpenDocument, Snapshot};
use crate::rules::rule;

/// What there is to say of an item, in Markdown: `completionItem/resolve` (LSP 3.17). `name` is the item's.
pub fn resolve_completion(
    snapshot: &Snapshot,
    path: &Path,
    kind: CompletionKind,
    name: &str,
) -> Option<String> {
    let open = snapshot.document(path)?;
    let vocabulary = open.document.vocabulary();
    match kind {
        CompletionKind::Entity | CompletionKind::Name => Some(card(snapshot, open, name)),
        CompletionKind::Record if !name.is_empty() => Some(card(snapshot, open, name)),
        CompletionKind::Record => None,
        CompletionKind::Type | CompletionKind::Label => {
            let meaning = vocabulary.about(name).filter(|about| !about.is_empty())?;
            Some(format!("`:{name}` {meaning}"))
        }
        CompletionKind::MetadataKey => Some(format!("`{name}:` {}", KnownKey::about(METADATA_KEYS, name)?)),
        CompletionKind::FieldKey => Some(format!("`{name}:` {}", KnownKey::about(FIELD_KEYS, name)?)),
        CompletionKind::Rule => Some(rule(name)?.docs.to_string()),
        CompletionKind::Id | CompletionKind::Date | CompletionKind::Directive => None,
    }
}

/// Names, types, fields and counts of an entity.
fn card(snapshot: &Snapshot, open: &OpenDocument, id: &str) -> String {
    let registry = &snapshot.root_of(open).workspace.registry;
    let known = Known::new(open, registry, id);
    let mut card = format!("**{}**", known.name().unwrap_or(id));
    if !known.types.is_empty() {
        let _ = write!(card, " ({})", known.types.join(", "));
    }
    if let [_, aliases @ ..] = &known.names[..]
        && !aliases.is_empty()
    {
        let _ = write!(card, "\n\nalso {}", aliases.join(", "));
    }
    for field in registry.records(id).iter().flat_map(|record| record.entry.fields()) {
        let _ = write!(card, "\n- {}: {}", field.key, field.value.raw);
    }
    let here = open.document.total(id);
    let all = snapshot.workspace_total(&open.root, id);
    let _ = write!(
        card,
        "\n\n{} and {} here; {} in {}",
        counted(here.mentions, "mention"),
        counted(here.quotes, "quote"),
        counted(all.mentions, "mention"),
        counted(all.articles, "file"),
    );
    card
}
