use memchr::memchr2_iter;

use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::{BlockRef, ProblemKind, TokenKind, is_name, word_token};
use crate::text::{Span, TextEdit};

/// a bracket that looks like an annotation, but is read as text
pub static RULE: Rule = Rule {
    name: "malformed-tail",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Info,
    summary: "a bracket that looks like an annotation, but is read as text",
    docs: r##"## What it does
Finds a bracket pair that is plain text, although its last word looks like part of a tail: something behind the name
(`@duarte.`), no space before it (`Duarte@duarte`), a date in another form (`@2024-W10`), a lone `?` in braces.

## Why it matters
A slip of one character, and the annotation silently is text. In an ordinary article such a bracket may be right,
so this is only said, and fails nothing; a backslash before the sign says that it is text.

## Example
```newsmark
[Ana Duarte @duarte.] spoke.
```

## Instead
```newsmark
[Ana Duarte @duarte :person]. She spoke.
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    findings.extend(slips(context).filter_map(|slip| slip.finding(context)));
}

/// Tokens before a closing bracket with nothing before them that they could annotate.
pub(super) fn empty(context: &Context<'_, '_>) -> impl Iterator<Item = Span> {
    slips(context).filter(|slip| slip.is_empty(context)).map(|slip| slip.word)
}

/// The last word before a closing bracket that is text.
struct Slip {
    word: Span,
    closer: u32,
}

fn slips(context: &Context<'_, '_>) -> impl Iterator<Item = Slip> {
    let article = context.article;
    article.tree.blocks().filter(|block| block.has_plain_closer()).flat_map(move |block| {
        let plain = PlainClosers::new(context, block);
        let prose = block.prose();
        let closers = memchr2_iter(b']', b'}', prose.of(article.source).as_bytes());
        let closers = closers.map(move |at| prose.start + at as u32).filter(|at| plain.contains(*at));
        closers.filter_map(|at| Slip::new(article.source, block, &plain, at)).collect::<Vec<_>>()
    })
}

/// What tells the closing brackets that are text from others; all in order of place.
struct PlainClosers {
    annotated: Vec<u32>,
    stray: Vec<u32>,
    comments: Vec<Span>,
    escapes: Vec<u32>,
}

impl PlainClosers {
    fn new(context: &Context<'_, '_>, block: BlockRef<'_>) -> Self {
        let mut annotated: Vec<u32> = block.nodes().map(|node| node.close).collect();
        annotated.sort_unstable();
        let stray = context.problems_of(ProblemKind::StrayCloser).map(|problem| problem.span.start);
        Self {
            annotated,
            stray: stray.filter(|at| block.content().range().contains(&(*at as usize))).collect(),
            comments: block.comments().collect(),
            escapes: block.escapes().collect(),
        }
    }

    fn contains(&self, closer: u32) -> bool {
        let comments_before = self.comments.partition_point(|comment| comment.start <= closer);
        let in_comment = comments_before > 0 && closer < self.comments[comments_before - 1].end;
        let has_tail = [&self.annotated, &self.stray].iter().any(|list| list.binary_search(&closer).is_ok());
        !in_comment && !has_tail
    }

    /// True if a backslash in a stretch of text says that it is text.
    fn is_escaped(&self, from: usize, to: u32) -> bool {
        let first = self.escapes.partition_point(|&at| (at as usize) < from);
        self.escapes.get(first).is_some_and(|&at| at < to)
    }
}

impl Slip {
    fn new(source: &str, block: BlockRef<'_>, plain: &PlainClosers, closer: u32) -> Option<Self> {
        let before = &source[block.start as usize..closer as usize];
        let before = before.trim_end_matches([' ', '\t', '\n', '\r']);
        let word_start = before.rfind([' ', '\t', '\n', '\r', '[', ']', '{', '}']).map_or(0, |at| at + 1);
        let start = block.start as usize + word_start;
        // Two bytes before the word stands the backslash of an escaped bracket or space.
        if plain.is_escaped(start.saturating_sub(2), closer) {
            return None;
        }
        Some(Self { word: Span::new(start, start + before.len() - word_start), closer })
    }

    /// True for a token that would annotate something if there were anything before it.
    fn is_empty(&self, context: &Context<'_, '_>) -> bool {
        let kind = word_token(self.word.of(context.article.source)).map(|(kind, _)| kind);
        matches!(kind, Some(TokenKind::Entity | TokenKind::Date | TokenKind::Label))
    }

    fn finding(&self, context: &Context<'_, '_>) -> Option<Finding> {
        let Self { word: span, closer } = *self;
        let word = span.of(context.article.source);
        let in_braces = context.article.source.as_bytes()[closer as usize] == b'}';
        let reason = reason(word, in_braces).filter(|_| !self.is_empty(context))?;
        let message = format!("this bracket is plain text: {reason}");
        let help = "a tail is white space, then `@name`, `:label`, `#id` or `?`, up to the closing bracket; write `\\@`, `\\:` or `\\?` if it is text";
        let finding = Finding::new(&RULE, span, message).help(help);
        Some(match mended(word, span, closer, in_braces) {
            Some((title, edits)) => finding.fix(title, edits),
            None => finding,
        })
    }
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
    let mut rest = word.chars();
    let starts_like_token = match (rest.next(), rest.next()) {
        (Some('@'), Some(next)) => next.is_alphanumeric() || next == '?',
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
