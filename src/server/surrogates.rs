use std::ops::Range;

/// Replaces halves of surrogate pairs in the escapes of a JSON text by U+FFFD; `None` if there are none.
///
/// Editors that count in UTF-16 can cut a character in two, and then send `"\ud83d"`, which stands for
/// nothing. The length in UTF-16 stays the same, so that their positions remain right.
pub fn mended(json: &[u8]) -> Option<Vec<u8>> {
    let halves = halves(json);
    if halves.is_empty() {
        return None;
    }
    let mut mended = json.to_vec();
    for half in halves {
        mended[half].copy_from_slice(b"fffd");
    }
    Some(mended)
}

/// The digits of all escapes that are half a pair. Backslashes are in strings only.
fn halves(json: &[u8]) -> Vec<Range<usize>> {
    let mut halves = Vec::new();
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'\\', &json[at..]) {
        at += next;
        match (unit(json, at), unit(json, at + 6)) {
            (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => at += 12,
            (Some(0xD800..=0xDFFF), _) => {
                halves.push(at + 2..at + 6);
                at += 6;
            }
            _ => at = (at + 2).min(json.len()),
        }
    }
    halves
}

/// The code unit that the escape at byte `at` stands for.
fn unit(json: &[u8], at: usize) -> Option<u16> {
    let digits = json.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> String {
        let mended = mended(json.as_bytes()).expect("something was to mend");
        serde_json::from_slice(&mended).expect("is JSON")
    }

    #[test]
    fn halves_become_replacement_characters() {
        assert_eq!(read(r#""a\ud83db""#), "a\u{fffd}b");
        assert_eq!(read(r#""\udE00\ud83d""#), "\u{fffd}\u{fffd}");
        assert_eq!(read(r#""\ud83d\ud83d\ude00\ud83d\\ude00""#), "\u{fffd}😀\u{fffd}\\ude00");
    }

    #[test]
    fn all_else_stays() {
        for json in [r#""\ud83d\ude00""#, r#""\\ud83d""#, r#""\\\\ud83d \u00e9""#, r#""\ud8"#, "\\", ""] {
            assert_eq!(mended(json.as_bytes()), None, "{json}");
        }
    }
}
