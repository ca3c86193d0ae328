//! A line of context: the sentence around some words.

use super::card::Piece;
use crate::article::{Article, sentence_ends};
use crate::text::Span;

/// Characters before and behind the words, at most.
const MOST: usize = 120;

/// The sentence around the words of an annotation, these stressed; what is long is cut at a word.
pub fn sentence_around(article: &Article<'_>, annotation: u32) -> Vec<Piece> {
    let annotation = &article.annotations[annotation as usize];
    let bare = article.bare();
    let words = bare.span(annotation.content);
    let block = bare.span(article.blocks[annotation.block as usize].1);
    let sentence = sentence_of(block.of(&bare.text), block.start, words);
    let before = &bare.text[sentence.start as usize..words.start as usize];
    let behind = &bare.text[words.end as usize..sentence.end as usize];
    vec![
        Piece::Text(one_line(&end_of(before.trim_start()))),
        Piece::Strong(one_line(words.of(&bare.text))),
        Piece::Text(one_line(&start_of(behind.trim_end()))),
    ]
}

fn sentence_of(block: &str, start: u32, words: Span) -> Span {
    let ends = sentence_ends(block);
    let at = |end: &usize| start + *end as u32;
    let from = ends.iter().map(at).rfind(|&end| end <= words.start).unwrap_or(start);
    let to = ends.iter().map(at).find(|&end| end >= words.end).unwrap_or(start + block.len() as u32);
    Span { start: from, end: to }
}

/// The last characters of a text.
fn end_of(text: &str) -> String {
    let Some((at, _)) = text.char_indices().rev().nth(MOST - 1).filter(|&(at, _)| at > 0) else {
        return text.to_string();
    };
    let rest = &text[at..];
    let word = rest.find(char::is_whitespace).map_or(rest, |space| &rest[space..]);
    format!("…{word}")
}

/// The first characters of a text.
pub fn start_of(text: &str) -> String {
    let Some((at, _)) = text.char_indices().nth(MOST) else { return text.to_string() };
    let rest = &text[..at];
    let word = rest.rfind(char::is_whitespace).map_or(rest, |space| &rest[..=space]);
    format!("{word}…")
}

/// A text without its line breaks, which are ordinary white space.
pub fn one_line(text: &str) -> String {
    text.replace("\r\n", " ").replace(['\r', '\n'], " ")
}
