use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::fact::{Brief, QuoteFact};

/// How many quotations by others are looked at for each.
const MOST_CANDIDATES: usize = 8;

/// How many quotations are all compared with one another.
const FEW: usize = 32;

/// Which quotations of many articles resemble those of other speakers.
#[derive(Debug, Default)]
pub struct QuoteTable {
    /// For each article the number of its first quotation, counted through all articles.
    first: Vec<u32>,
    /// In order.
    alike: Vec<Alike>,
}

/// A quotation and one by others that it resembles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Alike {
    /// The number of one.
    quote: u32,
    /// The number of the other.
    other: u32,
    /// Who says the other.
    speakers: u32,
}

/// Where a quotation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotePlace {
    /// The number of its article.
    pub article: u32,
    /// The number of the quotation among those that are remembered of the article.
    pub quote: u32,
}

impl QuoteTable {
    /// Compares the quotations of articles, which are numbered in their order. Costs the sorting of their keys, on the
    /// threads of the pool that it runs in.
    pub fn new<'f>(articles: impl Iterator<Item = &'f [QuoteFact]>) -> Self {
        Self::of_keys(articles, |_| true)
    }

    /// The same, of use only for what resembles these quotations.
    pub fn around<'f>(own: &[QuoteFact], articles: impl Iterator<Item = &'f [QuoteFact]>) -> Self {
        let keys: FxHashSet<u32> = own.iter().flat_map(QuoteFact::keys).collect();
        Self::of_keys(articles, |key| keys.contains(&key))
    }

    fn of_keys<'f>(articles: impl Iterator<Item = &'f [QuoteFact]>, matters: impl Fn(u32) -> bool) -> Self {
        let mut first = Vec::new();
        let mut quotes: Vec<Quote<'f>> = Vec::new();
        // Keys with the numbers of quotations.
        let mut places: Vec<u64> = Vec::new();
        for (article, facts) in (0..).zip(articles) {
            first.push(quotes.len() as u32);
            for fact in facts {
                let number = quotes.len() as u64;
                let keys = fact.keys().filter(|key| matters(*key));
                places.extend(keys.map(|key| u64::from(key) << 32 | number));
                quotes.push(Quote { article, brief: fact.brief(), fact });
            }
        }
        places.par_sort_unstable();
        let same = places.par_chunk_by_mut(|one, other| *one >> 32 == *other >> 32);
        let alike = same.flat_map_iter(|same| {
            let mut alike = Vec::new();
            add_alike(same, &quotes, &mut alike);
            alike
        });
        let mut alike: Vec<Alike> = alike.collect();
        alike.sort_unstable();
        alike.dedup();
        Self { first, alike }
    }

    /// Quotations by others that may say the same as one of an article, which is told by its number among those that are
    /// remembered: the first of each speaker, in the order of articles and places. Nothing of the article `without`.
    pub fn candidates(&self, place: QuotePlace, without: Option<u32>) -> Vec<QuotePlace> {
        let Some(first) = self.first.get(place.article as usize) else { return Vec::new() };
        let quote = first + place.quote;
        let from = self.alike.partition_point(|alike| alike.quote < quote);
        let mut speakers: Vec<u32> = Vec::new();
        let mut found = Vec::new();
        for alike in self.alike[from..].iter().take_while(|alike| alike.quote == quote) {
            let other = self.place(alike.other);
            if Some(other.article) != without && !speakers.contains(&alike.speakers) {
                speakers.push(alike.speakers);
                found.push(other);
                if found.len() == MOST_CANDIDATES {
                    break;
                }
            }
        }
        found
    }

    /// True if one of an article's quotations may be another speaker's as well, in this article or another.
    pub fn is_contested(&self, article: u32) -> bool {
        let Some(&first) = self.first.get(article as usize) else { return false };
        let end = self.first.get(article as usize + 1).copied().unwrap_or(u32::MAX);
        let from = self.alike.partition_point(|alike| alike.quote < first);
        self.alike.get(from).is_some_and(|alike| alike.quote < end)
    }

    fn place(&self, quote: u32) -> QuotePlace {
        let article = self.first.partition_point(|first| *first <= quote) - 1;
        QuotePlace { article: article as u32, quote: quote - self.first[article] }
    }
}

/// A quotation, and what is looked at first.
struct Quote<'f> {
    article: u32,
    brief: Brief,
    fact: &'f QuoteFact,
}

/// Compares quotations that have a key in common: a few with one another; many, as of what is said after a template, with
/// two others, in case they say no more than the template, and with those that hardly anything tells from them.
fn add_alike(same: &mut [u64], quotes: &[Quote<'_>], alike: &mut Vec<Alike>) {
    let brief = |place: &u64| &quotes[number(place) as usize].brief;
    if same.iter().all(|place| brief(place).speakers == brief(&same[0]).speakers) {
        return;
    }
    if same.len() <= FEW {
        return add_pairs(same, same.iter().map(number), quotes, alike);
    }
    add_pairs(same, firsts(same, quotes, 2).into_iter(), quotes, alike);
    same.sort_unstable_by_key(|place| (brief(place).pairs, *place));
    for same in same.chunk_by(|one, other| brief(one).pairs == brief(other).pairs) {
        if same.len() <= FEW {
            add_pairs(same, same.iter().map(number), quotes, alike);
        } else {
            add_pairs(same, firsts(same, quotes, MOST_CANDIDATES).into_iter(), quotes, alike);
        }
    }
}

/// The number of a quotation, which stands below a key.
fn number(place: &u64) -> u32 {
    *place as u32
}

fn add_pairs(
    same: &[u64],
    others: impl Iterator<Item = u32> + Clone,
    quotes: &[Quote<'_>],
    alike: &mut Vec<Alike>,
) {
    for one in same.iter().map(number) {
        let Quote { brief, fact, .. } = &quotes[one as usize];
        for other in others.clone() {
            let second = &quotes[other as usize];
            let speakers = second.brief.speakers;
            if speakers != brief.speakers
                && brief.may_be_alike(&second.brief)
                && fact.may_be_alike(second.fact)
            {
                alike.push(Alike { quote: one, other, speakers });
            }
        }
    }
}

/// The first two quotations, in different articles, of each of the first speakers: two, since one of them may stand in
/// the article that is compared, and one speaker more than `speakers`, since one of these may be its own.
fn firsts(same: &[u64], quotes: &[Quote<'_>], speakers: usize) -> Vec<u32> {
    let mut known: Vec<(u32, u32)> = Vec::new();
    let mut found = Vec::new();
    let mut met = 0;
    for number in same.iter().map(number) {
        let Quote { article, brief, .. } = &quotes[number as usize];
        let mut same = known.iter().filter(|(_, other)| *other == brief.speakers);
        match (same.next(), same.next()) {
            (None, _) if met <= speakers => met += 1,
            (Some((other, _)), None) if other != article => {}
            _ => continue,
        }
        known.push((*article, brief.speakers));
        found.push(number);
        if found.len() == 2 * (speakers + 1) {
            break;
        }
    }
    found
}
