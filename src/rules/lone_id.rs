use rustc_hash::FxHashSet;

use super::tail::with_space_before;
use super::{Context, Family, Finding, Rule, Scope, Severity, undefined_id};
use crate::syntax::{Shape, Token, TokenKind};
use crate::text::TextEdit;

/// an `#id` that ties nothing together
pub static RULE: Rule = Rule {
    name: "lone-id",
    family: Family::References,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "an `#id` that ties nothing together",
    docs: r##"## What it does
Finds an `#id` that stands in one tail only: no other span, record or relation has it.

## Why it matters
An id is there to tie things together. Where it ties nothing, its other half is missing or misspelt: the source or cue of
the quotation, or the fields that belong to it.

## Example
```newsmark
{The port is closed @? #q1}, officials said.
```

## Instead
```newsmark
{The port is closed @? #q1}, [officials @? #q1] [said :cue #q1].
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    if !article.tokens.iter().any(|id| id.kind == TokenKind::Id && article.carriers(id.name) == 1) {
        return;
    }
    let records = article.id_records.iter().map(|record| record.id.name);
    let targets = article.relations().filter(|target| target.kind.is_id()).map(|target| target.name);
    let referred_to: FxHashSet<&str> = records.chain(targets).collect();
    let loose: FxHashSet<u32> = undefined_id::blocks_with_loose_ids(article).collect();
    for (at, annotation) in article.annotations.iter().enumerate() {
        let tail = article.tail(at as u32);
        // Of parts that tie nothing `undefined-id` speaks, and their other half stands close by.
        let is_told = annotation.shape == Shape::Square && annotation.gist.is_part();
        if is_told || loose.contains(&annotation.block) {
            continue;
        }
        let lone = |id: &&Token<'_>| id.kind == TokenKind::Id && article.carriers(id.name) == 1;
        for id in tail.iter().filter(lone).filter(|id| !referred_to.contains(id.name)) {
            let message = format!("`#{}` ties nothing together: it stands here only", id.name);
            let help = "put it into the tail of what belongs to this, or take it out";
            let gone = with_space_before(article.source, id.span);
            let finding = Finding::new(&RULE, id.span, message).help(help);
            findings.push(finding.fix(format!("Take `#{}` out", id.name), [TextEdit::delete(gone)]));
        }
    }
}
