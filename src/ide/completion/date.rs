//! After `@` and a digit, or where the text speaks of a day: dates near the article's.

use jiff::ToSpan;
use jiff::civil::{self, Weekday};

use super::context::Context;
use super::item::{CompletionItem, CompletionKind, Items};
use crate::text::Span;

/// How many days before the article's are offered, and how many after it.
const DAYS: (i64, i64) = (10, 7);

/// The dates that the bracket's text means, then, if a digit was typed, those near the article's.
pub fn dates(context: &Context<'_>, text: &str, typed: &str, span: Span, items: &mut Items) {
    let begins_date = typed.starts_with(|c: char| c.is_ascii_digit());
    if !typed.is_empty() && !begins_date {
        return;
    }
    let article = context.date();
    let mut dates: Vec<String> = meant(text, article).iter().map(ToString::to_string).collect();
    if let (true, Some(article)) = (begins_date, article) {
        dates.extend(near(article));
    }
    let mut offered: Vec<String> = Vec::new();
    for date in dates.into_iter().filter(|date| date.starts_with(typed)) {
        if !offered.contains(&date) {
            items.push(item(&date, article, span));
            offered.push(date);
        }
    }
}

/// Days around the article's, nearest first, then its month and year.
fn near(article: civil::Date) -> Vec<String> {
    let days = (0..=DAYS.0.max(DAYS.1)).flat_map(|by| {
        let before = (by <= DAYS.0).then_some(-by);
        before.into_iter().chain((by > 0 && by <= DAYS.1).then_some(by))
    });
    let days = days.filter_map(|by| article.checked_add(by.days()).ok());
    let months = [format!("{:04}-{:02}", article.year(), article.month()), format!("{:04}", article.year())];
    days.map(|day| day.to_string()).chain(months).collect()
}

/// A day, or a month of a year.
enum Meant {
    Day(civil::Date),
    Month(i16, i8),
}

impl std::fmt::Display for Meant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Month(year, month) => write!(f, "{year:04}-{month:02}"),
        }
    }
}

/// What a text such as “Tuesday”, “yesterday” or “July 28” means in an article of this date, likeliest
/// first: news looks back, so a bare weekday is the last one up to the article's own day.
fn meant(text: &str, article: Option<civil::Date>) -> Vec<Meant> {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let named = words.iter().position(|word| month(word).is_some());
    if let Some(at) = named
        && let Some(found) = in_month(&words, at, article)
    {
        return found;
    }
    let Some(article) = article else { return Vec::new() };
    let by = |days: i64| article.checked_add(days.days()).map(Meant::Day).ok();
    let relative = words.iter().find_map(|word| match *word {
        "today" | "tonight" => Some(0),
        "yesterday" => Some(-1),
        "tomorrow" => Some(1),
        _ => None,
    });
    if let Some(days) = relative {
        return by(days).into_iter().collect();
    }
    let Some(day) = words.iter().find_map(|word| weekday(word)) else { return Vec::new() };
    let back = i64::from(article.weekday().since(day));
    let (last, next) = (by(-back), by(7 - back));
    let looks_forward = words.contains(&"next") || words.contains(&"coming");
    let (first, second) = if looks_forward { (next, last) } else { (last, next) };
    first.into_iter().chain(second).collect()
}

/// “July 28”, “28 July 2021”, “July 2021”, “July”: without a year, the one nearest to the article.
fn in_month(words: &[&str], at: usize, article: Option<civil::Date>) -> Option<Vec<Meant>> {
    let month = month(words[at])?;
    let numbers = words.iter().filter_map(|word| number(word));
    let (mut day, mut year) = (None, None);
    for number in numbers {
        match number {
            1..=31 if day.is_none() => day = Some(number as i8),
            1000..=9999 => year = Some(number),
            _ => {}
        }
    }
    // “may” and “march” are words, too, in a text without numbers.
    if day.is_none() && year.is_none() && words.len() > 1 {
        return None;
    }
    let years: Vec<i16> = match (year, article) {
        (Some(year), _) => vec![year],
        (None, Some(article)) => nearest_years(article, month),
        (None, None) => return None,
    };
    let found = years.into_iter().filter_map(|year| match day {
        Some(day) => civil::Date::new(year, month, day).ok().map(Meant::Day),
        None => Some(Meant::Month(year, month)),
    });
    Some(found.collect())
}

