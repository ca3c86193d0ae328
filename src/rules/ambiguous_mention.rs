use rustc_hash::FxHashMap;

use super::cast::looks_like_a_name;
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::language::Classes;
use crate::syntax::Token;
use crate::text::{TextEdit, words};

/// the same text linked to two entities
pub static RULE: Rule = Rule {
    name: "ambiguous-mention",
    family: Family::Mentions,
    scope: Scope::Article,
    severity: Severity::Hint,
    summary: "the same text linked to two entities",
    docs: r##"## What it does
Finds two mentions with the same text that stand for different entities, where the text is a name of neither. Pronouns
and descriptions ("He", "The minister") mean now this one, now that, and are left alone.

## Why it matters
One of the two links may be wrong.

## Example
```newsmark
[Brandt @tomas] left, and [Brandt @thomas] came back.

---
@tomas :person Tomas
@thomas :person Thomas
```

## Instead
```newsmark
[Brandt @tomas] left, and [Brandt @tomas] came back.

---
@tomas :person Tomas
```

If two entities are called so, say so in their records: `@tomas :person Tomas | Brandt`.
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let mut firsts: FxHashMap<u64, &Token<'_>> = FxHashMap::default();
    firsts.reserve(context.named().len());
    for named in context.named() {
        let (token, text) = (named.entity, &*named.text);
        if !looks_like_a_name(text) {
            continue;
        }
        let Some(first) = firsts.get(&named.hash).copied() else {
            firsts.insert(named.hash, token);
            continue;
        };
        if first.name == token.name || !is_name(context, text) || context.cast().called(text).next().is_some()
        {
            continue;
        }
        let message = format!("“{text}” stands for `@{}` here, and for `@{}` before", token.name, first.name);
        let finding = Finding::new(&RULE, token.span, message).related(first.span, "stands for another here");
        let finding =
            finding.help("link both to the one that is meant, or add the name to the aliases of both");
        let same = TextEdit::replace(token.span, token.renamed(first.name));
        findings.push(finding.fix(format!("Change `@{}` to `@{}`", token.name, first.name), [same]));
    }
}

/// True if the text is more than a pronoun or a description, as far as the words of the language tell.
fn is_name(context: &Context<'_, '_>, text: &str) -> bool {
    let capitals = words(text).filter(|word| word.of(text).starts_with(char::is_uppercase)).count();
    let Some(language) = context.language().filter(|language| !language.nouns_have_capitals) else {
        return capitals > 1;
    };
    let small = Classes::DETERMINER
        .and(Classes::SUBJECT_PRONOUN)
        .and(Classes::OBJECT_PRONOUN)
        .and(Classes::POSSESSIVE)
        .and(Classes::RELATIVE)
        .and(Classes::ADVERB)
        .and(Classes::TIME);
    let first = words(text).next().map(|word| word.of(text).to_lowercase()).unwrap_or_default();
    !language.word(&first).is_some_and(|word| word.classes.has(small))
}
