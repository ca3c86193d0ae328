//! Units: sentences, and a quotation with its "he said" is one sentence, whatever stands in the marks.

use super::marks::Quoted;
use super::token::{Kind, Token};
use crate::language::Language;
use crate::language::{Classes, Uses};

/// A sentence: a range of tokens.
pub type Unit = std::ops::Range<usize>;

/// The units of the paragraph that has the tokens `range`.
pub fn units(tokens: &[Token], range: Unit, quoted: &[Quoted], language: &Language, units: &mut Vec<Unit>) {
    let mut start = range.start;
    let mut at = range.start;
    while at < range.end {
        let token = &tokens[at];
        let mut end = at + 1;
        if token.quote > 0 {
            let stretch = quoted[token.quote as usize - 1];
            end = stretch.end;
            if !ends_with_quote(tokens, stretch, &range, language) {
                at = end;
                continue;
            }
        } else if !ends(tokens, at, &range) {
            at += 1;
            continue;
        }
        // Closing brackets and further stops belong to the sentence.
        while end < range.end
            && tokens[end].quote == 0
            && matches!(tokens[end].kind, Kind::Close | Kind::Stop)
        {
            end += 1;
        }
        units.push(start..end);
        start = end;
        at = end;
    }
    if start < range.end {
        units.push(start..range.end);
    }
}

fn ends(tokens: &[Token], at: usize, range: &Unit) -> bool {
    match tokens[at].kind {
        Kind::Stop => {
            let next = (at + 1..range.end).map(|next| &tokens[next]).find(|next| next.kind != Kind::Close);
            next.is_none_or(begins_sentence)
        }
        Kind::Break => true,
        // Abbreviations such as "U.S." may end a sentence; without further knowledge they don't.
        _ => false,
    }
}

fn begins_sentence(token: &Token) -> bool {
    match token.kind {
        Kind::Word => token.is(Classes::CAPITAL),
        Kind::Comma | Kind::Semicolon | Kind::Colon | Kind::Stop => false,
        _ => true,
    }
}

/// True if a sentence ends with the quoted stretch: a stop stands before the closing mark, and no
/// "he said" follows.
fn ends_with_quote(tokens: &[Token], stretch: Quoted, range: &Unit, language: &Language) -> bool {
    let Some(last) = stretch.end.checked_sub(if stretch.closed { 2 } else { 1 }) else { return false };
    if tokens[last].kind != Kind::Stop {
        return false;
    }
    let Some(next) = tokens.get(stretch.end).filter(|_| stretch.end < range.end) else { return true };
    begins_sentence(next)
        && !(next.quote == 0 && attribution_follows(tokens, stretch.end..range.end, language))
}

/// True for a few words with a verb of saying among them that then end: `Duarte asked.`
fn attribution_follows(tokens: &[Token], rest: Unit, language: &Language) -> bool {
    let start = rest.start;
    for at in rest {
        let token = &tokens[at];
        if !token.is_word() || token.quote > 0 || at - start > 8 {
            return false;
        }
        let says = token.verb.is_some_and(|form| language.verb(form.verb).uses.has(Uses::POST));
        if says && token.is(Classes::FINITE) && at > start {
            let next = tokens.get(at + 1);
            return next.is_none_or(|next| {
                matches!(next.kind, Kind::Stop | Kind::Comma)
                    || next.is(Classes::TIME.and(Classes::PREPOSITION))
            });
        }
    }
    false
}
