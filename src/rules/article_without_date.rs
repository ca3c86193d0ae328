use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity};
use crate::text::Span;

/// an article that does not say from when it is
pub static RULE: Rule = Rule {
    name: "article-without-date",
    family: Family::Dates,
    scope: Scope::Article,
    severity: Severity::Hint,
    summary: "an article that does not say from when it is",
    docs: r##"## What it does
Finds an article that has metadata, but no line `date:` among them.

## Why it matters
Without it "today" and "Wednesday" mean no day, and articles can't be put in order.

## Example
```newsmark
---
source: Coastal Wire
---

The cities signed a pact.
```

## Instead
```newsmark
---
date: 2024-03-05
source: Coastal Wire
---

The cities signed a pact.
```

## Options
- `always`: also in articles without any metadata
"##,
    options: &[ALWAYS],
    check,
};

const ALWAYS: RuleOption = RuleOption {
    name: "always",
    kind: OptionKind::Flag { default: false },
    about: "also in articles without any metadata",
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let has_text = article.blocks.iter().any(|(kind, _)| kind.is_prose());
    if !has_text || article.metadata_value("date").is_some() || context.is_registry() {
        return;
    }
    let metadata = article.metadata.first().map(|field| field.key_span);
    let start = context.flag(&RULE, &ALWAYS).then_some(Span { start: 0, end: 0 });
    if let Some(place) = metadata.or(start) {
        let finding = Finding::new(&RULE, place, "this article does not say from when it is".to_string());
        findings.push(finding.help("write its day into the metadata: `date: 2024-03-05`"));
    }
}
