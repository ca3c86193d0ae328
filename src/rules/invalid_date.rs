use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::{Date, DateError, is_timestamp};
use crate::text::{Span, TextEdit};

/// a date that is none
pub static RULE: Rule = Rule {
    name: "invalid-date",
    family: Family::Dates,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "a date that is none",
    docs: r##"## What it does
Finds a date in a tail, or in the article's `date:`, that is no year, month, day or interval of ISO 8601, that the
calendar does not have, or that ends before it begins.

## Why it matters
No program can sort by it, and most often a digit is wrong.

## Example
```newsmark
---
date: 2024-03-01
---

The talks ended on [February 30 @2024-02-30].
```

## Instead
```newsmark
---
date: 2024-03-01
---

The talks ended on [February 29 @2024-02-29] and took [the winter @2023-12/2024-02].
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for (token, read) in context.date_tokens() {
        if let Err(error) = *read {
            // The span holds the `@`.
            let date = Span { start: token.span.start + 1, ..token.span };
            findings.push(finding(token.span, date, token.name, error));
        }
    }
    for field in context.article.metadata.iter().filter(|field| field.key == "date") {
        let value = field.value;
        match Date::parse(value.raw) {
            Err(error) if !is_timestamp(value.raw) => {
                let span = if value.raw.is_empty() { field.key_span } else { value.span };
                findings.push(finding(span, value.span, value.raw, error));
            }
            _ => {}
        }
    }
}

fn finding(span: Span, date: Span, text: &str, error: DateError) -> Finding {
    let help =
        "write a year (2024), a month (2024-03), a day (2024-03-05) or an interval (2024-03-05/2024-03-08)";
    let finding = Finding::new(&RULE, span, format!("`{text}` is no date: {error}")).help(help);
    if let Some(written) = rewritten(text) {
        let edit = TextEdit::replace(date, &*written);
        return finding.safe_fix(format!("Write `{written}`"), [edit]);
    }
    match text.split_once('/') {
        Some((from, to)) if error == DateError::Backwards => {
            let turned = format!("{to}/{from}");
            finding.fix(format!("Turn it around: `{turned}`"), [TextEdit::replace(date, &*turned)])
        }
        _ => finding,
    }
}

/// The day that is meant by `20240305`, `2024-3-5` or `2024/03/05`, as ISO 8601 writes it with dashes.
fn rewritten(text: &str) -> Option<String> {
    let parts: Vec<&str> = match text.len() {
        8 if text.bytes().all(|byte| byte.is_ascii_digit()) => vec![&text[..4], &text[4..6], &text[6..]],
        _ => text.split(['-', '/']).collect(),
    };
    let &[year, month, day] = parts.as_slice() else { return None };
    let written = format!("{year}-{month:0>2}-{day:0>2}");
    (year.len() == 4 && Date::parse(&written).is_ok()).then_some(written)
}
