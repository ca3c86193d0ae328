use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity};
use rustc_hash::FxHashSet;

use crate::article::Role;
use crate::language::Language;
use crate::text::words;

/// a cue without a verb of saying
pub static RULE: Rule = Rule {
    name: "odd-cue",
    family: Family::Quotes,
    scope: Scope::Article,
    severity: Severity::Hint,
    summary: "a cue without a verb of saying",
    docs: r##"## What it does
Finds a cue none of whose words is a form of a verb of saying or thinking, or a noun made of one, in an article in a language whose
verbs are known (English and German). A cue of punctuation alone, as in headlines, is left alone.

## Why it matters
Often the wrong word was marked, or `:cue` stands for another label.

## Example
```newsmark
{We build now, @duarte #q1} [Ana Duarte @duarte :person #q1] said [Tuesday :cue #q1].
```

## Instead
```newsmark
{We build now, @duarte #q1} [Ana Duarte @duarte :person #q1] [said :cue #q1] Tuesday.
```

## Options
- `cues`: more words that say that something was said
"##,
    options: &[CUES],
    check,
};

const CUES: RuleOption = RuleOption {
    name: "cues",
    kind: OptionKind::Texts { default: &[] },
    about: "more words that say that something was said",
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let article = context.article;
    let own = context.texts(&RULE, &CUES);
    let parts = article.quotations.iter().flat_map(|quotation| quotation.parts_of(Role::Cue));
    let cues = parts.map(|part| &part.pieces[..]).chain(article.free_cues.iter().map(std::slice::from_ref));
    let mut language = None;
    let mut seen = FxHashSet::default();
    for pieces in cues.filter(|pieces| seen.insert(pieces[0])) {
        let text = pieces.iter().map(|&piece| article.bare().of(article.content(piece)).trim());
        let text = text.collect::<Vec<_>>().join(" ");
        let Some(language) = *language.get_or_insert_with(|| context.language()) else { return };
        let is_known = |cue: &&str| text.eq_ignore_ascii_case(cue);
        if words(&text).next().is_none() || own.iter().any(is_known) || says(language, &text) {
            continue;
        }
        let message = format!("“{text}” is no verb of saying");
        let help = "mark the words that say that something was said, or add these to `cues` in newsmark.toml";
        findings.push(Finding::new(&RULE, article.annotations[pieces[0] as usize].span, message).help(help));
    }
}

fn says(language: &Language, text: &str) -> bool {
    let lower = text.to_lowercase();
    let words: Vec<&str> = words(&lower).map(|word| word.of(&lower)).collect();
    let is_verb = |word: &&str| language.word(word).is_some_and(|word| word.verb.is_some());
    let follows = |phrase: &Vec<String>| words.windows(phrase.len()).any(|found| found == phrase.as_slice());
    words.iter().any(is_verb)
        || language.according.iter().any(follows)
        || words.iter().any(|word| language.is_saying_noun(word))
}
