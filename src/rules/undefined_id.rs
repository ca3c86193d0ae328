use super::{Context, Finding, Rule, Severity};
use crate::syntax::{Shape, Token, TokenKind};
use crate::text::nearest;

/// an `#id` that nothing carries
pub static RULE: Rule = Rule {
    name: "undefined-id",
    severity: Severity::Error,
    summary: "an `#id` that nothing carries",
    docs: r##"## What it does
Finds a source, cue or addressee tied to an `#id` that no quotation carries, and a record or relation about an `#id`
that no span in the article carries.

## Why it matters
The parts of a quotation fall asunder: its speaker or cue is lost to every program that reads the article.

## Example
```newsmark
[Officials @? #q1] [said :cue #q2] {the port is closed @? #q1}.
```

## Instead
```newsmark
[Officials @? #q1] [said :cue #q1] {the port is closed @? #q1}.
```
"##,
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for at in 0..article.annotations.len() as u32 {
        if article.annotations[at as usize].shape == Shape::Square && is_part(article.tail(at)) {
            let loose = article
                .tail(at)
                .iter()
                .filter(|token| token.kind.is_id() && !article.is_quotation(token.name));
            findings.extend(loose.map(|id| no_quotation(context, id)));
        }
    }
    let records = article.id_records.iter().map(|record| &record.id);
    let relations: Vec<Token> = article.relations().filter(|target| target.kind.is_id()).collect();
    for id in records.chain(&relations).filter(|id| !article.carries_id(id.name)) {
        let message = format!("no span in this article carries `#{}`", id.name);
        findings.push(with_guess(context, Finding::new(&RULE, id.span, message), id.name));
    }
}

/// True for what only makes sense as a part of a quotation.
fn is_part(tail: &[Token<'_>]) -> bool {
    tail.iter()
        .any(|token| token.kind == TokenKind::Label && matches!(token.name, "cue" | "source" | "addressee"))
}

fn no_quotation(context: &Context<'_, '_>, id: &Token<'_>) -> Finding {
    let message = format!("no quotation carries `#{}`", id.name);
    with_guess(context, Finding::new(&RULE, id.span, message), id.name)
}

fn with_guess(context: &Context<'_, '_>, finding: Finding, id: &str) -> Finding {
    match nearest(id, context.article.ids()) {
        Some(known) => finding.help(format!("did you mean `#{known}`?")),
        None => {
            finding.help(format!("put `#{id}` into the tail of the span it belongs to, or take it out here"))
        }
    }
}
