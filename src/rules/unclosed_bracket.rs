use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::ProblemKind;
use crate::text::TextEdit;

/// an opening bracket that nothing closes
pub static RULE: Rule = Rule {
    name: "unclosed-bracket",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "an opening bracket that nothing closes",
    docs: r##"## What it does
Finds a `[` or `{` that its paragraph never closes, or that a later closing bracket passes over.

## Why it matters
The bracket stays text of the article, and what it was meant to mark is not annotated.
A bracket reaches to the end of its paragraph at most; the rest of the article is read as written.

## Example
```newsmark
[Ana Duarte spoke to reporters.
```

## Instead
Close the bracket, with a tail before the closer, or make it plain text with a backslash:

```newsmark
\[Ana Duarte spoke to reporters.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for problem in context.problems_of(ProblemKind::UnclosedBracket) {
        let opener = problem.span.of(context.article.source);
        let closer = if opener == "{" { "}" } else { "]" };
        let message = format!("this `{opener}` is never closed");
        let help = format!(
            "close it with a tail such as ` @name{closer}` before the paragraph ends, or write `\\{opener}` for a plain bracket"
        );
        let escape = TextEdit::insert(problem.span.start, "\\");
        let finding = Finding::new(&RULE, problem.span, message).help(help);
        findings.push(finding.fix(format!("Make it a plain bracket: `\\{opener}`"), [escape]));
    }
}
