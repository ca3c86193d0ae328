//! Entities that the text introduces by their names, and the short forms that come after.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

use super::classify::{Candidate, names};
use super::runs::{self, Run};
use super::{Ambiguous, Entity, Mention, Mentions};
use crate::annotate::analysis::Analysis;
use crate::annotate::gazetteer::Gazetteer;
use crate::article::Vocabulary;
use crate::syntax::is_name;
use crate::text::Span;

/// What types and labels are called, nobody else shall be.
static BUILT_IN: LazyLock<Vocabulary> = LazyLock::new(Vocabulary::default);

/// Adds mentions of entities that no record defines.
pub fn find(analysis: &Analysis<'_>, gazetteers: &[&Gazetteer], found: &mut Mentions) {
    if analysis.language.nouns_have_capitals {
        return;
    }
    let runs: Vec<Run> = runs::find(analysis);
    let alone: FxHashSet<&str> = runs
        .iter()
        .filter(|run| run.end - run.start == 1)
        .map(|run| text(analysis, run.start, run.end))
        .collect();
    let is_short = |at: usize| alone.contains(text(analysis, at, at + 1));
    let mut candidates: Vec<Candidate> = Vec::new();
    for run in runs {
        for mut candidate in names(analysis, &run, &is_short) {
            // Whose last word stands alone elsewhere is called by a full name here.
            if candidate.kind == Some("person") && !is_single(&candidate) && is_short(candidate.end - 1) {
                candidate.confidence = candidate.confidence.max(0.8);
            }
            candidates.extend(compound(analysis, candidate));
        }
    }
    let is_place = |mention: &Mention| found.entities[mention.entities[0] as usize].kind == "place";
    let known = Spans::of(found, |_| true);
    let (places, others) = (Spans::of(found, is_place), Spans::of(found, |mention| !is_place(mention)));
    offices_of_known(analysis, &candidates, found);
    candidates.retain(|candidate| {
        let place = span(analysis, candidate);
        // An institution may have a known place inside its name: "Port Ellery Harbour Authority".
        let is_institution = matches!(candidate.kind, Some("org" | "treaty" | "law"));
        !known.touches(place) || is_institution && places.are_inside(place) && !others.touches(place)
    });
    let mut cast = Cast {
        analysis,
        gazetteers,
        ids: FxHashSet::default(),
        alone: &alone,
        by_name: FxHashMap::default(),
        short: FxHashMap::default(),
        found,
    };
    // Who has a full name or a title first, so that the short forms find their owners wherever they stand.
    for candidate in candidates.iter().filter(|candidate| candidate.kind.is_some() && !is_single(candidate)) {
        cast.introduce(candidate);
    }
    candidates.iter().for_each(|candidate| cast.mention(candidate));
}

/// The titles and offices before the names of known people: all of a candidate and its office that stands before the
/// name, "Mayor of Port Ellery" before "Ana Duarte" and before "Duarte".
fn offices_of_known(analysis: &Analysis<'_>, candidates: &[Candidate], found: &mut Mentions) {
    let owners: FxHashMap<u32, (Span, u32)> = found
        .mentions
        .iter()
        .filter(|mention| matches!(found.entities[mention.entities[0] as usize].kind.as_str(), "person" | ""))
        .map(|mention| (mention.span.end, (mention.span, mention.entities[0])))
        .collect();
    for candidate in candidates {
        let Some((start, _)) = candidate.role else { continue };
        let Some(&(name, owner)) = owners.get(&span(analysis, candidate).end) else { continue };
        let end = analysis.tokens.partition_point(|token| token.span.start < name.start);
        if end <= start {
            continue;
        }
        let words = text(analysis, start, end);
        let role = Span { start: analysis.tokens[start].span.start, end: analysis.tokens[end - 1].span.end };
        found.roles.push((role, owner));
        found.entities[owner as usize].roles.extend(words.split_whitespace().map(str::to_lowercase));
    }
}

fn is_single(candidate: &Candidate) -> bool {
    candidate.end - candidate.start == 1
}

fn text<'t>(analysis: &Analysis<'t>, start: usize, end: usize) -> &'t str {
    &analysis.text[analysis.tokens[start].span.start as usize..analysis.tokens[end - 1].span.end as usize]
}

fn span(analysis: &Analysis<'_>, candidate: &Candidate) -> Span {
    Span {
        start: analysis.tokens[candidate.start].span.start,
        end: analysis.tokens[candidate.end - 1].span.end,
    }
}

