//! Making text of whatever would be read as markup, with as few backslashes as possible.
//!
//! First the lines: what begins like a comment, headline or fence, and backslashes that would
//! escape something. After that all that is left are paragraphs, and the parser can say which
//! brackets in them mean something.

use memchr::memchr_iter;

use super::brackets::unclosed;
use crate::syntax::{BlockRef, ProblemKind, begins_with_markup, is_escapable, parse, split_line};

/// Makes prose of every line. The first one is left alone if it continues a line.
pub fn lines(text: &str, first_continues: bool) -> String {
    let mut places: Vec<usize> = backslashes(text).collect();
    let mut at = 0;
    while at < text.len() {
        let (line, _) = split_line(&text[at..]);
        if begins_with_markup(line) && !(at == 0 && first_continues) {
            places.push(at);
        }
        at += line.len();
    }
    with_backslashes(text, places)
}

/// The backslashes before something they would escape.
fn backslashes(text: &str) -> impl Iterator<Item = usize> {
    let bytes = text.as_bytes();
    memchr_iter(b'\\', bytes).filter(|at| bytes.get(at + 1).is_some_and(|&next| is_escapable(next)))
}

/// Makes text of all annotations, and of brackets that would be reported as unclosed or stray.
pub fn annotations(text: String) -> String {
    let tree = parse(&text);
    let mut places = Vec::new();
    for block in tree.blocks().filter(|block| block.kind().is_prose()) {
        places.extend(closers(block).map(|closer| last_token(&text, closer as usize)));
        unclosed(&text, block.content(), &mut places);
    }
    if places.is_empty() { text } else { with_backslashes(&text, places) }
}

/// The closing brackets that have a tail, whether they close something or not.
fn closers(block: BlockRef<'_>) -> impl Iterator<Item = u32> {
    let stray = |problem: &crate::syntax::Problem| problem.kind == ProblemKind::StrayCloser;
    let strays = block.problems().filter(stray).map(|problem| problem.span.start);
    block.nodes().map(|node| node.close).chain(strays)
}

/// Where the last token of the tail before `closer` begins. With that one escaped there is no tail.
fn last_token(text: &str, closer: usize) -> usize {
    let space = [' ', '\t', '\n', '\r'];
    let tail = text[..closer].trim_end_matches(space);
    tail.rfind(space).map_or(0, |at| at + 1)
}

fn with_backslashes(text: &str, mut places: Vec<usize>) -> String {
    places.sort_unstable();
    let mut escaped = String::with_capacity(text.len() + places.len());
    let mut from = 0;
    for at in places {
        escaped.push_str(&text[from..at]);
        escaped.push('\\');
        from = at;
    }
    escaped.push_str(&text[from..]);
    escaped
}
