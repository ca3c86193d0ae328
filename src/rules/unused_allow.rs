use super::allow::Allowance;
use super::{Family, Finding, Rule, Scope, Severity};
use crate::text::TextEdit;

/// a comment that allows what nothing here does
pub static RULE: Rule = Rule {
    name: "unused-allow",
    family: Family::Comments,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a comment that allows what does not occur",
    docs: r##"## What it does
Finds comments that silence a rule which would find nothing there. `allow` is about the next block (a paragraph,
headline, crosshead or record; its own one if more of it follows), `allow-file` about the whole article. Rules that
are switched off in `newsmark.toml` are not looked at.

This rule can't be silenced by comments, but in `newsmark.toml`.

## Why it matters
The comment was written for a mistake that is mended by now. Left behind, it hides the next one.

## Example
```newsmark
// newsmark: allow undefined-id -- the second part is in tomorrow's paper
The port is closed.
```

## Instead
```newsmark
The port is closed.
```
"##,
    options: &[],
    // Only when all others are done is it known what is unused: see `allow::apply`.
    check: |_, _| {},
};

/// The finding about an allowance that silences nothing.
pub fn finding(allowance: &Allowance, severity: Severity) -> Finding {
    let message = format!("`{}` finds nothing here that had to be allowed", allowance.rule);
    let removal = TextEdit::delete(allowance.removed);
    let finding = Finding::new(&RULE, allowance.at, message)
        .help("remove it; `allow` is about the next block, `allow-file` about the whole article")
        .safe_fix("Remove the allowance", [removal]);
    Finding { severity, ..finding }
}
