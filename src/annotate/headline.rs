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
    looks_so.then(|| Insertion { at: behind_notes(article, span.start), markup: "# ".to_string() })
}

/// Where the text of a block begins: behind the notes above it.
fn behind_notes(article: &Article<'_>, start: u32) -> u32 {
    let notes = article.tree.block_at(start as usize).into_iter().flat_map(|block| block.comments());
    notes.fold(start, |at, note| if note.start == at { note.end } else { at })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Vocabulary;
    use crate::syntax::parse;

    #[test]
    fn notes_stay_above_the_headline() {
        for (text, at) in [
            ("Harbour closed\n\nThe port is shut.\n", Some(0)),
            ("// a note\n// one more\nHarbour closed\n// and one\n\nThe port is shut.\n", Some(22)),
            ("\u{feff}\n// a note\nHarbour closed\n\nThe port is shut.\n", Some(14)),
            ("The port is shut.\n\nHarbour closed\n", None),
            ("Harbour closed\n", None),
        ] {
            let tree = parse(text);
            let article = Article::new(text, &tree, &Vocabulary::default());
            assert_eq!(find(&article).map(|marker| marker.at), at, "{text}");
        }
    }
}
