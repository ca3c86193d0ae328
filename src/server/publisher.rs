use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashSet;
use tokio::sync::Notify;
use tower_lsp::lsp_types::{PublishDiagnosticsParams, Url};

use super::cancel::Pool;
use super::capabilities::Client;
use super::diagnose::Diagnose;
use super::outbox::Outbox;
use super::state::State;
use super::uri::DocumentId;

/// Publishes diagnostics to clients that don't ask for them. Documents that change while others are
/// looked at wait, and each is looked at once, however often it has changed.
#[derive(Clone)]
pub struct Publisher {
    outbox: Outbox,
    changed: Arc<Mutex<FxHashSet<DocumentId>>>,
    wake: Arc<Notify>,
}

impl Publisher {
    /// Starts the task that publishes.
    pub fn new(
        outbox: Outbox,
        state: Arc<State>,
        diagnose: Arc<Diagnose>,
        pool: Pool,
        client: Client,
    ) -> Self {
        let publisher = Self { outbox, changed: Arc::default(), wake: Arc::default() };
        let task = publisher.clone();
        tokio::spawn(async move {
            loop {
                task.wake.notified().await;
                for id in task.take() {
                    task.publish(&id, &state, &diagnose, &pool, client).await;
                }
            }
        });
        publisher
    }

    /// A document was opened or changed, or something it depends on.
    pub fn changed(&self, id: DocumentId) {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).insert(id);
        self.wake.notify_one();
    }

    /// A document was closed.
    pub fn closed(&self, uri: Url) {
        self.outbox.publish(PublishDiagnosticsParams::new(uri, Vec::new(), None));
    }

    fn take(&self) -> FxHashSet<DocumentId> {
        std::mem::take(&mut self.changed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn publish(
        &self,
        id: &DocumentId,
        state: &State,
        diagnose: &Arc<Diagnose>,
        pool: &Pool,
        client: Client,
    ) {
        let Some(document) = state.document(id) else { return };
        let (uri, version) = (document.uri.clone(), document.version);
        let diagnose = diagnose.clone();
        let diagnostics = pool.run(move |cancel| diagnose.diagnostics(&document, &client, cancel)).await;
        state.hold(|documents| {
            // Closed in the meantime: nothing must come behind the empty list.
            if documents.contains_key(id) {
                self.outbox.publish(PublishDiagnosticsParams::new(uri, diagnostics, Some(version)));
            }
        });
    }
}
