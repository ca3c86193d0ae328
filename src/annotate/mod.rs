//! Proposals for text that nobody has annotated: quotations with cue and source, mentions, dates.
//!
//! No model and no network: words from a language file, and the order in which they stand. The
//! same text gets the same proposals, whatever has been proposed in it before.

mod analysis;
mod dates;
mod entity;
mod gazetteer;
mod headline;
mod knowledge;
mod marks;
mod mentions;
mod proposal;
mod propose;
pub mod quotes;
mod rejected;
mod select;
mod speakers;
mod structure;
mod token;
mod unit;
mod write;

use std::cmp::Reverse;
use std::sync::atomic::AtomicBool;

pub use analysis::Analysis;
pub use entity::{Gender, Known};
pub use gazetteer::Gazetteer;
pub use knowledge::Knowledge;
pub use mentions::{Entity, Mention, Mentions};
pub use proposal::{Ambiguity, Candidate, Kind, Proposal, Proposed, Tail};
pub use propose::Findings;
pub use rejected::{note, note_of_entity};
pub use write::{Insertion, apply, places, places_in_source};

use crate::article::{Article, Vocabulary};
use crate::syntax::{Shape, parse};

/// The proposals that are certain enough to be shown unasked.
pub const USUAL_CONFIDENCE: f32 = 0.64;

/// What to propose, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// Mentions of entities.
    pub mentions: bool,
    /// Quotations with cue, source and speaker.
    pub quotes: bool,
    /// Dates.
    pub dates: bool,
    /// Headline, dateline, captions.
    pub structure: bool,
    /// Only what is at least this likely: 0 to 1.
    pub min_confidence: f32,
    /// Write them as if somebody had confirmed them.
    pub confirm: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            mentions: true,
            quotes: true,
            dates: true,
            structure: true,
            min_confidence: USUAL_CONFIDENCE,
            confirm: false,
        }
    }
}

/// What an article's text says, whatever is annotated in it, but for what its notes reject. Nothing if `stop` is set
/// meanwhile.
pub fn findings(
    article: &Article<'_>,
    knowledge: &Knowledge,
    min_confidence: f32,
    stop: &AtomicBool,
) -> Option<Findings> {
    let own = Gazetteer::new(entity::of_article(article));
    let code = article.metadata_value("language").map_or("en", |field| field.value.raw.trim());
    propose::read(article, knowledge.language(code), &[&own, &knowledge.names], min_confidence, stop)
}

/// The proposals for an article that say something new and can be written into it, in order of place, and names that
/// are ambiguous. Nothing if `stop` is set meanwhile.
pub fn propose(
    article: &Article<'_>,
    knowledge: &Knowledge,
    options: &Options,
    stop: &AtomicBool,
) -> Option<Proposed> {
    let findings = findings(article, knowledge, options.min_confidence, stop)?;
    let mut all = propose::proposals(&findings, article);
    let wanted = |kind| match kind {
        // Speakers have to be defined somewhere.
        Kind::Mention => options.mentions || options.quotes,
        Kind::Quote => options.quotes,
        Kind::Date => options.dates,
        Kind::Structure => options.structure,
    };
    all.retain(|proposal| wanted(proposal.kind));
    let mut selected = select::select(all, article, &findings.mentions);
    if !options.mentions {
        select::only_speakers(&mut selected);
    }
    let mut proposals = write::readable(article, selected);
    propose::renumber(&mut proposals, article);
    proposals.sort_by_key(|proposal| {
        (proposal.span.start, Reverse(proposal.span.end), proposal.shape == Shape::Square)
    });
    let ambiguous =
        if options.mentions { propose::ambiguities(&findings, article, &proposals) } else { Vec::new() };
    let headline = headline::find(article).filter(|_| options.structure && !findings.no_headline);
    Some(Proposed { proposals, ambiguous, headline })
}

/// The markup that writes `proposals` into an article; nothing if it would not read back as what it is, or change the
/// text.
pub fn insertions(article: &Article<'_>, proposals: &[Proposal], confirmed: bool) -> Option<Vec<Insertion>> {
    let insertions = write::insertions(article, proposals, confirmed);
    write::reads_back(article, proposals.len(), &insertions).then_some(insertions)
}

/// An article with proposals written into it.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The source with the proposals.
    pub source: String,
    /// What was proposed.
    pub proposed: Proposed,
}

/// Writes proposals into a Newsmark file. The text stays, and what is annotated stays.
///
/// # Panics
/// Never: nobody stops it.
pub fn annotate(
    source: &str,
    vocabulary: &Vocabulary,
    knowledge: &Knowledge,
    options: &Options,
) -> Annotated {
    let tree = parse(source);
    let article = Article::new(source, &tree, vocabulary);
    let proposed = propose(&article, knowledge, options, &AtomicBool::new(false)).expect("nobody stops it");
    let insertions = proposed.insertions(&article, options.confirm);
    Annotated { source: apply(source, &insertions), proposed }
}
