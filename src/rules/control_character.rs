use super::characters::{in_blocks, is_invisible, is_upper_control};
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::text::{Span, TextEdit};

/// a character that nobody can see
pub static RULE: Rule = Rule {
    name: "control-character",
    family: Family::Text,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a character that nobody can see",
    docs: r##"## What it does
Finds control characters other than tab and line end, a byte order mark inside of the text, and the signs that turn the
direction of writing around (U+202D, U+202E). Reported once per paragraph.

## Why it matters
They come from conversions that went wrong. Nobody sees them, and texts that look the same are not.

## Example
Written with escapes:

```newsmark escapes
The port\u{b} is closed.
```

## Instead
```newsmark
The port is closed.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let source = context.article.source;
    // The upper ones are what mojibake is made of, which has a rule of its own.
    let stands_alone =
        |span: Span| source[..span.start as usize].chars().next_back().is_none_or(|c| c.is_ascii());
    let upper = in_blocks(context, is_upper_control).into_iter();
    let upper = upper.filter(|(span, _)| stands_alone(*span));
    for (span, more) in in_blocks(context, is_invisible).into_iter().chain(upper) {
        let code = span.of(source).chars().next().map_or(0, u32::from);
        let message = format!("the control character U+{code:04X}{more}");
        let finding = Finding::new(&RULE, span, message).help("take it out, or put in what was meant");
        findings.push(finding.fix("Take it out of the text", [TextEdit::delete(span)]));
    }
}
