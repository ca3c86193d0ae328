use super::tail::with_space_before;
use super::{Context, Family, Finding, Rule, Scope, Severity, addition};
use crate::article::InPlace;
use crate::syntax::TokenKind;
use crate::text::TextEdit;

/// an entity of the registry that an article defines anew
pub static RULE: Rule = Rule {
    name: "shadowed-entity",
    family: Family::References,
    scope: Scope::Article,
    severity: Severity::Hint,
    summary: "an entity of the registry that an article defines anew",
    docs: r##"## What it does
Finds an article that says itself who an entity is, by a record with a name or type or by a mention with a type, though
a registry says it already.

## Why it matters
The article's definition hides the registry's, whose names and fields are not seen there any more. Mostly it was
written before the registry knew the entity, or somebody else has the same id.

## Example
With this registry:

```newsmark entities.nmk
---
@duarte :person Ana Duarte
```

```newsmark
[Ana Duarte @duarte :person] spoke.
```

## Instead
Leave the type out, or give somebody else another id. A record that only adds (`@duarte | Duarte`) hides nothing:

```newsmark
[A visitor @visitor :person] spoke.

---
@visitor | the visitor
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let registry = &context.workspace.registry;
    if registry.is_empty() || context.is_registry() {
        return;
    }
    for entity in &article.entities {
        let in_place = entity.in_place.as_ref().and_then(|in_place| {
            article
                .tails(&article.mentions[in_place.mention as usize].pieces)
                .find(|token| token.kind == TokenKind::Entity)
        });
        let defining = entity.defining_record().map(|record| &record.id);
        let Some(here) = defining.or(in_place) else { continue };
        let Some(there) = registry.defining(entity.id) else { continue };
        let (path, _) = registry.file(there.file);
        let message = format!("the registry defines `@{}` already", entity.id);
        let help = "take the type or the record out, or choose another id if somebody else is meant";
        let finding = Finding::new(&RULE, here.span, message).help(help);
        let finding = finding.related_in(path.to_path_buf(), there.id, "defined here");
        let known = registry.record(there);
        findings.push(match (entity.defining_record(), known, &entity.in_place) {
            (Some(record), Some(known), _) => addition::offer(finding, article.source, record, &known),
            (None, _, Some(in_place)) => without_type(context, finding, in_place),
            _ => finding,
        });
    }
}

/// Offers to take out the type that a mention gives.
fn without_type(context: &Context<'_, '_>, finding: Finding, in_place: &InPlace<'_>) -> Finding {
    let article = context.article;
    let types = article
        .tails(&article.mentions[in_place.mention as usize].pieces)
        .filter(|token| token.kind == TokenKind::Label && context.workspace.vocabulary.defines(token.name));
    match types.collect::<Vec<_>>()[..] {
        [kind] => finding.fix(
            format!("Leave `:{}` out", kind.name),
            [TextEdit::delete(with_space_before(article.source, kind.span))],
        ),
        _ => finding,
    }
}
