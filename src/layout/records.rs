//! The layout of one record, or of one line of metadata.

use crate::syntax::{BlockKind, BlockRef, Field, Head, field_line, head_line, split_line, without_line_end};
use crate::text::{Span, TextEdit};

/// Lays out an entry whose lines are `text`. `next` is the block behind it.
pub fn lay_out(block: BlockRef<'_>, text: &str, next: Option<BlockKind>, edits: &mut Vec<TextEdit>) {
    let mut lines = Vec::new();
    let mut at = block.start;
    let mut rest = text;
    while !rest.is_empty() {
        let (line, after) = split_line(rest);
        lines.push((at, line));
        at += line.len() as u32;
        rest = after;
    }
    let width = key_width(&lines);
    let mut owner = Owner::Nobody;
    for (number, &(at, line)) in lines.iter().enumerate() {
        let content = without_line_end(line);
        if content.trim().is_empty() {
            let more = lines[number + 1..].iter().any(|(_, line)| !line.trim().is_empty());
            let stays = number > 0
                && !lines[number - 1].1.trim().is_empty()
                && (more || next == Some(BlockKind::Entry));
            let gone = if stays { content.len() } else { line.len() };
            push(edits, Span::new(at as usize, at as usize + gone), text, block, "");
        } else if !content.starts_with("//") {
            let laid_out = line_text(content, &mut owner, width);
            let span = Span::new(at as usize, at as usize + content.len());
            if let Some(laid_out) = laid_out {
                push(edits, span, text, block, &laid_out);
            }
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Owner {
    Nobody,
    Record,
}

/// A line as it should be; nothing if it can't be read, or would be read otherwise.
fn line_text(line: &str, owner: &mut Owner, width: usize) -> Option<String> {
    if line.starts_with([' ', '\t']) {
        let field = field_line(line, 0).filter(|_| *owner == Owner::Record)?;
        let laid_out = field_text(field, "  ", width);
        return same_field(field, field_line(&laid_out, 0)?).then_some(laid_out);
    }
    let head = head_line(line, 0);
    *owner = match head {
        Some(Head::Entity { .. } | Head::Id(_)) => Owner::Record,
        _ => Owner::Nobody,
    };
    let head = head?;
    let laid_out = head_text(head);
    same_head(head, head_line(&laid_out, 0)?).then_some(laid_out)
}

/// The length of the longest key of a record's fields, in code points.
fn key_width(lines: &[(u32, &str)]) -> usize {
    let fields = lines.iter().filter(|(_, line)| line.starts_with([' ', '\t']));
    let keys = fields.filter_map(|(at, line)| field_line(without_line_end(line), *at)).map(|field| field.key);
    keys.map(|key| key.chars().count()).max().unwrap_or(0)
}

fn field_text(field: Field<'_>, indent: &str, width: usize) -> String {
    let value = value_text(field);
    if value.is_empty() {
        return format!("{indent}{}:", field.key);
    }
    let space = width.saturating_sub(field.key.chars().count()) + 1;
    format!("{indent}{}:{}{value}", field.key, " ".repeat(space))
}

fn value_text(field: Field<'_>) -> String {
    if field.value.is_relation() {
        return field.value.raw.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    }
    field.value.raw.to_string()
}

fn head_text(head: Head<'_>) -> String {
    match head {
        Head::Id(id) => format!("#{}", id.name),
        Head::Metadata(field) => field_text(field, "", 0),
        Head::Entity { id, .. } => {
            let mut line = format!("@{}", id.name);
            head.types().for_each(|label| line.push_str(&format!(" :{}", label.name)));
            for (number, (name, _)) in head.names().enumerate().filter(|(_, (name, _))| !name.is_empty()) {
                line.push_str(if number == 0 { " " } else { " | " });
                line.push_str(name);
            }
            line
        }
    }
}

fn same_field(a: Field<'_>, b: Field<'_>) -> bool {
    a.key == b.key && value_text(a) == value_text(b) && a.value.is_relation() == b.value.is_relation()
}

fn same_head(a: Head<'_>, b: Head<'_>) -> bool {
    match (a, b) {
        (Head::Id(a), Head::Id(b)) => a.name == b.name,
        (Head::Metadata(a), Head::Metadata(b)) => same_field(a, b),
        (Head::Entity { id: a_id, .. }, Head::Entity { id: b_id, .. }) => {
            let types = a.types().map(|label| label.name).eq(b.types().map(|label| label.name));
            a_id.name == b_id.name && types && main_name(a) == main_name(b) && aliases(a).eq(aliases(b))
        }
        _ => false,
    }
}

fn main_name(head: Head<'_>) -> &str {
    head.names().next().map_or("", |(name, _)| name)
}

fn aliases(head: Head<'_>) -> impl Iterator<Item = &str> {
    head.names().skip(1).map(|(name, _)| name).filter(|name| !name.is_empty())
}

/// Adds a replacement, if it changes anything: only what differs.
fn push(edits: &mut Vec<TextEdit>, span: Span, text: &str, block: BlockRef<'_>, new: &str) {
    let old = &text[(span.start - block.start) as usize..(span.end - block.start) as usize];
    if old == new {
        return;
    }
    let same = |(a, b): &(char, char)| a == b;
    let ahead: usize = old.chars().zip(new.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let (old, new) = (&old[ahead..], &new[ahead..]);
    let behind: usize =
        old.chars().rev().zip(new.chars().rev()).take_while(same).map(|(a, _)| a.len_utf8()).sum();
    let span = Span { start: span.start + ahead as u32, end: span.end - behind as u32 };
    edits.push(TextEdit::replace(span, &new[..new.len() - behind]));
}
