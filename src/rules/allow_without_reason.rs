use super::{Context, Family, Finding, Rule, Scope, Severity};

/// a comment that allows something without saying why
pub static RULE: Rule = Rule {
    name: "allow-without-reason",
    family: Family::Comments,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a comment that allows something without saying why",
    docs: r##"## What it does
Finds comments `// newsmark: allow RULE` and `// newsmark: allow-file RULE` that give no reason. It follows two
dashes.

## Why it matters
Whoever reads the article next can't tell an exception from a mistake that somebody was tired of seeing.

## Example
```newsmark
// newsmark: allow stray-closer
The form says: your name @home] here.
```

## Instead
```newsmark
// newsmark: allow stray-closer -- a misprint in the original
The form says: your name @home] here.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for directive in context.article.directives() {
        let allows = directive.word.text.starts_with("allow") && !directive.arguments.text.is_empty();
        if !allows || directive.reason.is_some() {
            continue;
        }
        let message = format!("`{}` without a reason", directive.word.text);
        let finding = Finding::new(&RULE, directive.span, message)
            .help("say why behind two dashes: `-- as in the original`");
        findings.push(finding);
    }
}
