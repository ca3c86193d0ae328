use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::timeout;

use super::state::State;

/// How long nobody may type before what other files depend on is checked again.
const QUIET: Duration = Duration::from_millis(200);

/// Checks articles again when a registry that they depend on was edited, after a pause in the typing.
#[derive(Clone, Debug, Default)]
pub struct Settle(Arc<Notify>);

impl Settle {
    /// Starts the task that waits for the pause. `changed` is called when something was checked.
    pub fn new(state: Arc<State>, changed: impl Fn() + Send + Sync + 'static) -> Self {
        let settle = Self::default();
        let typed = settle.0.clone();
        tokio::spawn(async move {
            loop {
                typed.notified().await;
                while timeout(QUIET, typed.notified()).await.is_ok() {}
                let settled = state.clone();
                if tokio::task::spawn_blocking(move || settled.settle()).await.unwrap_or(false) {
                    changed();
                }
            }
        });
        settle
    }

    /// Somebody typed in a registry.
    pub fn after_a_while(&self) {
        self.0.notify_one();
    }
}
