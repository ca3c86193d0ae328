//! Who speaks: the entities behind the sources of quotations.

use smallvec::{SmallVec, smallvec};

use super::analysis::Analysis;
use super::entity::Gender;
use super::mentions::{Mention, Mentions};
use super::quotes;
use super::token::{Kind, Token};
use crate::language::{Classes, NameClasses};
use crate::text::Span;

/// The speakers of one quotation: indices into [`Mentions::entities`]; none where nobody can tell.
pub type Speakers = SmallVec<[u32; 1]>;

/// The speakers of all quotations, in their order.
pub fn resolve(analysis: &Analysis<'_>, quotes: &[quotes::Found], mentions: &mut Mentions) -> Vec<Speakers> {
    let mut speakers: Vec<Speakers> = Vec::with_capacity(quotes.len());
    let mut last: Option<(u32, u32)> = None;
    // Behind somebody unknown, a pronoun may mean them.
    let mut unknown = 0;
    for quote in quotes {
        let Some(source) = quote.source else {
            speakers.push(smallvec![]);
            continue;
        };
        let found = Resolver { analysis, mentions, last, unknown }.speakers(source);
        if found.is_empty() && tokens_of(analysis, source).len() > 1 {
            unknown = source.end;
            last = None;
        }
        if let [only] = found[..] {
            learn_gender(analysis, source, &mut mentions.entities[only as usize].gender);
            last = Some((only, quote.cue.end.max(source.end)));
        }
        speakers.push(found);
    }
    speakers
}

/// What a pronoun says of somebody holds for what follows.
fn learn_gender(analysis: &Analysis<'_>, source: Span, gender: &mut Option<Gender>) {
    // "his counterpart" tells nothing of the counterpart.
    if let ([pronoun], None) = (tokens_of(analysis, source), *gender) {
        *gender = pronoun_gender(pronoun);
    }
}

fn pronoun_gender(token: &Token) -> Option<Gender> {
    if token.names.has(NameClasses::MALE) {
        Some(Gender::Male)
    } else if token.names.has(NameClasses::FEMALE) {
        Some(Gender::Female)
    } else {
        None
    }
}

fn tokens_of<'a>(analysis: &'a Analysis<'_>, span: Span) -> &'a [Token] {
    let first = analysis.tokens.partition_point(|token| token.span.start < span.start);
    let end = analysis.tokens.partition_point(|token| token.span.start < span.end);
    &analysis.tokens[first..end.max(first)]
}

struct Resolver<'a> {
    analysis: &'a Analysis<'a>,
    mentions: &'a Mentions,
    /// The speaker of the quotation before, and where its cue or source ends.
    last: Option<(u32, u32)>,
    /// Where the last source ends that is nobody known.
    unknown: u32,
}

