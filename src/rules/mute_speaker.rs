use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::TokenKind;
use crate::text::TextEdit;

/// a speaker of a type that can say nothing
pub static RULE: Rule = Rule {
    name: "mute-speaker",
    family: Family::Quotes,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a speaker of a type that can say nothing",
    docs: r##"## What it does
Finds a quotation whose speaker is of a type that may not speak: an event, a product, a date or a quantity, and what
`newsmark.toml` declares with `speaks = false`.

## Why it matters
The words belong to somebody else, or the type of the entity is wrong.

## Example
```newsmark
{We will be back, @summit} the host said at [the summit @summit :event].
```

## Instead
```newsmark
{We will be back, @host} [the host @host :person] said at [the summit @summit :event].
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    // Most quotations are said by the same few.
    let mut may_speak: Vec<u32> = Vec::new();
    for quotation in &article.quotations {
        let speakers = quotation.speaker_numbers(article);
        if speakers.iter().all(|speaker| may_speak.contains(speaker)) {
            continue;
        }
        for speaker in quotation.speakers(article) {
            let types = || context.cast().types(speaker.name);
            let is_mute = |kind: &str| !context.workspace.vocabulary.may_speak(kind);
            let Some(kind) = types().next().filter(|first| is_mute(first) && types().all(is_mute)) else {
                may_speak.extend(article.entity_number(speaker.name));
                continue;
            };
            let message = format!("`@{}` is of the type `{kind}`, which says nothing", speaker.name);
            let help =
                "name who said it, correct the type, or let it speak in newsmark.toml: `speaks = true`";
            let finding = Finding::new(&RULE, speaker.span, message).help(help);
            let named = article.tails(&quotation.pieces).filter(|token| token.kind == TokenKind::Entity);
            findings.push(match named.collect::<Vec<_>>()[..] {
                [only] if only.span == speaker.span => finding
                    .fix("Say that nobody knows who said it: `@?`", [TextEdit::replace(speaker.span, "@?")]),
                _ => finding,
            });
        }
    }
}
