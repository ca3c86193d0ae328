use std::path::Path;
use std::sync::Arc;

use tower_lsp::lsp_types::request::{
    CodeLensRefresh, InlayHintRefreshRequest, SemanticTokensRefresh, WorkspaceDiagnosticRefresh,
};

use super::capabilities::Client;
use super::outbox::Outbox;
use super::publisher::Publisher;
use super::state::State;

/// Registries, configuration or articles changed: what the client shows of open documents may be another
/// thing now, though these did not change.
pub fn look_again(state: &State, outbox: &Outbox, publisher: Option<&Publisher>, client: Client) {
    look_again_at_diagnostics(state, outbox, publisher);
    look_again_at_hints(outbox, client);
    if client.refreshes_semantic_tokens {
        outbox.request::<SemanticTokensRefresh>((), |_| {});
    }
    if client.refreshes_code_lenses {
        outbox.request::<CodeLensRefresh>((), |_| {});
    }
}

/// Other findings are known of some documents.
pub fn look_again_at_diagnostics(state: &State, outbox: &Outbox, publisher: Option<&Publisher>) {
    match publisher {
        Some(publisher) => state.open_paths().into_iter().for_each(|path| publisher.changed(path)),
        None => outbox.request::<WorkspaceDiagnosticRefresh>((), |_| {}),
    }
}

/// The proposals for an open document are others than before, or not shown any more.
pub fn look_again_at_proposals(
    path: Arc<Path>,
    outbox: &Outbox,
    publisher: Option<&Publisher>,
    client: Client,
) {
    match publisher {
        Some(publisher) => publisher.changed(path),
        None => outbox.request::<WorkspaceDiagnosticRefresh>((), |_| {}),
    }
    look_again_at_hints(outbox, client);
}

/// Other hints may be wanted than before.
pub fn look_again_at_hints(outbox: &Outbox, client: Client) {
    if client.refreshes_inlay_hints {
        outbox.request::<InlayHintRefreshRequest>((), |_| {});
    }
}
