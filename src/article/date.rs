//! Dates in tails: the ISO 8601 forms that annotators use.

use std::fmt;

use jiff::civil;

/// A date as annotated: a year, month or day, or an interval between two of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Date {
    /// One point of time.
    At(Moment),
    /// From the first to the second, both included.
    Between(Moment, Moment),
}

/// A year, a month or a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// `2021`
    Year(i16),
    /// `2021-07`: year and month.
    Month(i16, i8),
    /// `2021-07-28`
    Day(civil::Date),
}

/// Why a date token is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateError {
    /// It has none of the forms.
    Form,
    /// It has the form, but the calendar has no such day or month.
    Calendar,
    /// An interval that ends before it begins.
    Backwards,
}

impl fmt::Display for DateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Form => "it is not a year, month, day or interval",
            Self::Calendar => "there is no such day in the calendar",
            Self::Backwards => "the interval ends before it begins",
        })
    }
}

impl Date {
    /// Reads `2021`, `2021-07`, `2021-07-28`, or two of these with a `/` between them.
    ///
    /// # Errors
    /// If it has another form, names a day that does not exist, or ends before it begins.
    pub fn parse(text: &str) -> Result<Self, DateError> {
        let (from, to) = text.split_once('/').map_or((text, None), |(from, to)| (from, Some(to)));
        let (from, to) = (parts(from), to.map(parts));
        let from = from.ok_or(DateError::Form)?;
        let to = to.map(|to| to.ok_or(DateError::Form)).transpose()?;
        let from = Moment::new(from)?;
        let Some(to) = to else { return Ok(Self::At(from)) };
        let to = Moment::new(to)?;
        if to.last_day() < from.first_day() {
            return Err(DateError::Backwards);
        }
        Ok(Self::Between(from, to))
    }
}

impl Moment {
    fn new((year, month, day): Parts) -> Result<Self, DateError> {
        let first =
            civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1)).map_err(|_| DateError::Calendar)?;
        Ok(match (month, day) {
            (None, _) => Self::Year(year),
            (Some(month), None) => Self::Month(year, month),
            (Some(_), Some(_)) => Self::Day(first),
        })
    }

    /// The first day of the year or month, or the day itself.
    pub fn first_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::date(year, 1, 1),
            Self::Month(year, month) => civil::date(year, month, 1),
            Self::Day(day) => day,
        }
    }

    /// The last day of the year or month, or the day itself.
    pub fn last_day(self) -> civil::Date {
        match self {
            Self::Year(year) => civil::date(year, 12, 31),
            Self::Month(..) => self.first_day().last_of_month(),
            Self::Day(day) => day,
        }
    }
}

/// True for a full timestamp such as `2021-07-28T10:00:00+08:00`, as `date:` metadata may hold.
pub fn is_timestamp(text: &str) -> bool {
    text.parse::<civil::DateTime>().is_ok() || text.parse::<jiff::Timestamp>().is_ok()
}

type Parts = (i16, Option<i8>, Option<i8>);

fn parts(text: &str) -> Option<Parts> {
    let mut fields = text.split('-');
    let year = number(fields.next()?, 4)?;
    let two = |digits| number(digits, 2).map(|number| number as i8);
    Some(match (fields.next(), fields.next(), fields.next()) {
        (None, ..) => (year, None, None),
        (Some(month), None, _) => (year, Some(two(month)?), None),
        (Some(month), Some(day), None) => (year, Some(two(month)?), Some(two(day)?)),
        _ => return None,
    })
}

/// So many digits, four at the most.
fn number(text: &str, digits: usize) -> Option<i16> {
    let is_so = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    is_so.then(|| text.bytes().fold(0, |number, digit| 10 * number + i16::from(digit - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_forms() {
        assert_eq!(Date::parse("2021"), Ok(Date::At(Moment::Year(2021))));
        assert_eq!(Date::parse("2021-06"), Ok(Date::At(Moment::Month(2021, 6))));
        assert_eq!(Date::parse("2024-02-29"), Ok(Date::At(Moment::Day(civil::date(2024, 2, 29)))));
        let interval = Date::Between(Moment::Month(2021, 6), Moment::Day(civil::date(2021, 6, 3)));
        assert_eq!(Date::parse("2021-06/2021-06-03"), Ok(interval));
    }

    #[test]
    fn what_is_no_date() {
        for text in
            ["20210728", "21-07-28", "2021-7-28", "2021-07-28/30", "2021/", "2021-07-28-01", "2021-W30"]
        {
            assert_eq!(Date::parse(text), Err(DateError::Form), "{text}");
        }
        for text in ["2021-02-29", "2021-13", "2021-00-01"] {
            assert_eq!(Date::parse(text), Err(DateError::Calendar), "{text}");
        }
        assert_eq!(Date::parse("2021-07/2021-06"), Err(DateError::Backwards));
    }
}
