use super::characters::in_blocks;
use super::{Context, Family, Finding, Rule, Scope, Severity};

/// text that is not UTF-8, or was not when it was read
pub static RULE: Rule = Rule {
    name: "not-utf8",
    family: Family::Text,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "text that is not UTF-8, or was not when it was read",
    docs: r##"## What it does
Finds bytes that are no UTF-8, and the character U+FFFD that programs leave in the place of such bytes. Reported once per
paragraph.

## Why it matters
What stood there is lost, or will be as soon as the file is saved.

## Example
Written with escapes:

```newsmark escapes
The caf\u{fffd} at the port is closed.
```

## Instead
Convert the file to UTF-8 from the encoding that it is in, or take the text from its source again:

```newsmark
The café at the port is closed.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for (span, more) in in_blocks(context.article, |c| c == char::REPLACEMENT_CHARACTER) {
        let message = format!("a character that could not be read as UTF-8{more}");
        let help = "convert the file to UTF-8 from the encoding that it is in";
        findings.push(Finding::new(&RULE, span, message).help(help));
    }
}
