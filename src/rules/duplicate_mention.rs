use rustc_hash::{FxHashMap, FxHashSet};

use super::tail::with_space_before;
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Annotation;
use crate::syntax::{Shape, Token, TokenKind};
use crate::text::{Span, TextEdit};

/// the same text annotated twice for the same entity
pub static RULE: Rule = Rule {
    name: "duplicate-mention",
    family: Family::Mentions,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "the same text annotated twice for the same entity",
    docs: r##"## What it does
Finds a mention whose whole text is a mention of the same entity once more, and an entity that a tail names twice.

## Why it matters
One mention counts as two.

## Example
```newsmark
[[Ana Duarte @duarte :person] @duarte] spoke.
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
    for (at, annotation) in article.annotations.iter().enumerate() {
        let tail = article.tail(at as u32);
        let entities = || tail.iter().filter(|token| token.kind == TokenKind::Entity);
        let is_nested =
            article.annotations.get(at + 1).is_some_and(|nested| nested.span == annotation.content);
        let are_several = tail.len() > 1 && entities().nth(1).is_some();
        if !is_nested && !are_several {
            continue;
        }
        let mut firsts: FxHashMap<&str, Span> = FxHashMap::default();
        for token in entities().filter(|_| are_several) {
            let Some(first) = firsts.get(token.name) else {
                firsts.insert(token.name, token.span);
                continue;
            };
            let message = format!("the tail names `@{}` twice", token.name);
            let gone = with_space_before(article.source, token.span);
            let finding = Finding::new(&RULE, token.span, message).related(*first, "first named here");
            let finding = finding.help("keep one of them");
            findings.push(finding.safe_fix("Take the second one out", [TextEdit::delete(gone)]));
        }
        let is_square = |annotation: &Annotation| annotation.shape == Shape::Square;
        let nested = article.annotations.get(at + 1).filter(|nested| nested.span == annotation.content);
        let Some(nested) = nested.filter(|nested| is_square(annotation) && is_square(nested)) else {
            continue;
        };
        let inner: FxHashSet<&str> = entity_names(article.tail(at as u32 + 1)).collect();
        let Some(twice) = entities().find(|token| inner.contains(token.name)) else { continue };
        let message = format!("the same text is annotated twice for `@{}`", twice.name);
        let finding =
            Finding::new(&RULE, annotation.span, message).related(nested.span, "annotated here as well");
        let finding = finding.help("take one pair of brackets away");
        findings.push(match tail {
            [_] => finding.safe_fix("Take the outer brackets away", annotation.unwrapped()),
            _ => finding,
        });
    }
}

fn entity_names<'s>(tail: &[Token<'s>]) -> impl Iterator<Item = &'s str> {
    tail.iter().filter(|token| token.kind == TokenKind::Entity).map(|token| token.name)
}
