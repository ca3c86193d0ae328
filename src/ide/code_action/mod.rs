//! What can be done at a place: `textDocument/codeAction` and `codeAction/resolve` (LSP 3.17).
//!
//! One file per action, and the table of them. Listing looks at the blocks around the selection only;
//! what an action changes is computed when somebody chooses it. No action changes the text of an article,
//! except a rule's fix that takes for markup what was read as text.

mod annotate_all;
mod candidates;
mod define;
mod fix;
mod fix_all;
mod free_id;
mod introduce;
mod merge;
mod move_definition;
mod occurrences;
mod place_record;
mod record_text;
mod registry_file;
mod relink;
mod scope;
mod selected_text;
mod site;
mod speaker;
mod split_quote;
mod suggestions;
mod tails;
mod tie_quote;
mod unlink;
mod wrap;

#[cfg(test)]
mod harness;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use self::site::Site;
use super::edit::WorkspaceEdit;
use super::snapshot::{Cancelled, Snapshot};
use crate::rules::Finding;
use crate::text::Span;

/// Something that can be done at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeAction {
    /// What it does, as a menu shows it.
    pub title: String,
    /// What it is for.
    pub kind: CodeActionKind,
    /// True if it is what most people want here; editors apply it on "fix this".
    pub is_preferred: bool,
    /// The finding that it mends.
    pub mends: Option<Finding>,
    /// What to give to [`resolve_code_action`].
    pub chosen: Chosen,
}

/// What actions are for, as LSP names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeActionKind {
    /// Mends a finding.
    QuickFix,
    /// Makes an annotation of text.
    RefactorExtract,
    /// Takes annotations out of the text.
    RefactorInline,
    /// Changes annotations or records.
    RefactorRewrite,
    /// Moves a definition.
    RefactorMove,
    /// Mends all that can be mended without a look.
    SourceFixAll,
}

impl CodeActionKind {
    /// The name in the protocol.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::QuickFix => "quickfix",
            Self::RefactorExtract => "refactor.extract",
            Self::RefactorInline => "refactor.inline",
            Self::RefactorRewrite => "refactor.rewrite",
            Self::RefactorMove => "refactor.move",
            Self::SourceFixAll => "source.fixAll",
        }
    }
}

/// Which action was chosen, and where. An editor holds it and gives it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chosen {
    /// The open file in which it was offered.
    pub path: PathBuf,
    /// The editor's number for the text in which it was offered.
    pub version: i32,
    /// First byte of the selection.
    pub start: u32,
    /// The byte after the selection.
    pub end: u32,
    /// The action's name in the table.
    pub action: String,
    /// What the action chose between.
    pub choice: Vec<String>,
}

/// One kind of action.
struct Action {
    name: &'static str,
    /// What it offers at a place.
    offers: fn(&Site<'_, '_>) -> Vec<Offer>,
    /// What an offer changes; nothing if it can't be done without changing the text.
    edits: fn(&Site<'_, '_>, &[String]) -> Result<Option<WorkspaceEdit>, Cancelled>,
}

/// All kinds of actions, in the order of the menu.
static ACTIONS: [&Action; 12] = [
    &fix::ACTION,
    &define::ACTION,
    &suggestions::ACTION,
    &wrap::ACTION,
    &split_quote::ACTION,
    &tie_quote::ACTION,
    &annotate_all::ACTION,
    &relink::ACTION,
    &unlink::ACTION,
    &move_definition::ACTION,
    &merge::ACTION,
    &fix_all::ACTION,
];

/// One line of the menu.
struct Offer {
    title: String,
    kind: CodeActionKind,
    is_preferred: bool,
    mends: Option<Finding>,
    choice: Vec<String>,
}

impl Offer {
    fn new<'c>(
        kind: CodeActionKind,
        title: impl Into<String>,
        choice: impl IntoIterator<Item = &'c str>,
    ) -> Self {
        let choice = choice.into_iter().map(str::to_string).collect();
        Self { title: title.into(), kind, is_preferred: false, mends: None, choice }
    }
}

/// What can be done with a selection in an open file; an empty one is a cursor.
pub fn code_actions(snapshot: &Snapshot, path: &Path, selection: Span) -> Vec<CodeAction> {
    let Some(open) = snapshot.document(path) else { return Vec::new() };
    let offered = site::with(snapshot, open, selection, |site| {
        let of_action = |action: &&Action| {
            let name = action.name;
            (action.offers)(site).into_iter().map(move |offer| (name, offer)).collect::<Vec<_>>()
        };
        ACTIONS.iter().flat_map(of_action).collect::<Vec<_>>()
    });
    let actions = offered.into_iter().map(|(name, offer)| CodeAction {
        title: offer.title,
        kind: offer.kind,
        is_preferred: offer.is_preferred,
        mends: offer.mends,
        chosen: Chosen {
            path: path.to_path_buf(),
            version: open.version,
            start: selection.start,
            end: selection.end,
            action: name.to_string(),
            choice: offer.choice,
        },
    });
    actions.collect()
}

/// What a chosen action changes; nothing if the file was edited since it was offered.
///
/// # Errors
/// If nobody waits for the answer any more.
pub fn resolve_code_action(snapshot: &Snapshot, chosen: &Chosen) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let current = snapshot.document(&chosen.path).filter(|open| open.version == chosen.version);
    let action = ACTIONS.iter().find(|action| action.name == chosen.action);
    let (Some(open), Some(action)) = (current, action) else { return Ok(None) };
    let selection = Span { start: chosen.start, end: chosen.end };
    site::with(snapshot, open, selection, |site| (action.edits)(site, &chosen.choice))
}
