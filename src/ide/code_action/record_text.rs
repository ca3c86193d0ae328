//! Records as they are written.

use crate::article::{Article, Mention, Record};
use crate::syntax::{Head, escape_name};
use crate::text::Span;

/// What a record says, as it is written, escapes included.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordText {
    /// Types, without `:`.
    pub types: Vec<String>,
    /// The main name, if there is one.
    pub name: Option<String>,
    pub aliases: Vec<String>,
    /// Fields as `key: value`.
    pub fields: Vec<String>,
}

impl RecordText {
    /// What a record says.
    pub fn of(record: &Record<'_>) -> Self {
        Self {
            types: record.types().map(str::to_string).collect(),
            name: record.main_name().map(str::to_string),
            aliases: record.aliases().map(str::to_string).collect(),
            fields: record
                .entry
                .fields()
                .map(|field| format!("{}: {}", field.key, field.value.raw))
                .collect(),
        }
    }

    /// What a mention with a type says.
    pub fn of_mention<'s>(article: &Article<'s>, mention: &Mention<'s>, types: Vec<String>) -> Self {
        let name = escape_name(&mention.name(article));
        Self { types, name: Some(name), ..Self::default() }
    }

    /// True if it says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Adds what another record says about the same entity: its names as aliases.
    pub fn join(&mut self, other: Self) {
        for types in other.types {
            push_once(&mut self.types, types);
        }
        let names = other.name.into_iter().chain(other.aliases);
        for name in names {
            if self.name.as_ref() != Some(&name) {
                push_once(&mut self.aliases, name);
            }
        }
        for field in other.fields {
            push_once(&mut self.fields, field);
        }
    }

    /// The line at the margin.
    pub fn head(&self, id: &str) -> String {
        let mut line = format!("@{id}");
        self.types.iter().for_each(|label| line.push_str(&format!(" :{label}")));
        if let Some(name) = &self.name {
            line.push_str(&format!(" {name}"));
        }
        self.aliases.iter().for_each(|alias| line.push_str(&format!(" | {alias}")));
        line
    }

    /// All lines, without a line end behind the last one.
    pub fn lines(&self, id: &str, line_end: &str) -> String {
        let mut lines = self.head(id);
        for field in &self.fields {
            lines.push_str(&format!("{line_end}  {field}"));
        }
        lines
    }
}

fn push_once(list: &mut Vec<String>, item: String) {
    if !list.contains(&item) {
        list.push(item);
    }
}

/// Where the line at the margin of an entity's record stands, without its line end.
pub fn head_line(source: &str, record: &Record<'_>) -> Span {
    let start = record.id.span.start as usize;
    let length = source[start..].find(['\n', '\r']).unwrap_or(source.len() - start);
    Span::new(start, start + source[start..start + length].trim_end().len())
}

/// The head of a record, if it is one of an entity.
pub fn entity_record<'s>(entry: crate::syntax::Entry<'s>) -> Option<Record<'s>> {
    match entry.head {
        Some(Head::Entity { id, .. }) => Some(Record { id, entry }),
        _ => None,
    }
}
