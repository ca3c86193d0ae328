use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::fact::{Brief, QuoteFact, SKETCH};

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
        let mut quotes = Quotes::default();
        // For each hash function the keys with the numbers of quotations.
        let mut places: [Vec<u64>; SKETCH] = Default::default();
        for facts in articles {
            quotes.first.push(quotes.facts.len() as u32);
            for fact in facts {
                let number = quotes.facts.len() as u64;
                for (places, key) in places.iter_mut().zip(fact.keys()).filter(|(_, key)| matters(*key)) {
                    places.push(u64::from(key) << 32 | number);
                }
                quotes.speakers.push(fact.speakers);
                quotes.briefs.push(fact.brief());
                quotes.facts.push(fact);
            }
        }
        let mut alike: Vec<Alike> = Vec::new();
        for (function, mut places) in places.into_iter().enumerate() {
            places.par_sort_unstable();
            let same = places.par_chunk_by(|one, other| *one >> 32 == *other >> 32);
            alike.par_extend(same.flat_map_iter(|same| quotes.alike(same, function)));
        }
        alike.sort_unstable();
        alike.dedup();
        Self { first: quotes.first, alike }
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

/// The quotations of all articles by their numbers, what is looked at most in the least room.
#[derive(Default)]
struct Quotes<'f> {
    /// The number of each article's first one.
    first: Vec<u32>,
    speakers: Vec<u32>,
    briefs: Vec<Brief>,
    facts: Vec<&'f QuoteFact>,
}

impl Quotes<'_> {
    /// Compares quotations that have a key of this hash function in common: a few with one another; many, as of what is
    /// said after a template, with two others, in case they say no more than the template, and with those that hardly
    /// anything tells from them.
    fn alike(&self, same: &[u64], function: usize) -> Vec<Alike> {
        let mut alike = Vec::new();
        // Most keys are had by one quotation alone, and nothing else of that is looked at.
        if same.len() < 2 {
            return alike;
        }
        let numbers = same.iter().map(|place| *place as u32);
        let speakers = |number: u32| self.speakers[number as usize];
        if numbers.clone().all(|number| speakers(number) == speakers(same[0] as u32)) {
            return alike;
        }
        if same.len() <= FEW {
            self.add_pairs(numbers.clone(), numbers, &mut alike);
            return alike;
        }
        if function < 2 {
            let some = self.firsts(numbers.clone(), 2);
            self.add_pairs(numbers.clone(), some.into_iter(), &mut alike);
        }
        // What is the same has all keys in common, of which one is enough.
        if function == 0 {
            let pairs = |number: u32| self.briefs[number as usize].pairs;
            let mut by_pairs: Vec<(u64, u32)> = numbers.map(|number| (pairs(number), number)).collect();
            by_pairs.sort_unstable();
            for same in by_pairs.chunk_by(|one, other| one.0 == other.0).filter(|same| same.len() > 1) {
                let numbers = same.iter().map(|(_, number)| *number);
                let others = if same.len() <= FEW {
                    numbers.clone().collect()
                } else {
                    self.firsts(numbers.clone(), MOST_CANDIDATES)
                };
                self.add_pairs(numbers, others.into_iter(), &mut alike);
            }
        }
        alike
    }

    fn add_pairs(
        &self,
        numbers: impl Iterator<Item = u32>,
        others: impl Iterator<Item = u32> + Clone,
        alike: &mut Vec<Alike>,
    ) {
        for quote in numbers {
            let at = quote as usize;
            for other in others.clone() {
                let second = other as usize;
                let speakers = self.speakers[second];
                if speakers != self.speakers[at]
                    && self.briefs[at].may_be_alike(&self.briefs[second])
                    && self.facts[at].may_be_alike(self.facts[second])
                {
                    alike.push(Alike { quote, other, speakers });
                }
            }
        }
    }

    /// The first two quotations, in different articles, of each of the first speakers: two, since one of them may stand
    /// in the article that is compared, and one speaker more than `most`, since one of these may be its own.
    fn firsts(&self, numbers: impl Iterator<Item = u32>, most: usize) -> Vec<u32> {
        let article = |number: u32| self.first.partition_point(|first| *first <= number);
        let mut known: Vec<(u32, u32)> = Vec::new();
        let mut met = 0;
        for number in numbers {
            let speakers = self.speakers[number as usize];
            let mut same = known.iter().filter(|(_, other)| *other == speakers);
            match (same.next(), same.next()) {
                (None, _) if met <= most => met += 1,
                (Some((other, _)), None) if article(*other) != article(number) => {}
                _ => continue,
            }
            known.push((number, speakers));
            if known.len() == 2 * (most + 1) {
                break;
            }
        }
        known.into_iter().map(|(number, _)| number).collect()
    }
}
