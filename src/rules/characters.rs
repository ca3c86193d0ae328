use crate::article::Article;
use crate::text::Span;

/// The first character of each block for which `is_wrong` holds, and a note on how many more follow. What stands
/// at the very beginning of a block may be a byte order mark.
pub fn in_blocks(article: &Article<'_>, is_wrong: impl Fn(char) -> bool) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    for block in article.tree.blocks() {
        let content = block.content();
        let text = content.of(article.source);
        let mut wrong = text.char_indices().filter(|(at, c)| is_wrong(*c) && !(*at == 0 && *c == '\u{feff}'));
        let Some((at, first)) = wrong.next() else { continue };
        let start = content.start + at as u32;
        let more = match wrong.count() {
            0 => String::new(),
            more => format!(" ({more} more in this paragraph)"),
        };
        found.push((Span { start, end: start + first.len_utf8() as u32 }, more));
    }
    found
}
