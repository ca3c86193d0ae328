use jiff::civil;

use super::dated::{Dated, dated_texts};
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Moment;
use crate::text::TextEdit;

/// a date whose text and value disagree
pub static RULE: Rule = Rule {
    name: "date-mismatch",
    family: Family::Dates,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a date whose text and value disagree",
    docs: r##"## What it does
Finds a date whose text names another day, month or year than its value: "July 28" with `@2021-07-27`. It reads the names
of months in the language of the article (English and German) and years; whatever other words stand with them is left alone.

## Why it matters
One of the two is wrong, and programs believe the value.

## Example
```newsmark
---
date: 2021-07-29
---

The talks ended on [July 28 @2021-07-27].
```

## Instead
```newsmark
---
date: 2021-07-29
---

The talks ended on [July 28 @2021-07-28].
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    for dated in dated_texts(context) {
        let Some(wrong) = disagreement(&dated) else { continue };
        let message = format!("the text says {wrong}, the value {}", dated.token.name);
        let finding = Finding::new(&RULE, dated.token.span, message);
        let finding = finding.help("correct the value, or mark other words");
        findings.push(match said(&dated) {
            Some(day) => finding
                .fix(format!("Write `@{day}`"), [TextEdit::replace(dated.token.span, format!("@{day}"))]),
            None => finding,
        });
    }
}

/// What the text says otherwise than the value, if anything.
pub fn disagreement(dated: &Dated<'_, '_>) -> Option<String> {
    let (text, value) = (dated.read, dated.value);
    if text.has_other_words {
        return None;
    }
    let (year, month, day) = parts(value);
    if let Some(said) = text.year.filter(|said| *said != year) {
        return Some(said.to_string());
    }
    if let Some((said, _)) = text.month.zip(month).filter(|(said, value)| said != value) {
        return Some(format!("month {said}"));
    }
    let (said, _) = text.day.zip(day).filter(|(said, value)| said != value)?;
    Some(format!("day {said}"))
}

fn parts(value: Moment) -> (i16, Option<i8>, Option<i8>) {
    match value {
        Moment::Year(year) => (year, None, None),
        Moment::Month(year, month) => (year, Some(month), None),
        Moment::Day(day) => (day.year(), Some(day.month()), Some(day.day())),
    }
}

/// The day that the text names, in the year of the value unless it names one.
fn said(dated: &Dated<'_, '_>) -> Option<civil::Date> {
    let (year, ..) = parts(dated.value);
    civil::Date::new(dated.read.year.unwrap_or(year), dated.read.month?, dated.read.day?).ok()
}
