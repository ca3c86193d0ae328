//! Brackets of one paragraph, matched with an explicit stack.
//!
//! A closer with a tail closes the nearest open bracket of its shape; a closer without one is
//! text, and so is the opener it pairs with. Cost is linear whatever the input: each opener is
//! pushed once and popped once, and each tail is looked for only back to the bracket before it.

use nom::IResult;

use super::escape::begins_escape;
use super::problem::{Problem, ProblemKind};
use super::token::{is_tail_space, tail_start};
use super::tree::{Node, Shape};
use crate::text::{Span, first_marked, mark_between, with_bits};

/// What the brackets of one block came to; offsets count from the block's start.
#[derive(Debug, Default)]
pub struct Inline {
    /// Annotations in the order of their openers.
    pub nodes: Vec<Node>,
    /// Places of the backslashes of escapes.
    pub escapes: Vec<u32>,
    /// In order of place.
    pub problems: Vec<Problem>,
    /// True if some closing bracket is text.
    pub has_plain_closer: bool,
    open: Vec<Open>,
    open_count: [u32; 2],
    dropped: u32,
    /// Where a tail may begin at the earliest: after the last bracket, escape or comment.
    run: usize,
    /// True if there is text between the last opener and `run`.
    text_before_run: bool,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    node: u32,
    at: u32,
    shape: Shape,
}

impl Inline {
    /// Makes ready for the next block, keeping the buffers.
    pub fn clear(&mut self) {
        self.nodes.clear();
        self.escapes.clear();
        self.problems.clear();
        self.has_plain_closer = false;
    }

    /// Reads one stretch of prose between comments: the bytes `from..to` of `block`.
    pub fn read(&mut self, block: &str, from: usize, to: usize) {
        let text = &block[..to];
        let bytes = text.as_bytes();
        let mut at = from;
        self.run = from;
        while let Ok((rest, _)) = plain(&text[at..]) {
            at = to - rest.len();
            match bytes.get(at) {
                None => break,
                Some(b'[') => self.push(at, Shape::Square),
                Some(b'{') => self.push(at, Shape::Brace),
                Some(b']') => self.close(text, at, Shape::Square),
                Some(b'}') => self.close(text, at, Shape::Brace),
                Some(b'\\') if begins_escape(bytes, at) => {
                    self.escapes.push(at as u32);
                    at += 1;
                    self.run = at + 1;
                    self.text_before_run = true;
                }
                Some(_) => {}
            }
            at += 1;
        }
        // A comment follows, or the block ends.
        self.text_before_run |= !bytes[self.run..].iter().all(|&byte| is_tail_space(byte));
    }

    /// Ends the block: what is still open stays text.
    pub fn finish(&mut self) {
        while let Some(open) = self.open.pop() {
            self.unclosed(open);
        }
        self.open_count = [0; 2];
        if self.dropped > 0 {
            self.nodes.retain(|node| node.close != 0);
            self.dropped = 0;
        }
        self.problems.sort_by_key(|problem| problem.span);
    }

    fn push(&mut self, at: usize, shape: Shape) {
        let node = self.nodes.len() as u32;
        let at = at as u32;
        self.open.push(Open { node, at, shape });
        self.open_count[shape as usize] += 1;
        self.nodes.push(Node { open: at, tail: 0, close: 0, shape });
        self.run = at as usize + 1;
        self.text_before_run = false;
    }

    fn close(&mut self, text: &str, at: usize, shape: Shape) {
        let is_pair = self.open.last().is_some_and(|open| open.shape == shape);
        let needs_text = is_pair && !self.text_before_run;
        match tail_start(&text[self.run..at], needs_text) {
            None => {
                self.has_plain_closer = true;
                if is_pair {
                    self.drop_innermost();
                }
            }
            Some(_) if self.open_count[shape as usize] == 0 => {
                let span = Span::new(at, at + 1);
                self.problems.push(Problem { kind: ProblemKind::StrayCloser, span });
            }
            Some(tail) => self.annotate(self.run + tail, at, shape),
        }
        self.run = at + 1;
        self.text_before_run = true;
    }

    fn annotate(&mut self, tail: usize, close: usize, shape: Shape) {
        while let Some(open) = self.open.pop() {
            self.open_count[open.shape as usize] -= 1;
            if open.shape == shape {
                let node = &mut self.nodes[open.node as usize];
                node.tail = tail as u32;
                node.close = close as u32;
                return;
            }
            self.unclosed(open);
        }
    }

    fn drop_innermost(&mut self) {
        if let Some(open) = self.open.pop() {
            self.open_count[open.shape as usize] -= 1;
            self.dropped += 1;
        }
    }

    fn unclosed(&mut self, open: Open) {
        self.dropped += 1;
        let span = Span { start: open.at, end: open.at + 1 };
        self.problems.push(Problem { kind: ProblemKind::UnclosedBracket, span });
    }
}

/// A run of text without brackets and backslashes. All of these are ASCII, so bytes will do.
fn plain(input: &str) -> IResult<&str, &str> {
    let (text, rest) = input.split_at(plain_len(input.as_bytes()));
    Ok((rest, text))
}

/// Looks for `[`, `\`, `]`, `{`, `}`, and for `|`, which is looked at for nothing: what with bit 0x20 set lies from
/// `{` to `}`.
fn plain_len(bytes: &[u8]) -> usize {
    first_marked(bytes, |eight| mark_between(with_bits(eight, 0x20), b'{', b'}'))
}
