use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::{Part, Role};
use crate::syntax::TokenKind;
use crate::text::TextEdit;

/// a quotation whose braces and source name different speakers
pub static RULE: Rule = Rule {
    name: "speaker-mismatch",
    family: Family::Quotes,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a quotation whose braces and source name different speakers",
    docs: r##"## What it does
Finds a quotation whose braces name one speaker and whose source mention another. A source that stands for a group (type
`group`, or with `member:` fields) may well speak for those whom the braces name.

## Why it matters
The braces count, so that the words go to the speaker they name. One of the two is wrong.

## Example
```newsmark
{We build now, @duarte #q1} [Tomas Brandt @brandt :person #q1] [said :cue #q1]
to [Ana Duarte @duarte :person].
```

## Instead
```newsmark
{We build now, @brandt #q1} [Tomas Brandt @brandt :person #q1] [said :cue #q1]
to [Ana Duarte @duarte :person].
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for quotation in &article.quotations {
        // Most braces name none, or the one who is the source.
        if quotation.parts.is_empty()
            || !quotation.pieces.iter().any(|&piece| article.annotations[piece as usize].gist.names_somebody)
        {
            continue;
        }
        let numbers = article.entity_numbers(&quotation.pieces);
        let in_sources =
            |part: &Part| article.entity_numbers(&part.pieces).iter().any(|it| numbers.contains(it));
        if numbers.is_empty() || quotation.parts_of(Role::Source).any(in_sources) {
            continue;
        }
        let own = article.distinct(&quotation.pieces, TokenKind::Entity);
        let sources = quotation.parts_of(Role::Source).flat_map(|part| article.tails(&part.pieces));
        let sources: Vec<_> = sources.filter(|token| token.kind == TokenKind::Entity).collect();
        let (Some(speaker), Some(source)) = (own.first(), sources.first()) else { continue };
        if sources.iter().any(|source| is_group(context, source.name)) {
            continue;
        }
        let message = format!("the braces name `@{}`, the source `@{}`", speaker.name, source.name);
        let finding = Finding::new(&RULE, speaker.span, message)
            .related(source.span, "the source")
            .help("let both name the one who said it");
        findings.push(match (&own[..], &sources[..]) {
            ([_], [_]) => finding.fix(
                format!("Change `@{}` to `@{}`", speaker.name, source.name),
                [TextEdit::replace(speaker.span, speaker.renamed(source.name))],
            ),
            _ => finding,
        });
    }
}

fn is_group(context: &Context<'_, '_>, entity: &str) -> bool {
    let profile = context.cast().profile(entity);
    profile.is_some_and(|profile| {
        profile.types.contains(&"group") || profile.fields().any(|field| field.key == "member")
    })
}
