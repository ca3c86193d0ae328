use super::{Context, Finding, Rule, Severity};
use crate::article::Article;
use crate::syntax::{TokenKind, last_word, word_token};
use crate::text::Span;

/// a label or id that stands before the tail it was meant for
pub static RULE: Rule = Rule {
    name: "tail-order",
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
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    for at in 0..article.annotations.len() as u32 {
        let Some((token, span)) = last_word_as_token(article, at) else { continue };
        let meant = match token {
            (TokenKind::Label, _) => true,
            (TokenKind::Id | TokenKind::ContinuedId, id) => {
                article.ids_in_block_of(at).any(|other| other == id)
            }
            _ => false,
        };
        if meant {
            let word = span.of(article.source);
            let message = format!("`{word}` is read as text: it stands before the tail");
            let help =
                format!("in a tail come `@`, then `:`, then `#`, then `?`; write `\\{word}` if it is text");
            findings.push(Finding::new(&RULE, span, message).help(help));
        }
    }
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
