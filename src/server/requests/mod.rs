//! One file per kind of request: from the protocol, ask the feature, to the protocol.

pub mod code_action;
pub mod code_lens;
pub mod completion;
pub mod definition;
pub mod diagnostic;
pub mod document_highlight;
pub mod document_link;
pub mod document_symbol;
pub mod execute_command;
pub mod folding_range;
pub mod formatting;
pub mod hover;
pub mod inlay_hint;
pub mod linked_editing_range;
pub mod references;
pub mod rename;
pub mod selection_range;
pub mod semantic_tokens;
pub mod suggestion;
pub mod will_rename_files;
pub mod workspace_diagnostic;
pub mod workspace_symbol;

use tower_lsp::jsonrpc::{Error, ErrorCode};

use crate::ide::Cancelled;

/// The answer to a request that nobody waits for any more.
fn cancelled(_: Cancelled) -> Error {
    Error::request_cancelled()
}

/// The answer to a request that can't be fulfilled, for a reason that a person should read
/// (`RequestFailed`, LSP 3.17 §errorCodes).
fn failed(reason: String) -> Error {
    Error { code: ErrorCode::ServerError(-32803), message: reason.into(), data: None }
}
