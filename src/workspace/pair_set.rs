//! The pairs of neighbouring words of a quotation, in few bytes.

use smallvec::SmallVec;

/// How many pairs are kept one by one: those of 33 words.
const MOST: usize = 32;

/// A set of pairs of words, of which is known how many another one has not. What is written after a template is nearly the
/// same again and again, and has to be told from what is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PairSet {
    /// One bit for each pair (a Bloom filter with one hash function), which tells most sets apart at once.
    filter: [u64; 2],
    /// Of few pairs a hash of each, in order. Of many one bit for each in a larger filter.
    words: [u16; MOST],
    /// How many hashes there are, if these are kept.
    len: Option<u8>,
}

impl PairSet {
    /// The set of pairs with these hashes, the upper bits of which are well mixed.
    pub fn new(hashes: impl Iterator<Item = u64>) -> Self {
        let mut all: SmallVec<[u16; MOST]> = hashes.map(|hash| (hash >> 48) as u16).collect();
        let mut filter = [0; 2];
        all.iter().for_each(|hash| filter[(hash >> 15) as usize] |= 1 << (hash >> 9 & 63));
        let mut words = [0; MOST];
        if all.len() > MOST {
            all.iter().for_each(|hash| set_bit(&mut words, *hash));
            return Self { filter, words, len: None };
        }
        all.sort_unstable();
        all.dedup();
        words[..all.len()].copy_from_slice(&all);
        Self { filter, words, len: Some(all.len() as u8) }
    }

    /// How many pairs another one lacks at least, at a glance.
    #[inline]
    pub fn lacking_at_least(&self, other: &Self) -> u32 {
        (self.filter[0] & !other.filter[0]).count_ones() + (self.filter[1] & !other.filter[1]).count_ones()
    }

    /// The same, looked at closely: nearly always as many as it lacks.
    pub fn lacking_in(&self, other: &Self) -> u32 {
        let (Some(own), Some(others)) = (self.hashes(), other.hashes()) else {
            let both = self.bits().into_iter().zip(other.bits());
            return both.map(|(own, other)| (own & !other).count_ones()).sum();
        };
        let mut others = others.iter().peekable();
        let is_lacking = |hash: &&u16| {
            while others.next_if(|other| other < hash).is_some() {}
            others.peek() != Some(hash)
        };
        own.iter().filter(is_lacking).count() as u32
    }

    fn hashes(&self) -> Option<&[u16]> {
        Some(&self.words[..self.len? as usize])
    }

    fn bits(&self) -> [u16; MOST] {
        let Some(hashes) = self.hashes() else { return self.words };
        let mut bits = [0; MOST];
        hashes.iter().for_each(|hash| set_bit(&mut bits, *hash));
        bits
    }
}

/// One of 512 bits, by the upper bits of a hash.
fn set_bit(bits: &mut [u16; MOST], hash: u16) {
    bits[(hash >> 11) as usize] |= 1 << (hash >> 7 & 15);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(numbers: impl Iterator<Item = u64>) -> PairSet {
        PairSet::new(numbers.map(|number| number.wrapping_mul(0x9E37_79B9_7F4A_7C15)))
    }

    #[test]
    fn what_another_lacks() {
        let lacking = |one: &PairSet, other: &PairSet| (one.lacking_in(other), other.lacking_in(one));
        assert_eq!(lacking(&set(1..20), &set(5..22)), (4, 2));
        assert_eq!(lacking(&set(1..20), &set((1..20).chain(1..20))), (0, 0));
        assert!((1..=4).contains(&set(1..20).lacking_at_least(&set(5..22))));
        // Many pairs may share a bit, so that fewer are counted.
        let (few, many) = lacking(&set(0..20), &set(10..100));
        assert!((5..=10).contains(&few) && (40..=80).contains(&many), "{few} {many}");
    }
}
