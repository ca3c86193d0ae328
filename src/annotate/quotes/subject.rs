//! The subject of a verb: the noun phrase that ends right before it, read backwards.

use super::View;
use crate::annotate::token::Kind;
use crate::language::Classes;

/// The longest subject, in tokens.
const LONGEST: usize = 48;

/// A subject: a range of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its first token.
    pub start: usize,
    /// The token behind it.
    pub end: usize,
}

/// The subject of the verb group that begins at `verb`; tokens before `from` are out of reach.
pub fn before(view: View<'_>, verb: usize, from: usize) -> Option<Subject> {
    let mut end = verb;
    let floor = from.max(verb.saturating_sub(LONGEST));
    if end <= floor || view.is_quoted(end - 1) {
        return None;
    }
    // Skip descriptions set off by commas, dashes or brackets: "Leon, 63, a voter, said".
    while end > floor && is_fence(view, end - 1) {
        end = description_start(view, end - 1, floor)?;
    }
    let start = phrase_start(view, end, floor)?;
    let (start, end) = head_before(view, start, end, floor);
    let whole = Subject { start, end: last_word(view, end, verb) };
    is_nominal(view, whole.start, end).then_some(whole)
}

/// A subject that ends before a comma keeps what the commas set off.
fn last_word(view: View<'_>, end: usize, verb: usize) -> usize {
    if end == verb || !is_fence(view, verb - 1) {
        return verb.max(end);
    }
    if view.tokens[verb - 1].kind == Kind::Close { verb } else { verb - 1 }
}

fn is_fence(view: View<'_>, at: usize) -> bool {
    !view.is_quoted(at) && matches!(view.tokens[at].kind, Kind::Comma | Kind::Dash | Kind::Close)
}

/// The fence that opens the description which the fence `close` ends.
fn description_start(view: View<'_>, close: usize, floor: usize) -> Option<usize> {
    let kind = view.tokens[close].kind;
    let mut at = close;
    while at > floor {
        at -= 1;
        let token = &view.tokens[at];
        if view.is_quoted(at) {
            if at == floor {
                return None;
            }
            continue;
        }
        match (kind, token.kind) {
            (Kind::Close, Kind::Open) => return Some(at),
            (Kind::Close, _) => {}
            (_, Kind::Comma | Kind::Dash) if token.kind == kind => {
                return describes(view, at + 1, close).then_some(at);
            }
            (_, Kind::Stop | Kind::Semicolon | Kind::Colon) => return None,
            _ => {}
        }
    }
    None
}

/// True if the tokens can describe the noun before them: "who …", "a …", "63", "of Ohio", "speaking to …".
fn describes(view: View<'_>, start: usize, end: usize) -> bool {
    if start >= end {
        return false;
    }
    let first = &view.tokens[start];
    let opens = Classes::RELATIVE
        .and(Classes::DETERMINER)
        .and(Classes::NUMBER)
        .and(Classes::PREPOSITION)
        .and(Classes::GERUND)
        .and(Classes::PARTICIPLE)
        .and(Classes::CAPITAL)
        .and(Classes::POSSESSIVE)
        .and(Classes::ADVERB);
    if first.is(Classes::SUBJECT_PRONOUN) && !first.is(Classes::RELATIVE) {
        return false;
    }
    let relative =
        (start..end).position(|at| view.tokens[at].is(Classes::RELATIVE.and(Classes::SUBORDINATOR)));
    let finite = (start..end).position(|at| is_finite(view, at));
    // A finite verb belongs to a relative clause, or the tokens are a clause of their own.
    let is_clause = finite.is_some_and(|verb| relative.is_none_or(|relative| relative > verb));
    !is_clause
        && (first.is(opens) || first.is_word() && !first.is(Classes::COORDINATOR.and(Classes::SUBORDINATOR)))
}

/// True for a form that is a finite verb and hardly anything else.
pub fn is_finite(view: View<'_>, at: usize) -> bool {
    let token = &view.tokens[at];
    if view.is_quoted(at) || !token.is(Classes::FINITE) || token.is(Classes::NOUN_LIKE) {
        return false;
    }
    if matches!(view.text(at), "'s" | "’s") {
        return is_verbal_s(view, at);
    }
    !token.is(Classes::PARTICIPLE) || is_past_here(view, at)
}

