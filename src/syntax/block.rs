//! Cutting a source into blocks, and reading each by its kind.

use std::sync::Arc;

use super::inline::Inline;
use super::lines::{LineKind, classify, is_blank, is_fence, split_line};
use super::tree::{Block, BlockKind, Rare};
use super::{Problem, record};
use crate::text::Span;

const BOM: char = '\u{feff}';

/// All that a block's reading depends on besides its own lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    pub at_file_start: bool,
    pub in_fence: bool,
}

impl Context {
    pub const START: Self = Self { at_file_start: true, in_fence: false };
}

/// Reads block after block; holds the buffers that blocks share.
#[derive(Debug, Default)]
pub struct Reader {
    inline: Inline,
    comments: Vec<Span>,
}

impl Reader {
    /// Reads the block at the start of `text`, which must not be empty.
    pub fn next(&mut self, text: &str, context: Context) -> Block {
        self.comments.clear();
        self.inline.clear();
        let (kind, content) =
            if context.in_fence { self.in_fence(text) } else { self.outside(text, context.at_file_start) };
        let len = match kind {
            // In a fence, blank lines are part of the entry they follow.
            BlockKind::FenceOpen | BlockKind::Entry => content,
            BlockKind::Blank => content,
            _ => content + blank_lines(&text[content..]),
        };
        self.read_brackets(&text[..content], kind);
        let problems = match kind {
            BlockKind::Entry => record::problems(&text[..content]),
            _ => std::mem::take(&mut self.inline.problems),
        };
        Block {
            kind,
            content: content as u32,
            len: len as u32,
            has_plain_closer: self.inline.has_plain_closer,
            nodes: (!self.inline.nodes.is_empty()).then(|| self.inline.nodes.as_slice().into()),
            rare: self.rare(problems),
        }
    }

    /// Kind and length of the block at the start of `text`, outside fences.
    fn outside(&mut self, text: &str, at_file_start: bool) -> (BlockKind, usize) {
        if at_file_start {
            let bom = if text.starts_with(BOM) { BOM.len_utf8() } else { 0 };
            let blank = bom + blank_lines(&text[bom..]);
            if blank > 0 {
                return (BlockKind::Blank, blank);
            }
        }
        let (line, _) = split_line(text);
        match classify(line) {
            LineKind::Headline => (BlockKind::Headline, line.len()),
            LineKind::Crosshead => (BlockKind::Crosshead, line.len()),
            LineKind::Fence => (BlockKind::FenceOpen, line.len()),
            _ => self.paragraph(text, line),
        }
    }

    /// Prose and comment lines from the `first` one up to a line of another kind.
    fn paragraph(&mut self, text: &str, first: &str) -> (BlockKind, usize) {
        let mut kind = BlockKind::Comment;
        let mut at = 0;
        let mut line = first;
        while !line.is_empty() {
            match classify(line) {
                LineKind::Prose => kind = BlockKind::Paragraph,
                LineKind::Comment => self.comments.push(Span::new(at, at + line.len())),
                _ => break,
            }
            at += line.len();
            line = split_line(&text[at..]).0;
        }
        (kind, at)
    }

    /// Kind and length of the block at the start of `text`, inside a fence.
    fn in_fence(&mut self, text: &str) -> (BlockKind, usize) {
        let (first, _) = split_line(text);
        if is_fence(first) {
            return (BlockKind::FenceClose, first.len());
        }
        let mut at = 0;
        let mut line = first;
        while !line.is_empty() {
            let is_comment = line.starts_with("//");
            let is_head = !is_comment && !line.starts_with([' ', '\t']) && !is_blank(line);
            if at > 0 && is_head {
                break;
            }
            if is_comment {
                self.comments.push(Span::new(at, at + line.len()));
            }
            at += line.len();
            line = split_line(&text[at..]).0;
        }
        (BlockKind::Entry, at)
    }

    /// Matches the brackets of a block of prose, around its comments.
    fn read_brackets(&mut self, content: &str, kind: BlockKind) {
        if !kind.is_prose() {
            return;
        }
        let mut from = 0;
        for comment in &self.comments {
            self.inline.read(content, from, comment.start as usize);
            from = comment.end as usize;
        }
        self.inline.read(content, from, content.len());
        self.inline.finish();
    }

    fn rare(&self, problems: Vec<Problem>) -> Option<Arc<Rare>> {
        let escapes = &self.inline.escapes;
        if escapes.is_empty() && self.comments.is_empty() && problems.is_empty() {
            return None;
        }
        Some(Arc::new(Rare {
            escapes: escapes.as_slice().into(),
            comments: self.comments.as_slice().into(),
            problems: problems.into(),
        }))
    }
}

/// Length of the blank lines at the start of `text`.
fn blank_lines(text: &str) -> usize {
    let mut at = 0;
    // Most lines show by their first byte that they are not blank.
    while text.as_bytes().get(at).is_some_and(|first| !first.is_ascii_graphic()) {
        let (line, _) = split_line(&text[at..]);
        if !is_blank(line) {
            break;
        }
        at += line.len();
    }
    at
}
