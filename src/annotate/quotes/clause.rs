//! Where what is said ends.

use super::View;
use super::cue;
use super::subject::is_finite;
use crate::annotate::token::Kind;
use crate::language::Form;
use crate::language::{Classes, Uses};

/// The end of the content that begins at `start`: the token behind its last word.
pub fn end(view: View<'_>, start: usize) -> usize {
    let mut at = start;
    while at < view.end {
        if view.is_quoted(at) {
            at = view.quote_end(at);
            // A comma before the closing mark separates as one behind it.
            if at < view.end && at >= 2 && view.tokens[at - 2].kind == Kind::Comma && ends_before(view, at) {
                return at;
            }
            continue;
        }
        match view.tokens[at].kind {
            Kind::Comma if ends_before(view, at + 1) => return at,
            Kind::Dash if ends_before(view, at + 1) => return at,
            Kind::Semicolon => return at,
            Kind::Word if at > start && coordinated_cue(view, at) => return at,
            Kind::Word if at > start && according(view, at).is_some() => return at,
            _ => at += 1,
        }
    }
    trimmed(view, start, at)
}

/// The length of "according to" at `at`; nothing if no such phrase stands there.
pub fn according(view: View<'_>, at: usize) -> Option<usize> {
    let phrases = &view.analysis.language.according;
    let stands =
        |phrase: &&Vec<String>| phrase.iter().enumerate().all(|(next, word)| view.is_text(at + next, word));
    phrases.iter().find(stands).map(Vec::len)
}

/// The first comma outside of quotation marks.
pub fn comma(view: View<'_>, start: usize, end: usize) -> Option<usize> {
    commas(view, start, end).first().copied()
}

/// The commas outside of quotation marks, and the ends of quoted stretches that a comma closes.
pub fn commas(view: View<'_>, start: usize, end: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = start;
    while at < end {
        if view.is_quoted(at) {
            at = view.quote_end(at);
            if at < end && view.tokens[at - 2].kind == Kind::Comma {
                found.push(at);
            }
            continue;
        }
        if view.tokens[at].kind == Kind::Comma {
            found.push(at);
        }
        at += 1;
    }
    found
}

fn trimmed(view: View<'_>, start: usize, mut end: usize) -> usize {
    while end > start + 1 && !view.is_quoted(end - 1) && !view.tokens[end - 1].is_word() {
        if matches!(view.tokens[end - 1].kind, Kind::Close | Kind::Other) {
            break;
        }
        end -= 1;
    }
    end
}

/// True if what follows a comma is no longer said: another attribution begins.
fn ends_before(view: View<'_>, at: usize) -> bool {
    if at >= view.end || view.is_quoted(at) {
        return false;
    }
    let token = &view.tokens[at];
    if according(view, at).is_some() {
        return true;
    }
    if token.is(Classes::GERUND) && cue::cue(view, at).is_some_and(|cue| !cue.uses.has(Uses::MIND)) {
        return true;
    }
    if token.is(Classes::COORDINATOR.and(Classes::SUBORDINATOR)) {
        return attribution_within(view, at + 1);
    }
    false
}

/// True if a short subject and a finite verb of saying follow.
fn attribution_within(view: View<'_>, from: usize) -> bool {
    let limit = view.end.min(from + 12);
    for at in from..limit {
        let token = &view.tokens[at];
        if view.is_quoted(at) || !token.is_word() {
            return false;
        }
        if let Some(form) = token.verb
            && matches!(form.form, Form::Past | Form::Third)
            && let Some(cue) = cue::cue(view, at)
            && cue.mood == cue::Mood::Finite
            && !token.is(Classes::NOUN_LIKE)
        {
            return !cue.uses.has(Uses::MIND);
        }
        if is_finite(view, at) && !token.is(Classes::HAVE.and(Classes::MODAL)) {
            return false;
        }
    }
    false
}

/// True for "and said", "but added".
fn coordinated_cue(view: View<'_>, at: usize) -> bool {
    if !view.tokens[at].is(Classes::COORDINATOR) || at + 1 >= view.end || view.is_quoted(at + 1) {
        return false;
    }
    let mut next = at + 1;
    while next + 1 < view.end && view.tokens[next].is(Classes::ADVERB) {
        next += 1;
    }
    let token = &view.tokens[next];
    let form = token.verb.map(|form| form.form);
    matches!(form, Some(Form::Past | Form::Third)) && !token.is(Classes::NOUN_LIKE)
}
