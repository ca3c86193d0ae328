//! Quotations as words, and when these are nearly the same.

use crate::article::{Article, Quotation, add_text, own_stretches};
use crate::text::add_word_hashes;

/// Of longer quotations only the beginning is compared.
const MOST_WORDS: usize = 400;

/// The words of a quotation as numbers, in order: the first few hundred, without those of quotations nested in it.
pub fn quoted_words(article: &Article<'_>, quotation: &Quotation<'_>) -> Vec<u64> {
    let mut found = Vec::with_capacity(32);
    let length: usize = quotation.pieces.iter().map(|&piece| article.content(piece).len()).sum();
    let mut text = String::with_capacity(length);
    for span in quotation.pieces.iter().flat_map(|&piece| own_stretches(article, piece)) {
        text.clear();
        add_text(article, span, &mut text);
        add_word_hashes(&text, MOST_WORDS, &mut found);
    }
    found
}

/// Numbers for the pairs of neighbouring words, each once, in an order of their own.
pub fn word_pairs(words: &[u64]) -> Vec<u64> {
    let mut pairs: Vec<u64> = pair_hashes(words).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// True for nearly the same words: of the [`word_pairs`] of the shorter one, eight in ten stand in the other as
/// well, or no more differ than where one word was replaced.
pub fn are_alike(one: &[u64], other: &[u64]) -> bool {
    let common = one.iter().filter(|pair| other.binary_search(pair).is_ok()).count();
    let all = one.len() + other.len() - common;
    10 * common >= 8 * one.len().min(other.len()) || all - common <= 4
}

/// Numbers for the pairs of neighbouring words, in order; the upper bits are the well-mixed ones.
pub fn pair_hashes(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(2).map(|pair| (pair[0].rotate_left(23) ^ pair[1]).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}
