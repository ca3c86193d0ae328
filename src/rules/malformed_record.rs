use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::ProblemKind;

/// a line between `---` lines that is no record
pub static RULE: Rule = Rule {
    name: "malformed-record",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "a line between `---` lines that is no record",
    docs: r##"## What it does
Finds a line in a block of records that is neither a record (`@id …`, `#id`), a field (indented `key: value`),
metadata (`key: value`) nor a note (`// …`).

## Why it matters
The line says nothing to any program that reads the article.

## Example
```newsmark
---
@duarte, Ana Duarte
---
```

## Instead
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
    let kinds = [ProblemKind::MalformedRecord, ProblemKind::ProseAmongRecords];
    for problem in context.problems.iter().filter(|problem| kinds.contains(&problem.kind)) {
        let line = problem.span.of(context.article.source);
        let help = match line.as_bytes().first() {
            Some(b'@') => "write `@id :type Name | alias`, with white space behind the id",
            Some(b'#') => "write `#id` alone on the line, and its fields indented below",
            _ => "write `@id :type Name`, `#id`, `key: value`, or `// a note`",
        };
        let message = "this line between `---` lines is no record".to_string();
        findings.push(Finding::new(&RULE, problem.span, message).help(help));
    }
}
