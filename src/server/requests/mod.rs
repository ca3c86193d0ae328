//! One file per kind of request: from the protocol, ask the feature, to the protocol.

mod definition;
mod document_highlight;
mod hover;
mod references;
mod rename;
mod will_rename_files;

pub use definition::{declaration, definition, type_definition};
pub use document_highlight::document_highlight;
pub use hover::hover;
pub use references::references;
pub use rename::{prepare_rename, rename};
pub use will_rename_files::will_rename_files;

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
