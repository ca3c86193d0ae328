//! What can be said: a clause, an infinitive, a noun, words in quotation marks, before or behind a cue.

use super::cue::Cue;
use super::subject::is_finite;
use super::{Construction, View, clause};
use crate::annotate::token::Kind;
use crate::language::{Classes, Uses};

/// What stands before the source and can be what was said.
pub struct Left {
    /// The tokens of the content.
    pub piece: (usize, usize),
    /// Words in quotation marks.
    pub quoted: bool,
}

/// What follows a cue and can be what is said.
pub struct Right {
    /// The tokens of the content.
    pub piece: (usize, usize),
    /// A comma stands before it.
    pub behind_comma: bool,
    /// What it is.
    pub construction: Construction,
}

/// True for a finite verb that goes on with the clause around a relative clause.
pub fn is_finite_start(view: View<'_>, at: usize) -> bool {
    let token = &view.tokens[at];
    token.is(Classes::FINITE) && !token.is(Classes::NOUN_LIKE) && !matches!(view.text(at), "'s" | "’s")
}

/// True if a finite verb stands there.
pub fn is_clause_up_to(view: View<'_>, start: usize, end: usize) -> bool {
    (start + 1..end).any(|at| is_finite(view, at))
}

/// True for a clause that can be said as it stands: it has a finite verb and begins like a sentence.
pub fn is_clause(view: View<'_>, start: usize, end: usize) -> bool {
    let mut first = start;
    while first + 1 < end && view.tokens[first].is(Classes::COORDINATOR) {
        first += 1;
    }
    if view.tokens[first].is(Classes::SUBORDINATOR) {
        return clause::comma(view, first, end).is_some_and(|comma| is_main_clause(view, comma + 1, end));
    }
    (first + 1..end).any(|at| is_finite(view, at) || view.is_quoted(at))
        && !view.tokens[first].is(Classes::GERUND.and(Classes::PARTICIPLE))
}

/// True for what can follow "If the wall fails,": a subject and a finite verb.
fn is_main_clause(view: View<'_>, start: usize, end: usize) -> bool {
    let begins =
        Classes::SUBJECT_PRONOUN.and(Classes::DETERMINER).and(Classes::POSSESSIVE).and(Classes::CAPITAL);
    start < end
        && !view.is_quoted(start)
        && view.tokens[start].is(begins)
        && !view.tokens[start].is(Classes::RELATIVE)
        && (start + 1..end).any(|at| is_finite(view, at))
}

/// True if the attribution ends behind its cue, but for a time or place.
pub fn ends_here(view: View<'_>, from: usize, told: bool) -> bool {
    let tail = Classes::TIME
        .and(Classes::PREPOSITION)
        .and(Classes::ADVERB)
        .and(Classes::OBJECT_PRONOUN)
        .and(Classes::CAPITAL);
    if from < view.end
        && !view.is_quoted(from)
        && view.tokens[from].is_word()
        && !view.tokens[from].is(tail)
        && !told
    {
        return false;
    }
    let mut at = from;
    while at < view.end && at < from + 14 {
        let token = &view.tokens[at];
        if view.is_quoted(at) {
            return false;
        }
        match token.kind {
            Kind::Stop | Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Close | Kind::Break => {
                return true;
            }
            Kind::Colon => return false,
            _ => {}
        }
        at += 1;
    }
    at == view.end
}

