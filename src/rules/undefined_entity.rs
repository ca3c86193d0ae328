use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Entity;
use crate::syntax::Token;
use crate::text::{TextEdit, nearest, one_line};

/// an `@name` that nothing defines
pub static RULE: Rule = Rule {
    name: "undefined-entity",
    family: Family::References,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "an `@name` that nothing defines",
    docs: r##"## What it does
Finds an entity that is referred to, but defined neither by a record in the article, nor by a mention that gives
it a type, nor in a registry (`entities.nmk`, `entities/`). Reported once per article, where it comes first.

## Why it matters
A mistyped id makes a new entity out of a known one, and nobody learns who it is.

## Example
```newsmark
[Ana Duarte @duarte :person] spoke, then [she @duerte] left.
```

## Instead
Give a type where the entity is introduced, or write a record:

```newsmark
[Ana Duarte @duarte :person] spoke, then [she @duarte] left. [Port Ellery @ellery] is her city.

---
@ellery :place Port Ellery
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let in_text = context.article.entities.iter();
    let in_text = in_text.filter(|entity| !entity.first_in_fence);
    findings.extend(in_text.filter_map(|entity| finding(&RULE, context, entity)));
}

/// A finding of `rule` where an entity comes first that nothing defines.
pub(super) fn finding(rule: &Rule, context: &Context<'_, '_>, entity: &Entity<'_>) -> Option<Finding> {
    let id = entity.id;
    let defined = context.whole.defines(id) || context.workspace.registry.contains(id);
    if defined || !context.whole.comes_first(&entity.first) {
        return None;
    }
    let times = match context.whole.uses(id) {
        1 => String::new(),
        uses => format!(" (referred to {uses} times)"),
    };
    let message = format!("nothing defines `@{id}`{times}");
    let first = entity.first;
    let finding = Finding::new(rule, first.span, message);
    let meant =
        nearest_id(context, id).map(|known| (known, String::new())).or_else(|| called_so(context, &first));
    Some(match meant {
        Some((known, why)) => {
            let edit = TextEdit::replace(first.span, first.renamed(&known));
            let finding = finding.help(format!("did you mean `@{known}`{why}?"));
            finding.fix(format!("Change `@{id}` to `@{known}`"), [edit])
        }
        None => finding.help(format!(
            "give it a type where it is introduced, `[… @{id} :person]`, or write a record `@{id} :person Name`"
        )),
    })
}

/// The one defined entity that is called as the text that is marked, and what to say of that.
fn called_so(context: &Context<'_, '_>, token: &Token<'_>) -> Option<(String, String)> {
    let article = context.article;
    let at = article.annotations.partition_point(|annotation| annotation.span.start < token.span.start);
    let holds = |at: &u32| article.tail(*at).iter().any(|other| other.span == token.span);
    let nearest = (0..at as u32).rev().take(NESTED).find(holds)?;
    let text = one_line(article.bare().of(article.content(nearest))).into_owned();
    let mut called =
        context.workspace.registry.named(&text).into_iter().map(str::to_string).collect::<Vec<_>>();
    if context.whole.entities() <= MOST_FOR_NAMES {
        called.extend(context.whole.called(&text));
    }
    called.sort();
    called.dedup();
    let [known] = &called[..] else { return None };
    (known != token.name).then(|| (known.clone(), format!(", which is called “{text}”")))
}

/// How many annotations may stand in one, so that its tail is still found.
const NESTED: usize = 100;

/// An article with more entities is not searched for one by its name.
pub(super) const MOST_FOR_NAMES: usize = 100;

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
