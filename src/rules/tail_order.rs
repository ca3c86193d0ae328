use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Article;
use crate::syntax::{TokenKind, last_word, word_token};
use crate::text::{Span, TextEdit};

/// a label or id that stands before the tail it was meant for
pub static RULE: Rule = Rule {
    name: "tail-order",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "a label or id that stands before the tail it was meant for",
    docs: r##"## What it does
Finds a `:label` or a known `#id` right before a tail, where it is text. In a tail come first `@`, then `:`, then `#`, then `?`.

## Why it matters
The annotation lacks the label or id, and the article's text has it in.

## Example
```newsmark
[Ana Duarte :person @duarte] spoke.

---
@duarte :person Ana Duarte
```

## Instead
```newsmark
[Ana Duarte @duarte :person] spoke.
```

If it really is text, say so with a backslash: `[the \:person tag @tag]`.
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for at in 0..article.annotations.len() as u32 {
        let Some((token, span)) = last_word_as_token(article, at) else { continue };
        let meant = match token {
            (TokenKind::Label, _) => true,
            (TokenKind::Id | TokenKind::ContinuedId, id) => article.ids_around(at).any(|other| other == id),
            _ => false,
        };
        if meant {
            let word = span.of(article.source);
            let message = format!("`{word}` is read as text: it stands before the tail");
            let help =
                format!("in a tail come `@`, then `:`, then `#`, then `?`; write `\\{word}` if it is text");
            let finding = Finding::new(&RULE, span, message).help(help);
            findings.push(match reordered(article, at, token.0, span) {
                Some(edits) => finding.fix(format!("Move `{word}` into the tail"), edits),
                None => finding,
            });
        }
    }
}

/// Takes the word and the space before it out of the text and puts it where it belongs in the tail.
fn reordered(article: &Article<'_>, at: u32, kind: TokenKind, word: Span) -> Option<[TextEdit; 2]> {
    let before = &article.source[..word.start as usize];
    let text = before.trim_end_matches([' ', '\t', '\n', '\r']);
    // An escaped space is text.
    if text.ends_with('\\') {
        return None;
    }
    let gone = Span { start: text.len() as u32, end: word.end };
    let place = article.place_in_tail(at, kind);
    Some([TextEdit::delete(gone), TextEdit::insert(place, format!(" {}", word.of(article.source)))])
}

/// The last word of an annotation's content, if it reads as a token and other text stands before it.
fn last_word_as_token<'s>(article: &Article<'s>, at: u32) -> Option<((TokenKind, &'s str), Span)> {
    let content = article.content(at);
    let text = content.of(article.source);
    let start = last_word(text)?;
    if !text[start..].starts_with([':', '#']) || text[..start].trim().is_empty() {
        return None;
    }
    let span = Span::new(content.start as usize + start, content.end as usize);
    Some((word_token(&text[start..])?, span))
}
