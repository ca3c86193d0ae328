use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity};
use crate::article::{Article, quoted_stretches};
use crate::syntax::{Shape, Token, TokenKind};
use crate::text::{Span, TextEdit, words};

/// words in quotation marks outside of any quotation
pub static RULE: Rule = Rule {
    name: "unmarked-quote",
    family: Family::Quotes,
    scope: Scope::Article,
    severity: Severity::Hint,
    summary: "words in quotation marks outside of any quotation",
    docs: r##"## What it does
Finds a stretch of five words or more in quotation marks that is part of no quotation, in an article in which others are
marked. Single words and short titles in quotation marks are no quotations more often than not. Titles that are
marked as an entity are left alone.

## Why it matters
A quotation was forgotten.

## Example
```newsmark
{“We build now,” @duarte} [Ana Duarte @duarte :person] said. “Nobody signs a blank cheque here,” she added.
```

## Instead
```newsmark
{“We build now,” @duarte} [Ana Duarte @duarte :person] said. {“Nobody signs a blank cheque here,” @duarte} she added.
```

## Options
- `words`: how many words at least
"##,
    options: &[WORDS],
    check,
};

const WORDS: RuleOption = RuleOption {
    name: "words",
    kind: OptionKind::Number { default: 5, least: 1, most: 1000 },
    about: "how many words at least",
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    if article.quotations.is_empty() {
        return;
    }
    let most_words = context.number(&RULE, &WORDS) as usize;
    let bare = article.bare();
    for (number, (_, block)) in article.blocks.iter().enumerate().filter(|(_, (kind, _))| kind.is_prose()) {
        let place = bare.span(*block);
        for (start, end) in quoted_stretches(place.of(&bare.text)) {
            let text = &place.of(&bare.text)[start..end];
            if words(text).count() < most_words {
                continue;
            }
            let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
            let place = |at: usize| bare.to_source(place.start + at as u32);
            let width = (text.len() - last) as u32;
            let span = Span { start: place(start), end: place(start + last) + width };
            if !is_marked(article, number as u32, span) {
                let finding = Finding::new(
                    &RULE,
                    span,
                    "these words are in quotation marks, but no quotation".to_string(),
                );
                let finding = finding.help("mark them: `{… @name}`, or `{… @?}` if nobody knows who said it");
                let edits = [TextEdit::insert(span.start, "{"), TextEdit::insert(span.end, " @?}")];
                findings.push(finding.fix("Mark them as a quotation of somebody unknown", edits));
            }
        }
    }
}

/// True if a quotation or the mention of an entity touches the words.
fn is_marked(article: &Article<'_>, block: u32, span: Span) -> bool {
    let from = article.annotations.partition_point(|annotation| annotation.block < block);
    let here = article.annotations[from..].iter().take_while(|annotation| annotation.block == block);
    here.enumerate().any(|(number, annotation)| {
        let touches = annotation.span.start < span.end && span.start < annotation.span.end;
        let around = annotation.span.contains(span) || 2 * annotation.content.len() > span.len();
        let names = |token: &Token<'_>| matches!(token.kind, TokenKind::Entity | TokenKind::Label);
        touches
            && (annotation.shape == Shape::Brace
                || !span.contains(annotation.span) && !annotation.span.contains(span)
                || around && article.tail((from + number) as u32).iter().any(names))
    })
}