/// What follows the cue, if it can be what is said.
pub fn right(view: View<'_>, cue: Cue) -> Option<Right> {
    let mut at = cue.end;
    let mut direct = true;
    // An object stands between the verb and what follows: "that" may be a pronoun.
    let mut object = false;
    let mut addressee = cue.uses.has(Uses::ADDRESSEE);
    let speaks = cue.uses.has(Uses::QUOTE);
    let limit = view.end.min(cue.end + 24);
    while at < limit {
        if view.is_quoted(at) {
            if !direct && !object {
                return None;
            }
            let construction = Construction::Words;
            let end = clause::end(view, at);
            return (speaks || cue.uses.has(Uses::OBJECT.and(Uses::CLAUSE).and(Uses::NAMING)))
                .then_some(Right { piece: (at, end), behind_comma: false, construction });
        }
        let token = &view.tokens[at];
        match token.kind {
            Kind::Comma => {
                let next = behind_place(view, at) + 1;
                if next < view.end && view.is_quoted(next) && speaks {
                    let end = quote_content_end(view, next);
                    return Some(Right {
                        piece: (next, end),
                        behind_comma: true,
                        construction: Construction::Quote,
                    });
                }
                if view.analysis.language.comma_before_clause && at + 1 < limit && cue.uses.has(Uses::THAT) {
                    at += 1;
                    direct = true;
                    object = false;
                    continue;
                }
                return None;
            }
            Kind::Colon => {
                let next = at + 1;
                if next >= view.end || !speaks {
                    return None;
                }
                let end = if view.is_quoted(next) {
                    quote_content_end(view, next)
                } else {
                    clause::end(view, next)
                };
                return Some(Right {
                    piece: (next, end),
                    behind_comma: false,
                    construction: Construction::Colon,
                });
            }
            Kind::Word | Kind::Number => {}
            Kind::Other => {
                at += 1;
                continue;
            }
            _ => return None,
        }
        if token.is(Classes::SUBORDINATOR)
            && !token.is(Classes::PREPOSITION.and(Classes::QUESTION).and(Classes::ADVERB))
        {
            return None;
        }
        if token.is(Classes::THAT) && cue.uses.has(Uses::THAT) && at + 1 < view.end {
            let relative = (object || !direct && !view.tokens[at - 1].is(Classes::TIME))
                && view.tokens[at + 1].is(Classes::FINITE.and(Classes::HAVE));
            return (!relative && has_finite(view, at)).then(|| said(view, at, Construction::That));
        }
        if token.is(Classes::QUESTION) && cue.uses.has(Uses::WHETHER) && !token.is(Classes::SUBJECT_PRONOUN) {
            return Some(said(view, at, Construction::Question));
        }
        if view.tokens[at].is(Classes::INFINITIVE) {
            if !object && cue.uses.has(Uses::TO) || !direct && cue.uses.has(Uses::ASK_TO) {
                return is_infinitive(view, at).then(|| said(view, at, Construction::Infinitive));
            }
            direct = false;
            addressee = false;
            at += 1;
            continue;
        }
        if at == cue.end
            && cue.uses.has(Uses::CLAUSE)
            && let Some(clause) = behind_occasion(view, at)
        {
            return Some(said(view, clause, Construction::Clause));
        }
        if addressee {
            at = addressee_end(view, at)?;
            addressee = false;
            continue;
        }
        if token.is(Classes::RELATIVE) && !token.is(Classes::THAT) && at > cue.end {
            return None;
        }
        if direct && cue.uses.has(Uses::CLAUSE) && begins_clause(view, at) && !token.is(Classes::TIME) {
            if cue.uses.has(Uses::OBJECT) && !token.is(Classes::SUBJECT_PRONOUN) && !has_finite(view, at) {
                return Some(said(view, at, Construction::Object));
            }
            let clause = if is_sure(view, at, cue) { has_finite(view, at) } else { is_sentence(view, at) };
            return clause.then(|| said(view, at, Construction::Clause));
        }
        if at == cue.end && cue.uses.has(Uses::OBJECT) && is_object(view, at) {
            return Some(said(view, at, Construction::Object));
        }
        if at == cue.end && cue.uses.has(Uses::NAMING) {
            let said = said(view, at, Construction::Object);
            return (is_object(view, at) && names(view, said.piece)).then_some(said);
        }
        if token.is(Classes::SUBJECT_PRONOUN) && !token.is(Classes::OBJECT_PRONOUN) {
            let fits = cue.uses.has(Uses::CLAUSE) && !token.is(Classes::RELATIVE);
            return fits.then(|| said(view, at, Construction::Clause));
        }
        let light = Classes::TIME.and(Classes::ADVERB);
        if !token.is(light) {
            object |= direct && !token.is(Classes::PREPOSITION);
            direct = false;
        }
        at += 1;
    }
    None
}