/// Both countries of "China-Russia"; other candidates as they are.
fn compound(analysis: &Analysis<'_>, candidate: Candidate) -> Vec<Candidate> {
    let whole = text(analysis, candidate.start, candidate.end);
    let countries =
        whole.contains('-') && whole.split('-').all(|part| analysis.language.country(part).is_some());
    if !countries {
        return vec![candidate];
    }
    vec![Candidate { kind: Some("countries"), confidence: 0.9, ..candidate }]
}

/// Spans that are taken, sorted and merged.
struct Spans(Vec<Span>);

impl Spans {
    /// Of some mentions, and of all ambiguous names.
    fn of(mentions: &Mentions, wanted: impl Fn(&Mention) -> bool) -> Self {
        let ambiguous = mentions.ambiguous.iter().map(|name| name.span);
        let wanted = mentions.mentions.iter().filter(|mention| wanted(mention));
        let mut spans: Vec<Span> = wanted.map(|mention| mention.span).chain(ambiguous).collect();
        spans.sort();
        let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        Self(merged)
    }

    /// True if all that are touched are smaller and inside.
    fn are_inside(&self, span: Span) -> bool {
        let at = self.0.partition_point(|taken| taken.end <= span.start);
        let mut touched = self.0[at..].iter().take_while(|taken| taken.start < span.end);
        touched.all(|&taken| span.contains(taken) && taken != span)
    }

    fn touches(&self, span: Span) -> bool {
        let at = self.0.partition_point(|taken| taken.end <= span.start);
        self.0.get(at).is_some_and(|taken| taken.start < span.end)
    }
}

/// Whose name something is.
enum Owner {
    One(u32),
    Several(SmallVec<[u32; 2]>),
    Nobody,
}

impl From<Option<u32>> for Owner {
    fn from(owner: Option<u32>) -> Self {
        owner.map_or(Self::Nobody, Self::One)
    }
}

/// Who appears in the text.
struct Cast<'a> {
    analysis: &'a Analysis<'a>,
    gazetteers: &'a [&'a Gazetteer],
    /// The ids of those whom the text introduces.
    ids: FxHashSet<String>,
    /// Words that are used as names alone.
    alone: &'a FxHashSet<&'a str>,
    /// Entities by full name.
    by_name: FxHashMap<String, u32>,
    /// Entities by short form.
    short: FxHashMap<String, SmallVec<[u32; 2]>>,
    found: &'a mut Mentions,
}

