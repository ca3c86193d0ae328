//! Reading from the disk beside the messages: whole roots, and articles that changed.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::spawn_blocking;
use tower_lsp::lsp_types::MessageType;
use tracing::{info, warn};

use super::outbox::Outbox;
use super::progress::Progress;
use super::state::State;
use crate::ide::{Refresh, load};
use crate::workspace::{ArticleFacts, Error, Index, Reason};

/// Between two looks at how far the reading has come.
const LOOK: Duration = Duration::from_millis(50);

/// Reads what the host asks for, one thing after the other, and hands it in.
#[derive(Clone, Debug)]
pub struct Library(UnboundedSender<Refresh>);

impl Library {
    /// Starts the task that reads. `changed` is called when something new is known.
    pub fn new(
        state: Arc<State>,
        outbox: Outbox,
        shows_progress: bool,
        changed: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let (requests, queue) = unbounded_channel();
        let reader = Reader { state, outbox, shows_progress };
        tokio::spawn(reader.serve(queue, changed));
        Self(requests)
    }

    /// Asks for something to be read.
    pub fn read(&self, refresh: Refresh) {
        if refresh != Refresh::default() {
            // The task ends only with the runtime.
            let _ = self.0.send(refresh);
        }
    }
}

struct Reader {
    state: Arc<State>,
    outbox: Outbox,
    shows_progress: bool,
}

impl Reader {
    async fn serve(self, mut queue: UnboundedReceiver<Refresh>, changed: impl Fn()) {
        while let Some(mut wanted) = queue.recv().await {
            // A `git checkout` comes as many notifications; what waits is read at once.
            while let Ok(more) = queue.try_recv() {
                join(&mut wanted, more);
            }
            for root in &wanted.roots {
                self.read_root(root).await;
            }
            wanted.articles.retain(|(root, _)| !wanted.roots.contains(root));
            self.read_articles(wanted.articles).await;
            changed();
        }
    }

    async fn read_root(&self, root: &Arc<Path>) {
        let progress = self.shows_progress.then(|| Progress::begin(&self.outbox, "Reading articles"));
        let counts = Arc::new((AtomicUsize::new(0), AtomicUsize::new(0)));
        let (state, folder, counted) = (self.state.clone(), root.clone(), counts.clone());
        let outbox = self.outbox.clone();
        let mut reading = spawn_blocking(move || {
            let (total, done) = &*counted;
            let found = |count| total.store(count, Ordering::Relaxed);
            let loaded =
                load(&folder, state.extent(&folder), &state.symbols(), found, done, &AtomicBool::new(false));
            loaded.workspace.errors.iter().for_each(|error| warn!("{error}"));
            show_mistakes(&outbox, &folder, &loaded.workspace.errors);
            info!(
                "{} articles and {} registries below {}",
                done.load(Ordering::Relaxed),
                loaded.workspace.registry.len(),
                folder.display()
            );
            state.install(&folder, loaded);
        });
        let report = || {
            if let Some(progress) = &progress {
                let (total, done) = (counts.0.load(Ordering::Relaxed), counts.1.load(Ordering::Relaxed));
                progress.report(done, total);
            }
        };
        loop {
            tokio::select! {
                read = &mut reading => {
                    report();
                    if let Err(error) = read {
                        warn!("{} could not be read: {error}", root.display());
                    }
                    return;
                }
                () = tokio::time::sleep(LOOK) => report(),
            }
        }
    }

    async fn read_articles(&self, articles: Vec<(Arc<Path>, Arc<Path>)>) {
        if articles.is_empty() {
            return;
        }
        let state = self.state.clone();
        let reading = spawn_blocking(move || {
            let snapshot = state.view().snapshot;
            let facts = articles.into_iter().map(|(root, path)| {
                let facts = snapshot
                    .root(&root)
                    .and_then(|known| Index::facts(&path, &known.workspace.vocabulary, snapshot.symbols()));
                (root, path, facts)
            });
            let facts: Vec<(Arc<Path>, Arc<Path>, Option<ArticleFacts>)> = facts.collect();
            state.set_facts(facts);
        });
        if let Err(error) = reading.await {
            warn!("articles could not be read: {error}");
        }
    }
}

/// Shows what is wrong in `newsmark.toml`: whoever wrote it would wait in vain for what it says.
fn show_mistakes(outbox: &Outbox, root: &Path, errors: &[Error]) {
    let mistakes = errors.iter().filter(|error| matches!(error.reason, Reason::Config { .. }));
    let lines: Vec<String> = mistakes.map(|error| error.seen_from(root).to_string()).collect();
    if !lines.is_empty() {
        outbox.show(MessageType::WARNING, lines.join("\n"));
    }
}

fn join(wanted: &mut Refresh, more: Refresh) {
    wanted.roots.extend(more.roots);
    wanted.roots.sort();
    wanted.roots.dedup();
    wanted.articles.extend(more.articles);
    wanted.articles.sort();
    wanted.articles.dedup();
}
