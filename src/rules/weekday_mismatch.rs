use jiff::{ToSpan, civil};

use super::dated::dated_texts;
use super::{Context, Family, Finding, Rule, Scope, Severity, date_mismatch};
use crate::article::Moment;
use crate::text::TextEdit;

/// a weekday that is not that of the date
pub static RULE: Rule = Rule {
    name: "weekday-mismatch",
    family: Family::Dates,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a weekday that is not that of the date",
    docs: r##"## What it does
Finds a date whose text names a weekday that the day of its value is not: "Wednesday" with `@2021-07-27`, which was a
Tuesday.

## Why it matters
The value is a day or a week off.

## Example
```newsmark
---
date: 2021-07-29
---

The talks ended on [Wednesday @2021-07-27].
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
    for dated in dated_texts(context) {
        let (Some(weekday), Moment::Day(day)) = (dated.read.weekday, dated.value) else { continue };
        // Where the text names the month and day as well, and these are wrong, that is said already.
        if day.weekday() == weekday || date_mismatch::disagreement(&dated).is_some() {
            continue;
        }
        let written = dated.text.trim();
        let message = format!("{day} is a {:?}, but the text says “{written}”", day.weekday());
        let finding = Finding::new(&RULE, dated.token.span, message);
        findings.push(match nearest(day, weekday) {
            Some(meant) => finding
                .help(format!("the nearest {weekday:?} is {meant}"))
                .fix(format!("Write `@{meant}`"), [TextEdit::replace(dated.token.span, format!("@{meant}"))]),
            None => finding.help("correct the value, or mark other words"),
        });
    }
}

/// The day with this weekday that is nearest to another: three days away at most.
fn nearest(day: civil::Date, weekday: civil::Weekday) -> Option<civil::Date> {
    let ahead = i64::from(day.weekday().until(weekday));
    day.checked_add(if ahead > 3 { ahead - 7 } else { ahead }.days()).ok()
}
