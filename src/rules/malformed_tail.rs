use memchr::memchr2_iter;

use super::{Context, Finding, Rule, Severity};
use crate::syntax::{BlockRef, TokenKind, is_name, word_token};
use crate::text::{Span, TextEdit};

/// a bracket that looks like an annotation, but is read as text
pub static RULE: Rule = Rule {
    name: "malformed-tail",
    severity: Severity::Info,
    summary: "a bracket that looks like an annotation, but is read as text",
    docs: r##"## What it does
Finds a bracket pair that is plain text, although its last word looks like part of a tail: something behind the name
(`@duarte.`), no space before it (`Duarte@duarte`), no text before it (`[@duarte]`), a date in another form (`@2024-W10`),
a lone `?` in braces.

## Why it matters
A slip of one character, and the annotation silently is text. In an ordinary article such a bracket may be right,
so this is only said, and fails nothing; a backslash before the bracket or the sign says that it is text.

## Example
```newsmark
[Ana Duarte @duarte.] spoke.
```

## Instead
```newsmark
[Ana Duarte @duarte :person]. She spoke.
```
"##,
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for block in article.tree.blocks().filter(|block| block.has_plain_closer()) {
        let span = block.prose();
        let mut annotated: Vec<u32> = block.nodes().map(|node| node.close).collect();
        annotated.sort_unstable();
        let closers = memchr2_iter(b']', b'}', span.of(article.source).as_bytes());
        let plain =
            closers.map(|at| span.start + at as u32).filter(|at| annotated.binary_search(at).is_err());
        findings.extend(plain.filter_map(|at| finding(context, block, at)));
    }
}

fn finding(context: &Context<'_, '_>, block: BlockRef<'_>, closer: u32) -> Option<Finding> {
    let source = context.article.source;
    let is_stray = context.problems.binary_search_by_key(&closer, |problem| problem.span.start).is_ok();
    let is_comment = block.comments().any(|comment| comment.start <= closer && closer < comment.end);
    if is_stray || is_comment || source[..closer as usize].ends_with('\\') {
        return None;
    }
    let before = &source[block.start as usize..closer as usize];
    let before = before.trim_end_matches([' ', '\t', '\n', '\r']);
    let word_start = before.rfind([' ', '\t', '\n', '\r', '[', ']', '{', '}']).map_or(0, |at| at + 1);
    let word = &before[word_start..];
    let in_braces = source.as_bytes()[closer as usize] == b'}';
    let reason = reason(word, in_braces)?;
    let start = block.start as usize + word_start;
    let span = Span::new(start, start + word.len());
    let message = format!("this bracket is plain text: {reason}");
    let help = "a tail is white space, then `@name`, `:label`, `#id` or `?`, up to the closing bracket; write `\\` before the bracket if it is text";
    let finding = Finding::new(&RULE, span, message).help(help);
    Some(match mended(word, span, closer, in_braces) {
        Some((title, edits)) => finding.fix(title, edits),
        None => finding,
    })
}

/// What makes a tail of the last word before a bracket, where one change does.
fn mended(word: &str, span: Span, closer: u32, in_braces: bool) -> Option<(String, Vec<TextEdit>)> {
    if in_braces && word == "?" {
        return Some(("Write `@? ?`".to_string(), vec![TextEdit::insert(span.start, "@? ")]));
    }
    let token = word.trim_end_matches(['.', ',', ';', '!', ':', '\'', '"', '’', '”']);
    if token.len() < word.len() && word_token(token).is_some() {
        let behind = &word[token.len()..];
        let mark = Span { start: span.start + token.len() as u32, end: span.end };
        let edits = vec![TextEdit::delete(mark), TextEdit::insert(closer + 1, behind)];
        return Some((format!("Put the `{behind}` behind the bracket"), edits));
    }
    let (before, id) = word.split_once('@')?;
    if before.is_empty() || !is_name(id) {
        return None;
    }
    let edits = vec![TextEdit::insert(span.start + before.len() as u32, " ")];
    Some((format!("Put a space before `@{id}`"), edits))
}

/// Why a word that was surely meant as a token is none; nothing if it is an ordinary word.
fn reason(word: &str, in_braces: bool) -> Option<String> {
    if in_braces && word == "?" {
        return Some(
            "`?` alone suggests nothing; for a quotation without a known speaker write `@? ?`".to_string(),
        );
    }
    if word_token(word)
        .is_some_and(|(kind, _)| matches!(kind, TokenKind::Entity | TokenKind::Date | TokenKind::Label))
    {
        return Some(format!("nothing stands before `{word}` that it could annotate"));
    }
    let mut rest = word.chars();
    let starts_like_token = match (rest.next(), rest.next()) {
        (Some('@'), Some(next)) => next.is_alphanumeric(),
        (Some(':'), Some(next)) => next.is_alphabetic(),
        _ => false,
    };
    if starts_like_token {
        return Some(format!("`{word}` is no name, date or label"));
    }
    let (_, id) =
        word.split_once('@').filter(|(before, id)| before.ends_with(char::is_alphanumeric) && is_name(id))?;
    Some(format!("no white space stands before `@{id}`"))
}
