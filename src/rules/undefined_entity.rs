use super::{Context, Finding, Rule, Severity};
use crate::text::{TextEdit, nearest};

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
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for entity in &context.article.entities {
        let id = entity.id;
        let defined = context.whole.defines(id) || context.workspace.registry.contains(id);
        if defined || !context.whole.comes_first(&entity.first) {
            continue;
        }
        let times = match context.whole.uses(id) {
            1 => String::new(),
            uses => format!(" (referred to {uses} times)"),
        };
        let message = format!("nothing defines `@{id}`{times}");
        let first = entity.first;
        let finding = Finding::new(&RULE, first.span, message);
        findings.push(match nearest_id(context, id) {
            Some(known) => {
                let edit = TextEdit::replace(first.span, first.renamed(&known));
                let finding = finding.help(format!("did you mean `@{known}`?"));
                finding.fix(format!("Change `@{id}` to `@{known}`"), [edit])
            }
            None => finding.help(format!(
                "give it a type where it is introduced, `[… @{id} :person]`, or write a record `@{id} :person Name`"
            )),
        });
    }
}

/// "Did you mean" compares each undefined entity with all that are defined. An article that speaks of
/// more entities than this has other worries.
pub(super) const MOST_FOR_GUESSES: usize = 1_000;

/// The defined entity whose id comes closest.
fn nearest_id(context: &Context<'_, '_>, id: &str) -> Option<String> {
    if context.whole.entities() > MOST_FOR_GUESSES {
        return None;
    }
    let here = context.whole.defined();
    let here = here.iter().map(AsRef::as_ref);
    nearest(id, here.chain(context.workspace.registry.ids())).map(str::to_string)
}
