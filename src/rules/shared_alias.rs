use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::{Head, unescape};
use crate::text::{Span, TextEdit};

/// a name that two entities share
pub static RULE: Rule = Rule {
    name: "shared-alias",
    family: Family::References,
    scope: Scope::Article,
    severity: Severity::Hint,
    summary: "a name that two entities share",
    docs: r##"## What it does
Finds a name or alias that another entity of the article, or of the registry, has as well.

## Why it matters
The name alone does not tell who is meant: it is not proposed for unmarked text any more, and mentions are
easily linked to the wrong one. Or the two are one, defined twice.

## Example
```newsmark
[Ana Duarte @ana] met [Bento Duarte @bento].

---
@ana :person Ana Duarte | Duarte
@bento :person Bento Duarte | Duarte
```

## Instead
```newsmark
[Ana Duarte @ana] met [Bento Duarte @bento].

---
@ana :person Ana Duarte | Mayor Duarte
@bento :person Bento Duarte | Captain Duarte
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let registry = &context.workspace.registry;
    let records = article.entities.iter().flat_map(|entity| &entity.records);
    for record in records {
        let id = record.id.name;
        for (written, span) in record.entry.head.into_iter().flat_map(Head::names) {
            if written.is_empty() {
                continue;
            }
            let name = unescape(written);
            let here = |other: &str| article.entity(other).is_some_and(|entity| entity.is_defined_here());
            // Said once: in an article at the later of two, in a registry at the later of two records.
            let earlier = context.cast().called(&name).take_while(|other| *other != id);
            let mut others = earlier.filter(|other| here(other));
            let named = || {
                let named = registry.named(&name).into_iter();
                named
                    .take_while(|other| !context.is_registry() || *other != id)
                    .find(|other| *other != id && !here(other))
            };
            if let Some(other) = others.next().or_else(named) {
                let message = format!("“{name}” is a name of `@{other}` as well");
                let help = "give one of them another name, or make them one entity";
                let finding = Finding::new(&RULE, span, message).help(help);
                findings.push(match alias(article.source, span) {
                    Some(gone) => {
                        finding.fix(format!("Take the alias “{name}” out"), [TextEdit::delete(gone)])
                    }
                    None => finding,
                });
            }
        }
    }
}

/// An alias with the bar before it; nothing for the main name.
fn alias(source: &str, name: Span) -> Option<Span> {
    let before = source[..name.start as usize].trim_end_matches([' ', '\t']).strip_suffix('|')?;
    Some(Span { start: before.trim_end_matches([' ', '\t']).len() as u32, ..name })
}
