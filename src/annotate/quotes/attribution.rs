//! Attributions: for each cue of a unit, its source and its content.

use smallvec::{SmallVec, smallvec};

use super::confidence::{self, Circumstances};
use super::content::{
    Left, Right, ends_here, has_finite, is_clause, is_clause_up_to, is_finite_start, right,
};
use super::cue::{Cue, Mood, cue};
use super::subject::{self, Subject, is_finite};
use super::{Construction, Found, View, clause, noun_phrase};
use crate::annotate::token::Kind;
use crate::language::Form;
use crate::language::{Classes, Uses};
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
            return self.found(&[piece], Some(source), cue, Construction::As);
        }
        let (pieces, construction): (Pieces, _) = match (left, right) {
            (Some(left), Some(right)) if right.behind_comma => {
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
        self.found(&pieces, Some(source), cue, construction)
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
        self.found(&[right.piece], Some(source), cue, right.construction)
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
        self.found(&pieces, Some(source), cue, construction)
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
        is_content.then_some(Left { piece: (start, end), quoted })
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
        self.found(&pieces, Some(source), Cue::according(at, behind), Construction::According)
    }

    /// True if a subordinating conjunction opens the clause of the source.
    fn is_subordinate(&self, source: Subject) -> bool {
        let view = self.view;
        source.start > view.start && {
            let before = &view.tokens[source.start - 1];
            before.is(Classes::SUBORDINATOR) && !view.is_quoted(source.start - 1)
        }
    }

    /// The quotation, unless the sentence leaves one of its pieces without words.
    fn found(
        &self,
        pieces: &[(usize, usize)],
        source: Option<Subject>,
        cue: Cue,
        construction: Construction,
    ) -> Option<Found> {
        let view = self.view;
        if pieces.iter().any(|&(start, end)| start >= end) {
            return None;
        }
        let content =
            pieces.iter().map(|&(start, end)| view.span(start, end)).collect::<SmallVec<[Span; 2]>>();
        Some(Found {
            content,
            source: source.map(|source| view.span(source.start, source.end)),
            cue: view.span(cue.start, cue.end),
            construction,
            confidence: confidence::of(
                construction,
                Circumstances { mind: cue.uses.has(Uses::MIND), nested: cue.start < self.nesting },
            ),
            unit: self.number,
        })
    }
}
