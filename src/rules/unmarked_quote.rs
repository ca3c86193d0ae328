use std::cell::OnceCell;

use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity};
use crate::article::{Article, quoted_stretches};
use crate::syntax::Shape;
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
{“We build now,” @duarte} [Ana Duarte @duarte :person] said.
“Nobody signs a blank cheque here,” she added.
```

## Instead
```newsmark
{“We build now,” @duarte} [Ana Duarte @duarte :person] said.
{“Nobody signs a blank cheque here,” @duarte} she added.
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
    let outermost = OnceCell::new();
    for (_, block) in article.blocks.iter().filter(|(kind, _)| kind.is_prose()) {
        let place = bare.span(*block);
        for (start, end) in quoted_stretches(place.of(&bare.text)) {
            let text = &place.of(&bare.text)[start..end];
            if most_words.checked_sub(1).is_some_and(|last| words(text).nth(last).is_none()) {
                continue;
            }
            let last = text.char_indices().next_back().map_or(0, |(at, _)| at);
            let place = |at: usize| bare.to_source(place.start + at as u32);
            let width = (text.len() - last) as u32;
            let span = Span { start: place(start), end: place(start + last) + width };
            if !is_marked(article, outermost.get_or_init(|| outermost_of(article)), span) {
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

/// The outermost annotations of an article, in order: they don't overlap.
fn outermost_of(article: &Article<'_>) -> Vec<Span> {
    let mut outermost: Vec<Span> = Vec::with_capacity(article.annotations.len());
    for annotation in &article.annotations {
        if outermost.last().is_none_or(|last| last.end <= annotation.span.start) {
            outermost.push(annotation.span);
        }
    }
    outermost
}

/// True if a quotation touches the words, or an annotation of something else stands around them, crosses them, or
/// holds most of them, as that of a title does.
fn is_marked(article: &Article<'_>, outermost: &[Span], span: Span) -> bool {
    let at = outermost.partition_point(|outer| outer.end <= span.start);
    if outermost.get(at).is_some_and(|outer| outer.start <= span.start) {
        return true;
    }
    let from = article.annotations.partition_point(|annotation| annotation.span.start < span.start);
    let inside = article.annotations[from..].iter().take_while(|annotation| annotation.span.start < span.end);
    inside.into_iter().any(|annotation| {
        annotation.shape == Shape::Brace
            || annotation.span.end > span.end
            || 2 * annotation.content.len() > span.len()
    })
}
