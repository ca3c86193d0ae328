use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Article;
use crate::syntax::{Shape, Token};
use crate::text::{TextEdit, nearest};

/// an `#id` that nothing carries
pub static RULE: Rule = Rule {
    name: "undefined-id",
    family: Family::References,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "an `#id` that nothing carries",
    docs: r##"## What it does
Finds a source, cue or addressee tied to an `#id` that no quotation carries, and a record about an `#id` that no span
in the article carries.

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
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for at in 0..article.annotations.len() as u32 {
        for id in loose_ids(article, at) {
            let message = format!("no quotation carries `#{}`", id.name);
            let finding = Finding::new(&RULE, id.span, message);
            findings.push(match nearest(id.name, article.ids_around(at)) {
                Some(known) => {
                    let edit = TextEdit::replace(id.span, id.renamed(known));
                    let finding = finding.help(format!("did you mean `#{known}`?"));
                    finding.fix(format!("Change `#{}` to `#{known}`", id.name), [edit])
                }
                None => finding.help(carry(id)),
            });
        }
    }
    let records = article.id_records.iter().map(|record| record.id);
    for id in records.filter(|id| article.carriers(id.name) == 0) {
        let message = format!("no span in this article carries `#{}`", id.name);
        findings.push(Finding::new(&RULE, id.span, message).help(carry(&id)));
    }
}

/// The blocks in which parts stand whose ids tie them to no quotation.
pub(super) fn blocks_with_loose_ids(article: &Article<'_>) -> impl Iterator<Item = u32> {
    let parts = 0..article.annotations.len() as u32;
    parts
        .filter(|&at| loose_ids(article, at).next().is_some())
        .map(|at| article.annotations[at as usize].block)
}

fn carry(id: &Token<'_>) -> String {
    format!("put `#{}` into the tail of the span it belongs to, or take it out here", id.name)
}

/// The ids of a part that tie it to no quotation. Where another id does, such an id may still tie
/// the part's own pieces.
fn loose_ids<'a, 's>(article: &'a Article<'s>, at: u32) -> impl Iterator<Item = &'a Token<'s>> {
    let annotation = &article.annotations[at as usize];
    let is_part = annotation.shape == Shape::Square && annotation.gist.is_part();
    let tail = if is_part { article.tail(at) } else { &[] };
    let ids = tail.iter().filter(|token| token.kind.is_id());
    let tied = ids.clone().any(|id| article.is_quotation(id.name));
    let ties = move |id: &str| article.is_quotation(id) || tied && article.carriers(id) > 1;
    ids.filter(move |id| !ties(id.name))
}
