//! In a fence: records, their types and names, and the keys of fields and metadata.

use rustc_hash::FxHashMap;

use super::context::Context;
use super::entity::entities;
use super::item::{CompletionItem, CompletionKind, Insert, Items, in_snippet};
use super::{id, label};
use crate::article::{FIELD_KEYS, KnownKey, METADATA_KEYS};
use crate::ide::known::Known;
use crate::syntax::{BlockKind, Head, TokenKind, entry, word_token};
use crate::text::Span;

/// How many records of the registry are looked at for the keys that they use.
const RECORDS: usize = 2000;

/// What can go on the line of the cursor.
pub fn record(context: &Context<'_>, items: &mut Items) {
    let here = (context.at - context.block.start) as usize;
    let line_start = context.text[..here].rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line = &context.text[line_start..here];
    let line_end = context.text[here..].find(['\n', '\r']).map_or(context.text.len(), |len| here + len);
    let word_start = line.rfind([' ', '\t']).map_or(line_start, |at| line_start + at + 1);
    let word_end = context.text[here..line_end].find([' ', '\t']).map_or(line_end, |len| here + len);
    let word = &context.text[word_start..here];
    let span = Span::new(word_start, word_end).shifted(context.block.start);
    let is_indented = line.starts_with([' ', '\t']);
    match (is_indented, word.chars().next()) {
        _ if line.starts_with("//") => {}
        (false, Some('@')) if word_start == line_start => heads(context, span, items),
        (false, Some('#')) if word_start == line_start => id::all(context, span, items),
        (false, Some(':')) if line.starts_with('@') => types(context, line, span, items),
        (false, _) if line.starts_with('@') => names(context, line, here, items),
        (_, Some('@')) if has_key(line) => entities(context, None, &word[1..], span, items),
        (_, Some('#')) if has_key(line) => id::all(context, span, items),
        (true, _) if !line.contains(':') => field_keys(context, span, items),
        (false, _) if !line.contains(':') && word_start == line_start => {
            metadata_keys(context, span, items);
            new_records(context, span, items);
        }
        _ => {}
    }
}

fn has_key(line: &str) -> bool {
    line.contains(": ") || line.contains(":\t")
}

/// The head of a record: entities that the article uses without anybody saying what they are, then those
/// that a record can complete.
fn heads(context: &Context<'_>, span: Span, items: &mut Items) {
    new_records(context, span, items);
    for spoken in context.article() {
        let is_registered = context.registry.contains(&spoken.id);
        if spoken.total.records == 0 && (spoken.total.in_place > 0 || is_registered) {
            let summary = spoken.known.summary();
            items.push(CompletionItem {
                kind: CompletionKind::Entity,
                label: format!("@{}", spoken.id),
                detail: Some(if summary.is_empty() { "defined".to_string() } else { summary }),
                insert: format!("@{}", spoken.id).into(),
                replaced: span,
                filter_text: format!("@{}", spoken.id),
                rank: 0,
                name: spoken.id.clone(),
            });
        }
    }
}

/// Whole records: for entities that nobody defines, and for any other.
fn new_records(context: &Context<'_>, span: Span, items: &mut Items) {
    let undefined = context.article().iter().filter(|spoken| {
        spoken.total.uses > 0 && !spoken.total.is_defined() && !context.registry.contains(&spoken.id)
    });
    for spoken in undefined {
        let id = &spoken.id;
        let name = context.likely_name(id);
        let shown = name.as_deref().unwrap_or("Name");
        let snippet = format!("@{id} :${{1:person}} ${{2:{}}}$0", in_snippet(shown));
        let text = name.iter().fold(format!("@{id}"), |text, name| format!("{text} {name}"));
        let detail = format!("not defined yet, used {} ×", spoken.total.uses);
        let insert = Insert { text, snippet: Some(snippet) };
        items.push(new_record(format!("@{id}"), detail, insert, span, id));
    }
    let types = label::types(context).join(",");
    let snippet = format!("@${{1:id}} :${{2|{types}|}} ${{3:Name}}$0");
    let insert = Insert { text: "@".to_string(), snippet: Some(snippet) };
    items.push(new_record("@id :type Name".to_string(), "a new record".to_string(), insert, span, ""));
}

fn new_record(label: String, detail: String, insert: Insert, replaced: Span, name: &str) -> CompletionItem {
    CompletionItem {
        kind: CompletionKind::Record,
        filter_text: label.clone(),
        label,
        detail: Some(detail),
        insert,
        replaced,
        rank: 0,
        name: name.to_string(),
    }
}

/// The types of a record, as long as no name was begun.
fn types(context: &Context<'_>, line: &str, span: Span, items: &mut Items) {
    let before: Vec<_> = line.split_ascii_whitespace().skip(1).collect();
    let earlier = &before[..before.len().saturating_sub(1)];
    let labels: Vec<&str> =
        earlier.iter().filter_map(|word| word_token(word)).map(|(_, name)| name).collect();
    if labels.len() < earlier.len() {
        return;
    }
    let vocabulary = context.vocabulary();
    for kind in label::types(context).into_iter().filter(|kind| !labels.contains(kind)) {
        items.push(label::item(vocabulary, kind, span));
    }
}