/// Where a clause begins behind "in a statement", "at a hearing": an occasion of few words, and no conjunction.
fn behind_occasion(view: View<'_>, at: usize) -> Option<usize> {
    let opens = |at: usize| view.tokens[at].is(Classes::DETERMINER.and(Classes::POSSESSIVE));
    if !view.tokens[at].is(Classes::PREPOSITION) || at + 1 >= view.end || !opens(at + 1) {
        return None;
    }
    let begins = Classes::SUBJECT_PRONOUN
        .and(Classes::DETERMINER)
        .and(Classes::POSSESSIVE)
        .and(Classes::DUMMY)
        .and(Classes::CAPITAL);
    let stops = Classes::PREPOSITION.and(Classes::THAT).and(Classes::TIME).and(Classes::RELATIVE);
    for next in at + 3..view.end.min(at + 6) {
        let token = &view.tokens[next];
        if view.is_quoted(next) || !token.is_word() || token.is(stops) {
            return None;
        }
        let within_name = token.is(Classes::CAPITAL) && view.tokens[next - 1].is(Classes::CAPITAL);
        if token.is(begins) && !within_name {
            return is_sentence(view, next).then_some(next);
        }
    }
    None
}

/// The comma behind the state or country in "in Port Ellery, Ohio, “…”"; else the comma itself.
fn behind_place(view: View<'_>, comma: usize) -> usize {
    let mut at = comma + 1;
    while at < view.end && at < comma + 4 && !view.is_quoted(at) && view.tokens[at].is(Classes::CAPITAL) {
        at += 1;
    }
    if at > comma + 1 && at < view.end && !view.is_quoted(at) && view.tokens[at].kind == Kind::Comma {
        at
    } else {
        comma
    }
}

fn said(view: View<'_>, at: usize, construction: Construction) -> Right {
    // The conjunction is no part of what is said.
    let start = if construction == Construction::That { at + 1 } else { at };
    Right { piece: (start, clause::end(view, start)), behind_comma: false, construction }
}

/// The end of content that begins with a quoted stretch behind a comma or colon.
fn quote_content_end(view: View<'_>, at: usize) -> usize {
    let end = view.quote_end(at);
    let whole = view.tokens.get(at + 1).is_some_and(|token| token.is(Classes::CAPITAL));
    if whole { end } else { clause::end(view, at) }
}

/// True if somebody and what they are called stand there: "him a liar", "the plan “a mistake”".
fn names(view: View<'_>, (start, end): (usize, usize)) -> bool {
    let begins = |at: usize| {
        let before = &view.tokens[at - 1];
        view.is_quoted(at)
            || view.tokens[at].is(Classes::DETERMINER)
                && before.is_word()
                && !before.is(Classes::PREPOSITION.and(Classes::DETERMINER))
    };
    (start + 1..end.min(start + 12)).any(begins)
        || view.tokens[start].is(Classes::OBJECT_PRONOUN.and(Classes::THAT))
            && end - start > 1
            && !view.tokens[start + 1].is(Classes::PREPOSITION)
}

/// True for verbs such as "say", which no other object can follow.
fn is_sure(view: View<'_>, at: usize, cue: Cue) -> bool {
    cue.uses.has(Uses::INVERTED.and(Uses::ADDRESSEE))
        && (cue.uses.has(Uses::ADDRESSEE) || !cue.uses.has(Uses::ASK_TO))
        && !view.tokens[at].is(Classes::DUMMY)
}

fn is_infinitive(view: View<'_>, to: usize) -> bool {
    let Some(next) = view.tokens.get(to + 1).filter(|_| to + 1 < view.end) else { return false };
    // Who asks not to be named says nothing.
    if (to + 2..view.end.min(to + 4)).any(|at| view.tokens[at].is(Classes::UNNAMED)) {
        return false;
    }
    view.is_quoted(to + 1)
        || next.is_word()
            && !next.is(Classes::DETERMINER
                .and(Classes::CAPITAL)
                .and(Classes::POSSESSIVE)
                .and(Classes::OBJECT_PRONOUN))
}

