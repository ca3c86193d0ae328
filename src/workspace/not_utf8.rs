use crate::text::{Position, Positions, Span};

/// Bytes that were to be text and are no UTF-8.
#[derive(Debug)]
pub struct NotUtf8 {
    /// What stands before the first wrong byte, and `?` in its place.
    pub text: String,
    /// Where that byte stands.
    pub at: Position,
    byte: u8,
    likely: Likely,
}

/// What the bytes probably are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Likely {
    Utf16,
    Windows1252,
    /// UTF-8 that was cut or pasted into.
    MostlyUtf8,
    Unknown,
}

impl NotUtf8 {
    /// Looks at bytes of which those from `valid` on are no UTF-8.
    pub fn new(mut bytes: Vec<u8>, valid: usize) -> Self {
        let (byte, likely) = (bytes[valid], Likely::of(&bytes));
        bytes.truncate(valid);
        bytes.push(b'?');
        let text = String::from_utf8(bytes).unwrap_or_default();
        let at = Positions::new(&text).position(&text, valid.min(text.len()));
        Self { text, at, byte, likely }
    }

    /// The place of the wrong byte in [`NotUtf8::text`] and in the file.
    pub fn span(&self) -> Span {
        Span::new(self.text.len().saturating_sub(1), self.text.len())
    }

    /// What is wrong, as said of a file. Its line and column are left to whoever shows it.
    pub fn problem(&self) -> String {
        match self.likely {
            Likely::Utf16 => "is UTF-16".to_string(),
            _ => format!("is not UTF-8: byte 0x{:02X} at offset {}", self.byte, self.span().start),
        }
    }

    /// What to do about it.
    pub fn help(&self) -> &'static str {
        match self.likely {
            Likely::Utf16 => "convert it with `iconv -f UTF-16 -t UTF-8`",
            Likely::Windows1252 => {
                "it is probably Windows-1252 or Latin-1; convert it with `iconv -f WINDOWS-1252 -t UTF-8`"
            }
            Likely::MostlyUtf8 => "most of it is UTF-8; write that character anew",
            Likely::Unknown => "convert it with `iconv -f ENCODING -t UTF-8` from the encoding that it is in",
        }
    }
}

impl Likely {
    fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Self::Utf16;
        }
        let (mut good, mut bad) = (0, 0);
        for chunk in bytes.utf8_chunks() {
            good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
            bad += usize::from(!chunk.invalid().is_empty());
        }
        if good >= bad {
            return Self::MostlyUtf8;
        }
        // Western text has a letter with an accent here and there; all others are in other scripts.
        let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
        let letters = bytes.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
        let is_assigned = !bytes.iter().any(|byte| matches!(byte, 0x81 | 0x8D | 0x8F | 0x90 | 0x9D));
        if is_assigned && high <= letters / 2 { Self::Windows1252 } else { Self::Unknown }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn likely(bytes: &[u8]) -> Likely {
        Likely::of(bytes)
    }

    #[test]
    fn encodings_are_guessed() {
        assert_eq!(likely(b"\xFF\xFEa\0"), Likely::Utf16);
        assert_eq!(likely(b"The caf\xE9 said \x93no\x94."), Likely::Windows1252);
        assert_eq!(likely(b"The caf\xC3\xA9 is at caf\xC3 now."), Likely::MostlyUtf8);
        // "Привет" in KOI8-R, and what no Western program writes.
        assert_eq!(likely(b"\xF0\xD2\xC9\xD7\xC5\xD4"), Likely::Unknown);
        assert_eq!(likely(b"ab\x81cd ef"), Likely::Unknown);
    }

    #[test]
    fn the_text_ends_with_the_wrong_byte() {
        let wrong = NotUtf8::new(b"Ana\ncaf\xE9 au lait".to_vec(), 7);
        assert_eq!(wrong.text, "Ana\ncaf?");
        assert_eq!((wrong.at.line, wrong.at.column, wrong.span()), (2, 4, Span::new(7, 8)));
    }
}