impl Cast<'_> {
    fn introduce(&mut self, candidate: &Candidate) -> Option<u32> {
        let name = text(self.analysis, candidate.start, candidate.end);
        let kind = candidate.kind.filter(|kind| *kind != "countries")?;
        let name = self.country(name).unwrap_or_else(|| titled(name));
        if let Some(&known) = self.by_name.get(&name) {
            return Some(known);
        }
        let id = self.id(&name, kind);
        self.found.entities.push(Entity {
            id,
            kind: kind.to_string(),
            name: name.clone(),
            gender: candidate.gender,
            roles: self.roles(candidate),
            defined: false,
        });
        let number = self.found.entities.len() as u32 - 1;
        self.remember(&name, kind, number);
        Some(number)
    }

    fn remember(&mut self, name: &str, kind: &str, number: u32) {
        let words: Vec<&str> = name.split_whitespace().collect();
        let mut short = Vec::new();
        if kind == "person" {
            // The family name is the last word, or the first where that alone is used.
            short.extend(words.last().map(|word| word.to_string()));
            short.extend(words.first().filter(|_| words.len() == 2).map(|word| word.to_string()));
        }
        if words.len() > 2 {
            short.push(initials(name));
        }
        for form in short.into_iter().filter(|form| form != name && form.chars().count() > 1) {
            let owners = self.short.entry(form).or_default();
            if !owners.contains(&number) {
                owners.push(number);
            }
        }
        self.by_name.insert(name.to_string(), number);
    }

    fn mention(&mut self, candidate: &Candidate) {
        let span = span(self.analysis, candidate);
        let name = text(self.analysis, candidate.start, candidate.end);
        if candidate.kind == Some("countries") {
            let mut start = span.start;
            for part in name.split('-') {
                let place = Span { start, end: start + part.len() as u32 };
                start = place.end + 1;
                let kind = Candidate { kind: Some("place"), ..candidate.clone() };
                let owner = self.named(part, &kind);
                self.push(place, owner, candidate.confidence);
            }
            return;
        }
        let owner = match self.owner(name, candidate) {
            Owner::One(owner) => Some(owner),
            Owner::Several(candidates) => {
                self.found.ambiguous.push(Ambiguous { span, candidates });
                None
            }
            Owner::Nobody => None,
        };
        let confidence = if owner.is_some() && is_single(candidate) {
            candidate.confidence.max(0.8)
        } else {
            candidate.confidence
        };
        if let (Some((start, end)), Some(owner)) = (candidate.role, owner) {
            let role = Span {
                start: self.analysis.tokens[start].span.start,
                end: self.analysis.tokens[end - 1].span.end,
            };
            self.found.roles.push((role, owner));
        }
        self.push(span, owner, confidence);
    }

    fn push(&mut self, span: Span, owner: Option<u32>, confidence: f32) {
        if let Some(owner) = owner {
            self.found.mentions.push(Mention { span, entities: smallvec![owner], confidence });
        }
    }

    /// Whose name it is: that of somebody introduced, by full name or short form, or of somebody new.
    fn owner(&mut self, name: &str, candidate: &Candidate) -> Owner {
        let titled = titled(name);
        if let Some(&known) = self.by_name.get(&titled) {
            return Owner::One(known);
        }
        match self.short.get(name).or_else(|| self.short.get(&titled)).map(SmallVec::as_slice) {
            Some(&[owner]) => {
                if let Some(gender) = candidate.gender {
                    self.found.entities[owner as usize].gender.get_or_insert(gender);
                }
                Owner::One(owner)
            }
            Some(several) => Owner::Several(several.into()),
            None => self.named(name, candidate).into(),
        }
    }

    fn named(&mut self, name: &str, candidate: &Candidate) -> Option<u32> {
        let full = self.country(name).unwrap_or_else(|| titled(name));
        if let Some(&known) = self.by_name.get(&full) {
            return Some(known);
        }
        let kind = candidate.kind.filter(|kind| *kind != "countries")?;
        let id = self.id(&full, kind);
        let roles = self.roles(candidate);
        self.found.entities.push(Entity {
            id,
            kind: kind.to_string(),
            name: full.clone(),
            gender: candidate.gender,
            roles,
            defined: false,
        });
        let number = self.found.entities.len() as u32 - 1;
        self.remember(&full, kind, number);
        Some(number)
    }

    /// The last word, or the first where that is used alone and the last is not: "Lin" of Lin Dawei.
    fn family_name<'n>(&self, name: &'n str) -> &'n str {
        let last = name.rsplit(' ').next().unwrap_or(name);
        let first = name.split(' ').next().unwrap_or(name);
        if self.alone.contains(first) && !self.alone.contains(last) { first } else { last }
    }

    fn country(&self, name: &str) -> Option<String> {
        self.analysis.language.country(name).map(|country| country.name.clone())
    }

    fn roles(&self, candidate: &Candidate) -> Vec<String> {
        let Some((start, end)) = candidate.role else { return Vec::new() };
        text(self.analysis, start, end).split_whitespace().map(str::to_lowercase).collect()
    }

    /// A new id made from a name: the family name of a person, initials, or all words.
    fn id(&mut self, name: &str, kind: &str) -> String {
        let words: Vec<String> = name.split_whitespace().map(slug).filter(|word| !word.is_empty()).collect();
        let short = match kind {
            "person" => slug(self.family_name(name)),
            "org" if words.len() > 2 => initials(name).to_lowercase(),
            _ => words.iter().take(3).cloned().collect::<Vec<_>>().join("-"),
        };
        let long = words.join("-");
        let numbered = (2..).map(|number| format!("{long}-{number}"));
        let is_taken = |id: &str| {
            self.ids.contains(id) || self.gazetteers.iter().any(|gazetteer| gazetteer.ids.contains(id))
        };
        let fits = |id: &String| is_name(id) && !is_taken(id) && BUILT_IN.about(id).is_none();
        let id = [short, long.clone(), format!("e-{long}")].into_iter().chain(numbered.take(1000)).find(fits);
        let id = id.unwrap_or_else(|| format!("e{}", self.found.entities.len()));
        self.ids.insert(id.clone());
        id
    }
}

fn initials(name: &str) -> String {
    name.split_whitespace().filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

/// A name in capitals as it is written otherwise: "DUSHANBE" is Dushanbe.
fn titled(name: &str) -> String {
    let shouted = name.chars().count() > 5 && name.chars().all(|c| !c.is_lowercase() && !c.is_ascii_digit());
    if !shouted {
        return name.to_string();
    }
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_string() + &letters.as_str().to_lowercase()).unwrap_or_default()
    };
    name.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn slug(word: &str) -> String {
    word.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric() || *c == '-').collect()
}
