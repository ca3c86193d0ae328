//! Proposals as a person decides on them: what stands or falls together is one item.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::{SmallVec, smallvec};

use crate::annotate::{self, Ambiguity, Candidate, Kind, Proposal, Proposed, Tail};
use crate::article::Article;
use crate::syntax::Shape;
use crate::text::Span;

/// What a suggestion is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuggestionKind {
    /// A name, or another word that refers to somebody.
    Mention,
    /// A quotation with its cue and source.
    Quote,
    /// A date.
    Date,
    /// A dateline or caption.
    Structure,
    /// The first line as a headline.
    Headline,
    /// A name that several may be called by.
    Ambiguous,
}

/// One thing to confirm or to reject that is not in the file.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it is about.
    pub kind: SuggestionKind,
    /// Where it is shown: the words of a mention, the cue of a quotation (bytes of the document).
    pub anchor: Span,
    /// All its words (bytes of the document).
    pub spans: SmallVec<[Span; 3]>,
    /// What it says, in a line.
    pub title: String,
    /// The entities that it refers to.
    pub entities: SmallVec<[String; 1]>,
    /// Whom an ambiguous name may name.
    pub candidates: Vec<Candidate>,
    /// What a note repeats that rejects it.
    pub words: String,
    /// The markup that confirming it writes.
    pub marks: SmallVec<[Mark; 2]>,
    /// The number of the ambiguous name.
    pub(super) ambiguity: Option<usize>,
    /// The `#id` of a quotation.
    id: Option<String>,
    /// Its proposals.
    parts: SmallVec<[usize; 3]>,
}

/// A bracket, with the tail if it closes.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Before which byte (of the document).
    pub at: u32,
    /// At one place, closing ones come first, and then the lower number.
    pub order: (bool, i64),
    /// What is written.
    pub markup: String,
}

/// The items of all that is proposed, in order of place.
pub fn items(article: &Article<'_>, proposed: &Proposed) -> Vec<Item> {
    let places = annotate::places(article, &proposed.proposals);
    let builder = Builder { article, proposals: &proposed.proposals, places: &places };
    let mut by_id: FxHashMap<&str, SmallVec<[usize; 3]>> = FxHashMap::default();
    let mut items: Vec<Item> = Vec::new();
    for (at, proposal) in proposed.proposals.iter().enumerate() {
        match proposal.tail.ids.as_slice() {
            [] => items.push(builder.single(at)),
            ids => ids.iter().for_each(|id| by_id.entry(id).or_default().push(at)),
        }
    }
    items.extend(by_id.into_iter().map(|(id, parts)| builder.quote(id, parts)));
    let ambiguous: Vec<Span> = proposed.ambiguous.iter().map(|name| name.span).collect();
    for (number, place) in annotate::places_in_source(article, &ambiguous).into_iter().enumerate() {
        items.push(builder.ambiguous(number, &proposed.ambiguous[number], place));
    }
    items.extend(proposed.headline.as_ref().map(|marker| builder.headline(marker.at)));
    items.sort_by_key(|item| (item.anchor, item.id.clone()));
    items
}

struct Builder<'a, 's> {
    article: &'a Article<'s>,
    proposals: &'a [Proposal],
    /// Where each proposal stands in the source.
    places: &'a [Span],
}

impl Builder<'_, '_> {
    fn words(&self, at: usize) -> &str {
        self.proposals[at].span.of(&self.article.bare().text)
    }

    fn marks(&self, at: usize) -> [Mark; 2] {
        let (proposal, place) = (&self.proposals[at], self.places[at]);
        let open = if proposal.shape == Shape::Brace { "{" } else { "[" };
        // Proposals are in order, the outer before the inner.
        let order = at as i64;
        [
            Mark { at: place.start, order: (true, order), markup: open.to_string() },
            Mark { at: place.end, order: (false, -order), markup: proposal.tail.write(proposal.shape, true) },
        ]
    }

    fn single(&self, at: usize) -> Item {
        let proposal = &self.proposals[at];
        let (kind, meaning) = match proposal.kind {
            Kind::Mention | Kind::Quote => (SuggestionKind::Mention, meaning(proposal)),
            Kind::Date => (SuggestionKind::Date, meaning(proposal)),
            Kind::Structure => (SuggestionKind::Structure, meaning(proposal)),
        };
        let entities = match proposal.kind {
            Kind::Mention => proposal.tail.entities.clone(),
            _ => SmallVec::new(),
        };
        Item {
            kind,
            anchor: self.places[at],
            spans: smallvec![self.places[at]],
            title: format!("“{}”: {meaning}", beginning(self.words(at), 12)),
            entities,
            candidates: Vec::new(),
            words: self.words(at).to_string(),
            marks: self.marks(at).into_iter().collect(),
            ambiguity: None,
            id: None,
            parts: smallvec![at],
        }
    }

