use std::panic::AssertUnwindSafe;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::sync::Notify;
use tokio::time::{sleep, timeout};

use super::cancel::Pool;
use super::state::State;

/// How long nobody may type before proposals are computed again.
const QUIET: Duration = Duration::from_millis(50);
/// How much longer for articles that take more than a moment.
const MORE_QUIET: Duration = Duration::from_millis(450);
/// From how many bytes on they do.
const LONG: usize = 200_000;

/// Computes the proposals that are to be shown, after a pause in the typing. Whoever types on meanwhile stops it.
#[derive(Clone, Debug, Default)]
pub struct Proposer(Arc<Notify>);

impl Proposer {
    /// Starts the task that waits for the pause. `found` is called with each article that has new proposals.
    pub fn new(state: Arc<State>, pool: Pool, found: impl Fn(Arc<Path>) + Send + Sync + 'static) -> Self {
        let proposer = Self::default();
        let changed = proposer.0.clone();
        tokio::spawn(async move {
            changed.notified().await;
            loop {
                while timeout(QUIET, changed.notified()).await.is_ok() {}
                let work = AssertUnwindSafe(propose(&state, &pool, &found)).catch_unwind();
                tokio::select! {
                    () = changed.notified() => {}
                    // A panic was logged, and the next state of the text may do better.
                    _ = work => changed.notified().await,
                }
            }
        });
        proposer
    }

    /// Something changed on which proposals depend.
    pub fn after_a_while(&self) {
        self.0.notify_one();
    }
}

/// Computes what is missing, one article after the other.
async fn propose(state: &State, pool: &Pool, found: &(dyn Fn(Arc<Path>) + Send + Sync)) {
    for path in state.open_paths() {
        let view = state.view();
        let missing = view.snapshot.document(&path).filter(|open| view.snapshot.misses_proposals(open));
        let Some(length) = missing.map(|open| open.document.len()) else { continue };
        if length > LONG {
            sleep(MORE_QUIET).await;
        }
        let looked_at = path.clone();
        let work = pool.run(move |cancel| {
            let view = view.stopped_by(cancel.flag());
            view.snapshot.document(&looked_at).is_some_and(|open| view.snapshot.proposals(open).is_ok())
        });
        if work.await {
            found(path);
        }
    }
}
