use super::guesses::Guesses;
use super::{Context, Finding, Rule, Severity};

/// an `@name` that nothing defines
pub static RULE: Rule = Rule {
    name: "undefined-entity",
    severity: Severity::Error,
    summary: "an `@name` that nothing defines",
    docs: r##"## What it does
Finds an entity that is referred to, but defined neither by a record in the article, nor by a mention that gives
it a type, nor in a registry (`entities.nmk`, `entities/`). Reported once per article, where it comes first.

## Why it matters
A mistyped id makes a new entity out of a known one, and nobody learns who it is.

## Example
```newsmark
[Ana Duarte @duarte] spoke.
```

## Instead
Give a type where the entity is introduced, or write a record:

```newsmark
[Ana Duarte @duarte :person] spoke. [Port Ellery @ellery] is her city.

---
@ellery :place Port Ellery
```
"##,
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let mut guesses = Guesses::new();
    for entity in &context.article.entities {
        if entity.is_defined_here() || context.workspace.registry.contains(entity.id) {
            continue;
        }
        let id = entity.id;
        let times = match entity.uses {
            1 => String::new(),
            uses => format!(" (referred to {uses} times)"),
        };
        let message = format!("nothing defines `@{id}`{times}");
        let help = match guesses.nearest(id, known_ids(context)) {
            Some(known) => format!("did you mean `@{known}`?"),
            None => format!(
                "give it a type where it is introduced, `[… @{id} :person]`, or write a record `@{id} :person Name`"
            ),
        };
        findings.push(Finding::new(&RULE, entity.first.span, message).help(help));
    }
}

fn known_ids<'a>(context: &'a Context<'_, '_>) -> impl Iterator<Item = &'a str> {
    let here =
        context.article.entities.iter().filter(|entity| entity.is_defined_here()).map(|entity| entity.id);
    here.chain(context.workspace.registry.ids())
}
