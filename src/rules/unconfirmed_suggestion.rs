use super::tail::with_space_before;
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Article;
use crate::syntax::{Shape, TokenKind};
use crate::text::TextEdit;

/// a suggestion that nobody has confirmed
pub static RULE: Rule = Rule {
    name: "unconfirmed-suggestion",
    family: Family::State,
    scope: Scope::Local,
    severity: Severity::Hint,
    summary: "a suggestion that nobody has confirmed",
    docs: r##"## What it does
Finds annotations with a `?` at the end of their tail: suggestions of a program or a colleague. A quotation is
reported once with all its parts.

## Why it matters
Until somebody has looked at it, a suggestion is a guess. A project can forbid guesses in what is published: set this
rule to `error`.

## Example
```newsmark
[Ana Duarte @duarte :person ?] spoke.
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
    if !article.tokens.iter().any(|token| token.kind == TokenKind::Tentative) {
        return;
    }
    let mut told = vec![false; article.annotations.len()];
    for quotation in &article.quotations {
        let parts = quotation.parts.iter().flat_map(|part| &part.pieces);
        let all: Vec<u32> = quotation.pieces.iter().chain(parts).copied().collect();
        report(article, &all, &mut told, findings);
    }
    for mention in &article.mentions {
        report(article, &mention.pieces, &mut told, findings);
    }
    (0..article.annotations.len() as u32).for_each(|at| report(article, &[at], &mut told, findings));
}

/// Reports what belongs together once, at the first piece that is suggested.
fn report(article: &Article<'_>, pieces: &[u32], told: &mut [bool], findings: &mut Vec<Finding>) {
    let suggested = pieces.iter().filter(|&&piece| !told[piece as usize] && article.is_tentative(&[piece]));
    let suggested: Vec<u32> = suggested.copied().collect();
    suggested.iter().for_each(|&piece| told[piece as usize] = true);
    let Some(&first) = suggested.first() else { return };
    let annotation = article.annotations[first as usize];
    let what = if annotation.shape == Shape::Brace { "quotation" } else { "annotation" };
    let finding = Finding::new(&RULE, annotation.span, format!("nobody has confirmed this suggested {what}"));
    let finding = finding.help("look at it, then take the `?` out, or the whole annotation");
    let here =
        suggested.iter().filter(|&&piece| article.annotations[piece as usize].block == annotation.block);
    let marks =
        here.flat_map(|&piece| article.tail(piece)).filter(|token| token.kind == TokenKind::Tentative);
    let edits: Vec<TextEdit> =
        marks.map(|mark| TextEdit::delete(with_space_before(article.source, mark.span))).collect();
    findings.push(finding.fix("Confirm it", edits));
}
