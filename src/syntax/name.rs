//! Names of entities, labels and ids: UAX #31 identifiers in which `-` may continue.

use nom::IResult;
use nom::error::{Error, ErrorKind};
use unicode_ident::{is_xid_continue, is_xid_start};

/// Reads the longest name: a letter, then letters, digits, marks, `-`, `_`.
///
/// # Errors
/// If the input does not begin with a letter.
pub fn name(input: &str) -> IResult<&str, &str> {
    match name_len(input) {
        0 => Err(nom::Err::Error(Error::new(input, ErrorKind::Alpha))),
        len => {
            let (name, rest) = input.split_at(len);
            Ok((rest, name))
        }
    }
}

/// True if all of `text` is one name.
pub fn is_name(text: &str) -> bool {
    !text.is_empty() && name_len(text) == text.len()
}

fn name_len(input: &str) -> usize {
    let bytes = input.as_bytes();
    if !bytes.first().is_some_and(|&byte| byte.is_ascii_alphabetic() || !byte.is_ascii()) {
        return 0;
    }
    // Nearly all names are ASCII; only at a byte beyond it are characters decoded.
    let ascii = bytes.iter().position(|&byte| !continues_name(byte)).unwrap_or(bytes.len());
    match bytes.get(ascii) {
        Some(byte) if !byte.is_ascii() => ascii + unicode_len(&input[ascii..], ascii == 0),
        _ => ascii,
    }
}

/// True for the ASCII characters that may continue a name.
#[inline]
pub fn continues_name(byte: u8) -> bool {
    CONTINUES[byte as usize]
}

const CONTINUES: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        let character = byte as u8;
        table[byte] = character.is_ascii_alphanumeric() || character == b'-' || character == b'_';
        byte += 1;
    }
    table
};

fn unicode_len(input: &str, at_start: bool) -> usize {
    let mut first = at_start;
    for (at, character) in input.char_indices() {
        let belongs =
            if first { is_xid_start(character) } else { is_xid_continue(character) || character == '-' };
        if !belongs {
            return at;
        }
        first = false;
    }
    input.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_any_script() {
        for text in ["duarte", "q-1_b", "Путин", "习近平", "é2", "अन्ना", "a-中-b"] {
            assert!(is_name(text), "{text}");
        }
        for text in ["", "1a", "-a", "_a", "a.b", "a b", "a\u{a0}b", "👩"] {
            assert!(!is_name(text), "{text}");
        }
    }

    #[test]
    fn reading_stops_where_the_name_ends() {
        assert_eq!(name("naïve’s"), Ok(("’s", "naïve")));
    }
}
