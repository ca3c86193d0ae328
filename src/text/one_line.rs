//! Names are the same whatever white space stands between their words.

use std::borrow::Cow;
use std::hash::BuildHasher;

use rustc_hash::FxBuildHasher;

/// The text with single spaces between words.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut before = b' ';
    let is_so = bytes.iter().all(|&byte| {
        let is_double = byte == b' ' && before == b' ';
        before = byte;
        !is_double && !matches!(byte, b'\n' | b'\r' | b'\t' | b'\x0c')
    });
    if is_so && before != b' ' {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

/// A number for a name, the same whatever white space stands between its words.
pub fn name_hash(name: &str) -> u64 {
    one_line_hash(&one_line(name))
}

/// The [`name_hash`] of a name that is on one line already.
pub fn one_line_hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}
