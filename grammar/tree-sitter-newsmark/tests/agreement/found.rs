//! What stands in a file, as either finds it: a kind and a span in bytes, in order.

use std::ops::Range;

use newsmark::syntax::{BlockKind, BlockRef, Head, Shape, TokenKind, entry, parse, tokens, without_line_end};
use newsmark::text::Span;
use tree_sitter::{Node, Tree, TreeCursor};

/// A kind of node of the grammar, and where it stands.
pub type Found = (&'static str, Range<u32>);

/// In order of place, the outer before the inner.
fn in_order(mut found: Vec<Found>) -> Vec<Found> {
    found.sort_by_key(|(kind, span)| (span.start, u32::MAX - span.end, *kind));
    found
}

/// What the parser finds.
pub fn by_parser(source: &str) -> Vec<Found> {
    let tree = parse(source);
    let mut found = Vec::new();
    for block in tree.blocks() {
        match block.kind() {
            BlockKind::Blank => {}
            BlockKind::Comment => comments(block, source, &mut found),
            BlockKind::Headline => found.push(("headline", line(block, source))),
            BlockKind::Crosshead => found.push(("crosshead", line(block, source))),
            BlockKind::Paragraph => {
                found.push(("paragraph", paragraph(block, source)));
                comments(block, source, &mut found);
            }
            BlockKind::FenceOpen | BlockKind::FenceClose => found.push(("---", line(block, source))),
            BlockKind::Entry => {
                entry_parts(block, source, &mut found);
                comments(block, source, &mut found);
            }
        }
        annotations(block, source, &mut found);
    }
    in_order(found)
}

/// A span without the line end at its end.
fn trimmed(span: Span, source: &str) -> Range<u32> {
    let text = &source[span.range()];
    let line_end = if text.ends_with("\r\n") { 2 } else { u32::from(text.ends_with(['\n', '\r'])) };
    span.start..span.end - line_end
}

fn line(block: BlockRef<'_>, source: &str) -> Range<u32> {
    trimmed(block.content(), source)
}

/// From the first line of prose to the last; the notes around them are no part of the paragraph.
fn paragraph(block: BlockRef<'_>, source: &str) -> Range<u32> {
    let mut span = block.content();
    let comments: Vec<Span> = block.comments().collect();
    for comment in &comments {
        if comment.start == span.start {
            span.start = comment.end;
        }
    }
    for comment in comments.iter().rev() {
        if comment.end == span.end {
            span.end = comment.start;
        }
    }
    trimmed(span, source)
}

fn comments(block: BlockRef<'_>, source: &str, found: &mut Vec<Found>) {
    found.extend(block.comments().map(|comment| ("comment", trimmed(comment, source))));
}

fn annotations(block: BlockRef<'_>, source: &str, found: &mut Vec<Found>) {
    for at in block.escapes() {
        found.push(("escape", at..at + 2));
    }
    for node in block.nodes() {
        let kind = if node.shape == Shape::Square { "mention" } else { "quote" };
        found.push((kind, node.span().start..node.span().end));
        found.push(("content", node.content().start..node.content().end));
        let tail = node.tail_span();
        found.push(("tail", tail.start..tail.end));
        for token in tokens(&source[tail.range()], tail.start) {
            found.push((token_kind(token.kind), token.span.start..token.span.end));
        }
    }
}

fn token_kind(kind: TokenKind) -> &'static str {
    match kind {
        TokenKind::Entity => "entity",
        TokenKind::Unknown => "unknown",
        TokenKind::Date => "date",
        TokenKind::Label => "label",
        TokenKind::Id => "id",
        TokenKind::ContinuedId => "continued_id",
        TokenKind::Tentative => "suggestion",
    }
}

fn entry_parts(block: BlockRef<'_>, source: &str, found: &mut Vec<Found>) {
    let text = &source[block.content().range()];
    let entry = entry(text, block.start);
    let mut push = |kind, span: Span| {
        if !span.is_empty() {
            found.push((kind, span.start..span.end));
        }
    };
    let mut fields: Vec<_> = entry.fields().collect();
    match entry.head {
        Some(Head::Metadata(field)) => fields.push(field),
        Some(Head::Id(token)) => push("id", token.span),
        Some(head @ Head::Entity { id, .. }) => {
            push("entity", id.span);
            head.types().for_each(|token| push("label", token.span));
            for (at, (_, span)) in head.names().enumerate() {
                push(if at == 0 { "name" } else { "alias" }, span);
            }
        }
        None => push("malformed", malformed_margin(text, block.start)),
    }
    for field in fields {
        push("key", field.key_span);
        if field.value.is_relation() {
            field.value.targets().for_each(|token| push(token_kind(token.kind), token.span));
        } else {
            push("value", field.value.span);
        }
    }
}

/// The line at the margin that could not be read; empty if there is none.
fn malformed_margin(text: &str, start: u32) -> Span {
    let mut at = 0;
    while at < text.len() {
        let (line, _) = newsmark::syntax::split_line(&text[at..]);
        let is_margin = !line.starts_with([' ', '\t']) && !line.starts_with("//") && !line.trim().is_empty();
        if is_margin {
            let from = start as usize + at;
            return Span::new(from, from + without_line_end(line).len());
        }
        at += line.len();
    }
    Span::new(0, 0)
}

/// What the grammar finds.
pub fn by_grammar(tree: &Tree, source: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut cursor = tree.walk();
    loop {
        let node = cursor.node();
        if compares(node, &cursor, source) {
            found.push((node.kind(), node.start_byte() as u32..node.end_byte() as u32));
        }
        if cursor.goto_first_child() {
            continue;
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return in_order(found);
            }
        }
    }
}

/// True for what the parser knows, too.
fn compares(node: Node<'_>, cursor: &TreeCursor<'_>, source: &str) -> bool {
    match node.kind() {
        "headline" | "crosshead" | "paragraph" | "comment" | "escape" | "mention" | "quote" | "content"
        | "tail" | "unknown" | "date" | "label" | "continued_id" | "suggestion" | "---" | "name"
        | "alias" => true,
        // What is indented below nothing belongs to nobody.
        "entity" | "id" | "key" | "value" => {
            let mut cursor = cursor.clone();
            cursor.goto_parent();
            cursor.node().kind() != "field" || (cursor.goto_parent() && cursor.node().kind() != "fence")
        }
        "malformed" => !source[..node.start_byte()].ends_with([' ', '\t']),
        _ => false,
    }
}
