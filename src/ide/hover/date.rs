//! Dates: written out, and how far they are from the article's own.

use jiff::Unit;
use jiff::civil;

use super::card::{Card, Piece, code, text};
use super::numbers::counted;
use crate::article::{Date, Moment};
use crate::document::{Key, KeyKind};
use crate::ide::snapshot::OpenDocument;
use crate::syntax::unescape;

/// The day of publication, if the article's metadata name one.
pub fn published(open: &OpenDocument) -> Option<civil::Date> {
    let key = Key::new(KeyKind::Metadata, open.document.symbols().find("date")?);
    let part = open.document.part(open.document.first_block_with(key), &[]);
    let article = part.article(open.document.vocabulary());
    let value = unescape(article.metadata_value("date")?.value.raw);
    // Of a timestamp, the day.
    value.get(..10)?.parse().ok()
}

/// What a date in a tail means, for an article of the day `published`.
pub fn date_card(written: &str, published: Option<civil::Date>) -> Card {
    let date = match Date::parse(written) {
        Ok(date) => date,
        Err(error) => {
            let mut card =
                Card::new(vec![code(format!("@{written}")), text(format!(" is no date: {error}"))]);
            card.text(vec![
                text("A date is a year, month or day, or an interval of two: "),
                code("@2024-03-05"),
            ]);
            return card;
        }
    };
    let (from, to) = match date {
        Date::At(moment) => (moment, moment),
        Date::Between(from, to) => (from, to),
    };
    let mut title = vec![Piece::Strong(written_out(date))];
    if let Date::Between(..) = date {
        title.push(text(format!(": {}", length(from, to))));
    }
    let mut card = Card::new(title);
    if let Some(day) = published {
        card.text(vec![text(distance(date, from, to, day))]);
    }
    card
}

fn written_out(date: Date) -> String {
    match date {
        Date::At(moment) => moment_out(moment),
        Date::Between(from, to) => format!("{} to {}", moment_out(from), moment_out(to)),
    }
}

fn moment_out(moment: Moment) -> String {
    match moment {
        Moment::Year(year) => format!("{year:04}"),
        Moment::Month(..) => moment.first_day().strftime("%B %Y").to_string(),
        Moment::Day(day) => day.strftime("%A, %-d %B %Y").to_string(),
    }
}

/// How long an interval is, both ends included.
fn length(from: Moment, to: Moment) -> String {
    let days = days_between(from.first_day(), to.last_day()) + 1;
    let days = counted(days, "day");
    match (from, to) {
        (Moment::Year(from), Moment::Year(to)) => counted(i64::from(to - from) + 1, "year"),
        (Moment::Month(..), Moment::Month(..)) => {
            format!("{} ({days})", counted(months(to) - months(from) + 1, "month"))
        }
        _ => days,
    }
}

/// Where a date lies, seen from the day of publication.
fn distance(date: Date, from: Moment, to: Moment, published: civil::Date) -> String {
    let (first, last) = (from.first_day(), to.last_day());
    let is_interval = matches!(date, Date::Between(..));
    if first <= published && published <= last {
        let what = match from {
            _ if is_interval => return "the article was published within it".to_string(),
            Moment::Day(_) => "day",
            Moment::Month(..) => "month",
            Moment::Year(_) => "year",
        };
        return format!("the {what} of the article");
    }
    let (moment, side) = if last < published { (to, "before") } else { (from, "after") };
    let far = far(moment, published);
    match (is_interval, side) {
        (false, _) => format!("{far} {side} the article"),
        (true, "before") => format!("ends {far} before the article"),
        (true, _) => format!("begins {far} after the article"),
    }
}

fn far(moment: Moment, published: civil::Date) -> String {
    match moment {
        Moment::Year(year) => counted(i64::from((year - published.year()).abs()), "year"),
        Moment::Month(..) => {
            let here = Moment::Month(published.year(), published.month());
            years_and_months((months(moment) - months(here)).abs())
        }
        Moment::Day(day) => {
            let days = days_between(day, published).abs();
            if days <= 60 {
                counted(days, "day")
            } else {
                format!("about {}", years_and_months(months_between(day, published)))
            }
        }
    }
}

fn years_and_months(months: i64) -> String {
    match (months / 12, months % 12) {
        (0, months) => counted(months, "month"),
        (years, 0) => counted(years, "year"),
        (years, months) => format!("{} and {}", counted(years, "year"), counted(months, "month")),
    }
}

/// Months from the year 0 on.
fn months(moment: Moment) -> i64 {
    let day = moment.first_day();
    i64::from(day.year()) * 12 + i64::from(day.month())
}

fn months_between(one: civil::Date, other: civil::Date) -> i64 {
    one.until((Unit::Month, other)).map_or(0, |span| i64::from(span.get_months().abs()))
}

fn days_between(one: civil::Date, other: civil::Date) -> i64 {
    one.until((Unit::Day, other)).map_or(0, |span| i64::from(span.get_days()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(written: &str, expected: &str) {
        let card = date_card(written, Some(civil::date(2024, 3, 5)));
        assert_eq!(card.plain(), expected);
    }

    #[test]
    fn days() {
        says("2024-03-05", "Tuesday, 5 March 2024\n\nthe day of the article");
        says("2024-03-02", "Saturday, 2 March 2024\n\nthree days before the article");
        says("2024-03-06", "Wednesday, 6 March 2024\n\none day after the article");
        says("2024-02-05", "Monday, 5 February 2024\n\n29 days before the article");
        says("2023-11-30", "Thursday, 30 November 2023\n\nabout three months before the article");
        says("2021-07-28", "Wednesday, 28 July 2021\n\nabout two years and seven months before the article");
        says("1924-03-05", "Wednesday, 5 March 1924\n\nabout 100 years before the article");
    }

    #[test]
    fn months_and_years() {
        says("2024-03", "March 2024\n\nthe month of the article");
        says("2024-01", "January 2024\n\ntwo months before the article");
        says("2025-04", "April 2025\n\none year and one month after the article");
        says("2024", "2024\n\nthe year of the article");
        says("2030", "2030\n\nsix years after the article");
    }

    #[test]
    fn intervals() {
        says(
            "2024-03-01/2024-03-03",
            "Friday, 1 March 2024 to Sunday, 3 March 2024: three days\n\nends two days before the article",
        );
        says(
            "2024-03/2024-05",
            "March 2024 to May 2024: three months (92 days)\n\nthe article was published within it",
        );
        says("2025/2026", "2025 to 2026: two years\n\nbegins one year after the article");
        says(
            "2024-04/2024-05-01",
            "April 2024 to Wednesday, 1 May 2024: 31 days\n\nbegins one month after the article",
        );
    }

    #[test]
    fn without_a_date_of_the_article() {
        assert_eq!(date_card("2024-03-02", None).plain(), "Saturday, 2 March 2024");
    }

    #[test]
    fn what_is_no_date() {
        let help = "A date is a year, month or day, or an interval of two: @2024-03-05";
        says(
            "2024-02-30",
            &format!("@2024-02-30 is no date: there is no such day in the calendar\n\n{help}"),
        );
    }
}
