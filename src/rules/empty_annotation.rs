use super::{Context, Family, Finding, Rule, Scope, Severity, malformed_tail};
use crate::text::TextEdit;

/// an annotation of nothing
pub static RULE: Rule = Rule {
    name: "empty-annotation",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "an annotation of nothing",
    docs: r##"## What it does
Finds brackets with a tail but no text to annotate: `[@duarte]`, or nothing but white space or quotation marks
before the tail.

## Why it matters
`[@duarte]` is read as text, `@` and all, and stays in the article. An annotation of white space marks nothing
that a reader could see.

## Example
```newsmark
The pact was signed by [@duarte].
```

## Instead
```newsmark
The pact was signed by [Ana Duarte @duarte :person].
```

If it really is text, say so with a backslash: `[\@duarte]`.
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let help = "write the text that is meant before the tail, or take the brackets out";
    for empty in malformed_tail::empty(context) {
        let message =
            format!("nothing stands before `{}` that it could annotate", empty.of(context.article.source));
        let finding = Finding::new(&RULE, empty, message);
        findings.push(finding.help(format!("{help}; write `\\` before it if it is text")).fix(
            format!("Say that it is text: `\\{}`", empty.of(context.article.source)),
            [TextEdit::insert(empty.start, "\\")],
        ));
    }
    for annotation in &context.article.annotations {
        let content = annotation.content.of(context.article.source);
        if content.chars().all(|c| c.is_whitespace() || QUOTATION_MARKS.contains(&c)) {
            let message = "this annotation has no text".to_string();
            let finding = Finding::new(&RULE, annotation.span, message).help(help);
            findings.push(finding.fix("Take the brackets away", annotation.unwrapped()));
        }
    }
}

const QUOTATION_MARKS: [char; 8] = ['"', '“', '”', '„', '«', '»', '‘', '’'];
