use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::ProblemKind;
use crate::text::{Span, TextEdit};

/// an indented field with no record above it
pub static RULE: Rule = Rule {
    name: "field-without-record",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "an indented field with no record above it",
    docs: r##"## What it does
Finds an indented `key: value` line that has no `@id` or `#id` record above it.

## Why it matters
Nobody can tell what the field is about.

## Example
```newsmark
---
  role: Mayor of Port Ellery
---
```

## Instead
Put it below its record, or at the margin if it is about the article:

```newsmark
---
@duarte :person Ana Duarte
  role: Mayor of Port Ellery
---
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for problem in context.problems_of(ProblemKind::FieldWithoutRecord) {
        let message = "this field belongs to no record".to_string();
        let help = "put it below its `@id` or `#id` line; metadata of the article begins at the margin";
        let before = &context.article.source[..problem.span.start as usize];
        let indent = Span::new(before.trim_end_matches([' ', '\t']).len(), before.len());
        let finding = Finding::new(&RULE, problem.span, message).help(help);
        findings.push(finding.fix("Make it metadata of the article", [TextEdit::delete(indent)]));
    }
}
