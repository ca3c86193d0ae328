//! Notes that remember what a person has rejected, so that it is not proposed again.

use super::place_record::line_end;
use crate::annotate::{note, note_of_entity};
use crate::article::Article;
use crate::ide::edit::TextEdit;

/// Rejects these words, by a note above the paragraph at a byte of the source.
pub fn of_words(article: &Article<'_>, words: &str, at: u32) -> TextEdit {
    above(article, at, &note(words))
}

/// Rejects an entity in the article, by a note above the paragraph at a byte of the source.
pub fn of_entity(article: &Article<'_>, id: &str, at: u32) -> TextEdit {
    above(article, at, &note_of_entity(id))
}

fn above(article: &Article<'_>, at: u32, note: &str) -> TextEdit {
    let start = article.tree.block_at(at as usize).map_or(at, |block| block.start);
    TextEdit::insert(start, format!("{note}{}", line_end(article.source)))
}
