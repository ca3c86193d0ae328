use super::cast::looks_like_a_name;
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::text::TextEdit;
use crate::workspace::Profile;

/// a mention whose text is the name of another entity
pub static RULE: Rule = Rule {
    name: "name-of-another",
    family: Family::Mentions,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a mention whose text is the name of another entity",
    docs: r##"## What it does
Finds a mention linked to one entity whose text is, word for word, a name or alias of another one of the article or of
the registry, and no name of its own.

## Why it matters
Most often the wrong id was chosen from a list, and one person's words count as another's.

## Example
```newsmark
[Ana Duarte @duarte] met [Tomas Brandt @brandt]. [Brandt @duarte] spoke first.

---
@duarte :person Ana Duarte | Duarte
@brandt :person Tomas Brandt | Brandt
```

## Instead
```newsmark
[Ana Duarte @duarte] met [Tomas Brandt @brandt]. [Brandt @brandt] spoke first.

---
@duarte :person Ana Duarte | Duarte
@brandt :person Tomas Brandt | Brandt
```

If both are called so, add the name to the aliases of the one that is meant.
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let cast = context.cast();
    for named in context.named() {
        let (token, text) = (named.entity, &*named.text);
        if !looks_like_a_name(text) || cast.is_called(named) {
            continue;
        }
        // Of one that nothing defines, `undefined-entity` speaks.
        let is_known = |own: &Profile<'_>| !own.names.is_empty() || !own.types.is_empty();
        if !cast.profile(token.name).is_some_and(is_known) {
            continue;
        }
        let here = cast.called(text).find(|other| *other != token.name);
        let elsewhere =
            || context.workspace.registry.named(text).into_iter().find(|other| *other != token.name);
        let Some(other) = here.or_else(elsewhere) else { continue };
        let message = format!("“{text}” is the name of `@{other}`, and no name of `@{}`", token.name);
        let help = format!("did you mean `@{other}`? Or add the name to the aliases of `@{}`", token.name);
        let edit = TextEdit::replace(token.span, token.renamed(other));
        let finding = Finding::new(&RULE, token.span, message).help(help);
        findings.push(finding.fix(format!("Change `@{}` to `@{other}`", token.name), [edit]));
    }
}
