//! What makes of a record that defines an entity again one that only adds to it.

use super::Finding;
use crate::article::Record;
use crate::syntax::split_line;
use crate::text::{Span, TextEdit};

/// Offers to keep of a record only the names that add to what another one says, if that one gives its types as well.
pub fn offer(finding: Finding, source: &str, record: &Record<'_>, other: &Record<'_>) -> Finding {
    let is_known = |kind| other.types().any(|known| known == kind);
    let Some(head) = record.entry.head.filter(|_| record.types().all(is_known)) else { return finding };
    let known: Vec<&str> = other.main_name().into_iter().chain(other.aliases()).collect();
    let names = head.names().map(|(name, _)| name).filter(|name| !name.is_empty() && !known.contains(name));
    let names: String = names.map(|name| format!(" | {name}")).collect();
    if names.is_empty() && record.entry.fields().next().is_none() {
        return finding.fix(
            format!("Take this record of `@{}` out", record.id.name),
            [TextEdit::delete(line(source, record))],
        );
    }
    let head_end = head.types().map(|kind| kind.span.end).chain(head.names().map(|(_, name)| name.end)).max();
    let said = Span { start: record.id.span.end, end: head_end.unwrap_or(record.id.span.end) };
    let title = format!("Let this record only add to the other: `@{}{names}`", record.id.name);
    finding.fix(title, [TextEdit::replace(said, names)])
}

/// The line that a record without fields is, without the notes below it.
fn line(source: &str, record: &Record<'_>) -> Span {
    let start = record.id.span.start;
    let (line, _) = split_line(&source[start as usize..]);
    Span { start, end: start + line.len() as u32 }
}
