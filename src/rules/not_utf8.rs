use super::characters::in_blocks;
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::workspace::NotUtf8;

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

A file that holds such bytes is not read any further: only the first of them is reported, as an error in any case, and
`newsmark check` ends with exit code 2. In `full` and `concise` reports it is not among the findings, since standard error
tells of it.

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
    for (span, more) in in_blocks(context, |c| c == char::REPLACEMENT_CHARACTER) {
        let message = format!("a character that could not be read as UTF-8{more}");
        let help = "convert the file to UTF-8 from the encoding that it is in";
        findings.push(Finding::new(&RULE, span, message).help(help));
    }
}

/// What is found in a file that is not UTF-8 at all, so that it could not be read.
pub fn unreadable(wrong: &NotUtf8) -> Finding {
    Finding::new(&RULE, wrong.span(), format!("the file {}", wrong.problem())).help(wrong.help())
}
