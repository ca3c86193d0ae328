use jiff::{ToSpan, civil};

use super::dated::dated_texts;
use super::{Context, Family, Finding, Rule, Scope, Severity};
use crate::article::Moment;
use crate::text::TextEdit;

/// a “today” or a weekday whose value is another day
pub static RULE: Rule = Rule {
    name: "relative-date",
    family: Family::Dates,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a “today” or a weekday whose value is another day",
    docs: r##"## What it does
Finds "today", "yesterday", "tomorrow", or a weekday alone, whose value is not the day that it is when counted from the
article's date. The message says which day that would be. A day more or less is no finding: articles are printed the day after
they are written. A weekday may be the one before or the one to come.

## Why it matters
Most often the date of another article was left in, or the wrong week counted.

## Example
```newsmark
---
date: 2021-07-29
---

The talks ended on [Wednesday @2021-07-14].
```

## Instead
```newsmark
---
date: 2021-07-29
---

The talks ended on [Wednesday @2021-07-28].
```
"##,
    options: &[],
    check,
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(today) = context.today() else { return };
    for dated in dated_texts(context) {
        let (read, Moment::Day(day)) = (dated.read, dated.value) else { continue };
        let is_alone =
            read.day.is_none() && read.month.is_none() && read.year.is_none() && !read.has_other_words;
        let meant = match (read.relative, read.weekday) {
            (Some(relative), None) => {
                today.checked_add(relative.days().days()).ok().filter(|day| !is_near(*day, dated.value, 1))
            }
            (None, Some(weekday)) if day.weekday() == weekday => today
                .checked_sub(i64::from(today.weekday().since(weekday)).days())
                .ok()
                .filter(|_| !is_near(today, dated.value, 7)),
            _ => None,
        };
        let Some(meant) = meant.filter(|_| is_alone) else { continue };
        let message = format!("“{}” is {meant}, counted from the article's date {today}", dated.text.trim());
        let finding = Finding::new(&RULE, dated.token.span, message)
            .help("correct the value, or the article's `date:`");
        let edit = TextEdit::replace(dated.token.span, format!("@{meant}"));
        findings.push(finding.fix(format!("Write `@{meant}`"), [edit]));
    }
}

/// True if a date is at most some days away from another.
fn is_near(day: civil::Date, value: Moment, days: i32) -> bool {
    (value.first_day() - day).get_days().abs() <= days
}
