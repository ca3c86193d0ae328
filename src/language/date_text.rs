//! What the text of a date says: "July 28", "Wednesday", "today", "28. Juli 2021".

use jiff::civil::Weekday;

use super::words::{DateWords, Language};

/// What the words of a date say; nothing of what they leave open.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DateText {
    /// "Wednesday"
    pub weekday: Option<Weekday>,
    /// "28", beside a month.
    pub day: Option<i8>,
    /// "July"
    pub month: Option<i8>,
    /// "2021"
    pub year: Option<i16>,
    /// "today"
    pub relative: Option<Relative>,
    /// True if other words stand among these: "last Wednesday", "the week of July 28".
    pub has_other_words: bool,
}

/// A day told from that of the article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relative {
    /// The day before.
    Yesterday,
    /// The day itself.
    Today,
    /// The day behind it.
    Tomorrow,
}

impl Relative {
    /// How many days it is from the article's.
    pub fn days(self) -> i64 {
        match self {
            Self::Yesterday => -1,
            Self::Today => 0,
            Self::Tomorrow => 1,
        }
    }
}

impl DateText {
    /// Reads the text of a date. Nothing if it says nothing that is certain: no word of a date, two of one kind
    /// ("June 10-12", "Monday and Tuesday"), or a number that may be anything.
    pub fn read(text: &str, language: &Language) -> Option<Self> {
        let mut read = Self::default();
        let mut numbers: Vec<(i16, usize)> = Vec::new();
        for word in
            text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '-' | '–' | '—' | '/' | '(' | ')'))
        {
            if word.is_empty() {
                continue;
            }
            if !read.add_word(word, &language.dates)? {
                match number(word) {
                    Some(number) => numbers.push(number),
                    None => read.has_other_words = true,
                }
            }
        }
        read.add_numbers(&numbers)?;
        let says =
            read.weekday.is_some() || read.month.is_some() || read.year.is_some() || read.relative.is_some();
        says.then_some(read)
    }

    /// True if it was a word of dates. Nothing if there was one of its kind already.
    fn add_word(&mut self, word: &str, words: &DateWords) -> Option<bool> {
        if word.starts_with(|first: char| first.is_ascii_digit()) {
            return Some(false);
        }
        let lower = word.trim_end_matches('.').to_lowercase();
        let at = |names: &[String]| {
            let begins_alike = |name: &str| name.as_bytes().first() == lower.as_bytes().first();
            let is_it = |name: &str| {
                begins_alike(name)
                    && name.strip_prefix(&*lower).is_some_and(|stop| stop.bytes().all(|byte| byte == b'.'))
            };
            names.iter().position(|name| is_it(name))
        };
        if let Some(number) = at(&words.weekdays) {
            let weekday = Weekday::from_monday_zero_offset(number as i8).ok()?;
            return self.weekday.replace(weekday).is_none().then_some(true);
        }
        // "may", "march"
        let is_capital = word.starts_with(char::is_uppercase);
        if let Some(number) = at(&words.months).or_else(|| at(&words.months_short)).filter(|_| is_capital) {
            return self.month.replace(number as i8 + 1).is_none().then_some(true);
        }
        for (names, relative) in [
            (&words.yesterday, Relative::Yesterday),
            (&words.today, Relative::Today),
            (&words.tomorrow, Relative::Tomorrow),
        ] {
            if at(names).is_some() {
                return self.relative.replace(relative).is_none().then_some(true);
            }
        }
        Some(false)
    }

    /// A number of four digits is a year, one beside a month a day; two days are a stretch of time.
    fn add_numbers(&mut self, numbers: &[(i16, usize)]) -> Option<()> {
        for &(number, digits) in numbers {
            let known = match digits {
                4 if (1000..2200).contains(&number) => self.year.replace(number).is_some(),
                1 | 2 if self.month.is_some() && (1..=31).contains(&number) => {
                    self.day.replace(number as i8).is_some()
                }
                _ => return None,
            };
            if known {
                return None;
            }
        }
        Some(())
    }
}

/// `28`, `28th`, `28.`, with the number of its digits.
fn number(word: &str) -> Option<(i16, usize)> {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    let ending = &word[digits.len()..];
    let is_ending = matches!(ending, "" | "." | "st" | "nd" | "rd" | "th");
    (is_ending && !digits.is_empty()).then(|| Some((digits.parse().ok()?, digits.len())))?
}

#[cfg(test)]
mod tests {
    use super::super::language;
    use super::*;

    fn read(text: &str) -> Option<DateText> {
        DateText::read(text, language("en").expect("is known"))
    }

    #[test]
    fn what_is_said() {
        let day = DateText { month: Some(7), day: Some(28), ..DateText::default() };
        assert_eq!(read("July 28"), Some(day));
        assert_eq!(read("28th of July"), Some(DateText { has_other_words: true, ..day }));
        assert_eq!(read("Sept. 17, 2024").map(|read| (read.month, read.year)), Some((Some(9), Some(2024))));
        assert_eq!(read("Wednesday, July 28").and_then(|read| read.weekday), Some(Weekday::Wednesday));
        assert_eq!(read("today").and_then(|read| read.relative), Some(Relative::Today));
        let german = DateText::read("28. Juli 2021", language("de-AT").expect("is known"));
        assert_eq!(german, Some(DateText { year: Some(2021), ..day }));
    }

    #[test]
    fn what_is_not_certain() {
        for text in [
            "June 10-12",
            "Monday and Tuesday",
            "the winter",
            "10 p.m.",
            "10/11/2021",
            "the 1990s",
            "that may be",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
