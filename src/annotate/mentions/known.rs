//! Mentions of known entities: the longest name wins, an ambiguous one names nobody.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

use super::{Ambiguous, Mention, Mentions};
use crate::annotate::analysis::Analysis;
use crate::annotate::gazetteer::{Gazetteer, Match, Variant};
use crate::language::{Classes, NameClasses};
use crate::text::Span;

/// A name at its place, with those it may name: one if that is certain.
struct Named {
    span: Span,
    gazetteer: usize,
    owners: Vec<u32>,
}

/// Adds the mentions of the entities in `gazetteers`; where two name the same words, the earlier one.
pub fn find(analysis: &Analysis<'_>, gazetteers: &[&Gazetteer], found: &mut Mentions) {
    let mut named: Vec<Named> = Vec::new();
    for (number, gazetteer) in gazetteers.iter().enumerate() {
        let matches = gazetteer.matches(analysis.text);
        let written = written(&matches);
        let possible = |place: &Match| {
            let owners = owners(analysis, place, &written);
            let named = Named { span: place.span, gazetteer: number, owners };
            (!named.owners.is_empty() && stands_in_paragraph(analysis, place.span)).then_some(named)
        };
        named.extend(matches.iter().filter_map(possible));
    }
    named.sort_by_key(|name| (name.span.start, Reverse(name.span.end), name.gazetteer));
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    // The mentions that the next one can be nested in, with whom they name.
    let mut around: Vec<(Span, Option<u32>)> = Vec::new();
    for name in &named {
        while around.last().is_some_and(|(span, _)| span.end <= name.span.start) {
            around.pop();
        }
        let mut owners: SmallVec<[u32; 2]> = SmallVec::new();
        for &owner in &name.owners {
            let entity = &gazetteers[name.gazetteer].entities[owner as usize];
            let number = *numbers.entry(&entity.id).or_insert_with(|| found.add_known(entity));
            if !owners.contains(&number) {
                owners.push(number);
            }
        }
        // Nested names stay, crossing ones don't; nor do parts of a person's name, or of nobody's.
        let stays = around.iter().all(|&(span, outer)| {
            let outer = outer.filter(|outer| !owners.contains(outer));
            span.contains(name.span)
                && span != name.span
                && outer.is_some_and(|outer| found.entities[outer as usize].kind != "person")
        });
        if !stays {
            continue;
        }
        around.push((name.span, (owners.len() == 1).then(|| owners[0])));
        match owners[..] {
            [only] => {
                found.mentions.push(Mention { span: name.span, entities: smallvec![only], confidence: 0.95 })
            }
            _ => found.ambiguous.push(Ambiguous { span: name.span, candidates: owners }),
        }
    }
}

/// The entities whose names stand somewhere as they are written.
fn written(matches: &[Match]) -> FxHashSet<u32> {
    let owners = matches.iter().flat_map(|found| found.owners.iter());
    owners.filter(|(_, variant)| *variant == Variant::Written).map(|&(owner, _)| owner).collect()
}

/// Whose name it is: one if that is certain, several if not.
fn owners(analysis: &Analysis<'_>, place: &Match, written: &FxHashSet<u32>) -> Vec<u32> {
    let fits = |&&(owner, variant): &&(u32, Variant)| match variant {
        Variant::Written => true,
        Variant::Initials => written.contains(&owner),
        Variant::FamilyName => written.contains(&owner) || has_title(analysis, place.span),
        Variant::Capitals => begins_paragraph(analysis, place.span),
    };
    let candidates: Vec<_> = place.owners.iter().filter(fits).collect();
    if candidates.len() > 1 {
        // Of several, the one whose name stands elsewhere as well.
        let mut surer = candidates
            .iter()
            .filter(|(owner, variant)| *variant != Variant::Written && written.contains(owner));
        if let (Some((owner, _)), None) = (surer.next(), surer.next()) {
            return vec![*owner];
        }
    }
    candidates.into_iter().map(|&(owner, _)| owner).collect()
}

fn has_title(analysis: &Analysis<'_>, span: Span) -> bool {
    let at = analysis.tokens.partition_point(|token| token.span.start < span.start);
    let before = at.checked_sub(1).map(|before| &analysis.tokens[before]);
    before.is_some_and(|token| {
        token.names.has(NameClasses::ANY_TITLE.and(NameClasses::ROLE)) && token.is(Classes::CAPITAL)
    })
}

fn begins_paragraph(analysis: &Analysis<'_>, span: Span) -> bool {
    let at = analysis.tokens.partition_point(|token| token.span.start < span.start);
    analysis.paragraphs.binary_search_by_key(&at, |paragraph| paragraph.tokens.start).is_ok()
}

/// False for what lies between paragraphs or reaches over their edges.
fn stands_in_paragraph(analysis: &Analysis<'_>, span: Span) -> bool {
    let first = analysis.tokens.partition_point(|token| token.span.end <= span.start);
    let Some(token) = analysis.tokens.get(first) else { return false };
    let at = analysis.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= first);
    let last =
        analysis.paragraphs.get(at).and_then(|paragraph| analysis.tokens[paragraph.tokens.clone()].last());
    last.is_some_and(|last| token.span.start <= span.start && span.end <= last.span.end)
}
