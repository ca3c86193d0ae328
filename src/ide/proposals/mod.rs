//! What `newsmark annotate` would write into an open article, and what nobody has written or rejected yet.
//!
//! Proposals are computed when somebody asks for them, once for each state of the text. What is shown follows the
//! text while it is edited, until the next are computed.

mod item;
mod shown;

use std::sync::Arc;

pub use self::item::{Item, Mark, SuggestionKind, beginning};
pub use self::shown::{Shown, View};
use super::edit::{FileEdit, TextEdit, WorkspaceEdit};
use super::snapshot::{Cancelled, OpenDocument, Snapshot, SourceText};
use crate::annotate::{self, Insertion, Kind, Options, Proposal, Proposed, Tail, USUAL_CONFIDENCE};
use crate::article::Article;
use crate::rules::{Finding, Severity};
use crate::text::Span;

/// How proposals are shown.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ProposalOptions {
    /// In every open article, without being asked.
    pub always: bool,
    /// The severity of their diagnostics.
    pub severity: Severity,
    /// Only what is at least this likely: 0 to 1.
    pub min_confidence: f32,
}

impl Default for ProposalOptions {
    fn default() -> Self {
        Self { always: false, severity: Severity::Hint, min_confidence: USUAL_CONFIDENCE }
    }
}

/// What is proposed for one state of an article.
#[derive(Debug, Default)]
pub struct Proposals {
    /// In order of place.
    pub items: Vec<Item>,
    proposed: Proposed,
}

impl Snapshot {
    /// True if the proposals for an open file are to be shown. Registries have none.
    pub fn shows_proposals(&self, open: &OpenDocument) -> bool {
        let wanted = open.proposals.asked().unwrap_or(self.proposal_options.always);
        wanted && !self.root_of(open).workspace.registry.holds(&open.path)
    }

    /// True if proposals are to be shown that nobody has computed yet.
    pub fn misses_proposals(&self, open: &OpenDocument) -> bool {
        self.shows_proposals(open) && open.proposals.now().is_none()
    }

    /// The proposals for an open file, computed if need be.
    ///
    /// # Errors
    /// If nobody waits for the answer any more.
    pub fn proposals(&self, open: &OpenDocument) -> Result<Arc<Proposals>, Cancelled> {
        if let Some(known) = open.proposals.now() {
            return Ok(known.clone());
        }
        let source = open.document.text();
        let article = Article::new(&source, open.document.tree(), open.document.vocabulary());
        let options = Options { min_confidence: self.proposal_options.min_confidence, ..Options::default() };
        let found = self.propose(open, &article, &options)?;
        Ok(open.proposals.set(Arc::new(Proposals::new(&article, found))))
    }

    fn propose(
        &self,
        open: &OpenDocument,
        article: &Article<'_>,
        options: &Options,
    ) -> Result<Proposed, Cancelled> {
        let knowledge = self.root_of(open).knowledge();
        annotate::propose(article, knowledge, options, &self.cancelled).ok_or(Cancelled)
    }
}

/// The name under which diagnostics show proposals.
pub const PROPOSAL: &str = "proposal";
/// The name under which they show ambiguous names.
pub const AMBIGUOUS: &str = "ambiguous-name";

/// So many proposals are listed at most: an editor gets all of them again at each keystroke. Those behind come up as
/// the first ones are decided; hints and commands know all.
const LISTED: usize = 1_000;

/// The proposals that an open file shows, as what editors list and walk through.
pub fn proposal_findings(snapshot: &Snapshot, open: &OpenDocument) -> Vec<Finding> {
    let view = open.proposals.view().filter(|_| snapshot.shows_proposals(open));
    let items = view.into_iter().flat_map(View::items);
    items.take(LISTED).map(|(item, place)| item.finding(place, snapshot.proposal_options.severity)).collect()
}

impl Item {
    fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// What editors show of it.
    pub fn finding(&self, place: Span, severity: Severity) -> Finding {
        let rule = if self.kind == SuggestionKind::Ambiguous { AMBIGUOUS } else { PROPOSAL };
        Finding {
            rule,
            severity,
            span: place,
            message: self.title.clone(),
            help: None,
            related: Vec::new(),
            fixes: Vec::new(),
        }
    }
}

impl Proposals {
    fn new(article: &Article<'_>, proposed: Proposed) -> Self {
        Self { items: item::items(article, &proposed), proposed }
    }

