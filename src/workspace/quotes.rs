//! What is remembered of quotations, so that the same words are found again among those of all articles.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::article::{Article, Quotation, own_stretches};
use crate::text::add_word_hashes;

/// Quotations with fewer words are not remembered: many people say "no comment".
pub const FEWEST_WORDS: usize = 8;

/// Of longer quotations only the beginning is compared.
const MOST_WORDS: usize = 400;

/// How many least hashes are kept of each quotation. Two that have six pairs of words in ten in common agree in one of
/// six with a likelihood of 99.6 %, two that have three in ten with 88 %.
const SKETCH: usize = 6;

/// What is kept of a quotation: 104 bytes.
///
/// The sketch holds, for each of these hash functions, the least hash of all pairs of neighbouring words (MinHash:
/// Broder, On the resemblance and containment of documents, 1997). Quotations that have most of these pairs in
/// common very likely agree in one place of it. So do some that share but a few phrases; `pairs` tells these apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuoteFact {
    sketch: [u32; SKETCH],
    /// One bit for each pair of words (a Bloom filter with one hash function), so many that those of a quotation of
    /// usual length hardly ever share one: what is written after a template is nearly the same again and again.
    pairs: [u64; 8],
    /// How many pairs of words there are, repeated ones counted again.
    count: u32,
    /// A number for those who say it, by their ids.
    pub speakers: u32,
    /// Where its first brace stands (bytes of the source).
    pub at: u32,
}

impl QuoteFact {
    /// The quotations of an article that have a speaker and enough words, in order.
    pub fn of_article(article: &Article<'_>) -> Vec<Self> {
        article.quotations.iter().filter_map(|quotation| Self::new(article, quotation)).collect()
    }

    /// Nothing for a quotation without a speaker, or with few words.
    pub fn new<'s>(article: &Article<'s>, quotation: &Quotation<'s>) -> Option<Self> {
        let span = |piece: &u32| article.content(*piece).len();
        // A word and a space have two bytes.
        if quotation.pieces.iter().map(span).sum::<usize>() < 2 * FEWEST_WORDS {
            return None;
        }
        let speakers = quotation.speakers(article);
        if speakers.is_empty() || quotation.is_unknown(article) {
            return None;
        }
        let mut ids: Vec<&str> = speakers.iter().map(|token| token.name).collect();
        ids.sort_unstable();
        let mut hasher = FxHasher::default();
        ids.hash(&mut hasher);
        let words = quoted_words(article, quotation);
        let at = article.annotations[quotation.pieces[0] as usize].span.start;
        if words.len() < FEWEST_WORDS {
            return None;
        }
        let (sketch, pairs) = sketch(&words);
        let count = words.len() as u32 - 1;
        Some(Self { sketch, pairs, count, speakers: (hasher.finish() >> 32) as u32, at })
    }

    /// True if it very likely has most of its words in common with another.
    pub fn resembles(&self, other: &Self) -> bool {
        self.keys().zip(other.keys()).any(|(own, others)| own == others) && self.may_be_alike(other)
    }

    /// False if the words of two quotations are surely not [alike](are_alike): a bit that only one of them has stands
    /// for at least one pair that the other lacks.
    fn may_be_alike(&self, other: &Self) -> bool {
        let lacks = |one: &Self, other: &Self| -> u32 {
            one.pairs.iter().zip(&other.pairs).map(|(one, other)| (one & !other).count_ones()).sum()
        };
        let (own, others) = (lacks(self, other), lacks(other, self));
        10 * own.min(others) <= 2 * self.count.min(other.count) || own + others <= 4
    }

    /// Equal keys of two quotations mean that these may resemble one another.
    fn keys(&self) -> impl Iterator<Item = u32> {
        // The last three bits say which hash function it is.
        self.sketch.into_iter().enumerate().map(|(number, least)| least & !7 | number as u32)
    }
}

/// The words of a quotation as numbers, in order: the first few hundred, without those of quotations nested in it.
pub fn quoted_words(article: &Article<'_>, quotation: &Quotation<'_>) -> Vec<u64> {
    let mut found = Vec::with_capacity(32);
    let stretches = quotation.pieces.iter().flat_map(|&piece| own_stretches(article, piece));
    for span in stretches {
        add_word_hashes(article.bare().of(span), MOST_WORDS, &mut found);
    }
    found
}

