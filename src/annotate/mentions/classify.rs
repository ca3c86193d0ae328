//! What a run of capitalised words names, by the words in it and around it.

use super::runs::Run;
use crate::annotate::analysis::Analysis;
use crate::annotate::entity::Gender;
use crate::annotate::token::Kind;
use crate::language::{Classes, NameClasses};

/// A name in a run.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// Its tokens.
    pub start: usize,
    /// The token behind it.
    pub end: usize,
    /// What it names; nothing if the words don't say.
    pub kind: Option<&'static str>,
    /// What a title says.
    pub gender: Option<Gender>,
    /// The title or office before it.
    pub role: Option<(usize, usize)>,
    /// How certain that is: 0 to 1.
    pub confidence: f32,
}

/// The names in a run: none where it is an office only, two in "Chinese President Xi".
pub fn names(analysis: &Analysis<'_>, run: &Run, is_short_name: &dyn Fn(usize) -> bool) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut start = run.start;
    let has = |class, from: usize| (from..run.end).any(|at| analysis.tokens[at].names.has(class));
    let institution = NameClasses::ORGANISATION.and(NameClasses::WORK).and(NameClasses::EVENT);
    let role = last_role(analysis, start, run.end);
    if role.is_some() || !has(institution, start) {
        while let Some(end) = country_end(analysis, start, run.end) {
            found.push(candidate(start, end, Some("place"), 0.95));
            start = end;
        }
    }
    if start >= run.end {
        return found;
    }
    let title = analysis.tokens[start].names;
    if title.has(NameClasses::ANY_TITLE) && start + 1 < run.end {
        let gender = gender(title);
        found.push(Candidate { gender, ..candidate(start + 1, run.end, Some("person"), 0.95) });
        return found;
    }
    if let Some(role) = role {
        let name = name_behind_role(analysis, role, run.end, is_short_name);
        if name < run.end {
            let role = Some((run.start, name));
            found.push(Candidate { role, ..candidate(name, run.end, Some("person"), 0.9) });
        }
        return found;
    }
    found.push(whole(analysis, start, run));
    found
}

fn candidate(start: usize, end: usize, kind: Option<&'static str>, confidence: f32) -> Candidate {
    Candidate { start, end, kind, gender: None, role: None, confidence }
}

fn gender(title: NameClasses) -> Option<Gender> {
    if title.has(NameClasses::MALE_TITLE) {
        Some(Gender::Male)
    } else if title.has(NameClasses::FEMALE_TITLE) {
        Some(Gender::Female)
    } else {
        None
    }
}

/// The last word for an office, if the run is no organisation that ends otherwise.
fn last_role(analysis: &Analysis<'_>, start: usize, end: usize) -> Option<usize> {
    let role = (start..end).rev().find(|&at| analysis.tokens[at].names.has(NameClasses::ROLE))?;
    let organisation = NameClasses::ORGANISATION.and(NameClasses::WORK);
    let ends_as_organisation = role + 1 < end && analysis.tokens[end - 1].names.has(organisation);
    (!ends_as_organisation).then_some(role)
}

/// Where the name begins: behind the office and behind "of National Defense".
fn name_behind_role(
    analysis: &Analysis<'_>,
    role: usize,
    end: usize,
    is_short_name: &dyn Fn(usize) -> bool,
) -> usize {
    let next = role + 1;
    if next >= end || !analysis.tokens[next].names.has(NameClasses::INNER) {
        return next;
    }
    let known = (next + 2..end).find(|&at| is_short_name(at));
    // Without more, the last two of at least four words: "Minister of National Defense Ana Duarte".
    known.unwrap_or(if end - next > 4 { end - 2 } else { end })
}

/// The end of a country's name, or of what comes from it, at `start`.
fn country_end(analysis: &Analysis<'_>, start: usize, end: usize) -> Option<usize> {
    let text = |to: usize| {
        let (first, last) = (&analysis.tokens[start], &analysis.tokens[to - 1]);
        &analysis.text[first.span.start as usize..last.span.end as usize]
    };
    (start + 1..=end.min(start + 3)).rev().find(|&to| analysis.language.country(text(to)).is_some())
}