    fn quote(&self, id: &str, parts: SmallVec<[usize; 3]>) -> Item {
        let is_cue = |at: &&usize| self.proposals[**at].tail.labels.iter().any(|label| label == "cue");
        let is_content = |at: &&usize| self.proposals[**at].shape == Shape::Brace;
        let cue = parts.iter().find(is_cue).copied();
        let content = parts.iter().find(is_content).copied();
        let entities: SmallVec<[String; 1]> = content
            .iter()
            .flat_map(|&at| &self.proposals[at].tail.entities)
            .filter(|id| *id != "?")
            .cloned()
            .collect();
        let said = content.map_or("", |at| self.words(at));
        let shown = cue.or(content).unwrap_or(parts[0]);
        let speakers = match entities.len() {
            0 => "somebody unnamed".to_string(),
            _ => entities.iter().map(|id| format!("@{id}")).collect::<Vec<_>>().join(", "),
        };
        Item {
            kind: SuggestionKind::Quote,
            anchor: self.places[shown],
            spans: parts.iter().map(|&at| self.places[at]).collect(),
            title: format!("quote of {speakers}: {}", beginning(said, 8)),
            entities,
            candidates: Vec::new(),
            words: said.to_string(),
            marks: parts.iter().flat_map(|&at| self.marks(at)).collect(),
            ambiguity: None,
            id: Some(id.to_string()),
            parts,
        }
    }

    fn ambiguous(&self, number: usize, ambiguity: &Ambiguity, place: Span) -> Item {
        let words = ambiguity.span.of(&self.article.bare().text);
        let candidates: Vec<String> =
            ambiguity.candidates.iter().map(|candidate| format!("@{}", candidate.id)).collect();
        Item {
            kind: SuggestionKind::Ambiguous,
            anchor: place,
            spans: smallvec![place],
            title: format!("“{words}” may be {}", candidates.join(" or ")),
            entities: SmallVec::new(),
            candidates: ambiguity.candidates.clone(),
            words: words.to_string(),
            marks: SmallVec::new(),
            ambiguity: Some(number),
            id: None,
            parts: SmallVec::new(),
        }
    }

    /// The first line as a headline.
    fn headline(&self, at: u32) -> Item {
        let block = self.article.tree.block_at(at as usize);
        let end = block.map_or(at, |block| block.content().end);
        let line = self.article.bare().of(Span { start: at, end }).trim_end().to_string();
        let place = Span { start: at, end: at + line.split_whitespace().next().map_or(0, str::len) as u32 };
        Item {
            kind: SuggestionKind::Headline,
            anchor: place,
            spans: smallvec![place],
            title: format!("“{}” as headline", beginning(&line, 12)),
            entities: SmallVec::new(),
            candidates: Vec::new(),
            words: line,
            marks: smallvec![Mark { at, order: (true, -1), markup: "# ".to_string() }],
            ambiguity: None,
            id: None,
            parts: SmallVec::new(),
        }
    }
}

/// A mention that a person decides on.
pub fn named(span: Span, tail: Tail) -> Proposal {
    Proposal { kind: Kind::Mention, shape: Shape::Square, span, tail, confidence: 1.0, group: u32::MAX }
}

/// `@duarte :person`
fn meaning(proposal: &Proposal) -> String {
    let written = proposal.tail.write(proposal.shape, true);
    written[..written.len() - 1].trim().to_string()
}

/// The first words of something, on one line.
pub fn beginning(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let cut = if words.len() > most { " …" } else { "" };
    words[..words.len().min(most)].join(" ") + cut
}

/// The proposals of some items, each without the `#id`s of others, and those that define their entities.
pub fn chosen(proposals: &[Proposal], items: &[&Item]) -> Vec<Proposal> {
    let mut parts: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    for item in items {
        for &part in &item.parts {
            parts.entry(part).or_default().extend(item.id.as_deref());
        }
    }
    let with_ids = |(at, ids): (usize, Vec<&str>)| {
        let mut proposal = proposals[at].clone();
        proposal.tail.ids.retain(|id| ids.contains(&id.as_str()));
        proposal
    };
    with_definitions(proposals, parts.into_iter().map(with_ids).collect())
}

/// Some proposals, and those that define the entities they refer to.
pub fn with_definitions(proposals: &[Proposal], mut chosen: Vec<Proposal>) -> Vec<Proposal> {
    let mut missing: Vec<String> = Vec::new();
    for proposal in &chosen {
        missing.extend(proposal.tail.entities.iter().cloned());
    }
    missing.sort();
    missing.dedup();
    let defines = |proposal: &&Proposal| {
        proposal.kind == Kind::Mention
            && !proposal.tail.labels.is_empty()
            && matches!(proposal.tail.entities.as_slice(), [id] if missing.binary_search(id).is_ok())
    };
    let known: FxHashSet<Span> =
        chosen.iter().filter(|known| known.shape == Shape::Square).map(|known| known.span).collect();
    for definition in proposals.iter().filter(defines) {
        if !known.contains(&definition.span) {
            let mut definition = definition.clone();
            definition.tail.ids.clear();
            chosen.push(definition);
        }
    }
    chosen
}