/// One hash function for each place of a sketch: odd numbers without a pattern; the upper bits of what they are
/// multiplied with are the well-mixed ones.
const MULTIPLIERS: [u64; SKETCH] = [
    0xD6E8_FEB8_6659_FD93,
    0xA076_1D64_78BD_642F,
    0xE703_7ED1_A0B4_28DB,
    0x8EBC_6AF0_9C88_C6E3,
    0x5899_65CC_7537_4CC3,
    0x1D8E_4E27_C47D_124F,
];

fn sketch(words: &[u64]) -> ([u32; SKETCH], [u64; 8]) {
    let mut least = [u32::MAX; SKETCH];
    let mut bits = [0; 8];
    for pair in pair_hashes(words) {
        bits[(pair >> 61) as usize] |= 1 << (pair >> 55 & 63);
        for (number, least) in least.iter_mut().enumerate() {
            let hash = ((pair ^ pair >> 29).wrapping_mul(MULTIPLIERS[number]) >> 32) as u32;
            *least = (*least).min(hash);
        }
    }
    (least, bits)
}

/// Numbers for the pairs of neighbouring words, in order; the upper bits are the well-mixed ones.
fn pair_hashes(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(2).map(|pair| (pair[0].rotate_left(23) ^ pair[1]).wrapping_mul(0x9E37_79B9_7F4A_7C15))
}

/// True if two of some quotations, by different speakers, may say the same; of more than a few this is not looked at
/// pair by pair, but taken for granted.
pub fn may_conflict(facts: &[QuoteFact]) -> bool {
    const FEW: usize = 32;
    let conflicts = |(number, one): (usize, &QuoteFact)| {
        facts[number + 1..].iter().any(|other| one.speakers != other.speakers && one.resembles(other))
    };
    facts.len() > FEW || facts.iter().enumerate().any(conflicts)
}

/// How many quotations by others are looked at for each.
pub const MOST_CANDIDATES: usize = 8;

/// The quotations of many articles, by what makes them resemble one another.
#[derive(Debug, Default)]
pub struct QuoteTable {
    /// Quotations with the numbers of their articles.
    quotes: Vec<(u32, QuoteFact)>,
    /// For each key that different speakers have, the first two of each of the first speakers, in the order of articles
    /// and places, as numbers of `quotes`. Two, since one of them may stand in the article that is compared.
    lists: Vec<u32>,
    /// Where the list of a key stands.
    by_key: FxHashMap<u32, Range<u32>>,
}

impl QuoteTable {
    /// Puts the quotations of articles together, which are numbered in their order, and keeps those that say the same as
    /// another speaker's. Costs the sorting of their keys.
    pub fn new<'f>(articles: impl Iterator<Item = &'f [QuoteFact]>) -> Self {
        Self::of_keys(articles, |_| true)
    }

    /// The same, of use only for comparison with these quotations.
    pub fn around<'f>(own: &[QuoteFact], articles: impl Iterator<Item = &'f [QuoteFact]>) -> Self {
        let keys: FxHashSet<u32> = own.iter().flat_map(QuoteFact::keys).collect();
        Self::of_keys(articles, |key| keys.contains(&key))
    }

    fn of_keys<'f>(articles: impl Iterator<Item = &'f [QuoteFact]>, matters: impl Fn(u32) -> bool) -> Self {
        let articles = articles.enumerate();
        let numbered =
            articles.flat_map(|(number, facts)| facts.iter().map(move |fact| (number as u32, fact)));
        let mut quotes: Vec<(u32, &QuoteFact)> = Vec::new();
        // Keys with the numbers of quotations and their speakers, which is all that most keys are looked at for.
        let mut places: Vec<(u32, u32, u32)> = Vec::new();
        for (article, fact) in numbered {
            let before = places.len();
            let keys = fact.keys().filter(|key| matters(*key));
            places.extend(keys.map(|key| (key, quotes.len() as u32, fact.speakers)));
            if places.len() > before {
                quotes.push((article, fact));
            }
        }
        places.sort_unstable();
        let mut table = Self::default();
        let mut kept = vec![u32::MAX; quotes.len()];
        for same in places.chunk_by(|one, other| one.0 == other.0) {
            let (key, _, speakers) = same[0];
            if same.iter().all(|place| place.2 == speakers) {
                continue;
            }
            let from = table.lists.len() as u32;
            let with_articles =
                same.iter().map(|&(_, number, speakers)| (number, quotes[number as usize].0, speakers));
            for number in firsts(with_articles).into_iter().map(|number| number as usize) {
                if kept[number] == u32::MAX {
                    kept[number] = table.quotes.len() as u32;
                    table.quotes.push((quotes[number].0, *quotes[number].1));
                }
                table.lists.push(kept[number]);
            }
            table.by_key.insert(key, from..table.lists.len() as u32);
        }
        table
    }

    /// Quotations by others that may say the same as `fact`, each with the number of its article: the first of each
    /// speaker, in the order of articles and places. Those of the article `own` are left out.
    pub fn candidates(&self, fact: &QuoteFact, own: Option<u32>) -> Vec<(u32, QuoteFact)> {
        let mut found: Vec<(u32, QuoteFact)> = self.alike(fact, own).copied().collect();
        found.sort_unstable_by_key(|(article, other)| (*article, other.at));
        let mut kept: Vec<(u32, QuoteFact)> = Vec::new();
        for (article, other) in found {
            if kept.len() < MOST_CANDIDATES && kept.iter().all(|(_, known)| known.speakers != other.speakers)
            {
                kept.push((article, other));
            }
        }
        kept
    }

    /// True if one of an article's quotations may be another speaker's as well, in this article or another.
    pub fn is_contested(&self, facts: &[QuoteFact]) -> bool {
        facts.iter().any(|fact| self.alike(fact, None).next().is_some())
    }

    fn alike(&self, fact: &QuoteFact, own: Option<u32>) -> impl Iterator<Item = &(u32, QuoteFact)> {
        let list = |range: &Range<u32>| &self.lists[range.start as usize..range.end as usize];
        let known = fact.keys().filter_map(move |key| self.by_key.get(&key).map(list)).flatten();
        known.map(|&number| &self.quotes[number as usize]).filter(move |(number, other)| {
            other.speakers != fact.speakers && Some(*number) != own && fact.may_be_alike(other)
        })
    }
}

