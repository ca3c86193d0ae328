use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::{ProblemKind, head_line};
use crate::text::{Span, TextEdit, apply_edits};

/// a line between `---` lines that is no record
pub static RULE: Rule = Rule {
    name: "malformed-record",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Error,
    summary: "a line between `---` lines that is no record",
    docs: r##"## What it does
Finds a line in a block of records that is neither a record (`@id …`, `#id`), a field (indented `key: value`),
metadata (`key: value`) nor a note (`// …`).

## Why it matters
The line says nothing to any program that reads the article.

## Example
```newsmark
---
@duarte, Ana Duarte
---
```

## Instead
```newsmark
---
@duarte :person Ana Duarte
  role: Mayor of Port Ellery
---
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let kinds = [ProblemKind::MalformedRecord, ProblemKind::ProseAmongRecords];
    for problem in context.problems.iter().filter(|problem| kinds.contains(&problem.kind)) {
        let line = problem.span.of(context.article.source);
        let help = match line.as_bytes().first() {
            Some(b'@') => "write `@id :type Name | alias`, with white space behind the id",
            Some(b'#') => "write `#id` alone on the line, and its fields indented below",
            _ => "write `@id :type Name`, `#id`, `key: value`, or `// a note`",
        };
        let message = "this line between `---` lines is no record".to_string();
        let finding = Finding::new(&RULE, problem.span, message).help(help);
        let margin = line_start(context.article.source, problem.span);
        findings.push(match meant(line).filter(|_| margin == problem.span.start) {
            Some((written, edit)) => finding.fix(
                format!("Write `{written}`"),
                [TextEdit { span: edit.span.shifted(problem.span.start), ..edit }],
            ),
            None => finding.fix("Make it a note: `// …`", [TextEdit::insert(margin, "// ")]),
        });
    }
}

/// Where the line begins.
fn line_start(source: &str, span: Span) -> u32 {
    let before = &source[..span.start as usize];
    before.rfind(['\n', '\r']).map_or(0, |at| at as u32 + 1)
}

/// What makes a line readable, if only a mark or a space has to go or come, and its first word then.
fn meant(line: &str) -> Option<(&str, TextEdit)> {
    let (word, edit) = match line.as_bytes().first()? {
        b'@' | b'#' => {
            let end = line.find([' ', '\t']).unwrap_or(line.len());
            let word = line[..end].trim_end_matches([',', ';', ':', '.']);
            (word, TextEdit::delete(Span::new(word.len(), end)))
        }
        _ => {
            let end = line.find(':')? + 1;
            (&line[..end], TextEdit::insert(end as u32, " "))
        }
    };
    if edit.span.is_empty() && edit.new_text.is_empty() {
        return None;
    }
    let mended = apply_edits(line, std::slice::from_ref(&edit));
    head_line(&mended, 0).map(|_| (word, edit))
}
