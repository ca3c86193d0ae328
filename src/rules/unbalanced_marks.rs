use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::{Annotation, Article, unbalanced};
use crate::text::{Span, TextEdit};

/// a quotation mark without its other half
pub static RULE: Rule = Rule {
    name: "unbalanced-marks",
    family: Family::Quotes,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a quotation mark without its other half",
    docs: r##"## What it does
Finds a quotation mark in the content of a quotation that opens and is not closed there, or closes what nothing opened.
What a paragraph leaves open at its end may go on in the next one, as is usual in print.

## Why it matters
Mostly the brace was put on the wrong side of the mark. Whether a quotation is direct is read from its marks.

## Example
```newsmark
{“We build now @duarte},” [Ana Duarte @duarte :person] said.
```

## Instead
```newsmark
{“We build now,” @duarte} [Ana Duarte @duarte :person] said.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for quotation in &article.quotations {
        for mark in unbalanced(article, &quotation.pieces) {
            let piece = &article.annotations[mark.piece as usize];
            if mark.opens && goes_on_in_next_paragraph(article, piece) {
                continue;
            }
            let written = mark.span.of(article.source);
            let (what, other) = if mark.opens { ("closes", "closing") } else { ("opens", "opening") };
            let message = format!(
                "nothing in this quotation {what} what `{written}` {}",
                if mark.opens { "opens" } else { "closes" }
            );
            let help = format!("take the {other} mark into the braces, or leave both outside");
            let finding = Finding::new(&RULE, mark.span, message).help(help);
            findings.push(match beside(article, piece, mark.opens) {
                Some((outside, to)) => {
                    let moved = outside.of(article.source);
                    let edits = [TextEdit::delete(outside), TextEdit::insert(to, moved)];
                    finding.fix(format!("Take `{moved}` into the braces"), edits)
                }
                None => finding,
            });
        }
    }
}

/// True if nothing but space and punctuation stands between a piece and the end of its paragraph.
fn goes_on_in_next_paragraph(article: &Article<'_>, piece: &Annotation) -> bool {
    let (_, block) = article.blocks[piece.block as usize];
    let rest = &article.source[piece.span.end as usize..block.end as usize];
    rest.chars().all(|c| c.is_whitespace() || matches!(c, '.' | ',' | ']' | '}'))
}

/// The mark that stands beside a piece, with a comma or stop before it, and where it belongs.
fn beside(article: &Article<'_>, piece: &Annotation, behind: bool) -> Option<(Span, u32)> {
    let (_, block) = article.blocks[piece.block as usize];
    if behind {
        let rest = &article.source[piece.span.end as usize..block.end as usize];
        let end = rest
            .find(['"', '”', '“', '»', '«', '」', '』'])
            .filter(|at| rest[..*at].chars().all(|c| matches!(c, ',' | '.' | '!' | '?')))?;
        let width = rest[end..].chars().next().map_or(0, char::len_utf8);
        let span = Span::new(piece.span.end as usize, piece.span.end as usize + end + width);
        return Some((span, piece.content.end));
    }
    let before = &article.source[block.start as usize..piece.span.start as usize];
    let mark =
        before.chars().next_back().filter(|c| matches!(c, '"' | '“' | '„' | '«' | '»' | '「' | '『'))?;
    let span = Span { start: piece.span.start - mark.len_utf8() as u32, end: piece.span.start };
    Some((span, piece.content.start))
}
