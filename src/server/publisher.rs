use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};
use tokio::sync::Notify;
use tower_lsp::lsp_types::{PublishDiagnosticsParams, Url};

use super::cancel::Pool;
use super::capabilities::Client;
use super::outbox::Outbox;
use super::pump::Written;
use super::result_id::result_id;
use super::state::{State, View};
use super::to_proto;

/// Of which version of a document the client knows diagnostics, and their [`result_id`].
type Told = (Option<i32>, String);

/// Publishes diagnostics to clients that don't ask for them. Documents that change while others are
/// looked at wait, and each is looked at once, however often it has changed.
#[derive(Clone)]
pub struct Publisher {
    outbox: Outbox,
    changed: Arc<Mutex<FxHashSet<Arc<Path>>>>,
    /// What the client knows: it need not hear it again.
    published: Arc<Mutex<FxHashMap<Url, Told>>>,
    wake: Arc<Notify>,
}

impl Publisher {
    /// Starts the task that publishes.
    pub fn new(outbox: Outbox, state: Arc<State>, pool: Pool, client: Client) -> Self {
        let publisher =
            Self { outbox, changed: Arc::default(), published: Arc::default(), wake: Arc::default() };
        let task = publisher.clone();
        tokio::spawn(async move {
            loop {
                task.wake.notified().await;
                for path in task.take() {
                    task.publish(path, &state, &pool, client).await;
                }
            }
        });
        publisher
    }

    /// A document was opened or changed, or something it depends on.
    pub fn changed(&self, path: Arc<Path>) {
        self.changed.lock().unwrap_or_else(PoisonError::into_inner).insert(path);
        self.wake.notify_one();
    }

    /// A document was closed.
    pub fn closed(&self, uri: Url) {
        self.published().remove(&uri);
        self.outbox.publish(PublishDiagnosticsParams::new(uri, Vec::new(), None));
    }

    fn take(&self) -> FxHashSet<Arc<Path>> {
        std::mem::take(&mut self.changed.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn published(&self) -> MutexGuard<'_, FxHashMap<Url, Told>> {
        self.published.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn publish(&self, path: Arc<Path>, state: &State, pool: &Pool, client: Client) {
        let view = state.view();
        let (publisher, looked_at) = (self.clone(), path.clone());
        let news = pool.run(move |_| publisher.news(&view, &looked_at, client));
        if let Some((uri, told, message)) = news.await {
            // Closed in the meantime: nothing must come behind the empty list. Nobody can look at anything now, so that
            // nothing is made here that may be long.
            state.while_open(&path, || {
                self.published().insert(uri, told);
                self.outbox.send_diagnostics(message);
            });
        }
    }

    /// What the client does not know yet about a document.
    fn news(&self, view: &View, path: &Path, client: Client) -> Option<(Url, Told, Written)> {
        let open = view.snapshot.document(path)?;
        let uri = view.uri(path)?;
        let diagnostics = to_proto::diagnostics(view, open, &client);
        let told = (Some(open.version), result_id(&diagnostics));
        if self.published().get(&uri) == Some(&told) {
            return None;
        }
        let message =
            Outbox::diagnostics(PublishDiagnosticsParams::new(uri.clone(), diagnostics, Some(open.version)))?;
        Some((uri, told, message))
    }
}
