//! The first line of an article that nobody marked as its headline.

use super::write::Insertion;
use crate::article::Article;
use crate::syntax::BlockKind;

/// The most words a headline has.
const LONGEST: usize = 24;

/// The marker that makes a headline of the first paragraph, if that looks like one: a single line
/// without a full stop, and more text behind it.
pub fn find(article: &Article<'_>) -> Option<Insertion> {
    let mut prose = article.blocks.iter().filter(|(kind, _)| kind.is_prose());
    let &(kind, span) = prose.next()?;
    let line = article.bare().of(span);
    let looks_so = kind == BlockKind::Paragraph
        && prose.next().is_some_and(|&(kind, _)| kind == BlockKind::Paragraph)
        && !line.trim_end().contains(['\n', '\r'])
        && line.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || "“\"'‘«„".contains(c))
        && line.trim_end().ends_with(|c: char| c.is_alphanumeric() || "”\"'’»“?".contains(c))
        && line.split_whitespace().count() <= LONGEST;
    looks_so.then(|| Insertion { at: span.start, markup: "# ".to_string() })
}
