use jiff::civil;

use super::dated::Dated;
use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity, date_mismatch};
use crate::article::Moment;
use crate::text::TextEdit;

/// a date without a year in its text, far from the article's
pub static RULE: Rule = Rule {
    name: "distant-date",
    family: Family::Dates,
    scope: Scope::Article,
    severity: Severity::Warning,
    summary: "a date without a year in its text, far from the article's",
    docs: r##"## What it does
Finds a date whose text names a day or month but no year ("July 28"), and whose value is more than a year from the
article's date.

## Why it matters
A text that leaves the year out means the nearest one. Mostly the year of the value was mistyped or copied.

## Example
```newsmark
---
date: 2021-07-29
---

The talks ended on [July 28 @2012-07-28].
```

## Instead
```newsmark
---
date: 2021-07-29
---

The talks ended on [July 28 @2021-07-28].
```

## Options
- `days`: how many days a date may be away
"##,
    options: &[DAYS],
    check,
};

const DAYS: RuleOption = RuleOption {
    name: "days",
    kind: OptionKind::Number { default: 400, least: 1, most: 100_000 },
    about: "how many days a date may be away",
};

fn check(context: &Context<'_, '_>, findings: &mut Vec<Finding>) {
    let Some(today) = context.today() else { return };
    let most = context.number(&RULE, &DAYS) as i32;
    for dated in context.dates() {
        let is_open = dated.read.month.is_some() && dated.read.year.is_none() && !dated.read.has_other_words;
        let away = (dated.value.first_day() - today).get_days();
        if !is_open || away.abs() <= most || date_mismatch::disagreement(dated).is_some() {
            continue;
        }
        let direction = if away < 0 { "before" } else { "after" };
        let message =
            format!("{} is {} days {direction} the article's date {today}", dated.token.name, away.abs());
        let finding = Finding::new(&RULE, dated.token.span, message);
        let finding = finding.help("correct the year, or write the year into the text that is marked");
        findings.push(match nearest(dated, today).filter(|(_, away)| *away <= most) {
            Some((meant, _)) => finding
                .fix(format!("Write `@{meant}`"), [TextEdit::replace(dated.token.span, format!("@{meant}"))]),
            None => finding,
        });
    }
}

/// The same day or month in the year in which it is nearest to another day, and how many days it is away.
fn nearest(dated: &Dated<'_, '_>, today: civil::Date) -> Option<(String, i32)> {
    let first = dated.value.first_day();
    let years = today.year() - 1..=today.year() + 1;
    let days = years.filter_map(|year| civil::Date::new(year, first.month(), first.day()).ok());
    let day = days.min_by_key(|day| (*day - today).get_days().abs())?;
    let fits = dated.read.weekday.is_none_or(|weekday| day.weekday() == weekday);
    let written = match dated.value {
        Moment::Day(_) if fits => day.to_string(),
        Moment::Month(..) => format!("{:04}-{:02}", day.year(), day.month()),
        _ => return None,
    };
    Some((written, (day - today).get_days().abs()))
}
