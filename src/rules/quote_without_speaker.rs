use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::TokenKind;
use crate::text::TextEdit;

/// a quotation that nobody says
pub static RULE: Rule = Rule {
    name: "quote-without-speaker",
    family: Family::Quotes,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a quotation that nobody says",
    docs: r##"## What it does
Finds a quotation without a speaker: no `@name` in its braces, and none in a source tied to it by `#id`.

## Why it matters
Who said what is the point of annotating quotations. Where nobody knows who said it, `@?` says so.

## Example
```newsmark
{“The port is closed,” #q1} [one official :source #q1] said.
```

## Instead
```newsmark
{“The port is closed,” @?} officials said.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for quotation in &article.quotations {
        if quotation.speakers(article).is_empty() && !quotation.is_unknown(article) {
            let first = quotation.pieces[0];
            let span = article.annotations[first as usize].span;
            let message = "this quotation has no speaker".to_string();
            let help = "write `@name` into its tail, or `@?` if nobody knows who said it";
            let unknown = TextEdit::insert(article.place_in_tail(first, TokenKind::Unknown), " @?");
            let finding = Finding::new(&RULE, span, message).help(help);
            findings.push(finding.fix("Say that nobody knows who said it: `@?`", [unknown]));
        }
    }
}
