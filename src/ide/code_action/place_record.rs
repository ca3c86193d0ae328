//! Where a new record goes, and what is left when one is taken out. The text stays as it is: a fence takes
//! the blank line before it along, or where it begins the file, the one behind it.

use crate::ide::edit::TextEdit;
use crate::syntax::{BlockKind, BlockRef, Tree, split_line, without_line_end};
use crate::text::Span;

/// The line end that a text uses first.
pub fn line_end(source: &str) -> &str {
    let (line, _) = split_line(source);
    match &line[without_line_end(line).len()..] {
        "" => "\n",
        found => found,
    }
}

/// Adds a record at the end of an article: to the fence that ends it, else in a new one.
///
/// A text whose last line has no line end can't get a fence behind it without getting a line end too; there
/// the record goes into the first fence, or into a new one before the text.
pub fn append_record(source: &str, tree: &Tree, record: impl Fn(&str) -> String) -> TextEdit {
    let line_end = if source.ends_with('\r') { "\r" } else { line_end(source) };
    let record = record(line_end);
    let blocks: Vec<BlockRef<'_>> = tree.blocks().filter(|block| is_fence(block.kind())).collect();
    let last = tree.block_at(source.len());
    if let Some(last) = last.filter(|last| is_fence(last.kind())) {
        return into_fence(source, last_line(&blocks, last), &record, line_end);
    }
    if source.is_empty() || source.ends_with(['\n', '\r']) {
        let gap = if source.is_empty() { "" } else { line_end };
        return TextEdit::insert(source.len() as u32, format!("{gap}---{line_end}{record}{line_end}"));
    }
    let close = blocks.iter().position(|block| block.kind() == BlockKind::FenceClose);
    if let Some(close) = close.and_then(|at| at.checked_sub(1)) {
        return into_fence(source, blocks[close], &record, line_end);
    }
    let start = if source.starts_with('\u{feff}') { 3 } else { 0 };
    TextEdit::insert(start, format!("---{line_end}{record}{line_end}---{line_end}{line_end}"))
}

fn is_fence(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::FenceOpen | BlockKind::Entry | BlockKind::FenceClose)
}

/// The last block of the fence that ends the file, its closing line aside.
fn last_line<'t>(fences: &[BlockRef<'t>], last: BlockRef<'t>) -> BlockRef<'t> {
    match last.kind() {
        BlockKind::FenceClose => fences.iter().rev().nth(1).copied().unwrap_or(last),
        _ => last,
    }
}

/// Puts a record behind a block of a fence, before blank lines.
fn into_fence(source: &str, behind: BlockRef<'_>, record: &str, line_end: &str) -> TextEdit {
    let text = behind.span().of(source);
    let place = behind.start + text.trim_end().len() as u32;
    let blank = text.trim_end().is_empty();
    let new_text = if blank { format!("{record}{line_end}") } else { format!("{line_end}{record}") };
    TextEdit::insert(place, new_text)
}

/// Takes a record out, with its fields; notes behind it stay. A fence at the end of the file that held
/// nothing else goes with it.
pub fn remove_record(source: &str, tree: &Tree, record: Span) -> TextEdit {
    let Some(block) = tree.block_at(record.start as usize) else { return TextEdit::delete(record) };
    let said = said(block.span().of(source));
    let rest = block.span().of(source)[said..].trim();
    if rest.is_empty() {
        let whole = last_fence_of(source, tree, block).unwrap_or(block.span());
        return TextEdit::delete(whole);
    }
    TextEdit::delete(Span { start: block.start, end: block.start + said as u32 })
}

/// The length of the lines of an entry up to its last field, their line ends included.
fn said(text: &str) -> usize {
    let mut at = 0;
    let mut said = 0;
    while at < text.len() {
        let (line, _) = split_line(&text[at..]);
        at += line.len();
        if !line.starts_with("//") && !line.trim().is_empty() {
            said = at;
        }
    }
    said
}

