//! Dates in the text, normalised against the date of the article.

use jiff::ToSpan;
use jiff::civil::{self, Weekday};

use super::analysis::{Analysis, Paragraph};
use super::token::Kind;
use crate::language::{Classes, DateWords};
use crate::text::Span;

/// A date as the text has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Bytes of the text.
    pub span: Span,
    /// ISO 8601: a day, month or year.
    pub iso: String,
    /// How likely it is that: 0 to 1, in hundredths.
    pub percent: u8,
}

/// Adds the dates of a paragraph. `today` is the article's date; without it only full dates count.
pub fn find(
    analysis: &Analysis<'_>,
    paragraph: &Paragraph,
    today: Option<civil::Date>,
    found: &mut Vec<Found>,
) {
    let reader = Reader { analysis, words: &analysis.language.dates, today, end: paragraph.tokens.end };
    let mut at = paragraph.tokens.start;
    while at < paragraph.tokens.end {
        match reader.read(at) {
            Some((end, iso, percent)) => {
                let span =
                    Span { start: analysis.tokens[at].span.start, end: analysis.tokens[end - 1].span.end };
                found.push(Found { span, iso, percent });
                at = end;
            }
            None => at += 1,
        }
    }
}

struct Reader<'a> {
    analysis: &'a Analysis<'a>,
    words: &'a DateWords,
    today: Option<civil::Date>,
    end: usize,
}

