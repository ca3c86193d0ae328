use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Article;
use crate::syntax::{Token, TokenKind};
use crate::text::TextEdit;

/// an `#id+` whose next piece does not follow
pub static RULE: Rule = Rule {
    name: "broken-continuation",
    family: Family::Syntax,
    scope: Scope::Local,
    severity: Severity::Warning,
    summary: "an `#id+` whose next piece does not follow",
    docs: r##"## What it does
Finds a piece that says by `#id+` that the next one follows without a gap, where no next piece comes, or other text
stands between.

## Why it matters
The two pieces are one span of text to every program that reads the article. If text stands between, they are two,
and the plain `#id` says so.

## Example
```newsmark
{The port is closed, @? #q1+} officials said, {and it will stay closed. @? #q1}
```

## Instead
```newsmark
{The port is closed, @? #q1} officials said, {and it will stay closed. @? #q1}
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let continued = |token: &Token| token.kind == TokenKind::ContinuedId;
    if !article.tokens.iter().any(continued) {
        return;
    }
    let quotations = article.quotations.iter().flat_map(|quotation| {
        let parts = quotation.parts.iter().map(|part| &part.pieces);
        parts.chain([&quotation.pieces]).map(|pieces| (quotation.id, pieces))
    });
    let mentions = article.mentions.iter().map(|mention| (mention.id, &mention.pieces));
    for (id, pieces) in quotations.chain(mentions) {
        for (at, &piece) in pieces.iter().enumerate() {
            let next = pieces.get(at + 1).copied();
            let tied = article.tail(piece).iter().filter(|token| continued(token) && Some(token.name) == id);
            findings.extend(tied.filter_map(|token| broken(article, piece, next, token)));
        }
    }
}

fn broken(article: &Article<'_>, piece: u32, next: Option<u32>, token: &Token<'_>) -> Option<Finding> {
    let id = token.name;
    let title = format!("Write `#{id}`");
    let edit = TextEdit::replace(token.span, format!("#{id}"));
    let Some(next) = next else {
        let message = format!("`#{id}+` says that another piece follows, but none does");
        let help = format!("write `#{id}`, or annotate the next piece with `#{id}`");
        let finding = Finding::new(&RULE, token.span, message).help(help);
        return Some(finding.safe_fix(title, [edit]));
    };
    let bare = article.bare();
    let gap =
        bare.offset(article.content(piece).end) as usize..bare.offset(article.content(next).start) as usize;
    if bare.text.get(gap).is_none_or(|between| between.trim().is_empty()) {
        return None;
    }
    let message = format!("`#{id}+` says that the next piece follows at once, but text stands between");
    let finding = Finding::new(&RULE, token.span, message)
        .related(article.annotations[next as usize].span, "the next piece");
    Some(finding.help(format!("write `#{id}` for pieces with a gap")).fix(title, [edit]))
}
