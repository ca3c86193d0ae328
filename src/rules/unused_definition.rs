use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::text::{Span, TextEdit};

/// an entity that is defined and never mentioned
pub static RULE: Rule = Rule {
    name: "unused-definition",
    family: Family::References,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "an entity that is defined and never mentioned",
    docs: r##"## What it does
Finds a record in an article that defines an entity which nothing in the article refers to: no mention, no quotation, no
relation. Registries, and files without any text, are there to define, and are left alone.

## Why it matters
A mention was forgotten or lost, or its id is spelt otherwise.

## Example
```newsmark
[Ana Duarte @duarte :person] spoke.

---
@brandt :person Tomas Brandt
```

## Instead
```newsmark
[Ana Duarte @duarte :person] spoke to [Tomas Brandt @brandt].

---
@brandt :person Tomas Brandt
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let has_text = article.blocks.iter().any(|(kind, _)| kind.is_prose());
    if !has_text || context.is_registry() {
        return;
    }
    // Where all uses are heads of records, nothing refers to it.
    let unused = article.entities.iter().filter(|entity| entity.uses as usize == entity.records.len());
    for record in unused.filter_map(|entity| entity.defining_record()) {
        let message = format!("`@{}` is defined, but nothing refers to it", record.id.name);
        let help = "mark a mention of it, or take the record out";
        let finding = Finding::new(&RULE, record.id.span, message).help(help);
        let entry = record.entry.span();
        let behind = article.source[entry.end as usize..].find('\n').map_or(0, |at| at as u32 + 1);
        let gone = Span { start: entry.start, end: entry.end + behind };
        findings.push(finding.fix("Take the record out", [TextEdit::delete(gone)]));
    }
}
