use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use super::state::State;

/// How long nobody may type before what takes longer is checked.
const QUIET: Duration = Duration::from_millis(200);

/// What has other findings than before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Nothing.
    #[default]
    Same,
    /// Some open documents.
    Findings,
    /// A registry is another one, so that hints and colours may be others as well.
    Registries,
}

/// After a pause in the typing, beside the handlers: runs the rules that look at whole articles and at other ones, and
/// checks articles again when a registry that they depend on was edited. Whoever goes on typing stops it.
#[derive(Clone, Debug, Default)]
pub struct Settle(Arc<Notify>);

impl Settle {
    /// Starts the task that waits for the pause. `changed` is called when something new was found.
    pub fn new(state: Arc<State>, changed: impl Fn(Outcome) + Send + Sync + 'static) -> Self {
        let settle = Self::default();
        let typed = settle.0.clone();
        tokio::spawn(async move {
            loop {
                typed.notified().await;
                while timeout(QUIET, typed.notified()).await.is_ok() {}
                let (settled, cancelled) = (state.clone(), Arc::new(AtomicBool::new(false)));
                let flag = cancelled.clone();
                let mut work = spawn_blocking(move || settled.settle(&flag));
                let outcome = tokio::select! {
                    outcome = &mut work => outcome,
                    () = typed.notified() => {
                        cancelled.store(true, Ordering::Relaxed);
                        // What was typed waits for the next pause.
                        typed.notify_one();
                        work.await
                    }
                };
                match outcome.unwrap_or_default() {
                    Outcome::Same => {}
                    outcome => changed(outcome),
                }
            }
        });
        settle
    }

    /// Somebody typed, or the disk is another one.
    pub fn after_a_while(&self) {
        self.0.notify_one();
    }
}
