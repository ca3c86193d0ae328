//! Quoted stretches: which tokens stand between quotation marks.

use super::token::{Kind, Token};

/// A stretch between quotation marks: indices of tokens, marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted {
    /// The token of the opening mark.
    pub start: usize,
    /// The token behind the closing mark, or behind the last token if nothing closes it.
    pub end: usize,
    /// False if the paragraph ends before a mark closes it.
    pub closed: bool,
}

/// Finds the quoted stretches among the tokens `from..` of a paragraph and numbers the tokens in them;
/// numbers go on from `known`. `next` is what the next paragraph begins with.
pub fn find(text: &str, tokens: &[Token], from: usize, next: Option<char>, quoted: &mut Vec<Quoted>) {
    let mut open: Option<usize> = None;
    let end = tokens.len();
    for at in from..end {
        if tokens[at].kind != Kind::Mark {
            continue;
        }
        match open {
            None if opens(text, tokens, at) => open = Some(at),
            None => {}
            Some(start) if closes(text, tokens, start, at) => {
                quoted.push(Quoted { start, end: at + 1, closed: true });
                open = None;
            }
            Some(_) => {}
        }
    }
    if let Some(start) = open {
        let goes_on = next.is_some_and(|mark| matches!(mark, '"' | '“' | '„' | '«' | '\'' | '`'));
        let end = if goes_on || start == from { end } else { sentence_end(tokens, start, end) };
        quoted.push(Quoted { start, end, closed: false });
    }
}

fn sentence_end(tokens: &[Token], start: usize, end: usize) -> usize {
    (start + 1..end).find(|&at| tokens[at].kind == Kind::Stop).map_or(end, |stop| stop + 1)
}

fn opens(text: &str, tokens: &[Token], at: usize) -> bool {
    match tokens[at].span.of(text) {
        "”" | "»" => false,
        "“" | "„" | "«" | "``" | "「" | "『" | "‟" => true,
        // Straight marks open where a word follows at once.
        _ => !text[tokens[at].span.end as usize..].starts_with(char::is_whitespace),
    }
}

fn closes(text: &str, tokens: &[Token], start: usize, at: usize) -> bool {
    let closers: &[&str] = match tokens[start].span.of(text) {
        "“" => &["”", "\"", "''"],
        "„" => &["“", "”", "\""],
        "«" => &["»"],
        "``" => &["''", "\""],
        "「" => &["」"],
        "『" => &["』"],
        "''" => &["''", "\"", "”"],
        _ => &["\"", "”", "''"],
    };
    closers.contains(&tokens[at].span.of(text))
}