impl Resolver<'_> {
    fn speakers(&self, source: Span) -> Speakers {
        let named = self.named(source);
        if !named.is_empty() {
            return named;
        }
        let tokens = tokens_of(self.analysis, source);
        let Some(first) = tokens.first() else { return smallvec![] };
        if tokens.len() == 1 && first.names.has(NameClasses::MALE.and(NameClasses::FEMALE)) {
            return self.pronoun(source, pronoun_gender(first)).into_iter().collect();
        }
        self.role(source, tokens).into_iter().collect()
    }

    /// The names that are what the source is about: "Duarte, an adviser to Bell" is Duarte.
    fn named(&self, source: Span) -> Speakers {
        let mut found: Speakers = smallvec![];
        let mut from = source.start;
        let mut reach = source.start;
        for mention in self.mentions.within(source) {
            if mention.span.start < reach || self.is_in_office(mention) {
                continue;
            }
            // The office before a name is no part of the sentence: "Minister of Defense".
            let start = self.office_before(mention).unwrap_or(mention.span.start).max(from);
            let between = tokens_of(self.analysis, Span { start: from, end: start });
            let breaks = |token: &Token| {
                token.is(Classes::PREPOSITION.and(Classes::RELATIVE))
                    || !found.is_empty() && !token.is(Classes::COORDINATOR)
            };
            if between.iter().any(breaks) {
                break;
            }
            reach = mention.span.end;
            from = mention.span.end;
            if self.is_head(mention, source) {
                let new: Speakers =
                    mention.entities.iter().copied().filter(|entity| !found.contains(entity)).collect();
                found.extend(new);
            }
        }
        found
    }

    /// Where the title or office right before a name begins.
    fn office_before(&self, mention: &Mention) -> Option<u32> {
        let (role, owner) = self.mentions.role_before(mention.span.start)?;
        let adjoins = role.end <= mention.span.start && mention.span.start - role.end < 3;
        (mention.entities.contains(&owner) && adjoins).then_some(role.start)
    }

    /// True for a name inside an office: "Port Ellery" in "Mayor of Port Ellery Ana Duarte".
    fn is_in_office(&self, mention: &Mention) -> bool {
        self.mentions.role_before(mention.span.end).is_some_and(|(role, _)| role.contains(mention.span))
    }

    /// False where the name only describes the noun behind it: "Trump supporters", "Duarte's aide".
    fn is_head(&self, mention: &Mention, source: Span) -> bool {
        let rest = tokens_of(self.analysis, Span { start: mention.span.end, end: source.end });
        rest.first().is_none_or(|next| {
            !next.is_word()
                || next.is(Classes::COORDINATOR
                    .and(Classes::RELATIVE)
                    .and(Classes::NUMBER)
                    .and(Classes::PREPOSITION)
                    .and(Classes::GERUND)
                    .and(Classes::PARTICIPLE)
                    .and(Classes::ADVERB)
                    .and(Classes::OBJECT_PRONOUN))
        })
    }

    fn pronoun(&self, source: Span, gender: Option<Gender>) -> Option<u32> {
        let fits = |entity: u32| {
            let entity = &self.mentions.entities[entity as usize];
            entity.kind == "person"
                && (entity.gender.is_none() || gender.is_none() || entity.gender == gender)
        };
        let since = self.last.map_or(0, |(_, end)| end).max(self.unknown);
        // Somebody who was the subject of a sentence since then.
        let before = self.mentions.mentions.partition_point(|mention| mention.span.start < source.start);
        let recent =
            self.mentions.mentions[..before].iter().rev().take_while(|mention| mention.span.start >= since);
        let subject = recent
            .filter(|mention| self.is_subject(mention))
            .flat_map(|mention| mention.entities.iter().copied())
            .find(|&entity| fits(entity));
        if subject.is_some() {
            return subject;
        }
        if let Some((last, _)) = self.last.filter(|&(last, _)| fits(last)) {
            return Some(last);
        }
        self.only_person_before(source, &fits)
    }

    /// True for a name that begins a sentence, perhaps behind a title, and is followed by no name.
    fn is_subject(&self, mention: &Mention) -> bool {
        let begins = self.office_before(mention).unwrap_or(mention.span.start);
        let at = self.analysis.tokens.partition_point(|token| token.span.start < begins);
        let Some(token) = self.analysis.tokens.get(at) else { return false };
        if token.quote > 0 {
            return false;
        }
        let mut start = at;
        while start > 0
            && self.analysis.tokens[start - 1].names.has(NameClasses::ANY_TITLE.and(NameClasses::ROLE))
        {
            start -= 1;
        }
        start == 0 || matches!(self.analysis.tokens[start - 1].kind, Kind::Stop | Kind::Break) || {
            self.analysis.paragraphs.binary_search_by_key(&start, |paragraph| paragraph.tokens.start).is_ok()
        }
    }

    /// The person that fits among those in the last sentences, if there is but one.
    fn only_person_before(&self, source: Span, fits: &dyn Fn(u32) -> bool) -> Option<u32> {
        const REACH: u32 = 600;
        let before = self.mentions.mentions.partition_point(|mention| mention.span.start < source.start);
        let recent = self.mentions.mentions[..before].iter().rev();
        if self.unknown > 0 && self.unknown + REACH > source.start {
            return None;
        }
        let near = recent.take_while(|mention| mention.span.start + REACH > source.start);
        let mut people =
            near.flat_map(|mention| mention.entities.iter().copied()).filter(|&entity| fits(entity));
        let first = people.next()?;
        people.all(|other| other == first).then_some(first)
    }

    /// "the minister": the only person before who was introduced as one.
    fn role(&self, source: Span, tokens: &[Token]) -> Option<u32> {
        let head = tokens.iter().rfind(|token| token.names.has(NameClasses::ROLE))?;
        let definite =
            tokens.first().is_some_and(|token| token.span.of(self.analysis.text).eq_ignore_ascii_case("the"));
        if !definite || tokens.iter().any(|token| token.is(Classes::PREPOSITION)) {
            return None;
        }
        let word = head.span.of(self.analysis.text).to_lowercase();
        let before = self.mentions.mentions.partition_point(|mention| mention.span.start < source.start);
        let has_role = |entity: &u32| self.mentions.entities[*entity as usize].roles.contains(&word);
        let mut holders = self.mentions.mentions[..before]
            .iter()
            .flat_map(|mention| mention.entities.iter().copied())
            .filter(has_role);
        let first = holders.next()?;
        holders.all(|other| other == first).then_some(first)
    }
}
