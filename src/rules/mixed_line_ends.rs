use memchr::{memchr, memchr2_iter};

use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::text::Span;

/// lines that end in different ways
pub static RULE: Rule = Rule {
    name: "mixed-line-ends",
    family: Family::Text,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "lines that end in different ways",
    docs: r##"## What it does
Finds a file some of whose lines end with CR LF, and others with LF or CR alone. The place is the first of the fewer.

## Why it matters
Line ends are part of the text. Editors that make them the same move everything that other programs count in characters.

## Example
Written with escapes; `\r` is the CR of a line that ends with CR LF:

```newsmark escapes
The port is closed.\r
It will stay closed.\r
Nobody knows why.
```

## Instead
Convert the file to one kind of line end, with your editor or `dos2unix`:

```newsmark
The port is closed.
It will stay closed.
Nobody knows why.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let bytes = context.article.source.as_bytes();
    // Most files have line feeds only.
    if memchr(b'\r', bytes).is_none() {
        return;
    }
    let mut counts = [(0_u32, 0_usize); 3];
    for at in memchr2_iter(b'\r', b'\n', bytes) {
        let kind = match bytes[at] {
            b'\n' if at > 0 && bytes[at - 1] == b'\r' => continue,
            b'\n' => 0,
            _ if bytes.get(at + 1) == Some(&b'\n') => 1,
            _ => 2,
        };
        if counts[kind].0 == 0 {
            counts[kind].1 = at;
        }
        counts[kind].0 += 1;
    }
    let names = ["LF", "CR LF", "CR"];
    let mut present: Vec<(u32, usize, &str)> = counts
        .iter()
        .zip(names)
        .filter(|((count, _), _)| *count > 0)
        .map(|(&(count, at), name)| (count, at, name))
        .collect();
    present.sort_unstable();
    let [(fewer, at, name), .., (most, _, usual)] = present[..] else { return };
    let lines = if fewer == 1 { "1 line ends".to_string() } else { format!("{fewer} lines end") };
    let message = format!("{lines} with {name}, the others ({most}) with {usual}");
    let end = at + if name == "CR LF" { 2 } else { 1 };
    let finding = Finding::new(&RULE, Span::new(at, end), message);
    findings.push(finding.help(format!("convert the file to one kind of line end: {usual}")));
}
