use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::{Head, Token, TokenKind};
use crate::text::{TextEdit, nearest};

/// a `:label` that nobody has declared
pub static RULE: Rule = Rule {
    name: "unknown-label",
    family: Family::References,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a `:label` that nobody has declared",
    docs: r##"## What it does
Finds a label that is neither built in nor declared in `newsmark.toml` under `[types]` or `[labels]`. Reported once per
article, where it comes first.

## Why it matters
`:persom` is no person to any program that counts persons. The label is kept all the same, and on a mention of
an entity it is taken for a type.

## Example
```newsmark
[Ana Duarte @duarte :persom] spoke.
```

## Instead
```newsmark
[Ana Duarte @duarte :person] spoke.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let in_tails = article.tokens.iter().filter(|token| token.kind == TokenKind::Label).copied();
    let records = article.entities.iter().flat_map(|entity| &entity.records);
    let in_records = records.filter_map(|record| record.entry.head).flat_map(Head::types);
    let mut unknown: Vec<Token> =
        in_tails.chain(in_records).filter(|token| !context.workspace.vocabulary.knows(token.name)).collect();
    unknown.sort_by_key(|token| (token.name, token.span));
    unknown.dedup_by_key(|token| token.name);
    unknown.retain(|token| context.whole.comes_first(token));
    findings.extend(unknown.into_iter().map(|token| finding(context, token)));
}

fn finding(context: &Context<'_, '_>, token: Token<'_>) -> Finding {
    let label = token.name;
    let finding = Finding::new(&RULE, token.span, format!("nobody has declared the label `:{label}`"));
    match nearest(label, context.workspace.vocabulary.names()) {
        Some(known) => finding.help(format!("did you mean `:{known}`?")).fix(
            format!("Change `:{label}` to `:{known}`"),
            [TextEdit::replace(token.span, token.renamed(known))],
        ),
        None => finding.help(format!(
            "declare it in newsmark.toml, `[types]` or `[labels]`: {label} = \"what it means\""
        )),
    }
}