    /// The changes that confirm some of the items, with what defines their entities; nothing if the text would not
    /// read back as what it is.
    pub fn confirm(&self, article: &Article<'_>, wanted: impl Fn(&Item) -> bool) -> Option<Vec<TextEdit>> {
        let wanted: Vec<&Item> = self.items.iter().filter(|item| wanted(item)).collect();
        let chosen = item::chosen(&self.proposed.proposals, &wanted);
        let brackets = annotate::insertions(article, &chosen, true)?;
        let is_headline_wanted = wanted.iter().any(|item| item.kind == SuggestionKind::Headline);
        // A bracket at the same place comes behind the mark that makes the line a headline.
        let headline = self.proposed.headline.clone().filter(|_| is_headline_wanted);
        as_edits(headline.into_iter().chain(brackets).collect())
    }

    /// The item that is selected, else the innermost one around the selection.
    pub fn at(&self, selection: Span) -> Option<&Item> {
        let exact = self.items.iter().find(|item| item.anchor == selection);
        let spans = |item| (item, Item::spans(item));
        exact.or_else(|| innermost(self.items.iter().map(spans), selection.start))
    }

    /// The changes that say whom an ambiguous name names.
    pub fn link(&self, article: &Article<'_>, item: &Item, candidate: &str) -> Option<Vec<TextEdit>> {
        let ambiguity = self.proposed.ambiguous.get(item.ambiguity?)?;
        let named = item::named(ambiguity.span, Tail::entity(candidate));
        let chosen = item::with_definitions(&self.proposed.proposals, vec![named]);
        as_edits(annotate::insertions(article, &chosen, true)?)
    }
}

/// What has the shortest span around a place.
pub fn innermost<'a, T>(things: impl Iterator<Item = (T, &'a [Span])>, at: u32) -> Option<T> {
    let around = things.filter_map(|(thing, spans)| {
        let covering = spans.iter().filter(|span| span.start <= at && at <= span.end);
        Some((covering.map(|span| span.len()).min()?, thing))
    });
    around.min_by_key(|(len, _)| *len).map(|(_, thing)| thing)
}

fn as_edits(mut insertions: Vec<Insertion>) -> Option<Vec<TextEdit>> {
    insertions.sort_by_key(|insertion| insertion.at);
    let edits = insertions.into_iter().map(|insertion| TextEdit::insert(insertion.at, insertion.markup));
    let edits: Vec<TextEdit> = edits.collect();
    (!edits.is_empty()).then_some(edits)
}

/// What was written into an article.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// The change; nothing if there was nothing to propose.
    pub edit: Option<WorkspaceEdit>,
    /// Names.
    pub mentions: usize,
    /// Quotations.
    pub quotes: usize,
    /// Dates.
    pub dates: usize,
    /// Headline, dateline, captions.
    pub structure: usize,
    /// Names for which a person has to decide; they are not written.
    pub ambiguous: usize,
}

/// The change that writes all proposals into an open article, each with a `?`.
///
/// # Errors
/// If nobody waits for the answer any more.
pub fn annotate_article(
    snapshot: &Snapshot,
    open: &OpenDocument,
    options: &Options,
) -> Result<Written, Cancelled> {
    let source = open.document.text();
    let article = Article::new(&source, open.document.tree(), open.document.vocabulary());
    let proposed = snapshot.propose(open, &article, options)?;
    let of_kind = |kind| proposed.proposals.iter().filter(move |proposal| proposal.kind == kind);
    let is_cue = |proposal: &&Proposal| proposal.tail.labels.iter().any(|label| label == "cue");
    let edits = as_edits(proposed.insertions(&article, options.confirm));
    let text = || SourceText::Open(open.document.rope().clone());
    let file = |edits| FileEdit::new(open.path.clone(), Some(open.version), text(), edits);
    Ok(Written {
        edit: edits.map(|edits| WorkspaceEdit { new_files: Vec::new(), files: vec![file(edits)] }),
        mentions: of_kind(Kind::Mention).count(),
        quotes: of_kind(Kind::Quote).filter(is_cue).count(),
        dates: of_kind(Kind::Date).count(),
        structure: of_kind(Kind::Structure).count() + usize::from(proposed.headline.is_some()),
        ambiguous: proposed.ambiguous.len(),
    })
}
