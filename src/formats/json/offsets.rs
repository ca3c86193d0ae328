use std::str::FromStr;

use serde::Serialize;

use crate::text::Span;

/// The unit in which offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Offsets {
    /// Unicode code points, as Python counts.
    #[default]
    Codepoint,
    /// Bytes of UTF-8, as Rust and Go count.
    Byte,
    /// Code units of UTF-16, as JavaScript and Java count.
    Utf16,
}

impl FromStr for Offsets {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "codepoint" => Ok(Self::Codepoint),
            "byte" => Ok(Self::Byte),
            "utf16" => Ok(Self::Utf16),
            _ => Err("offsets are counted in codepoint, byte or utf16".to_string()),
        }
    }
}

/// Turns byte offsets of one text into offsets of another unit, in constant time.
pub struct Counter<'t> {
    text: &'t str,
    unit: Offsets,
    /// The count at every `STEP`th byte.
    marks: Vec<u32>,
}

const STEP: usize = 64;

impl<'t> Counter<'t> {
    pub fn new(text: &'t str, unit: Offsets) -> Self {
        let unit = if text.is_ascii() { Offsets::Byte } else { unit };
        let mut marks = Vec::new();
        if unit != Offsets::Byte {
            let mut count = 0;
            for (at, byte) in text.bytes().enumerate() {
                if at % STEP == 0 {
                    marks.push(count);
                }
                count += units(byte, unit);
            }
        }
        Self { text, unit, marks }
    }

    /// The offset for byte `at` of the text.
    pub fn offset(&self, at: u32) -> u32 {
        if self.unit == Offsets::Byte {
            return at;
        }
        let at = at as usize;
        let Some(&mark) = self.marks.get(at / STEP) else {
            return self.text.bytes().fold(0, |count, byte| count + units(byte, self.unit));
        };
        let rest = &self.text.as_bytes()[at / STEP * STEP..at];
        mark + rest.iter().map(|&byte| units(byte, self.unit)).sum::<u32>()
    }

    /// Start and end of a span of bytes.
    pub fn span(&self, span: Span) -> [u32; 2] {
        [self.offset(span.start), self.offset(span.end)]
    }
}

/// How many units begin with this byte of UTF-8.
fn units(byte: u8, unit: Offsets) -> u32 {
    match byte {
        0x80..=0xbf => 0,
        0xf0..=0xff if unit == Offsets::Utf16 => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_at_every_character() {
        let text = "aé習👩x".repeat(40);
        for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = &text[..at];
            let count = |unit| Counter::new(&text, unit).offset(at as u32) as usize;
            assert_eq!(count(Offsets::Byte), at);
            assert_eq!(count(Offsets::Codepoint), before.chars().count());
            assert_eq!(count(Offsets::Utf16), before.encode_utf16().count());
        }
    }
}
