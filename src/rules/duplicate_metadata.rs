use memchr::memchr;

use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::text::{Span, TextEdit};

/// metadata that are given twice
pub static RULE: Rule = Rule {
    name: "duplicate-metadata",
    family: Family::Syntax,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "metadata that are given twice",
    docs: r##"## What it does
Finds a line of metadata whose key stands further up already, where an article can have but one: its date, headline,
language, address. Keys that may well come several times (`author`, `keywords`, `note`) and keys of your own are
left alone.

## Why it matters
The first one counts. Whoever wrote the second believes something else.

## Example
```newsmark
---
date: 2024-03-05
date: 2024-03-06
```

## Instead
```newsmark
---
date: 2024-03-05
modified: 2024-03-06
```
"##,
    options: &[],
    check,
};

/// Keys of which an article has one.
const SINGLE: [&str; 15] = [
    "date",
    "source",
    "headline",
    "language",
    "url",
    "id",
    "location",
    "copyright",
    "license",
    "modified",
    "description",
    "genre",
    "edition",
    "page",
    "dateline",
];

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let metadata = &context.article.metadata;
    for (at, field) in metadata.iter().enumerate().filter(|(_, field)| SINGLE.contains(&field.key)) {
        let Some(first) = metadata[..at].iter().find(|first| first.key == field.key) else { continue };
        let message = format!("`{}` is given twice; the first one counts", field.key);
        let finding = Finding::new(&RULE, field.key_span, message)
            .related(first.key_span, "first given here")
            .help("keep one of the lines");
        let is_same = first.value.raw == field.value.raw;
        findings.push(match line(context.article.source, field.key_span) {
            Some(line) if is_same => finding.safe_fix("Take the second line out", [TextEdit::delete(line)]),
            Some(line) => finding.fix("Take this line out and keep the first", [TextEdit::delete(line)]),
            None => finding,
        });
    }
}

/// The line around a span, with its end; nothing if the file ends with it.
fn line(source: &str, span: Span) -> Option<Span> {
    let start = source[..span.start as usize].rfind('\n').map_or(0, |at| at + 1);
    let end = memchr(b'\n', &source.as_bytes()[span.end as usize..])? + span.end as usize + 1;
    Some(Span::new(start, end))
}
