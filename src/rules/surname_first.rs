use rustc_hash::FxHashSet;

use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::syntax::{BlockKind, Shape, TokenKind};
use crate::text::one_line;

/// a person who is first mentioned by surname alone
pub static RULE: Rule = Rule {
    name: "surname-first",
    family: Family::Mentions,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a person who is first mentioned by surname alone",
    docs: r##"## What it does
Finds the first mention of a person in the text that is the last word of the person's name and nothing else. Headlines
and captions don't count. This is a matter of house style, and off unless `newsmark.toml` gives it a severity.

## Why it matters
Readers meet a surname and don't know whose it is; in annotation it shows a mention of somebody else, or a lost first one.

## Example
```newsmark
[Duarte @duarte] spoke. [Ana Duarte @duarte] then left.

---
@duarte :person Ana Duarte | Duarte
```

## Instead
```newsmark
[Ana Duarte @duarte] spoke. [Duarte @duarte] then left.

---
@duarte :person Ana Duarte | Duarte
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let mut met: FxHashSet<&str> = FxHashSet::default();
    for (at, annotation) in article.annotations.iter().enumerate() {
        let (kind, _) = article.blocks[annotation.block as usize];
        if kind != BlockKind::Paragraph || annotation.shape != Shape::Square {
            continue;
        }
        let entities = article.tail(at as u32).iter().filter(|token| token.kind == TokenKind::Entity);
        for token in entities.filter(|token| met.insert(token.name)) {
            let Some(profile) = context.cast().profile(token.name) else { continue };
            let Some(name) = profile.names.first().filter(|_| profile.types.contains(&"person")) else {
                continue;
            };
            let text = one_line(article.bare().of(annotation.content));
            let is_surname = name.split_whitespace().next_back() == Some(&*text) && name.contains(' ');
            if is_surname {
                let message = format!("`@{}` is first mentioned as “{text}”", token.name);
                let help = format!("give the whole name at the first mention: {name}");
                findings.push(Finding::new(&RULE, annotation.span, message).help(help));
            }
        }
    }
}