fn nearest_years(article: civil::Date, month: i8) -> Vec<i16> {
    let away = |year: &i16| {
        let months = (i32::from(*year) - i32::from(article.year())) * 12 + i32::from(month - article.month());
        (months.abs(), months > 0)
    };
    let mut years = vec![article.year() - 1, article.year(), article.year() + 1];
    years.sort_by_key(away);
    years.truncate(2);
    years
}

/// `28`, `28th`, `2021`
fn number(word: &str) -> Option<i16> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let ending = &word[digits.len()..];
    matches!(ending, "" | "st" | "nd" | "rd" | "th").then(|| digits.parse().ok()).flatten()
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|name| is_short_for(word, name))?;
    Some(at as i8 + 1)
}

fn weekday(word: &str) -> Option<Weekday> {
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let at = names.iter().position(|name| is_short_for(word, name))?;
    Weekday::from_monday_zero_offset(at as i8).ok()
}

/// “Tue”, “Tues” and “Tuesday”, “Sept” and “September”.
fn is_short_for(word: &str, name: &str) -> bool {
    word == name || ((3..=4).contains(&word.len()) && name.starts_with(word))
}

/// The item for a date.
pub fn item(date: &str, article: Option<civil::Date>, span: Span) -> CompletionItem {
    CompletionItem {
        kind: CompletionKind::Date,
        label: format!("@{date}"),
        detail: describe(date, article),
        insert: format!("@{date}").into(),
        replaced: span,
        filter_text: format!("@{date}"),
        rank: 0,
        name: date.to_string(),
    }
}

/// `Tuesday, 5 days before the article`
pub fn describe(date: &str, article: Option<civil::Date>) -> Option<String> {
    let day: civil::Date = date.parse().ok()?;
    let weekday = day.strftime("%A").to_string();
    let Some(days) = article.and_then(|article| day.since(article).ok()).map(|since| since.get_days()) else {
        return Some(weekday);
    };
    let count = |days: i32| if days == 1 { "1 day".to_string() } else { format!("{days} days") };
    Some(match days {
        0 => format!("{weekday}, the day of the article"),
        1.. => format!("{weekday}, {} after the article", count(days)),
        _ => format!("{weekday}, {} before the article", count(-days)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        // A Tuesday.
        let article = Some(civil::date(2024, 3, 5));
        meant(text, article).iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_for_days() {
        assert_eq!(shown("Tuesday"), "2024-03-05 2024-03-12");
        assert_eq!(shown("on Monday night"), "2024-03-04 2024-03-11");
        assert_eq!(shown("next Fri"), "2024-03-08 2024-03-01");
        assert_eq!(shown("Yesterday"), "2024-03-04");
        assert_eq!(shown("tomorrow"), "2024-03-06");
        assert_eq!(shown("she"), "");
    }

    #[test]
    fn days_of_months() {
        assert_eq!(shown("March 1st"), "2024-03-01 2023-03-01");
        assert_eq!(shown("Dec. 24"), "2023-12-24 2024-12-24");
        assert_eq!(shown("28 July 2021"), "2021-07-28");
        assert_eq!(shown("July 2021"), "2021-07");
        assert_eq!(shown("July"), "2024-07 2023-07");
        assert_eq!(shown("may go"), "");
        assert_eq!(shown("Feb. 30"), "");
    }

    #[test]
    fn without_a_date_of_the_article() {
        let meant = |text| meant(text, None).iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(meant("March 5, 2024"), ["2024-03-05"]);
        assert!(meant("Tuesday").is_empty() && meant("March 5").is_empty());
    }
}