/// 's as "is" or "has": behind a pronoun.
fn is_verbal_s(view: View<'_>, at: usize) -> bool {
    at > view.start
        && view.tokens[at - 1].is(Classes::SUBJECT_PRONOUN.and(Classes::QUESTION).and(Classes::THAT))
}

/// A past tense that could be a participle: it is one behind a determiner, and before "by".
fn is_past_here(view: View<'_>, at: usize) -> bool {
    if at == view.start || view.is_quoted(at - 1) {
        return false;
    }
    let before = &view.tokens[at - 1];
    let after_noun = before.is_word()
        && !before.is(Classes::DETERMINER
            .and(Classes::POSSESSIVE)
            .and(Classes::PREPOSITION)
            .and(Classes::BE)
            .and(Classes::COORDINATOR))
        && !matches!(view.text(at - 1), "'s" | "’s");
    after_noun && !(at + 1 < view.end && view.tokens[at + 1].is(Classes::AGENT))
}

/// Where the phrase that ends at `end` begins.
fn phrase_start(view: View<'_>, end: usize, floor: usize) -> Option<usize> {
    let last = end.checked_sub(1)?;
    if end <= floor || view.is_quoted(last) {
        return None;
    }
    if view.tokens[last].is(Classes::SUBJECT_PRONOUN.and(Classes::RELATIVE))
        && !view.tokens[last].is(Classes::THAT)
    {
        return Some(last);
    }
    let mut start = end;
    while start > floor && belongs(view, start - 1, end) {
        start -= 1;
    }
    let start = trimmed(view, start, end);
    (start < end).then_some(start)
}

fn belongs(view: View<'_>, at: usize, end: usize) -> bool {
    if view.is_quoted(at) {
        return false;
    }
    let token = &view.tokens[at];
    match token.kind {
        Kind::Word | Kind::Number => {}
        Kind::Other | Kind::Close | Kind::Open => return true,
        _ => return false,
    }
    let capital = token.is(Classes::CAPITAL) && at > view.start;
    if token.is(Classes::SUBORDINATOR.and(Classes::THAT)) && !token.is(Classes::PREPOSITION) && !capital {
        return false;
    }
    if token.is(Classes::RELATIVE.and(Classes::QUESTION)) {
        return false;
    }
    if token.is(Classes::SUBJECT_PRONOUN) && !token.is(Classes::OBJECT_PRONOUN) && !capital {
        return false;
    }
    if token.is(Classes::COORDINATOR) {
        return coordinates_nouns(view, at, end);
    }
    if matches!(view.text(at), "'s" | "’s") {
        return !is_verbal_s(view, at);
    }
    if token.is(Classes::FINITE_AUXILIARY.and(Classes::MODAL).and(Classes::BE)) && !capital {
        return view.tokens[at].is(Classes::INFINITIVE);
    }
    if is_finite(view, at) && !capital {
        // "a senator briefed on the matter said"
        return token.is(Classes::PARTICIPLE)
            && (at + 1 == end || view.tokens[at + 1].is(Classes::PREPOSITION));
    }
    true
}

/// True for "and" between two names or two nouns, false between two clauses.
fn coordinates_nouns(view: View<'_>, at: usize, end: usize) -> bool {
    if at == view.start || at + 1 >= end || view.is_quoted(at - 1) || !view.tokens[at - 1].is_word() {
        return false;
    }
    if !view.tokens[at].is(Classes::JOINS_NOUNS) {
        return false;
    }
    let (left, right) = (&view.tokens[at - 1], &view.tokens[at + 1]);
    let mut clause = at;
    while clause > view.start && !view.is_quoted(clause - 1) && view.tokens[clause - 1].is_word() {
        clause -= 1;
        if is_finite(view, clause) {
            return false;
        }
    }
    left.is(Classes::CAPITAL) == right.is(Classes::CAPITAL) || !left.is(Classes::CAPITAL)
}

