//! The spacing of tails.

use crate::syntax::{BlockRef, Node, Token, TokenKind, tokens};
use crate::text::{Span, TextEdit};

/// Lays out all tails of a block whose lines are `text`.
pub fn lay_out(block: BlockRef<'_>, text: &str, edits: &mut Vec<TextEdit>) {
    let from = edits.len();
    block.nodes().for_each(|node| tail(block, text, node, edits));
    // Nodes come in the order of their openers.
    edits[from..].sort_by_key(|edit| edit.span);
}

/// Lays out the tail of one annotation.
pub fn tail(block: BlockRef<'_>, text: &str, node: Node, edits: &mut Vec<TextEdit>) {
    let slice = |span: Span| &text[(span.start - block.start) as usize..(span.end - block.start) as usize];
    let span = node.tail_span();
    let tokens: Vec<Token<'_>> = tokens(slice(span), span.start).collect();
    let mut before = span.start;
    for (number, token) in tokens.iter().enumerate() {
        if is_repeated(&tokens, number) {
            continue;
        }
        let gap = Span { start: before, end: token.span.start };
        // Behind a backslash that is text, a space would be escaped.
        let behind_backslash = text[..(gap.start - block.start) as usize].ends_with('\\');
        let plain = if behind_backslash && slice(gap).starts_with('\t') { "\t" } else { " " };
        let space = line_end(slice(gap)).unwrap_or(plain);
        if slice(gap) != space {
            edits.push(TextEdit::replace(gap, space));
        }
        before = token.span.end;
    }
    let rest = Span { start: before, end: span.end };
    if !rest.is_empty() {
        edits.push(TextEdit::delete(rest));
    }
}

/// True for a token that stands in the tail already, if it says nothing more. An entity that is there twice
/// keeps a type from defining it, so there it stays.
fn is_repeated(tokens: &[Token<'_>], number: usize) -> bool {
    let token = &tokens[number];
    let same = |other: &Token<'_>| other.kind == token.kind && other.name == token.name;
    let has_label = tokens.iter().any(|other| other.kind == TokenKind::Label);
    let matters = token.kind == TokenKind::Entity && has_label;
    !matters && tokens[..number].iter().any(same)
}

/// The first line end in a stretch of white space.
fn line_end(space: &str) -> Option<&str> {
    let at = space.find(['\n', '\r'])?;
    let length = if space[at..].starts_with("\r\n") { 2 } else { 1 };
    Some(&space[at..at + length])
}