/// Of quotations, each a number, its article and its speakers: the first two in different articles of each of the first
/// speakers.
fn firsts(quotes: impl Iterator<Item = (u32, u32, u32)>) -> Vec<u32> {
    let mut known: Vec<(u32, u32)> = Vec::new();
    let mut found = Vec::new();
    let mut met = 0;
    for (number, article, speakers) in quotes {
        let mut same = known.iter().filter(|(_, other)| *other == speakers);
        match (same.next(), same.next()) {
            (None, _) if met <= MOST_CANDIDATES => met += 1,
            (Some((other, _)), None) if *other != article => {}
            _ => continue,
        }
        known.push((article, speakers));
        found.push(number);
        if found.len() == 2 * (MOST_CANDIDATES + 1) {
            break;
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Vocabulary;
    use crate::syntax::parse;

    fn facts(text: &str) -> Vec<QuoteFact> {
        let tree = parse(text);
        QuoteFact::of_article(&Article::new(text, &tree, &Vocabulary::default()))
    }

    #[test]
    fn the_same_words_resemble_whatever_is_marked_in_them() {
        let one =
            facts("{“The walls will be built before the winter comes, and the sea will stay out.” @ana}");
        let same =
            facts("{the [walls @w] will be built before the Winter comes and the sea will stay out @bo}");
        let near = facts("{The walls will be built before the winter comes, so the sea will stay out @bo}");
        let far = facts("{Nobody knows what the walls will cost, and nobody wants to say it @bo}");
        assert!(one[0].resembles(&same[0]) && one[0].resembles(&near[0]) && !one[0].resembles(&far[0]));
        assert_ne!(one[0].speakers, same[0].speakers);
    }

    #[test]
    fn short_ones_and_those_of_nobody_are_not_kept() {
        assert_eq!(
            facts("{No comment, he will not comment @ana} {what one two three four five six seven eight @?}"),
            []
        );
        assert_eq!(size_of::<QuoteFact>(), 104);
    }

    #[test]
    fn candidates_are_those_of_others() {
        let words = "we will not pay for the walls of other towns";
        let articles: Vec<_> =
            ["ana", "ana", "bo", "ana"].map(|who| facts(&format!("{{{words} @{who}}}"))).into();
        let table = QuoteTable::new(articles.iter().map(Vec::as_slice));
        assert!(articles.iter().all(|facts| table.is_contested(facts)));
        let found = |article: usize| {
            table
                .candidates(&articles[article][0], Some(article as u32))
                .iter()
                .map(|(at, _)| *at)
                .collect::<Vec<_>>()
        };
        assert_eq!((found(0), found(2)), (vec![2], vec![0]));
        let one = QuoteTable::new(articles[..2].iter().map(Vec::as_slice));
        assert!(!one.is_contested(&articles[0]));
    }
}
