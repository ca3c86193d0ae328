//! Attributions: for each cue of a unit, its source and its content.

use smallvec::{SmallVec, smallvec};

use super::confidence::{self, Circumstances};
use super::cue::{Cue, Mood, cue};
use super::subject::{self, Subject, is_finite};
use super::{Construction, Found, View, clause, noun_phrase};
use crate::annotate::classes::{Classes, Uses};
use crate::annotate::language::Form;
use crate::annotate::token::Kind;
use crate::text::Span;

/// Pieces of content: ranges of tokens.
type Pieces = SmallVec<[(usize, usize); 2]>;

/// The attributions of a unit so far.
struct Reader<'a> {
    view: View<'a>,
    number: usize,
    /// The end of the content that the last attribution took.
    taken: usize,
    /// The source of the last attribution.
    last_source: Option<Subject>,
    /// The end of all content so far, but for what stands before its cue.
    nesting: usize,
}

/// Adds the attributions of a unit.
pub fn read(view: View<'_>, number: usize, found: &mut Vec<Found>) {
    let mut reader = Reader { view, number, taken: view.start, last_source: None, nesting: view.start };
    let mut at = view.start;
    while at < view.end {
        if view.is_quoted(at) {
            at = view.quote_end(at);
            continue;
        }
        let attribution = match clause::according(view, at) {
            Some(length) => reader.according(at, at + length),
            None => reader.attribution(at),
        };
        if let Some(attribution) = attribution {
            found.push(attribution);
            reader.nesting = reader.nesting.max(reader.taken);
        }
        at += 1;
    }
}

