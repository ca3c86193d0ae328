//! Words, as texts are compared by them.

use std::hash::Hasher;

use rustc_hash::FxHasher;

use super::Span;

/// The words of a text: runs of letters and digits, with the apostrophes in them. In scripts that put no spaces
/// between words each character counts as one.
pub fn words(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut characters = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = characters.find(|(_, c)| is_in_word(*c))?;
        let mut end = start + first.len_utf8();
        if has_no_spaces(first) {
            return Some(Span::new(start, end));
        }
        while let Some(&(at, next)) = characters.peek() {
            let goes_on = is_in_word(next) && !has_no_spaces(next);
            let joins = matches!(next, '\'' | '’')
                && text[at + next.len_utf8()..].chars().next().is_some_and(char::is_alphanumeric);
            if !goes_on && !joins {
                break;
            }
            characters.next();
            end = at + next.len_utf8();
        }
        Some(Span::new(start, end))
    })
}

fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || (!character.is_ascii() && unicode_ident::is_xid_continue(character))
}

/// A number for a word, the same for all ways to write it in capitals, small letters and apostrophes.
pub fn word_hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        word.bytes().for_each(|byte| hasher.write_u32(u32::from(byte.to_ascii_lowercase())));
    } else {
        for character in word.chars().flat_map(char::to_lowercase) {
            hasher.write_u32(if character == '’' { u32::from('\'') } else { u32::from(character) });
        }
    }
    hasher.finish()
}

/// Scripts that put no spaces between words: Thai, Lao, Khmer, Burmese, Chinese and Japanese.
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
    }

    #[test]
    fn case_and_apostrophes_do_not_matter() {
        assert_eq!(word_hash("We’re"), word_hash("WE’RE"));
        assert_eq!(word_hash("Öl’s"), word_hash("öl's"));
        assert_ne!(word_hash("we"), word_hash("me"));
    }
}
