use super::{Context, Family, Finding, Rule, Scope, Severity, undefined_entity};

/// a relation to something that nothing defines
pub static RULE: Rule = Rule {
    name: "undefined-relation",
    family: Family::References,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "a relation to something that nothing defines",
    docs: r##"## What it does
Finds a field or a line of metadata that refers to an entity which is defined neither in the article nor in a registry, or
to an `#id` that no span of the article carries. An entity that the text refers to before is reported there, by
`undefined-entity`.

## Why it matters
The relation leads nowhere.

## Example
```newsmark
[Ana Duarte @duarte] spoke in [Port Ellery @ellery :place].

---
@duarte :person Ana Duarte
  of: @elery
```

## Instead
```newsmark
[Ana Duarte @duarte] spoke in [Port Ellery @ellery :place].

---
@duarte :person Ana Duarte
  of: @ellery
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let first_in_relation = article.entities.iter().filter(|entity| entity.first_in_fence);
    findings.extend(first_in_relation.filter_map(|entity| undefined_entity::finding(&RULE, context, entity)));
    let ids = article.relations().filter(|target| target.kind.is_id());
    for id in ids.filter(|id| article.carriers(id.name) == 0) {
        let message = format!("no span in this article carries `#{}`", id.name);
        let help = format!("put `#{}` into the tail of the span it belongs to, or take it out here", id.name);
        findings.push(Finding::new(&RULE, id.span, message).help(help));
    }
}