fn begins_clause(view: View<'_>, at: usize) -> bool {
    let token = &view.tokens[at];
    let no = Classes::PREPOSITION.and(Classes::COORDINATOR).and(Classes::FINITE_AUXILIARY);
    let yes =
        Classes::SUBJECT_PRONOUN.and(Classes::DETERMINER).and(Classes::POSSESSIVE).and(Classes::CAPITAL);
    token.is(yes)
        || !token.is(no
            .and(Classes::ADVERB)
            .and(Classes::TIME)
            .and(Classes::SUBORDINATOR)
            .and(Classes::FINITE))
}

/// True if a finite verb follows before the clause can have ended.
pub fn has_finite(view: View<'_>, from: usize) -> bool {
    let mut at = from + 1;
    while at < view.end && at < from + 30 {
        if !view.is_quoted(at) {
            let token = &view.tokens[at];
            if matches!(token.kind, Kind::Semicolon | Kind::Stop) {
                return false;
            }
            let finite =
                token.is(Classes::FINITE) && !matches!(view.text(at), "'s" | "’s") || is_finite(view, at);
            if finite {
                return true;
            }
        } else if view.quote_end(at) - at > 3 {
            return true;
        }
        at += 1;
    }
    false
}

/// True if a subject and a finite verb follow with nothing between that would make it an object and
/// another clause.
fn is_sentence(view: View<'_>, from: usize) -> bool {
    let breaks = Classes::COORDINATOR.and(Classes::THAT).and(Classes::RELATIVE).and(Classes::SUBORDINATOR);
    for at in from + 1..view.end.min(from + 20) {
        let token = &view.tokens[at];
        if view.is_quoted(at) {
            continue;
        }
        if !token.is_word() && !matches!(token.kind, Kind::Other | Kind::Open | Kind::Close) {
            return false;
        }
        if is_finite(view, at) || token.is(Classes::FINITE_AUXILIARY) && is_finite(view, at) {
            return true;
        }
        if token.is(breaks) && !token.is(Classes::PREPOSITION) {
            return false;
        }
    }
    false
}

fn is_object(view: View<'_>, at: usize) -> bool {
    let token = &view.tokens[at];
    let yes = Classes::DETERMINER
        .and(Classes::POSSESSIVE)
        .and(Classes::CAPITAL)
        .and(Classes::OBJECT_PRONOUN)
        .and(Classes::NUMBER);
    !token.is(Classes::TIME) && token.is(yes)
        || !token.is(Classes::TIME
            .and(Classes::PREPOSITION)
            .and(Classes::COORDINATOR)
            .and(Classes::SUBORDINATOR)
            .and(Classes::FINITE)
            .and(Classes::ADVERB)
            .and(Classes::MODAL))
}

/// Behind the addressee that begins at `at`: "reporters", "him", "the Coastal Wire".
fn addressee_end(view: View<'_>, at: usize) -> Option<usize> {
    let token = &view.tokens[at];
    if token.is(Classes::OBJECT_PRONOUN) {
        return Some(at + 1);
    }
    let mut end = at + 1;
    let mut capital = token.is(Classes::CAPITAL);
    while end < view.end && !view.is_quoted(end) {
        let next = &view.tokens[end];
        let stops = Classes::SUBJECT_PRONOUN
            .and(Classes::THAT)
            .and(Classes::QUESTION)
            .and(Classes::TIME)
            .and(Classes::PREPOSITION)
            .and(Classes::POSSESSIVE)
            .and(Classes::FINITE_AUXILIARY);
        if !next.is_word()
            || next.is(stops) && !matches!(view.text(end), "'s" | "’s")
            || view.is_text(end, "to")
        {
            break;
        }
        if next.is(Classes::DETERMINER) && !next.is(Classes::CAPITAL) {
            break;
        }
        // "told reporters Duarte had": a capital behind a small word begins the clause.
        if next.is(Classes::CAPITAL) && !capital && !view.tokens[at].is(Classes::DETERMINER) && end > at {
            break;
        }
        capital = next.is(Classes::CAPITAL);
        end += 1;
    }
    Some(end)
}