/// The fence of an entry with the blank line before it, if it holds nothing else and ends the file.
fn last_fence_of(source: &str, tree: &Tree, entry: BlockRef<'_>) -> Option<Span> {
    let before: Vec<BlockRef<'_>> = tree.blocks().take_while(|block| block.start < entry.start).collect();
    let (open, before) = before.split_last()?;
    let prose = before.last()?;
    let after: Vec<BlockRef<'_>> = tree.blocks().skip(before.len() + 2).collect();
    let ends = match after.as_slice() {
        [] => true,
        [close] => close.kind() == BlockKind::FenceClose && close.span() == close.content(),
        _ => false,
    };
    let taken = prose.content().end < prose.span().end;
    if open.kind() != BlockKind::FenceOpen || !ends || !taken || is_fence(prose.kind()) {
        return None;
    }
    let mut start = prose.content().end as usize;
    let mut last = start;
    while start < prose.span().end as usize {
        last = start;
        start += split_line(&source[start..prose.span().end as usize]).0.len();
    }
    Some(Span::new(last, source.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::{bare_text, parse};
    use crate::text::apply_edits;

    fn appended(source: &str) -> String {
        let edit = append_record(source, &parse(source), |_| "@bo :org Bo".to_string());
        let after = apply_edits(source, &[edit]);
        assert_eq!(bare_text(&parse(&after), &after), bare_text(&parse(source), source), "{after:?}");
        after
    }

    fn removed(source: &str) -> String {
        let at = source.find("@bo").expect("it is there");
        let edit = remove_record(source, &parse(source), Span::new(at, at + 1));
        let after = apply_edits(source, &[edit]);
        assert_eq!(bare_text(&parse(&after), &after), bare_text(&parse(source), source), "{after:?}");
        after
    }

    #[test]
    fn at_the_end() {
        assert_eq!(appended("Text.\n"), "Text.\n\n---\n@bo :org Bo\n");
        assert_eq!(appended("Text.\r\n"), "Text.\r\n\r\n---\r\n@bo :org Bo\r\n");
        assert_eq!(appended("Text.\r"), "Text.\r\r---\r@bo :org Bo\r");
        assert_eq!(appended("Text.\n\n\n"), "Text.\n\n\n\n---\n@bo :org Bo\n");
        assert_eq!(appended(""), "---\n@bo :org Bo\n");
        assert_eq!(appended("---\nd: 1\n---\n\nText.\n"), "---\nd: 1\n---\n\nText.\n\n---\n@bo :org Bo\n");
    }

    #[test]
    fn in_the_fence_that_ends_the_article() {
        assert_eq!(appended("T\n\n---\n@a A\n"), "T\n\n---\n@a A\n@bo :org Bo\n");
        assert_eq!(appended("T\n\n---\n@a A\n  b: c"), "T\n\n---\n@a A\n  b: c\n@bo :org Bo");
        assert_eq!(appended("T\n\n---\n@a A\n\n---\n"), "T\n\n---\n@a A\n@bo :org Bo\n\n---\n");
        assert_eq!(appended("T\n\n---\n"), "T\n\n---\n@bo :org Bo\n");
        assert_eq!(appended("---\n\n---\n"), "---\n@bo :org Bo\n\n---\n");
    }

    #[test]
    fn before_a_text_that_ends_without_a_line_end() {
        assert_eq!(appended("Text."), "---\n@bo :org Bo\n---\n\nText.");
        assert_eq!(appended("\u{feff}\n\nText."), "\u{feff}---\n@bo :org Bo\n---\n\n\n\nText.");
        assert_eq!(appended("---\nd: 1\n---\n\nText."), "---\nd: 1\n@bo :org Bo\n---\n\nText.");
    }

    #[test]
    fn taken_out() {
        assert_eq!(removed("T\n\n---\n@a A\n@bo B\n  c: d\n\n@e E\n"), "T\n\n---\n@a A\n@e E\n");
        assert_eq!(removed("T\n\n---\n@bo B\n// note\n@e E\n"), "T\n\n---\n// note\n@e E\n");
        assert_eq!(removed("T\n\n---\n@bo B\n"), "T\n");
        assert_eq!(removed("T\n\n\n---\n@bo B\n---\n"), "T\n\n");
        assert_eq!(removed("T\n\n---\n@bo B\n---\n\nU\n"), "T\n\n---\n---\n\nU\n");
        assert_eq!(removed("---\n@bo B\n"), "---\n");
    }
}
