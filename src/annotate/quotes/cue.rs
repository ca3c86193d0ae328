//! Cues: verbs of saying with their auxiliaries.

use super::View;
use crate::language::Form;
use crate::language::{Classes, Uses};

/// A verb of saying and the words around it that belong to it.
#[derive(Clone, Copy, Debug)]
pub struct Cue {
    /// The first token: an auxiliary, adverb or the verb.
    pub start: usize,
    /// The verb.
    pub verb: usize,
    /// The token behind the verb, or behind its particle.
    pub end: usize,
    /// How it is used.
    pub uses: Uses,
    /// The form of the verb.
    pub form: Form,
    /// What its form asks of the sentence.
    pub mood: Mood,
}

/// How a cue finds its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It has a subject of its own: "said", "has said", "would not say".
    Finite,
    /// -ing, with the subject of another verb: "adding that".
    Participle,
    /// "was told", "is called"
    Passive,
}

/// The cue whose verb is the token `verb`, if that is used as a verb.
pub fn cue(view: View<'_>, verb: usize) -> Option<Cue> {
    let token = &view.tokens[verb];
    let form = token.verb?;
    let entry = view.analysis.language.verb(form.verb);
    let (end, uses) = particle(view, verb, &entry.particles).unwrap_or((verb + 1, entry.uses));
    if uses == Uses::default() {
        return None;
    }
    let (start, mood) = group(view, verb, form.form)?;
    Some(Cue { start, verb, end, uses, form: form.form, mood })
}

impl Cue {
    /// "according to", from `at` up to `end`.
    pub fn according(at: usize, end: usize) -> Self {
        Self { start: at, verb: at, end, uses: Uses::POST, form: Form::Past, mood: Mood::Finite }
    }
}

fn particle(view: View<'_>, verb: usize, particles: &[(String, Uses)]) -> Option<(usize, Uses)> {
    let (_, uses) = particles.iter().find(|(word, _)| view.is_text(verb + 1, word))?;
    Some((verb + 2, *uses))
}

/// The beginning of the verb group, and its mood.
fn group(view: View<'_>, verb: usize, form: Form) -> Option<(usize, Mood)> {
    let before = skip_adverbs(view, verb);
    let has =
        |classes| before > view.start && !view.is_quoted(before - 1) && view.tokens[before - 1].is(classes);
    match form {
        Form::Third => Some((before, Mood::Finite)),
        Form::Past if has(Classes::HAVE) => Some((auxiliaries(view, before), Mood::Finite)),
        Form::Participle if has(Classes::HAVE) => Some((auxiliaries(view, before), Mood::Finite)),
        Form::Past | Form::Participle if has(Classes::BE) => Some((auxiliaries(view, before), Mood::Passive)),
        Form::Past => Some((before, Mood::Finite)),
        Form::Participle => None,
        Form::Gerund if has(Classes::BE) => Some((auxiliaries(view, before), Mood::Finite)),
        Form::Gerund => Some((before, Mood::Participle)),
        Form::Base if before > view.start && view.tokens[before - 1].is(Classes::INFINITIVE) => {
            let refusal = before >= 2 && refuses(view, before - 2);
            refusal.then(|| (auxiliaries(view, before), Mood::Finite))
        }
        Form::Base if has(Classes::MODAL) => Some((auxiliaries(view, before), Mood::Finite)),
        Form::Base => Some((before, Mood::Finite)),
    }
}

/// True for verbs such as "refused" in "refused to say".
fn refuses(view: View<'_>, at: usize) -> bool {
    at >= view.start
        && !view.is_quoted(at)
        && view.tokens[at].verb.is_some_and(|form| view.analysis.language.verb(form.verb).uses.has(Uses::TO))
}

/// The first of the adverbs and negations right before `at`, else `at`.
fn skip_adverbs(view: View<'_>, at: usize) -> usize {
    let mut start = at;
    while start > view.start
        && !view.is_quoted(start - 1)
        && view.tokens[start - 1].is(Classes::ADVERB.and(Classes::NEGATION))
        && !view.tokens[start - 1].is(Classes::CAPITAL.and(Classes::SUBJECT_PRONOUN))
    {
        start -= 1;
    }
    start
}

/// Where the chain of auxiliaries (and of verbs with "to") before `at` begins.
fn auxiliaries(view: View<'_>, at: usize) -> usize {
    let chain = Classes::HAVE
        .and(Classes::BE)
        .and(Classes::MODAL)
        .and(Classes::FINITE_AUXILIARY)
        .and(Classes::AUXILIARY);
    let mut start = at;
    loop {
        let mut before = start;
        while before > view.start && !view.is_quoted(before - 1) && view.tokens[before - 1].is(chain) {
            let is_to = view.tokens[before - 1].is(Classes::INFINITIVE);
            before -= 1;
            if is_to {
                before = governing_verb(view, before);
            }
        }
        before = skip_adverbs(view, before);
        if before == start {
            return start;
        }
        start = before;
    }
}

/// The verb before "to", as in "refused to say"; else the "to".
fn governing_verb(view: View<'_>, to: usize) -> usize {
    if to > view.start
        && !view.is_quoted(to - 1)
        && view.tokens[to - 1].is(Classes::FINITE.and(Classes::BASE))
    {
        return to - 1;
    }
    to
}
