use rustc_hash::FxHashMap;

use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::text::Span;

/// two entities with the same item of Wikidata
pub static RULE: Rule = Rule {
    name: "duplicate-wikidata",
    family: Family::References,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "two entities with the same item of Wikidata",
    docs: r##"## What it does
Finds a `wikidata:` field whose item another entity of the article, or of the registry, has as well.

## Why it matters
One of the two is linked to the wrong item, or they are one entity that was defined twice.

## Example
```newsmark
[Port Ellery @ellery] lies on the [Strait of Ellery @strait].

---
@ellery :place Port Ellery
  wikidata: Q99999901
@strait :place Strait of Ellery
  wikidata: Q99999901
```

## Instead
```newsmark
[Port Ellery @ellery] lies on the [Strait of Ellery @strait].

---
@ellery :place Port Ellery
  wikidata: Q99999901
@strait :place Strait of Ellery
  wikidata: Q99999902
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let registry = &context.workspace.registry;
    let mut seen: FxHashMap<&str, (&str, Span)> = FxHashMap::default();
    for record in article.entities.iter().flat_map(|entity| &entity.records) {
        for field in record.entry.fields().filter(|field| field.key == "wikidata") {
            let (id, item) = (record.id.name, field.value.raw);
            if item.is_empty() {
                continue;
            }
            let help = "correct one of them, or make them one entity";
            let message = |other: &str| format!("`@{other}` has the item {item} as well");
            match seen.get(item) {
                Some((other, span)) if *other != id => {
                    let finding = Finding::new(&RULE, field.value.span, message(other)).help(help);
                    findings.push(finding.related(*span, "first given here"));
                }
                Some(_) => {}
                None => {
                    seen.insert(item, (id, field.value.span));
                    let is_here =
                        |other: &str| article.entity(other).is_some_and(|other| !other.records.is_empty());
                    let others = registry.of_wikidata(item);
                    // Of two files of a registry, the later one is told.
                    let others =
                        others.into_iter().take_while(|other| !context.is_registry() || *other != id);
                    if let Some(other) = others.filter(|other| *other != id).find(|other| !is_here(other)) {
                        findings.push(Finding::new(&RULE, field.value.span, message(other)).help(help));
                    }
                }
            }
        }
    }
}