/// Drops what stands before the noun phrase: conjunctions, adverbs, "on Monday", "in a statement".
fn trimmed(view: View<'_>, start: usize, end: usize) -> usize {
    let mut start = start;
    let light = Classes::COORDINATOR.and(Classes::ADVERB).and(Classes::TIME).and(Classes::SUBORDINATOR);
    loop {
        let before = start;
        while start < end && (!view.tokens[start].is_word() || view.tokens[start].is(light)) {
            start += 1;
        }
        if start < end && view.tokens[start].is(Classes::PREPOSITION) {
            start = behind_adjunct(view, start, end);
        }
        if start == before {
            return start;
        }
    }
}

/// Behind the prepositional phrase that begins at `start`: where the last noun phrase up to `end` begins.
fn behind_adjunct(view: View<'_>, start: usize, end: usize) -> usize {
    let mut at = start + 1;
    let mut seen_noun = false;
    while at < end {
        let token = &view.tokens[at];
        if token.is(Classes::TIME) || token.is(Classes::NUMBER) {
            return at + 1;
        }
        let begins = token.is(Classes::DETERMINER.and(Classes::POSSESSIVE))
            || token.is(Classes::CAPITAL)
                && !view.tokens[at - 1].is(Classes::CAPITAL.and(Classes::PREPOSITION));
        if begins && seen_noun && !view.tokens[at - 1].is(Classes::PREPOSITION) {
            return at;
        }
        seen_noun |= token.is_word() && !token.is(Classes::PREPOSITION.and(Classes::DETERMINER));
        at += 1;
    }
    start + 1
}

/// A description found as the phrase ("a professor" in "Ana Duarte, a professor in Port Ellery said")
/// belongs to the name before it.
fn head_before(view: View<'_>, start: usize, end: usize, floor: usize) -> (usize, usize) {
    // "Duarte, during a meeting in Port Ellery, Ohio, said"
    if end < view.end
        && is_fence(view, end)
        && start >= floor + 3
        && view.tokens[start - 1].is(Classes::PREPOSITION)
        && view.tokens[start - 2].kind == Kind::Comma
        && !view.is_quoted(start - 3)
        && view.tokens[start - 3].is(Classes::CAPITAL)
        && let Some(head) = phrase_start(view, start - 2, floor)
    {
        return (head, start - 2);
    }
    if start < floor + 2 || view.is_quoted(start - 1) || view.tokens[start - 1].kind != Kind::Comma {
        return (start, end);
    }
    let name = &view.tokens[start - 2];
    let describes = view.tokens[start].is(Classes::NUMBER)
        || view.tokens[start].is(Classes::DETERMINER) && end < view.end && is_fence(view, end);
    if view.is_quoted(start - 2) || !name.is(Classes::CAPITAL) || !describes {
        return (start, end);
    }
    match phrase_start(view, start - 1, floor) {
        Some(head) if view.tokens[head].is(Classes::CAPITAL.and(Classes::DETERMINER)) => (head, end),
        _ => (start, end),
    }
}

fn is_nominal(view: View<'_>, start: usize, end: usize) -> bool {
    let weak = Classes::PREPOSITION
        .and(Classes::DETERMINER)
        .and(Classes::COORDINATOR)
        .and(Classes::SUBORDINATOR)
        .and(Classes::POSSESSIVE)
        .and(Classes::MODAL);
    let last = &view.tokens[end - 1];
    let pronoun = last.is(Classes::SUBJECT_PRONOUN);
    let ends_well = !last.is(weak) || pronoun || last.is(Classes::CAPITAL) || last.is(Classes::NUMBER);
    let some = Classes::DETERMINER.and(Classes::PREPOSITION).and(Classes::ADVERB);
    if matches!(view.text(end - 1), "'s" | "’s")
        || end == start + 1
            && view.tokens[start].is(Classes::DUMMY)
            && !view.tokens[start].is(Classes::OBJECT_PRONOUN)
    {
        return false;
    }
    start < end
        && ends_well
        && !view.tokens[start..end]
            .iter()
            .all(|token| token.is(some) && !token.is(Classes::SUBJECT_PRONOUN.and(Classes::CAPITAL)))
}
