//! What editors ask for: one file per feature, plain data in, plain data out, all places in bytes.
//!
//! A [`Host`] takes in what happens (files opened, edited, found on the disk). A [`Snapshot`] of it
//! stays as it is, and each feature is a function of a snapshot.

mod annotations;
mod code_action;
mod code_lens;
mod completion;
mod counted;
mod declaration;
mod definition;
mod diagnostics;
mod document_highlight;
mod document_link;
mod document_symbol;
mod edit;
mod everywhere;
#[cfg(test)]
mod fixture;
mod folding_range;
mod formatting;
mod host;
mod hover;
mod inlay_hint;
mod known;
mod linked_editing_range;
mod load;
mod occurrence;
mod place;
mod proposals;
mod quote_table;
mod references;
mod rename;
mod selection_range;
mod semantic_tokens;
mod snapshot;
mod suggestion;
mod target;
mod type_definition;
mod wide;
mod will_rename_files;
mod workspace_symbol;

pub use annotations::{MarkedSpan, annotations};
pub use code_action::{Chosen, CodeAction, CodeActionKind, code_actions, resolve_code_action};
pub use code_lens::{CodeLens, LensSubject, code_lens_title, code_lenses};
pub use completion::{Completion, CompletionItem, CompletionKind, Insert, completion, resolve_completion};
pub use declaration::goto_declaration;
pub use definition::{Definition, DefinitionKind, goto_definition};
pub use diagnostics::{FileFindings, check_workspace};
pub use document_highlight::{Highlight, HighlightKind, document_highlight};
pub use document_link::{DocumentLink, LinkTarget, document_links};
pub use document_symbol::{DocumentSymbol, SymbolKind, document_symbols};
pub use edit::{FileEdit, TextEdit, WorkspaceEdit};
pub use everywhere::{FileOccurrences, everywhere};
pub use folding_range::{FoldingKind, FoldingRange, folding_ranges};
pub use formatting::{ON_TYPE, formatting, on_type_formatting, range_formatting};
pub use host::{Host, Refresh};
pub use hover::{Card, Hover, Line, Piece, hover};
pub use inlay_hint::{InlayHint, InlayHintKind, InlayHintOptions, inlay_hints};
pub use known::Known;
pub use linked_editing_range::{NAME_PATTERN, linked_editing_ranges};
pub use load::{Extent, Loaded, load};
pub use occurrence::{Name, Occurrence, Site, name_span, occurrences};
pub use place::{FilePosition, Place};
pub use proposals::{
    ProposalOptions, Proposals, SuggestionKind, Written, annotate_article, proposal_findings,
};
pub use quote_table::{QuoteRow, QuoteTable, Speaker, Told, quote_table};
pub use references::find_references;
pub use rename::{Renamable, RenameError, prepare_rename, rename};
pub use selection_range::selection_ranges;
pub use semantic_tokens::{
    DEFINITION, SEMANTIC_KINDS, SEMANTIC_MODIFIERS, SemanticKind, SemanticToken, TAIL, TENTATIVE,
    semantic_tokens, semantic_tokens_in,
};
pub use snapshot::{Cancelled, OpenDocument, Root, Snapshot, SourceText};
pub use suggestion::{Judged, Spot, Suggestion, Suggestions, Verdict, judge, suggestions};
pub use target::{Target, TargetKind, target_at};
pub use type_definition::goto_type_definition;
pub use wide::wide_findings;
pub use will_rename_files::will_rename_files;
pub use workspace_symbol::{WorkspaceSymbol, workspace_symbols};
