use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::ProblemKind;
use crate::text::TextEdit;

/// a closing bracket with a tail, but nothing open before it
pub static RULE: Rule = Rule {
    name: "stray-closer",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "a closing bracket with a tail, but nothing open before it",
    docs: r##"## What it does
Finds a `]` or `}` with a tail such as ` @duarte` before it, where no bracket of its shape is open in the paragraph.

## Why it matters
The tail stays text of the article, and nothing is annotated. Most often the opening bracket was
deleted, or stands in the paragraph before.

## Example
```newsmark
Ana Duarte @?] spoke to reporters.
```

## Instead
```newsmark
[Ana Duarte @?] spoke to reporters.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for problem in context.problems_of(ProblemKind::StrayCloser) {
        let closer = problem.span.of(context.article.source);
        let opener = if closer == "}" { "{" } else { "[" };
        let message = format!("this `{closer}` has a tail, but no `{opener}` is open in its paragraph");
        let help =
            format!("write `{opener}` where the annotated text begins, or `\\{closer}` for a plain bracket");
        let escape = TextEdit::insert(problem.span.start, "\\");
        let finding = Finding::new(&RULE, problem.span, message).help(help);
        findings.push(finding.fix(format!("Make it a plain bracket: `\\{closer}`"), [escape]));
    }
}
