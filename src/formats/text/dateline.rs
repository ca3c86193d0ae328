//! The first line of wire stories that were saved with their date: ` date 2021-07-29 Title …`

use nom::bytes::complete::{tag, take};
use nom::character::complete::{space0, space1};
use nom::combinator::verify;
use nom::sequence::delimited;
use nom::{IResult, Parser};

use crate::article::{Date, Moment};
use crate::syntax::split_line;

/// An article whose first line begins with its date.
pub struct Dated<'t> {
    /// The date as metadata, and the marker of the headline.
    pub fence: String,
    /// The article from its title on.
    pub article: &'t str,
}

/// Reads the date off the first line, if it has one and a title behind it.
pub fn read(text: &str) -> Option<Dated<'_>> {
    let (article, date) = date_line(text).ok()?;
    let (title, _) = split_line(article);
    if title.trim().is_empty() {
        return None;
    }
    let end = line_end(text);
    let fence = format!("---{end}date: {date}{end}---{end}{end}# ");
    Some(Dated { fence, article })
}

fn date_line(text: &str) -> IResult<&str, &str> {
    let day = verify(take(DAY.len()), |date: &str| matches!(Date::parse(date), Ok(Date::At(Moment::Day(_)))));
    delimited((space0, tag("date"), space1), day, space1).parse(text)
}

const DAY: &str = "2021-07-29";

/// The line end of the first line; if there is but one line, LF.
fn line_end(text: &str) -> &'static str {
    let (line, _) = split_line(text);
    match line.as_bytes() {
        [.., b'\r', b'\n'] => "\r\n",
        [.., b'\r'] => "\r",
        _ => "\n",
    }
}
