use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::{Quotation, Role, braces_around, infer};
use crate::syntax::BlockKind;

/// a quotation without a source or cue anywhere near
pub static RULE: Rule = Rule {
    name: "quote-without-source",
    family: Family::Quotes,
    scope: Scope::Local,
    severity: Severity::Hint,
    summary: "a quotation without a source or cue anywhere near",
    docs: r##"## What it does
Finds a quotation with a speaker to which neither a source nor a cue is tied, and for which none is found either: no
mention of the speaker and no cue stands in its paragraph. Headlines, crossheads, quotations inside of
others and those that fill a paragraph of their own are left alone.

## Why it matters
The text does not show why this speaker is right. Mostly the source or the cue was not marked.

## Example
```newsmark
[Ana Duarte @duarte :person] came to the port.

{“We build now,” @duarte} said the mayor.
```

## Instead
```newsmark
[Ana Duarte @duarte :person] came to the port.

{“We build now,” @duarte #q1} [said :cue #q1] [the mayor @duarte #q1].
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let lacks = |quotation: &Quotation<'_>, role| quotation.parts_of(role).next().is_none();
    let lacks_both =
        |quotation: &&Quotation<'_>| lacks(quotation, Role::Source) && lacks(quotation, Role::Cue);
    if !article.quotations.iter().any(|quotation| lacks_both(&quotation)) {
        return;
    }
    let inferred = infer(article);
    let around = braces_around(article);
    for (quotation, inferred) in
        article.quotations.iter().zip(inferred).filter(|(quotation, _)| lacks_both(quotation))
    {
        let first = quotation.pieces[0];
        let annotation = &article.annotations[first as usize];
        let (kind, block) = article.blocks[annotation.block as usize];
        let fills_paragraph = annotation.span.len() + 2 >= block.of(article.source).trim_end().len();
        let is_found = inferred.source.is_some() || inferred.cue.is_some();
        if is_found
            || fills_paragraph
            || kind != BlockKind::Paragraph
            || quotation.speakers(article).is_empty()
            || around[first as usize].is_some()
        {
            continue;
        }
        let message = "neither a source nor a cue is marked for this quotation".to_string();
        let help = "tie them to it: `{… #q1}`, `[the mayor @name #q1]`, `[said :cue #q1]`";
        findings.push(Finding::new(&RULE, annotation.span, message).help(help));
    }
}