impl Reader<'_> {
    fn attribution(&mut self, at: usize) -> Option<Found> {
        let view = self.view;
        let cue = cue(view, at)?;
        if cue.uses.has(Uses::MIND) && cue.start < self.nesting {
            return None;
        }
        match cue.mood {
            Mood::Passive => None,
            Mood::Participle => self.participle(cue),
            Mood::Finite => self.finite(cue),
        }
    }

    fn finite(&mut self, cue: Cue) -> Option<Found> {
        let view = self.view;
        if let Some(inverted) = self.inverted(cue) {
            return Some(inverted);
        }
        let source = self.subject(cue)?;
        if view.tokens[source.end - 1].kind == Kind::Number && !view.is_text(source.end, ",") {
            return None;
        }
        if view.tokens[cue.verb].is(Classes::NOUN_LIKE) && !self.is_verb_here(cue, source) {
            return None;
        }
        let relative = view.tokens[source.start].is(Classes::RELATIVE);
        let left = if relative { None } else { self.left(cue, source.start) };
        let right = right(view, cue).map(|right| self.before_main_clause(source, right));
        if right.is_none()
            && let Some(piece) = self.as_clause(cue, source)
        {
            self.taken = piece.1.max(cue.end);
            self.last_source = Some(source);
            return Some(self.found(&[piece], Some(source), cue, Construction::As));
        }
        let (pieces, construction): (Pieces, _) = match (left, right) {
            (Some(left), Some(right)) if left.adjacent && right.behind_comma => {
                let construction =
                    if left.quoted { Construction::QuoteAround } else { Construction::ClauseAround };
                (smallvec![left.piece, right.piece], construction)
            }
            (None, None)
                if !relative
                    && cue.uses.has(Uses::POST)
                    && self.opens_clause(source.start)
                    && self.goes_on(cue.end) =>
            {
                let next = cue.end + 1;
                let first = self.content_start(source.start);
                (
                    smallvec![(first, source.start - 1), (next, clause::end(view, next))],
                    Construction::ClauseAround,
                )
            }
            (Some(left), _) if !left.quoted && self.goes_on(cue.end) => {
                let next = cue.end + 1;
                (smallvec![left.piece, (next, clause::end(view, next))], Construction::ClauseAround)
            }
            (Some(left), None) if ends_here(view, cue.end, left.quoted || cue.uses.has(Uses::ADDRESSEE)) => {
                let construction = if left.quoted {
                    Construction::QuoteThenSubject
                } else {
                    Construction::ClauseThenSubject
                };
                (smallvec![left.piece], construction)
            }
            (_, Some(right)) => (smallvec![right.piece], right.construction),
            _ => return None,
        };
        self.taken = pieces.last().map_or(self.taken, |piece| piece.1.max(cue.end));
        self.last_source = Some(source);
        Some(self.found(&pieces, Some(source), cue, construction))
    }

    /// `As S V, C` and `C, as S V`
    fn as_clause(&self, cue: Cue, source: Subject) -> Option<(usize, usize)> {
        let view = self.view;
        let conjunction =
            source.start.checked_sub(1).filter(|&at| at >= view.start && !view.is_quoted(at))?;
        if !view.tokens[conjunction].is(Classes::AS) || !cue.uses.has(Uses::THAT) {
            return None;
        }
        if conjunction == view.start {
            let comma =
                cue.end < view.end && !view.is_quoted(cue.end) && view.tokens[cue.end].kind == Kind::Comma;
            return (comma && cue.end + 1 < view.end).then(|| (cue.end + 1, clause::end(view, cue.end + 1)));
        }
        let start = self.content_start(conjunction);
        let comma = conjunction - 1;
        let ends = cue.end >= view.end || matches!(view.tokens[cue.end].kind, Kind::Stop | Kind::Close);
        let content = comma > start && !view.is_quoted(comma) && view.tokens[comma].kind == Kind::Comma;
        (content && ends && is_clause(view, start, comma)).then_some((start, comma))
    }

    /// True if some words and a comma stand before the source, which the clause behind the cue goes on
    /// with: "Overall, she said, the".
    fn opens_clause(&self, source: usize) -> bool {
        let view = self.view;
        let start = self.content_start(source);
        source > start + 1
            && view.tokens[source - 1].kind == Kind::Comma
            && (start..source - 1).all(|at| !view.is_quoted(at) && view.tokens[at].is_word())
            && !view.tokens[start].is(Classes::COORDINATOR.and(Classes::SUBORDINATOR).and(Classes::GERUND))
    }

    /// True if what is said goes on behind the comma at `at`: "What matters, she said, is".
    fn goes_on(&self, at: usize) -> bool {
        let view = self.view;
        let next = at + 1;
        if next >= view.end
            || view.is_quoted(at)
            || view.tokens[at].kind != Kind::Comma
            || view.is_quoted(next)
        {
            return false;
        }
        let no = Classes::GERUND
            .and(Classes::RELATIVE)
            .and(Classes::COORDINATOR)
            .and(Classes::PREPOSITION)
            .and(Classes::SUBORDINATOR);
        !view.tokens[next].is(no) || view.tokens[next].is(Classes::THAT)
    }

    /// What is said in "As Duarte said …, the …" ends with the clause that the conjunction opens.
    fn before_main_clause(&self, source: Subject, mut right: Right) -> Right {
        let view = self.view;
        let opens = source.start > view.start && {
            let conjunction = source.start - 1;
            conjunction < view.start + 3
                || !view.is_quoted(conjunction - 1)
                    && (view.tokens[conjunction - 1].is(Classes::COORDINATOR)
                        || view.tokens[conjunction - 1].kind == Kind::Comma)
        };
        let relative = view.tokens[source.start].is(Classes::RELATIVE)
            && source.start > view.start
            && view.tokens[source.start - 1].kind == Kind::Comma;
        let named = source.start > view.start
            && view.tokens[source.start - 1].is(Classes::WHAT)
            && view.is_quoted(right.piece.0);
        if named {
            right.piece.1 = view.quote_end(right.piece.0);
        } else if relative {
            let commas = clause::commas(view, right.piece.0, right.piece.1);
            let main = commas
                .into_iter()
                .find(|&at| at + 1 < view.end && !view.is_quoted(at + 1) && is_finite_start(view, at + 1));
            right.piece.1 = main.unwrap_or(right.piece.1);
        } else if opens && self.is_subordinate(source) {
            right.piece.1 = clause::comma(view, right.piece.0, right.piece.1).unwrap_or(right.piece.1);
        }
        right
    }

    fn participle(&mut self, cue: Cue) -> Option<Found> {
        let view = self.view;
        let right = right(view, cue)?;
        let source = self.last_source.or_else(|| self.main_subject(cue.start))?;
        if view.tokens[source.start].is(Classes::DUMMY) {
            return None;
        }
        self.taken = right.piece.1;
        Some(self.found(&[right.piece], Some(source), cue, right.construction))
    }

    /// The subject before the cue; for "and said" that of the verb before it.
    fn subject(&self, cue: Cue) -> Option<Subject> {
        let view = self.view;
        let mut before = cue.start;
        let light = Classes::ADVERB;
        while before > view.start && !view.is_quoted(before - 1) && view.tokens[before - 1].is(light) {
            before -= 1;
        }
        if before > view.start
            && view.tokens[before - 1].is(Classes::COORDINATOR)
            && !view.is_quoted(before - 1)
        {
            return self.last_source.or_else(|| self.main_subject(before - 1));
        }
        subject::before(view, cue.start, view.start)
    }

    /// The subject of the finite verb nearest before `at`.
    fn main_subject(&self, at: usize) -> Option<Subject> {
        let view = self.view;
        (view.start..at).rev().take(60).filter(|&verb| is_finite(view, verb)).find_map(|verb| {
            let subject = subject::before(view, verb, view.start)?;
            (!view.tokens[subject.start].is(Classes::RELATIVE)).then_some(subject)
        })
    }

    /// True if a form that is a noun as well is a verb here.
    fn is_verb_here(&self, cue: Cue, source: Subject) -> bool {
        let view = self.view;
        let last = &view.tokens[source.end - 1];
        if view.tokens[cue.verb].is(Classes::CAPITAL)
            && last.is(Classes::CAPITAL)
            && !view.analysis.is_headline(cue.verb)
        {
            return false;
        }
        if cue.start < cue.verb || last.is(Classes::SUBJECT_PRONOUN.and(Classes::RELATIVE)) {
            return true;
        }
        let plural = view.text(source.end - 1).ends_with('s');
        match cue.form {
            // "critics claim"
            Form::Base => plural,
            // "the report notes", "Duarte claims"
            Form::Third => {
                last.is(Classes::CAPITAL)
                    || !plural
                        && source.end > source.start + 1
                        && view.tokens[source.start].is(Classes::DETERMINER)
            }
            _ => true,
        }
    }

    /// `"C," V S`
    fn inverted(&mut self, cue: Cue) -> Option<Found> {
        let view = self.view;
        if !cue.uses.has(Uses::INVERTED) || cue.start == view.start || cue.end >= view.end {
            return None;
        }
        let before = cue.start - 1;
        let behind_quote = view.is_quoted(before);
        if !behind_quote && view.tokens[before].kind != Kind::Comma {
            return None;
        }
        let first = &view.tokens[cue.end];
        if view.is_quoted(cue.end) || first.is(Classes::THAT.and(Classes::PREPOSITION)) {
            return None;
        }
        let left = self.left(cue, cue.start)?;
        if !left.quoted && !first.is(Classes::CAPITAL) {
            return None;
        }
        let core = noun_phrase::core_end(view, cue.end)?;
        if core < view.end
            && !view.is_quoted(core)
            && (is_finite(view, core) || !left.quoted && view.tokens[core].is_word())
        {
            return None;
        }
        let end = noun_phrase::end(view, cue.end)?;
        let source = Subject { start: cue.end, end };
        let mut pieces: Pieces = smallvec![left.piece];
        let mut construction =
            if left.quoted { Construction::QuoteThenVerb } else { Construction::ClauseThenVerb };
        let next = if end < view.end && view.tokens[end].kind == Kind::Comma { end + 1 } else { end };
        if next < view.end && view.is_quoted(next) {
            pieces.push((next, view.quote_end(next)));
            construction = Construction::QuoteAround;
        }
        self.taken = pieces.last().map_or(end, |piece| piece.1.max(end));
        self.last_source = Some(source);
        Some(self.found(&pieces, Some(source), cue, construction))
    }

    /// What stands before the source, if it can be what was said.
    fn left(&self, cue: Cue, source: usize) -> Option<Left> {
        let view = self.view;
        let modal = (cue.start..cue.verb).any(|at| view.tokens[at].is(Classes::MODAL));
        if !cue.uses.has(Uses::POST) || modal || source <= self.taken {
            return None;
        }
        let start = self.content_start(source);
        if start >= source {
            return None;
        }
        let before = source - 1;
        let mut end = before;
        let quoted_end = view.is_quoted(before);
        if quoted_end {
            end = source;
        } else if !matches!(view.tokens[before].kind, Kind::Comma | Kind::Dash) {
            return None;
        }
        if end <= start {
            return None;
        }
        let quoted = view.is_quoted(end - 1) && view.is_quoted(start) || quoted_end;
        let is_content = quoted || cue.uses.has(Uses::CLAUSE) && is_clause(view, start, end);
        is_content.then_some(Left { piece: (start, end), quoted, adjacent: true })
    }

    /// Where content before the source may begin: behind a dateline and behind what is taken.
    fn content_start(&self, source: usize) -> usize {
        let view = self.view;
        let mut start = self.taken;
        if start > view.start {
            while start < source
                && !view.is_quoted(start)
                && (!view.tokens[start].is_word() || view.tokens[start].is(Classes::COORDINATOR))
            {
                start += 1;
            }
            return start;
        }
        let dash = (view.start..source.min(view.start + 12)).find(|&at| view.tokens[at].kind == Kind::Dash);
        if let Some(dash) = dash
            && view.text(view.start).len() > 2
            && view.text(view.start).chars().all(|c| !c.is_lowercase())
            && view.tokens[view.start].is(Classes::CAPITAL)
        {
            start = dash + 1;
        }
        start
    }

    /// `according to S`
    fn according(&mut self, at: usize, behind: usize) -> Option<Found> {
        let view = self.view;
        let end = noun_phrase::end(view, behind)?;
        let core = noun_phrase::core_end(view, behind)?;
        let source = Subject { start: behind, end };
        let starts_unit =
            (view.start..at).all(|at| view.tokens[at].is(Classes::COORDINATOR) || !view.tokens[at].is_word());
        let pieces: Pieces = if starts_unit {
            let comma =
                (core..view.end).find(|&at| !view.is_quoted(at) && view.tokens[at].kind == Kind::Comma)?;
            let start =
                if end < view.end && view.tokens[end].kind == Kind::Comma { end + 1 } else { comma + 1 };
            if start >= view.end {
                return None;
            }
            smallvec![(start, clause::end(view, start))]
        } else {
            let start = if self.taken > view.start { view.start } else { self.content_start(at) };
            let mut stop = at;
            while stop > start && !view.is_quoted(stop - 1) && !view.tokens[stop - 1].is_word() {
                stop -= 1;
            }
            if stop <= start {
                return None;
            }
            let mut pieces: Pieces = smallvec![(start, stop)];
            let next = core + 1;
            let goes_on = next < view.end && !view.is_quoted(core) && view.tokens[core].kind == Kind::Comma;
            if goes_on
                && (!has_finite(view, start)
                    || !is_clause_up_to(view, start, stop)
                    || view.tokens[next].is(Classes::FINITE))
            {
                pieces.push((next, clause::end(view, next)));
            }
            pieces
        };
        self.last_source = Some(source);
        Some(self.found(&pieces, Some(source), Cue::according(at, behind), Construction::According))
    }

    /// True if a subordinating conjunction opens the clause of the source.
    fn is_subordinate(&self, source: Subject) -> bool {
        let view = self.view;
        source.start > view.start && {
            let before = &view.tokens[source.start - 1];
            before.is(Classes::SUBORDINATOR) && !view.is_quoted(source.start - 1)
        }
    }

    fn found(
        &self,
        pieces: &[(usize, usize)],
        source: Option<Subject>,
        cue: Cue,
        construction: Construction,
    ) -> Found {
        let view = self.view;
        let content =
            pieces.iter().map(|&(start, end)| view.span(start, end)).collect::<SmallVec<[Span; 2]>>();
        Found {
            content,
            source: source.map(|source| view.span(source.start, source.end)),
            cue: view.span(cue.start, cue.end),
            construction,
            form: cue.form,
            level: view.level,
            mind: cue.uses.has(Uses::MIND),
            nested: cue.start < self.nesting,
            subordinate: source.is_some_and(|source| self.is_subordinate(source)),
            confidence: confidence::of(
                construction,
                Circumstances { mind: cue.uses.has(Uses::MIND), nested: cue.start < self.nesting },
            ),
            unit: self.number,
        }
    }
}

