use super::{Context, Finding, Rule, Severity};
use crate::article::{Date, DateError, is_timestamp};
use crate::syntax::TokenKind;
use crate::text::Span;

/// a date that is none
pub static RULE: Rule = Rule {
    name: "invalid-date",
    severity: Severity::Error,
    summary: "a date that is none",
    docs: r##"## What it does
Finds a date in a tail, or in the article's `date:`, that is no year, month, day or interval of ISO 8601, that the
calendar does not have, or that ends before it begins.

## Why it matters
No program can sort by it, and most often a digit is wrong.

## Example
```newsmark
The talks ended on [February 30 @2024-02-30].
```

## Instead
```newsmark
The talks ended on [February 29 @2024-02-29] and took [the winter @2023-12/2024-02].
```
"##,
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let dates = context.article.tokens.iter().filter(|token| token.kind == TokenKind::Date);
    for token in dates {
        if let Err(error) = Date::parse(token.name) {
            findings.push(finding(token.span, token.name, error));
        }
    }
    for field in context.article.metadata.iter().filter(|field| field.key == "date") {
        let value = field.value;
        match Date::parse(value.raw) {
            Err(error) if !is_timestamp(value.raw) => {
                let span = if value.raw.is_empty() { field.key_span } else { value.span };
                findings.push(finding(span, value.raw, error));
            }
            _ => {}
        }
    }
}

fn finding(span: Span, text: &str, error: DateError) -> Finding {
    let help =
        "write a year (2024), a month (2024-03), a day (2024-03-05) or an interval (2024-03-05/2024-03-08)";
    Finding::new(&RULE, span, format!("`{text}` is no date: {error}")).help(help)
}
