use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Article;
use crate::syntax::{Shape, TokenKind};
use crate::text::{Span, TextEdit};

/// a span that begins or ends with space or punctuation
pub static RULE: Rule = Rule {
    name: "untidy-span",
    family: Family::Mentions,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a span that begins or ends with space or punctuation",
    docs: r##"## What it does
Finds white space at the beginning or end of the text in brackets, and in square brackets a comma, colon or semicolon
as well. A full stop may belong to an abbreviation, a colon to a cue, and in braces punctuation belongs to what
was said.

## Why it matters
The same mention has other borders than its like, and programs that compare texts or borders take them for different.

## Example
```newsmark
[Ana Duarte, @duarte :person] the mayor, spoke.
```

## Instead
```newsmark
[Ana Duarte @duarte :person], the mayor, spoke.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for (at, annotation) in article.annotations.iter().enumerate() {
        let content = annotation.content;
        let text = content.of(article.source);
        let is_tidy = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphanumeric);
        if is_tidy(text.as_bytes().first()) && is_tidy(text.as_bytes().last()) {
            continue;
        }
        let is_square = annotation.shape == Shape::Square;
        let is_cue = annotation.gist.is_cue;
        let untidy = |c: char| {
            let is_mark = matches!(c, ',' | ';' | '，' | '；' | '、') || (c == ':' && !is_cue);
            c.is_whitespace() || (is_square && is_mark)
        };
        let before = text.len() - text.trim_start_matches(untidy).len();
        let behind = text.len() - text.trim_end_matches(untidy).len();
        // Of nothing else, `empty-annotation` speaks; what is escaped is meant so.
        if before == text.len() || (before == 0 && behind == 0) || text[..text.len() - behind].ends_with('\\')
        {
            continue;
        }
        // "Ana Duarte, the mayor," ends an apposition with its comma.
        let is_apposition = text.ends_with(',') && text.matches(',').count() > 1;
        if before == 0 && is_apposition {
            continue;
        }
        let (what, span) = match before {
            0 => ("ends", Span { start: content.end - behind as u32, end: content.end }),
            _ => ("begins", Span { start: content.start, end: content.start + before as u32 }),
        };
        if touches_comment(article, span) {
            continue;
        }
        let untidy = span.of(article.source);
        let sign = untidy.chars().find(|c| !c.is_whitespace());
        let sign = sign.map_or_else(|| "white space".to_string(), |sign| format!("`{sign}`"));
        let finding = Finding::new(&RULE, span, format!("this span {what} with {sign}"));
        let outside = if before == 0 { annotation.span.end } else { annotation.span.start };
        let edits = [TextEdit::delete(span), TextEdit::insert(outside, untidy)];
        let finding = finding.help("move it out of the brackets");
        // Pieces that follow one another without a gap may well share a space.
        let is_piece = article.tail(at as u32).iter().any(|token| token.kind == TokenKind::ContinuedId);
        findings.push(match is_piece {
            true => finding.fix("Move it out of the brackets", edits),
            false => finding.safe_fix("Move it out of the brackets", edits),
        });
    }
}

/// True for space that a comment line begins or ends with: it is a line of its own only where it stands.
fn touches_comment(article: &Article<'_>, space: Span) -> bool {
    let block = article.tree.block_at(space.start as usize);
    let mut comments = block.into_iter().flat_map(|block| block.comments());
    comments.any(|comment| comment.start <= space.end && space.start <= comment.end)
}