struct Left {
    piece: (usize, usize),
    quoted: bool,
    adjacent: bool,
}

struct Right {
    piece: (usize, usize),
    behind_comma: bool,
    construction: Construction,
}

/// True for a finite verb that goes on with the clause around a relative clause.
fn is_finite_start(view: View<'_>, at: usize) -> bool {
    let token = &view.tokens[at];
    token.is(Classes::FINITE) && !token.is(Classes::NOUN_LIKE) && !matches!(view.text(at), "'s" | "’s")
}

/// True if a finite verb stands there.
fn is_clause_up_to(view: View<'_>, start: usize, end: usize) -> bool {
    (start + 1..end).any(|at| is_finite(view, at))
}

/// True for a clause that can be said as it stands: it has a finite verb and begins like a sentence.
fn is_clause(view: View<'_>, start: usize, end: usize) -> bool {
    let mut first = start;
    while first + 1 < end && view.tokens[first].is(Classes::COORDINATOR) {
        first += 1;
    }
    (first + 1..end).any(|at| is_finite(view, at) || view.is_quoted(at))
        && !view.tokens[first].is(Classes::SUBORDINATOR.and(Classes::GERUND).and(Classes::PARTICIPLE))
}

/// True if the attribution ends behind its cue, but for a time or place.
fn ends_here(view: View<'_>, from: usize, told: bool) -> bool {
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
fn right(view: View<'_>, cue: Cue) -> Option<Right> {
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
            let sure = cue.uses.has(Uses::INVERTED.and(Uses::ADDRESSEE))
                && !(cue.uses.has(Uses::ASK_TO) && !cue.uses.has(Uses::ADDRESSEE));
            let sure = sure && !view.tokens[at].is(Classes::DUMMY);
            let clause = if sure { has_finite(view, at) } else { is_sentence(view, at) };
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

fn is_infinitive(view: View<'_>, to: usize) -> bool {
    let Some(next) = view.tokens.get(to + 1).filter(|_| to + 1 < view.end) else { return false };
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
fn has_finite(view: View<'_>, from: usize) -> bool {
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
