use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::lsp_types::notification;
use tower_lsp::lsp_types::request::WorkDoneProgressCreate;
use tower_lsp::lsp_types::{
    NumberOrString, ProgressParams, ProgressParamsValue, ProgressToken, WorkDoneProgress,
    WorkDoneProgressBegin, WorkDoneProgressCreateParams, WorkDoneProgressEnd, WorkDoneProgressReport,
};

use super::outbox::Outbox;

/// Between two reports: more would keep the client busy with painting.
const PAUSE: Duration = Duration::from_millis(100);

/// Shows how far long work has come (LSP 3.17 §Work Done Progress). Ends when it is dropped.
pub struct Progress {
    steps: UnboundedSender<WorkDoneProgress>,
    /// When the last report was made, if there was one: the first one need not wait.
    last: Mutex<Option<Instant>>,
}

impl Progress {
    /// Begins to show work under `title`. Ask first whether the client shows progress.
    pub fn begin(outbox: &Outbox, title: &str) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let token = format!("newsmark/{}", COUNT.fetch_add(1, Ordering::Relaxed));
        let token = NumberOrString::String(token);
        let (steps, queue) = unbounded_channel();
        let begin = WorkDoneProgressBegin { title: title.into(), ..WorkDoneProgressBegin::default() };
        let progress = Self { steps, last: Mutex::default() };
        progress.send(WorkDoneProgress::Begin(begin));
        let sender = outbox.clone();
        let params = WorkDoneProgressCreateParams { token: token.clone() };
        outbox.request::<WorkDoneProgressCreate>(params, move |answer| {
            if answer.is_ok() {
                tokio::spawn(forward(queue, sender, token));
            }
        });
        progress
    }

    /// Shows that `done` of `total` things are done; not each time, so it may be called for each.
    pub fn report(&self, done: usize, total: usize) {
        let Ok(mut last) = self.last.try_lock() else { return };
        if last.is_some_and(|last| last.elapsed() < PAUSE) {
            return;
        }
        *last = Some(Instant::now());
        let percentage = Some((done * 100 / total.max(1)).min(100) as u32);
        let message = Some(format!("{done}/{total}"));
        self.send(WorkDoneProgress::Report(WorkDoneProgressReport {
            cancellable: None,
            message,
            percentage,
        }));
    }

    fn send(&self, step: WorkDoneProgress) {
        // Nobody listens if the client has refused.
        let _ = self.steps.send(step);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.send(WorkDoneProgress::End(WorkDoneProgressEnd::default()));
    }
}

async fn forward(mut steps: UnboundedReceiver<WorkDoneProgress>, outbox: Outbox, token: ProgressToken) {
    while let Some(step) = steps.recv().await {
        let value = ProgressParamsValue::WorkDone(step);
        outbox.notify::<notification::Progress>(ProgressParams { token: token.clone(), value });
    }
}
