//! Lines and columns as editors count them, in UTF-16.

use serde_json::Value;

/// The line and column of a byte.
pub fn position(text: &str, offset: usize) -> [u64; 2] {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..offset].matches('\n').count();
    [line as u64, text[start..offset].encode_utf16().count() as u64]
}

/// The byte at a position.
pub fn offset(text: &str, position: &Value) -> usize {
    let number = |name: &str| position[name].as_u64().unwrap_or_else(|| panic!("{position}")) as usize;
    let lines = text.split_inclusive('\n').take(number("line"));
    let start: usize = lines.map(str::len).sum();
    let mut left = number("character");
    for (at, character) in text[start..].char_indices() {
        if left == 0 {
            return start + at;
        }
        left = left.checked_sub(character.len_utf16()).expect("between characters");
    }
    assert_eq!(left, 0, "{position} is outside");
    text.len()
}
