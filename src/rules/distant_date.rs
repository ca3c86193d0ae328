use super::dated::dated_texts;
use super::{Context, Family, Finding, OptionKind, Rule, RuleOption, Scope, Severity, date_mismatch};

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
    for dated in dated_texts(context) {
        let is_open = dated.read.month.is_some() && dated.read.year.is_none() && !dated.read.has_other_words;
        let away = (dated.value.first_day() - today).get_days();
        if !is_open || away.abs() <= most || date_mismatch::disagreement(&dated).is_some() {
            continue;
        }
        let direction = if away < 0 { "before" } else { "after" };
        let message =
            format!("{} is {} days {direction} the article's date {today}", dated.token.name, away.abs());
        let finding = Finding::new(&RULE, dated.token.span, message);
        findings.push(finding.help("correct the year, or write the year into the text that is marked"));
    }
}
