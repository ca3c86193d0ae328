//! Backslash escapes.

use std::borrow::Cow;

/// True if a backslash before this byte is an escape: ASCII punctuation or a space.
pub fn is_escapable(byte: u8) -> bool {
    byte == b' ' || byte.is_ascii_punctuation()
}

/// True if the byte at `at`, a backslash, begins an escape.
pub(super) fn begins_escape(bytes: &[u8], at: usize) -> bool {
    bytes.get(at + 1).is_some_and(|&next| is_escapable(next))
}

/// The text that names and values in records mean: backslashes of escapes taken out.
pub fn unescape(raw: &str) -> Cow<'_, str> {
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    let bytes = raw.as_bytes();
    let mut text = String::with_capacity(raw.len());
    let mut from = 0;
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'\\' && begins_escape(bytes, at) {
            text.push_str(&raw[from..at]);
            from = at + 1;
            at += 1;
        }
        at += 1;
    }
    text.push_str(&raw[from..]);
    Cow::Owned(text)
}

/// A text as a name in a record: on one line, with backslashes before what would end it or mean
/// something. [`unescape`] gives the text back, runs of white space as one space.
pub fn escape_name(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    let bytes = line.as_bytes();
    let mut name = String::with_capacity(line.len());
    for (at, character) in line.char_indices() {
        let begins_type = at == 0 && character == ':';
        let escapes = character == '\\' && begins_escape(bytes, at);
        if character == '|' || begins_type || escapes {
            name.push('\\');
        }
        name.push(character);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_punctuation_and_space_are_escaped() {
        assert_eq!(unescape(r"a\|b\\c\d\ e"), r"a|b\c\d e");
        assert_eq!(unescape("end\\"), "end\\");
    }

    #[test]
    fn names_come_back() {
        for text in ["Ana Duarte", "a|b", ":person", "C:\\|", "a\\b", "x\\"] {
            assert_eq!(unescape(&escape_name(text)), text);
        }
        assert_eq!(escape_name("Ana\n  Duarte "), "Ana Duarte");
    }
}
