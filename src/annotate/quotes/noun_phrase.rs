//! Noun phrases, read forwards: the source in `said Ms. Leon, who works as a secretary`.

use super::{View, subject};
use crate::annotate::token::Kind;
use crate::language::Classes;

/// The end of the noun phrase that begins at `start`, with what describes it behind a comma; nothing
/// if none begins there.
pub fn end(view: View<'_>, start: usize) -> Option<usize> {
    let mut at = core_end(view, start)?;
    while let Some(next) = apposition_end(view, at) {
        at = next;
    }
    Some(at)
}

/// The noun phrase without what follows behind commas.
pub fn core_end(view: View<'_>, start: usize) -> Option<usize> {
    let mut at = start;
    while at < view.end && !view.is_quoted(at) && continues(view, start, at) {
        at += 1;
    }
    // What can't end a noun phrase is no part of it.
    let open = Classes::PREPOSITION.and(Classes::COORDINATOR).and(Classes::DETERMINER);
    while at > start + 1 && view.tokens[at - 1].is(open) && !view.tokens[at - 1].is(Classes::CAPITAL) {
        at -= 1;
    }
    let noun = |token: &crate::annotate::token::Token| {
        token.is_word() && !token.is(Classes::PREPOSITION.and(Classes::COORDINATOR).and(Classes::ADVERB))
    };
    (start..at).any(|at| noun(&view.tokens[at])).then_some(at)
}

fn continues(view: View<'_>, start: usize, at: usize) -> bool {
    let token = &view.tokens[at];
    if at == start && token.is(Classes::SUBJECT_PRONOUN) {
        return true;
    }
    if at > start && view.tokens[start].is(Classes::SUBJECT_PRONOUN) && start + 1 == at {
        return false;
    }
    if token.is_word() {
        let capital = token.is(Classes::CAPITAL) && at > view.start;
        let stops = Classes::FINITE
            .and(Classes::SUBJECT_PRONOUN)
            .and(Classes::SUBORDINATOR)
            .and(Classes::THAT)
            .and(Classes::RELATIVE);
        if token.is(Classes::TIME) && at > start {
            return false;
        }
        if token.is(Classes::PREPOSITION) {
            return at > start && token.is(Classes::TYING);
        }
        if capital || matches!(view.text(at), "'s" | "’s") {
            return true;
        }
        return !token.is(stops)
            || token.is(Classes::DETERMINER) && at == start
            || token.is(Classes::NOUN_LIKE)
            || token.is(Classes::PARTICIPLE) && at == start + 1 && !view.tokens[start].is(Classes::CAPITAL);
    }
    matches!(token.kind, Kind::Open | Kind::Close | Kind::Other) && at > start
}

/// The end of `, who …,` or `, a …,` that begins at the comma `at`.
fn apposition_end(view: View<'_>, at: usize) -> Option<usize> {
    if at + 1 >= view.end || view.tokens[at].kind != Kind::Comma || view.is_quoted(at + 1) {
        return None;
    }
    let first = &view.tokens[at + 1];
    let opens = Classes::RELATIVE
        .and(Classes::DETERMINER)
        .and(Classes::NUMBER)
        .and(Classes::CAPITAL)
        .and(Classes::POSSESSIVE);
    if !first.is(opens) && view.is_quoted(at + 1) {
        return None;
    }
    if !first.is(opens) {
        return None;
    }
    let mut end = at + 1;
    while end < view.end
        && !view.is_quoted(end)
        && (view.tokens[end].is_word()
            || matches!(view.tokens[end].kind, Kind::Open | Kind::Close | Kind::Other))
    {
        end += 1;
    }
    // A clause that begins behind the comma describes nobody: "according to the office, the port was closed".
    let relative = first.is(Classes::RELATIVE);
    let clause = !relative && (at + 2..end).any(|at| subject::is_finite(view, at));
    (!clause).then_some(end)
}
