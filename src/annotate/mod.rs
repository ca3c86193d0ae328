//! Proposals for text that nobody has annotated: quotations with cue and source, mentions, dates.
//!
//! No model and no network: words from a language file, and the order in which they stand. The
//! same text gets the same proposals, whatever has been proposed in it before.

mod analysis;
mod dates;
mod entity;
mod gazetteer;
mod headline;
mod marks;
mod mentions;
mod proposal;
mod propose;
pub mod quotes;
mod select;
mod speakers;
mod structure;
mod token;
mod unit;
mod write;

pub use analysis::Analysis;
pub use entity::{Gender, Known};
pub use gazetteer::Gazetteer;
pub use mentions::{Entity, Mention, Mentions};
pub use proposal::{Kind, Proposal, Tail};
pub use propose::Findings;
pub use write::{Insertion, apply};

use crate::article::{Article, Vocabulary};
use crate::language::{self, Language};
use crate::syntax::parse;
use crate::workspace::Registry;

/// The proposals that are certain enough to be shown unasked.
pub const USUAL_CONFIDENCE: f32 = 0.64;

/// The language with this code; English for one that is not known.
pub fn language(code: &str) -> &'static Language {
    language::language(code).unwrap_or(&language::languages()[0])
}

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

/// The names in a registry, ready to be looked for in many articles.
pub fn gazetteer(registry: &Registry) -> Gazetteer {
    Gazetteer::new(entity::of_registry(registry))
}

/// What an article's text says, whatever is annotated in it.
pub fn findings(article: &Article<'_>, registry: &Gazetteer, min_confidence: f32) -> Findings {
    let own = Gazetteer::new(entity::of_article(article));
    let code = article.metadata_value("language").map_or("en", |field| field.value.raw.trim());
    propose::read(article, language(code), &[&own, registry], min_confidence)
}

/// The proposals for an article that say something new and can be written into it, in order of place.
pub fn proposals(article: &Article<'_>, registry: &Gazetteer, options: &Options) -> Vec<Proposal> {
    let findings = findings(article, registry, options.min_confidence);
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
    let mut readable = write::readable(article, selected);
    propose::renumber(&mut readable, article);
    readable.sort_by_key(|proposal| (proposal.span.start, std::cmp::Reverse(proposal.span.end)));
    readable
}

/// An article with proposals written into it.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// The source with the proposals.
    pub source: String,
    /// What was proposed.
    pub proposals: Vec<Proposal>,
}

/// Writes proposals into a Newsmark file. The text stays, and what is annotated stays.
pub fn annotate(source: &str, vocabulary: &Vocabulary, registry: &Gazetteer, options: &Options) -> Annotated {
    let tree = parse(source);
    let article = Article::new(source, &tree, vocabulary);
    let proposals = proposals(&article, registry, options);
    let mut insertions = write::insertions(&article, &proposals, options.confirm);
    if options.structure
        && let Some(marker) = headline::find(&article)
    {
        insertions.insert(0, marker);
    }
    Annotated { source: apply(source, &insertions), proposals }
}
