//! What can be done at a place: `textDocument/codeAction` and `codeAction/resolve` (LSP 3.17).
//!
//! One file per action, and the table of them. Listing looks at the blocks around the selection only;
//! what an action changes is computed when somebody chooses it. No action changes the text of an article,
//! except a rule's fix that takes for markup what was read as text.

mod allow;
mod annotate_all;
mod candidates;
mod define;
mod fix;
mod fix_all;
mod free_id;
mod introduce;
mod merge;
mod move_definition;
mod place_record;
mod proposals;
mod record_text;
mod registry_file;
mod rejection;
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
pub use self::suggestions::belonging;
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
    /// Writes proposals.
    SourceAnnotate,
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
            Self::SourceAnnotate => "source.annotate",
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
static ACTIONS: [&Action; 15] = [
    &fix::ACTION,
    &define::ACTION,
    &proposals::ACTION,
    &suggestions::ACTION,
    &wrap::ACTION,
    &split_quote::ACTION,
    &tie_quote::ACTION,
    &annotate_all::ACTION,
    &relink::ACTION,
    &unlink::ACTION,
    &move_definition::ACTION,
    &merge::ACTION,
    &allow::ACTION,
    &fix_all::ACTION,
    &proposals::ANNOTATE,
];

/// The name of the action that decides on what is proposed.
pub const PROPOSALS: &str = proposals::ACTION.name;
/// The name of the action that decides on what is written with a `?`.
pub const SUGGESTIONS: &str = suggestions::ACTION.name;

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

#[cfg(test)]
mod tests {
    use super::harness::{offered, resolved};
    use super::*;
    use crate::ide::fixture::Fixture;

    #[test]
    fn the_menu_on_a_mention_in_an_ordinary_article() {
        let text = "[Ana Duarte @duarte :person] met [Bo Reyes @reyes :person]. Duarte left.\n\n\
                    [She @duarte$0 #q1] [said :cue #q1] {we go #q1}.\n\n---\n@duarte | Duarte\n";
        assert_eq!(
            offered(text),
            "Mark every unmarked “Ana Duarte” and its other names in this article\n\
             Remove this annotation\n\
             Remove `@duarte` from all annotations in this article\n\
             Move the definition of `@duarte` into a record in this article\n\
             Move the definition of `@duarte` to the registry (entities.nmk)\n"
        );
        let text = text.replace("$0", "").replace("[Ana", "[A$0na");
        assert_eq!(
            offered(&text),
            "Mark every unmarked “Ana Duarte” and its other names in this article\n\
             Link this to `@reyes` instead\n\
             Link all of `@duarte` in this article to `@reyes`\n\
             Remove this annotation\n\
             Remove `@duarte` from all annotations in this article\n\
             Move the definition of `@duarte` into a record in this article\n\
             Move the definition of `@duarte` to the registry (entities.nmk)\n\
             Merge `@duarte` into `@reyes` in this article\n"
        );
    }

    #[test]
    fn fixes_of_rules_come_first() {
        let text = "[Ana @anna$0] left [Bo @ana :person] on [Monday @2024-3-4].\n";
        assert!(offered(text).starts_with("Change `@anna` to `@ana`\nDefine `@anna`"), "{}", offered(text));
        assert_eq!(
            resolved(text, "Fix all that can be fixed without a look"),
            "==> story.nmk\n[Ana @anna] left [Bo @ana :person] on [Monday @2024-03-04].\n"
        );
    }

    #[test]
    fn what_was_offered_for_another_text_is_not_done() {
        let mut fixture = Fixture::new("[A$0na @ana] left.\n");
        let (path, selection) = (fixture.path.clone(), fixture.selection);
        let offered = code_actions(&fixture.snapshot(), &path, selection);
        fixture.host.edit(&path, 2, 0..0, "Then ");
        let chosen = &offered.last().expect("something is offered").chosen;
        assert!(resolve_code_action(&fixture.snapshot(), chosen).expect("nobody cancels").is_none());
    }

    #[test]
    fn what_is_chosen_travels_as_json() {
        let mut fixture = Fixture::new("[A$0na @ana] left.\n");
        let (path, selection) = (fixture.path.clone(), fixture.selection);
        for action in code_actions(&fixture.snapshot(), &path, selection) {
            let json = serde_json::to_value(&action.chosen).expect("it can be written");
            assert_eq!(serde_json::from_value::<Chosen>(json).expect("it can be read"), action.chosen);
        }
    }
}
