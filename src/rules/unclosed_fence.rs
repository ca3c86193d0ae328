use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::{BlockRef, ProblemKind, split_line, without_line_end};
use crate::text::TextEdit;

/// a `---` that opens records and is never closed
pub static RULE: Rule = Rule {
    name: "unclosed-fence",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "a `---` that opens records and is never closed",
    docs: r##"## What it does
Finds a line `---` that opens a block of records and is never closed, if what follows holds lines that look like anything but records.

## Why it matters
All that follows is read as records: the text behind it is lost to the article. (An article may end
with its records without a closing `---`; that is fine.)

## Example
```newsmark
---
date: 2024-03-05

The port is closed, officials said.
```

## Instead
```newsmark
---
date: 2024-03-05
---

The port is closed, officials said.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for problem in context.problems_of(ProblemKind::UnclosedFence) {
        let message = "this `---` opens records, and they never end".to_string();
        let help = "write `---` on a line of its own behind the last record";
        let swallowed = context.article.tree.blocks().filter(|block| block.start > problem.span.start);
        let mut lines = swallowed.flat_map(BlockRef::problems);
        let prose = lines.find(|line| line.kind == ProblemKind::ProseAmongRecords);
        let finding = Finding::new(&RULE, problem.span, message).help(help);
        findings.push(match prose {
            Some(line) => {
                let (fence, _) = split_line(&context.article.source[problem.span.start as usize..]);
                let line_end = &fence[without_line_end(fence).len()..];
                let close = TextEdit::insert(line.span.start, format!("---{line_end}{line_end}"));
                let finding = finding.related(line.span, "this is no record");
                finding.fix("Close the records before the first line that is none", [close])
            }
            None => finding,
        });
    }
}