fn whole(analysis: &Analysis<'_>, start: usize, run: &Run) -> Candidate {
    let end = run.end;
    let tokens = &analysis.tokens;
    let any = |class| (start..end).any(|at| tokens[at].names.has(class));
    let before = start.checked_sub(1).map(|before| tokens[before].span.of(analysis.text));
    let text = |at: usize| tokens[at].span.of(analysis.text);
    let last = tokens[end - 1].names;
    if any(NameClasses::WORK) {
        let treaty = (start..end).any(|at| {
            matches!(text(at), "Treaty" | "Agreement" | "Accord" | "Pact" | "Convention" | "Protocol")
        });
        return candidate(start, end, Some(if treaty { "treaty" } else { "law" }), 0.8);
    }
    if any(NameClasses::ORGANISATION) && end - start > 1 {
        return candidate(start, end, Some("org"), 0.85);
    }
    if any(NameClasses::EVENT) && !last.has(NameClasses::PLACE) {
        return candidate(start, end, Some("event"), 0.65);
    }
    if last.has(NameClasses::PLACE) || tokens[start].names.has(NameClasses::PLACE) && end - start > 1 {
        return candidate(start, end, Some("place"), 0.75);
    }
    if end - start == 1 {
        return single(analysis, start, before);
    }
    let words_only = (start..end)
        .all(|at| text(at).chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’')));
    let after = tokens.get(end).map(|token| (token.kind, token.is(Classes::RELATIVE), token.verb.is_some()));
    let says = matches!(after, Some((_, true, _) | (_, _, true)));
    let aged = matches!(after, Some((Kind::Comma, ..)))
        && tokens.get(end + 1).is_some_and(|token| token.is(Classes::NUMBER));
    match before {
        Some("the" | "The") => candidate(start, end, Some("org"), 0.5),
        _ if end - start > 4 || !words_only => candidate(start, end, None, 0.4),
        Some("in" | "at" | "from" | "near") if !says => candidate(start, end, Some("place"), 0.62),
        _ if says || aged => candidate(start, end, Some("person"), 0.85),
        _ => candidate(start, end, Some("person"), if run.initial { 0.55 } else { 0.65 }),
    }
}

fn single(analysis: &Analysis<'_>, at: usize, before: Option<&str>) -> Candidate {
    let tokens = &analysis.tokens;
    let word = tokens[at].span.of(analysis.text);
    let next = tokens.get(at + 1);
    let shouted = word.len() > 1
        && word.chars().all(|c| c.is_uppercase() || c == '.' || c.is_ascii_digit() || c == '-');
    if is_dateline_place(analysis, at) {
        return candidate(at, at + 1, Some("place"), 0.8);
    }
    let bracketed =
        at > 0 && tokens[at - 1].kind == Kind::Open && next.is_some_and(|next| next.kind == Kind::Close);
    if bracketed && word.len() > 1 {
        return candidate(at, at + 1, Some("org"), 0.75);
    }
    let in_country = next.is_some_and(|next| next.kind == Kind::Comma)
        && tokens
            .get(at + 2)
            .is_some_and(|place| analysis.language.country(place.span.of(analysis.text)).is_some());
    if in_country && matches!(before, Some("in" | "from" | "at" | "of" | "near" | "to")) {
        return candidate(at, at + 1, Some("place"), 0.85);
    }
    if shouted && word.chars().any(|c| c.is_ascii_digit()) {
        return candidate(at, at + 1, Some("event"), 0.62);
    }
    if shouted && word.len() < 6 {
        return candidate(at, at + 1, Some("org"), if before == Some("the") { 0.65 } else { 0.55 });
    }
    match before {
        Some("in" | "from" | "near") => candidate(at, at + 1, Some("place"), 0.62),
        _ => candidate(at, at + 1, None, 0.4),
    }
}

/// True for the first word of a paragraph that a dateline begins with: "DUSHANBE, July 28 (Xinhua) --".
pub fn is_dateline_place(analysis: &Analysis<'_>, at: usize) -> bool {
    let word = analysis.tokens[at].span.of(analysis.text);
    let shouted = word.chars().count() > 2 && word.chars().all(|c| !c.is_lowercase());
    let paragraph = analysis.paragraphs.binary_search_by_key(&at, |paragraph| paragraph.tokens.start);
    let Ok(paragraph) = paragraph.map(|number| &analysis.paragraphs[number]) else { return false };
    let dash = paragraph.tokens.clone().take(14).find(|&at| analysis.tokens[at].kind == Kind::Dash);
    shouted && dash.is_some()
}