/// The names of a record: the texts by which the article speaks of the entity; before them the types.
fn names(context: &Context<'_>, line: &str, here: usize, items: &mut Items) {
    let mut words = line.split_ascii_whitespace();
    let Some((TokenKind::Entity, id)) = words.next().and_then(word_token) else { return };
    let has_type = words.clone().any(|word| word.starts_with(':'));
    let typed = line.rsplit('|').next().unwrap_or(line);
    let is_alias = line.contains('|');
    let typed = if is_alias { typed } else { after_types(line) };
    let typed = typed.trim_start();
    let span = Span::new(here - typed.len(), here).shifted(context.block.start);
    let at_space = line.ends_with([' ', '\t', '|']);
    if !has_type && !is_alias && typed.is_empty() && at_space {
        let vocabulary = context.vocabulary();
        label::types(context).iter().for_each(|kind| items.push(label::item(vocabulary, kind, span)));
    }
    if !at_space && typed.is_empty() {
        return;
    }
    let known = Known::new(context.open, context.registry, id);
    let texts = context.mention_texts(id);
    for name in texts.iter().filter(|text| !known.names.contains(text) || text.as_str() == typed) {
        items.push(CompletionItem {
            kind: CompletionKind::Name,
            label: name.clone(),
            detail: Some("as the text has it".to_string()),
            insert: name.replace('|', "\\|").into(),
            replaced: span,
            filter_text: name.clone(),
            rank: 0,
            name: id.to_string(),
        });
    }
}

/// What stands behind the id and the types of a record's line.
fn after_types(line: &str) -> &str {
    let mut rest = line;
    while let Some(word) = rest.split([' ', '\t']).next() {
        let is_token = word.starts_with(['@', ':']) || word.is_empty();
        if !is_token || word.len() == rest.len() {
            break;
        }
        rest = &rest[word.len() + 1..];
    }
    if rest.starts_with(['@', ':']) { "" } else { rest }
}

/// The keys of fields: those that records of this type have in the registry, most used first, then others
/// that are known.
fn field_keys(context: &Context<'_>, span: Span, items: &mut Items) {
    let entry = entry(context.text, 0);
    let used: Vec<&str> = entry.fields().map(|field| field.key).collect();
    let types: Vec<String> = match entry.head {
        Some(Head::Entity { id, .. }) => Known::new(context.open, context.registry, id.name).types,
        _ => Vec::new(),
    };
    let counted = used_keys(context, &types);
    let others =
        FIELD_KEYS.iter().map(|key| key.name).filter(|key| counted.iter().all(|(known, _)| known != key));
    let counts = counted.iter().map(|(key, count)| (*key, Some(*count)));
    for (key, count) in counts.chain(others.map(|key| (key, None))) {
        if !used.contains(&key) {
            let detail = KnownKey::about(FIELD_KEYS, key).map(str::to_string);
            let detail = detail.or_else(|| count.map(|count| format!("used {count} × in the registry")));
            items.push(key_item(CompletionKind::FieldKey, key, detail, span));
        }
    }
}

/// The field keys of the registry's records that share a type; of all records if there are no types.
fn used_keys<'a>(context: &Context<'a>, types: &[String]) -> Vec<(&'a str, u32)> {
    let mut counts: FxHashMap<&str, u32> = FxHashMap::default();
    for record in context.registry.all_records().take(RECORDS) {
        if types.is_empty() || record.types().any(|kind| types.iter().any(|known| known == kind)) {
            record.entry.fields().for_each(|field| *counts.entry(field.key).or_default() += 1);
        }
    }
    let mut counts: Vec<(&str, u32)> = counts.into_iter().collect();
    counts.sort_by_key(|(key, count)| (std::cmp::Reverse(*count), *key));
    counts
}

/// The keys of metadata that the article does not have yet.
fn metadata_keys(context: &Context<'_>, span: Span, items: &mut Items) {
    let document = context.document();
    let entries = document.tree().blocks().filter(|block| block.kind() == BlockKind::Entry);
    // The line of the cursor is not a key yet.
    let entries = entries.filter(|block| block.start != span.start);
    let mut used: Vec<String> = Vec::new();
    for block in entries.take(RECORDS) {
        let text = document.slice(block.content().range());
        if let Some(Head::Metadata(field)) = entry(&text, 0).head {
            used.push(field.key.to_string());
        }
    }
    for KnownKey { name: key, about, .. } in
        METADATA_KEYS.iter().filter(|key| used.iter().all(|used| *used != key.name))
    {
        items.push(key_item(CompletionKind::MetadataKey, key, Some(about.to_string()), span));
    }
}

fn key_item(kind: CompletionKind, key: &str, detail: Option<String>, mut span: Span) -> CompletionItem {
    span.end = span.end.max(span.start);
    CompletionItem {
        kind,
        label: key.to_string(),
        detail,
        insert: format!("{key}: ").into(),
        replaced: span,
        filter_text: key.to_string(),
        rank: 0,
        name: key.to_string(),
    }
}
