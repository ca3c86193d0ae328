use std::borrow::Cow;

use rustc_hash::FxHashSet;

use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity};
use crate::article::Role;
use crate::language::{Classes, Language};
use crate::text::words;

/// a cue that says nothing
pub static RULE: Rule = Rule {
    name: "odd-cue",
    family: Family::Quotes,
    scope: Scope::Article,
    severity: Severity::Hint,
    summary: "a cue that says nothing",
    docs: r##"## What it does
Finds a cue that holds no word that could say that something was said: nothing but names, days, numbers and small words such
as "the" or "in", in an article in a language whose words are known (English and German). A cue of punctuation alone, as
in headlines, is left alone.

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
    let mut fine: Vec<Cow<'_, str>> = Vec::new();
    for pieces in cues.filter(|pieces| seen.insert(pieces[0])) {
        let text = |piece: &u32| article.text(*piece).trim();
        let text = match pieces {
            [piece] => Cow::Borrowed(text(piece)),
            pieces => Cow::Owned(pieces.iter().map(text).collect::<Vec<_>>().join(" ")),
        };
        let Some(language) = *language.get_or_insert_with(|| context.language()) else { return };
        let is_known = |cue: &&str| text.eq_ignore_ascii_case(cue);
        // Most cues of an article are the same few words.
        if fine.contains(&text) {
            continue;
        }
        if words(&text).next().is_none() || own.iter().any(is_known) || says(language, &text) {
            fine.push(text);
            continue;
        }
        let message = format!("“{text}” does not say that something was said");
        let help = "mark the words that say that something was said, or add these to `cues` in newsmark.toml";
        let cue = &article.annotations[pieces[0] as usize];
        let finding = Finding::new(&RULE, cue.span, message).help(help);
        findings.push(match pieces {
            [_] => finding.fix("Take the brackets away", cue.unwrapped()),
            _ => finding,
        });
    }
}

/// True if one of the words may be a verb, or a noun for what is said: all but names, days, numbers and small words.
fn says(language: &Language, text: &str) -> bool {
    let small = Classes::DETERMINER
        .and(Classes::SUBJECT_PRONOUN)
        .and(Classes::OBJECT_PRONOUN)
        .and(Classes::POSSESSIVE)
        .and(Classes::PREPOSITION)
        .and(Classes::COORDINATOR)
        .and(Classes::TIME)
        .and(Classes::NUMBER);
    let dates = &language.dates;
    let says = |word: &str, lower: &String| {
        let known = language.word(lower);
        let is_name = word.starts_with(char::is_uppercase) && known.is_none_or(|known| known.verb.is_none());
        let is_small = known.is_some_and(|known| known.verb.is_none() && known.classes.has(small));
        let is_day = || dates.weekdays.contains(lower) || dates.months.contains(lower);
        let is_number = word.starts_with(|c: char| c.is_ascii_digit());
        !(is_name && !language.nouns_have_capitals || is_small || is_number || is_day())
    };
    let mut lower: Vec<String> = Vec::new();
    for word in words(text).map(|word| word.of(text)) {
        lower.push(word.to_lowercase());
        if lower.last().is_some_and(|lower| says(word, lower)) {
            return true;
        }
    }
    let follows = |phrase: &Vec<String>| lower.windows(phrase.len()).any(|found| found == phrase.as_slice());
    language.according.iter().any(follows)
}
