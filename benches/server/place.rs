//! Where somebody types and looks.

/// Places in a text at which an entity is named in prose (the byte behind its `@`), spread evenly from
/// the first to the last.
pub fn names(text: &str, count: usize) -> Vec<usize> {
    let all: Vec<usize> =
        text.match_indices(" @").map(|(at, _)| at + 2).filter(|&at| is_name(text, at)).collect();
    assert!(!all.is_empty(), "the article names somebody");
    (0..count).map(|number| all[number * all.len() / count]).collect()
}

/// Dates and unknown speakers begin with `@`, too; records begin their line with it.
fn is_name(text: &str, at: usize) -> bool {
    text.as_bytes()[at].is_ascii_alphabetic()
}

/// The byte at which a word begins, in the prose before a name: where a letter can be typed.
pub fn typing_near(text: &str, name: usize) -> usize {
    let bracket =
        text[..name].rfind('[').or_else(|| text[..name].rfind('{')).expect("names stand in brackets");
    bracket + 1
}

/// Lines, and UTF-16 code units in the line: as the protocol counts if nobody says otherwise.
pub fn line_and_character(text: &str, at: usize) -> (usize, usize) {
    let line_start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text.as_bytes()[..line_start].iter().filter(|&&byte| byte == b'\n').count();
    (line, text[line_start..at].encode_utf16().count())
}