impl Reader<'_> {
    /// The date that begins at `at`: where it ends, and what it is.
    fn read(&self, at: usize) -> Option<(usize, String, u8)> {
        let token = &self.analysis.tokens[at];
        if token.kind == Kind::Number {
            return self.day_first(at).or_else(|| self.iso(at)).or_else(|| self.year(at));
        }
        if token.kind != Kind::Word {
            return None;
        }
        let word = self.word(at);
        if let Some(month) = self.month(&word, at) {
            return self.month_first(at, month);
        }
        self.relative(at, &word)
    }

    fn word(&self, at: usize) -> String {
        self.analysis.tokens[at].span.of(self.analysis.text).to_lowercase()
    }

    fn number(&self, at: usize) -> Option<i16> {
        let token = (at < self.end).then(|| &self.analysis.tokens[at])?;
        let text = token.span.of(self.analysis.text);
        let text = text
            .strip_suffix("th")
            .or_else(|| text.strip_suffix("st"))
            .or_else(|| text.strip_suffix("nd"))
            .or_else(|| text.strip_suffix("rd"))
            .unwrap_or(text);
        (token.kind == Kind::Number && text.len() <= 4).then(|| text.parse().ok())?
    }

    fn year_at(&self, at: usize) -> Option<i16> {
        self.number(at).filter(|year| (1500..2200).contains(year))
    }

    /// The month of a word; "may" and "march" need their capital.
    fn month(&self, word: &str, at: usize) -> Option<i8> {
        let written = self.analysis.tokens[at].span.of(self.analysis.text);
        let named = |names: &[String; 12]| names.iter().position(|name| name == word);
        let month = named(&self.words.months).or_else(|| named(&self.words.months_short))?;
        written.starts_with(char::is_uppercase).then_some(month as i8 + 1)
    }

    /// `July 28, 2021`, `July 28`, `July 2021`, `in July`
    fn month_first(&self, at: usize, month: i8) -> Option<(usize, String, u8)> {
        if let Some(day) = self.number(at + 1).filter(|day| (1..=31).contains(day)) {
            let comma = at + 2 < self.end && self.analysis.tokens[at + 2].kind == Kind::Comma;
            let year_at = at + 2 + usize::from(comma);
            if let Some(year) = self.year_at(year_at) {
                return self.day(year, month, day, year_at + 1, 97);
            }
            let year = self.nearest_year(month, day as i8)?;
            return self.day(year, month, day, at + 2, 93);
        }
        if let Some(year) = self.year_at(at + 1) {
            return Some((at + 2, format!("{year:04}-{month:02}"), 95));
        }
        let before = at.checked_sub(1).map(|before| self.word(before))?;
        let year =
            self.today.map(|today| if month <= today.month() { today.year() } else { today.year() - 1 })?;
        let year = if self.words.next.contains(&before) { year + 1 } else { year };
        let fits = self.words.before_years.contains(&before)
            || self.words.last.contains(&before)
            || self.words.next.contains(&before);
        fits.then(|| (at + 1, format!("{year:04}-{month:02}"), 80))
    }

    /// `28 July 2021`, `28. Juli`
    fn day_first(&self, at: usize) -> Option<(usize, String, u8)> {
        let day = self.number(at).filter(|day| (1..=31).contains(day))?;
        let stop = at + 1 < self.end && self.analysis.tokens[at + 1].kind == Kind::Stop;
        let month_at = at + 1 + usize::from(stop);
        let month = (month_at < self.end).then(|| self.month(&self.word(month_at), month_at))??;
        if let Some(year) = self.year_at(month_at + 1) {
            return self.day(year, month, day, month_at + 2, 97);
        }
        let year = self.nearest_year(month, day as i8)?;
        self.day(year, month, day, month_at + 1, 90)
    }

    /// `2021-07-28`, in one token or in pieces
    fn iso(&self, at: usize) -> Option<(usize, String, u8)> {
        let text = self.analysis.tokens[at].span.of(self.analysis.text);
        let date: civil::Date = (text.len() == 10).then(|| text.parse().ok())??;
        Some((at + 1, date.to_string(), 99))
    }

    /// `in 2014`
    fn year(&self, at: usize) -> Option<(usize, String, u8)> {
        let text = self.analysis.tokens[at].span.of(self.analysis.text);
        let year =
            self.year_at(at).filter(|_| text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()))?;
        let before = at.checked_sub(1).map(|before| self.word(before))?;
        self.words.before_years.contains(&before).then(|| (at + 1, format!("{year:04}"), 90))
    }

    fn day(&self, year: i16, month: i8, day: i16, end: usize, percent: u8) -> Option<(usize, String, u8)> {
        let date = civil::Date::new(year, month, day as i8).ok()?;
        Some((end, date.to_string(), percent))
    }

    /// The year that brings the day nearest to the article's.
    fn nearest_year(&self, month: i8, day: i8) -> Option<i16> {
        let today = self.today?;
        let years = [today.year() - 1, today.year(), today.year() + 1];
        let distance = |year: &i16| {
            let date = civil::Date::new(*year, month, day.min(28)).ok()?;
            Some((date - today).get_days().abs())
        };
        years.into_iter().min_by_key(|year| distance(year).unwrap_or(i32::MAX))
    }

    /// `Wednesday`, `yesterday`
    fn relative(&self, at: usize, word: &str) -> Option<(usize, String, u8)> {
        let today = self.today?;
        let is = |words: &[String]| words.iter().any(|other| other == word);
        // "today's world" is no day.
        if at + 1 < self.end
            && matches!(self.analysis.tokens[at + 1].span.of(self.analysis.text), "'s" | "’s")
        {
            return None;
        }
        if is(&self.words.today) {
            return Some((at + 1, today.to_string(), 75));
        }
        if is(&self.words.yesterday) {
            return Some((at + 1, today.checked_sub(1.day()).ok()?.to_string(), 85));
        }
        if is(&self.words.tomorrow) {
            return Some((at + 1, today.checked_add(1.day()).ok()?.to_string(), 85));
        }
        let number = self.words.weekdays.iter().position(|name| name == word)?;
        let weekday = Weekday::from_monday_zero_offset(number as i8).ok()?;
        let back = (7 + i64::from(today.weekday().to_monday_zero_offset()) - number as i64) % 7;
        let before = at.checked_sub(1).map(|before| self.word(before)).unwrap_or_default();
        let coming = self.words.next.contains(&before) || self.words.until.contains(&before);
        let date = match back {
            _ if coming => today.nth_weekday(1, weekday).ok()?,
            0 if self.words.last.contains(&before) => today.checked_sub(7.days()).ok()?,
            _ => today.checked_sub(back.days()).ok()?,
        };
        if !coming && self.speaks_of_future(at) {
            return None;
        }
        Some((at + 1, date.to_string(), if coming { 70 } else { 88 }))
    }

    /// True if the sentence speaks of what is to come, so that a weekday may be the next one.
    fn speaks_of_future(&self, at: usize) -> bool {
        let before =
            (at.saturating_sub(12)..at).rev().take_while(|&at| self.analysis.tokens[at].kind != Kind::Stop);
        let tokens = &self.analysis.tokens;
        // "to meet on Friday"
        let infinitive = |at: usize| tokens[at].is(Classes::INFINITIVE) && tokens[at + 1].is(Classes::BASE);
        before.into_iter().any(|at| self.words.future.contains(&self.word(at)) || infinitive(at))
    }
}
