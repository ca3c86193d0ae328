//! Words, as texts are compared by them.

use super::Span;
use super::scan::{HIGHEST, first_marked, mark_between, with_bits};

/// The words of a text: runs of letters and digits, with the apostrophes in them. In scripts that put no spaces
/// between words each character counts as one.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        at += bytes[at..].iter().position(|byte| byte.is_ascii_alphanumeric() || !byte.is_ascii())?;
        // Nearly all words are ASCII; a look at bytes is enough for them.
        let start = if bytes[at].is_ascii() { at } else { at + text[at..].find(is_in_word)? };
        at = end_of_word(text, start);
        Some(Span::new(start, at))
    })
}

/// Some bytes that words begin with.
#[derive(Debug)]
pub struct FirstBytes {
    is_one: [bool; 256],
    /// All of them are ASCII capitals, which are found eight bytes at a time.
    capitals: bool,
}

impl Default for FirstBytes {
    fn default() -> Self {
        Self { is_one: [false; 256], capitals: true }
    }
}

impl FirstBytes {
    /// Adds one.
    pub fn add(&mut self, byte: u8) {
        self.is_one[byte as usize] = true;
        self.capitals &= byte.is_ascii_uppercase();
    }

    /// Where they stand in a text.
    pub fn places(&self, text: &str) -> impl Iterator<Item = usize> {
        let bytes = text.as_bytes();
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.first(&bytes[from..])?;
            from = at + 1;
            Some(at)
        })
    }

    #[inline]
    fn first(&self, bytes: &[u8]) -> Option<usize> {
        let is_one = |byte: u8| self.is_one[byte as usize];
        if !self.capitals {
            return bytes.iter().position(|&byte| is_one(byte));
        }
        let mut at = 0;
        loop {
            at += first_marked(&bytes[at..], |eight| mark_between(eight, b'A', b'Z'));
            if is_one(*bytes.get(at)?) {
                return Some(at);
            }
            at += 1;
        }
    }
}

/// The one of the [`words`] of a text that begins at this byte, if one does.
#[inline]
pub fn word_at(text: &str, start: usize) -> Option<Span> {
    begins_word(text, start).then(|| Span::new(start, end_of_word(text, start)))
}

/// True if one of the [`words`] of a text begins at this byte, as what stands before it tells.
#[inline]
fn begins_word(text: &str, at: usize) -> bool {
    if !text.is_char_boundary(at) || !text[at..].starts_with(is_in_word) {
        return false;
    }
    let goes_on = |c: char| is_in_word(c) && !has_no_spaces(c);
    let mut before = text[..at].chars().rev();
    let joined = match before.next() {
        Some('\'' | '’') if text[at..].starts_with(char::is_alphanumeric) => {
            before.next().is_some_and(goes_on)
        }
        before => before.is_some_and(goes_on),
    };
    !joined || text[at..].starts_with(has_no_spaces)
}

/// Adds the [`word_hash`]es of the [`words`] of a text to others, up to `most` in all.
pub fn add_word_hashes(text: &str, most: usize, hashes: &mut Vec<u64>) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() && hashes.len() < most {
        // Nearly all words are ASCII, and one look at their bytes is enough.
        let (word, end) = ascii_word(bytes, at);
        if bytes.get(end).is_none_or(|byte| byte.is_ascii() && *byte != b'\'') {
            if end > at {
                hashes.push(word.finish());
            }
            at = end + 1;
            continue;
        }
        let Some(start) = text[at..].find(is_in_word) else { return };
        at += start;
        let end = end_of_word(text, at);
        hashes.push(word_hash(&text[at..end]));
        at = end;
    }
}

/// The ASCII letters and digits from here on, as small letters, and where they end.
#[inline]
fn ascii_word(bytes: &[u8], start: usize) -> (WordHasher, usize) {
    let mut word = WordHasher::default();
    let mut at = start;
    loop {
        let rest = &bytes[at..];
        let eight = rest.first_chunk::<8>().copied().unwrap_or_else(|| {
            let mut last = [0; 8];
            last[..rest.len()].copy_from_slice(rest);
            last
        });
        // Digits have the bit that makes letters small.
        let small = with_bits(u64::from_le_bytes(eight), 0x20);
        let digits = mark_between(u64::from_le_bytes(eight), b'0', b'9');
        let others = !(mark_between(small, b'a', b'z') | digits) & HIGHEST;
        if others == 0 {
            word.add_eight(small);
            at += 8;
            continue;
        }
        let len = others.trailing_zeros() / 8;
        word.add_last(small & !(u64::MAX << (8 * len)), len);
        return (word, at + len as usize);
    }
}

