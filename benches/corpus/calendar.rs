use fastrand::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

/// The day an article appears on.
#[derive(Clone, Copy, Debug)]
pub struct Day(pub Date);

impl Day {
    pub fn random(rng: &mut Rng) -> Self {
        Self(date(rng.i16(2010..2026), rng.i8(1..13), rng.i8(1..29)))
    }

    /// One of the six days before.
    pub fn shortly_before(self, rng: &mut Rng) -> Self {
        Self(self.0.saturating_sub(rng.i32(1..7).days()))
    }

    pub fn weekday(self) -> &'static str {
        match self.0.weekday() {
            Weekday::Monday => "Monday",
            Weekday::Tuesday => "Tuesday",
            Weekday::Wednesday => "Wednesday",
            Weekday::Thursday => "Thursday",
            Weekday::Friday => "Friday",
            Weekday::Saturday => "Saturday",
            Weekday::Sunday => "Sunday",
        }
    }

    pub fn month(self) -> &'static str {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        MONTHS[self.0.month() as usize - 1]
    }

    /// As a dateline has it: `March 5`.
    pub fn month_and_day(self) -> String {
        format!("{} {}", self.month(), self.0.day())
    }
}
