use std::hash::{Hash, Hasher};

use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use super::words::{pair_hashes, quoted_words};
use crate::article::{Article, Quotation};

/// Quotations with fewer words are not remembered: many people say "no comment".
pub const FEWEST_WORDS: usize = 8;

/// How many least hashes are kept of each quotation. Two that have six pairs of words in ten in common agree in one of
/// six with a likelihood of 99.6 %, two that have three in ten with 88 %.
pub(super) const SKETCH: usize = 6;

/// What is kept of a quotation: 104 bytes.
///
/// The sketch holds, for each of these hash functions, the least hash of all pairs of neighbouring words (MinHash:
/// Broder, On the resemblance and containment of documents, 1997). Quotations that have most of these pairs in
/// common very likely agree in one place of it. So do some that share but a few phrases; `pairs` tells these apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
        let mut ids: SmallVec<[&str; 2]> = speakers.iter().map(|token| token.name).collect();
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

    /// False if the words of two quotations are surely not [alike](super::are_alike).
    pub(super) fn may_be_alike(&self, other: &Self) -> bool {
        let pairs = self.pairs.iter().zip(&other.pairs);
        let differing = pairs.map(|(own, others)| (own ^ others).count_ones()).sum();
        let ones = |pairs: &[u64; 8]| pairs.iter().map(|bits| bits.count_ones()).sum::<u32>();
        let surplus = ones(&self.pairs).abs_diff(ones(&other.pairs));
        may_be_alike(differing, surplus, self.count.min(other.count))
    }

    /// What tells most quotations apart without a look at all that is kept of them.
    pub(super) fn brief(&self) -> Brief {
        let pairs: u64 = self.pairs.iter().fold(0, |all, some| all | some);
        Brief { pairs, ones: pairs.count_ones(), count: self.count }
    }

    /// Equal keys of two quotations mean that these may resemble one another: one of each hash function, in order.
    pub(super) fn keys(&self) -> impl Iterator<Item = u32> {
        // The last three bits say which hash function it is.
        self.sketch.into_iter().zip(0..).map(|(least, function)| least & !7 | function)
    }
}

/// What little is looked at first.
#[derive(Clone, Copy, Debug)]
pub(super) struct Brief {
    /// One bit for each pair of words, of which many share one.
    pub pairs: u64,
    /// How many bits of `pairs` are set.
    ones: u32,
    count: u32,
}

impl Brief {
    /// False if the words of two quotations are surely not alike.
    #[inline]
    pub fn may_be_alike(&self, other: &Self) -> bool {
        let differing = (self.pairs ^ other.pairs).count_ones();
        may_be_alike(differing, self.ones.abs_diff(other.ones), self.count.min(other.count))
    }
}

/// A bit that only one of two quotations has stands for at least one pair that the other lacks. `differing` are such
/// bits, `surplus` by how many one quotation has more bits than the other, and the shorter one has `count` pairs.
#[inline]
fn may_be_alike(differing: u32, surplus: u32, count: u32) -> bool {
    let least_lacking = (differing - surplus) / 2;
    10 * least_lacking <= 2 * count || differing <= 4
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

/// True if two of some quotations, by different speakers, may say the same; of more than a few this is not looked at
/// pair by pair, but taken for granted.
pub fn may_conflict(facts: &[QuoteFact]) -> bool {
    const FEW: usize = 32;
    let conflicts = |(number, one): (usize, &QuoteFact)| {
        facts[number + 1..].iter().any(|other| one.speakers != other.speakers && one.resembles(other))
    };
    facts.len() > FEW || facts.iter().enumerate().any(conflicts)
}