fn end_of_word(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while end < text.len() {
        let byte = bytes[end];
        if byte.is_ascii_alphanumeric() {
            end += 1;
            continue;
        }
        if byte.is_ascii() && byte != b'\'' {
            break;
        }
        let Some(next) = text[end..].chars().next() else { break };
        if has_no_spaces(next) {
            return if end == start { end + next.len_utf8() } else { end };
        }
        let behind = end + next.len_utf8();
        let joins = end > start
            && matches!(next, '\'' | '’')
            && text[behind..].chars().next().is_some_and(char::is_alphanumeric);
        if !is_in_word(next) && !joins {
            break;
        }
        end = behind;
    }
    end
}

#[inline]
fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && unicode_ident::is_xid_continue(character))
}

/// A number for a word, the same for all ways to write it in capitals, small letters and apostrophes.
pub fn word_hash(word: &str) -> u64 {
    let (hasher, end) = ascii_word(word.as_bytes(), 0);
    if end == word.len() {
        return hasher.finish();
    }
    let mut small = String::with_capacity(word.len());
    for character in word.chars().flat_map(char::to_lowercase) {
        small.push(if character == '’' { '\'' } else { character });
    }
    let mut hasher = WordHasher::default();
    let (eights, last) = small.as_bytes().as_chunks::<8>();
    eights.iter().for_each(|eight| hasher.add_eight(u64::from_le_bytes(*eight)));
    let mut eight = [0; 8];
    eight[..last.len()].copy_from_slice(last);
    hasher.add_last(u64::from_le_bytes(eight), last.len() as u32);
    hasher.finish()
}

/// Takes the bytes of a word, eight at a time.
#[derive(Default)]
struct WordHasher {
    hash: u64,
    len: u64,
}

impl WordHasher {
    #[inline]
    fn add_eight(&mut self, eight: u64) {
        self.mix(eight);
        self.len += 8;
    }

    /// Takes fewer than eight at the end; the other bytes are 0.
    #[inline]
    fn add_last(&mut self, eight: u64, len: u32) {
        self.len += u64::from(len);
        self.mix(eight ^ self.len << 56);
    }

    #[inline]
    fn mix(&mut self, eight: u64) {
        self.hash = (self.hash.rotate_left(26) ^ eight).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }

    #[inline]
    fn finish(self) -> u64 {
        self.hash ^ self.hash >> 32
    }
}

/// Scripts that put no spaces between words: Thai, Lao, Khmer, Burmese, Chinese and Japanese.
#[inline]
pub fn has_no_spaces(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_many_scripts() {
        let found = |text| words(text).map(|span| span.of(text)).collect::<Vec<_>>();
        assert_eq!(found("“We’re out,” 14-day."), ["We’re", "out", "14", "day"]);
        assert_eq!(found("Jose\u{301} 杜阿 ок'"), ["Jose\u{301}", "杜", "阿", "ок"]);
        assert_eq!(found(" … "), [""; 0]);
        for text in ["“We’re out,” 14-day. it's o'", "Jose\u{301} 杜阿 ок' Aa杜b", " … ", "a’b c'é d…e"]
        {
            let hashes: Vec<u64> = words(text).map(|word| word_hash(word.of(text))).collect();
            let mut added = Vec::new();
            add_word_hashes(text, 100, &mut added);
            assert_eq!(added, hashes, "{text}");
            add_word_hashes(text, hashes.len() + 1, &mut added);
            assert_eq!(added.len(), if hashes.is_empty() { 0 } else { hashes.len() + 1 });
        }
    }

    #[test]
    fn words_that_begin_with_some_bytes() {
        let mut first = FirstBytes::default();
        "Ab杜é\u{301}".bytes().for_each(|byte| first.add(byte));
        let mut capitals = FirstBytes::default();
        capitals.add(b'A');
        let mut texts = vec![String::new()];
        for _ in 0..4 {
            let longer =
                |text: &String| "Ab’' 杜é\u{301}".chars().map(|c| format!("{text}{c}")).collect::<Vec<_>>();
            texts.extend(texts.iter().flat_map(longer).collect::<Vec<_>>());
        }
        for text in texts {
            for first in [&first, &capitals] {
                let begins = |word: &Span| first.is_one[text.as_bytes()[word.start as usize] as usize];
                let expected: Vec<Span> = words(&text).filter(begins).collect();
                let found: Vec<Span> = first.places(&text).filter_map(|at| word_at(&text, at)).collect();
                assert_eq!(found, expected, "{text:?}");
            }
        }
    }

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        assert_eq!(word_hash("We’re"), word_hash("WE’RE"));
        assert_eq!(word_hash("Öl’s"), word_hash("öl's"));
        assert_eq!(word_hash("DEMONSTRATORS’"), word_hash("demonstrators'"));
        assert_ne!(word_hash("we"), word_hash("me"));
        assert_ne!(word_hash("demonstrator"), word_hash("demonstrators"));
    }
}
