//! Characters that hardly belong into an article, found in one pass for all rules that are about some of them.

use super::Context;
use crate::article::Article;
use crate::text::{Span, first_marked, mark_below_or_above_ascii, mark_byte};

/// A character that some rule may be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Suspect {
    /// Where it stands (bytes of the source).
    pub at: u32,
    /// What it is.
    pub character: char,
}

/// The suspicious characters of a text, in order: those that nobody can see, those that stand for what could not be
/// read, and those that text read in the wrong encoding begins with.
pub fn suspects(text: &str) -> Vec<Suspect> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        at += plain_len(&text.as_bytes()[at..]);
        if matches!(text.as_bytes().get(at), Some(b'\n' | b'\r' | b'\t')) {
            at += 1;
            continue;
        }
        let Some(character) = text[at..].chars().next() else { return found };
        if is_suspect(character) {
            found.push(Suspect { at: at as u32, character });
        }
        at += character.len_utf8();
    }
}

fn is_suspect(c: char) -> bool {
    c == char::REPLACEMENT_CHARACTER || is_invisible(c) || is_upper_control(c) || is_garbled(c)
}

/// True for control characters other than tab and line end, byte order marks, and what turns the direction of writing.
pub fn is_invisible(c: char) -> bool {
    (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r'))
        || matches!(c, '\u{feff}' | '\u{202d}' | '\u{202e}')
}

/// True for the control characters above ASCII.
pub fn is_upper_control(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}')
}

/// True for the characters that UTF-8 begins with when it is read as Windows-1252.
pub fn is_garbled(c: char) -> bool {
    matches!(c, 'Ã' | 'Â' | 'â' | 'Ð' | 'Ñ' | 'Å' | 'Ä')
}

/// Length of the printable ASCII at the start.
fn plain_len(bytes: &[u8]) -> usize {
    first_marked(bytes, |eight| mark_below_or_above_ascii(eight, b' ') | mark_byte(eight, 0x7f))
}

/// The suspicious characters of an article, block by block, of those blocks that have any.
pub fn suspicious_blocks(article: &Article<'_>) -> Vec<(Span, Vec<Suspect>)> {
    let mut found: Vec<(Span, Vec<Suspect>)> = Vec::new();
    let mut suspects = suspects(article.source).into_iter().peekable();
    let mut blocks = article.tree.blocks();
    while let Some(first) = suspects.peek() {
        let at = first.at;
        let Some(block) = blocks.find(|block| at < block.span().end) else { break };
        let content = block.content();
        let in_block = std::iter::from_fn(|| suspects.next_if(|suspect| suspect.at < block.span().end));
        let in_content = in_block.filter(|suspect| suspect.at < content.end);
        found.push((content, in_content.collect()));
    }
    found
}

/// The first wrong character of each block, with how many more there are in it, put into words. A byte order mark
/// at the start of a block is none.
pub fn in_blocks(context: &Context<'_, '_>, is_wrong: impl Fn(char) -> bool) -> Vec<(Span, String)> {
    let in_block = |(block, suspects): &(Span, Vec<Suspect>)| {
        let is_mark_of_order = |one: &&Suspect| one.at == block.start && one.character == '\u{feff}';
        let mut wrong = suspects.iter().filter(|one| is_wrong(one.character) && !is_mark_of_order(one));
        let first = wrong.next()?;
        let more = match wrong.count() {
            0 => String::new(),
            more => format!(" ({more} more in this paragraph)"),
        };
        Some((Span { start: first.at, end: first.at + first.character.len_utf8() as u32 }, more))
    };
    context.suspicious().iter().filter_map(in_block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn suspects_wherever_they_stand() {
        for before in 0..20 {
            for suspect in ['\u{b}', '\u{7f}', '\u{85}', '\u{fffd}', '\u{202e}', 'Ã'] {
                let text = format!("{}é“\t\r\n{suspect}{}", "a ~".repeat(before), "b".repeat(before));
                let at = text.find(suspect).unwrap_or_default() as u32;
                assert_eq!(suspects(&text), [Suspect { at, character: suspect }], "{text:?}");
            }
        }
    }
}
