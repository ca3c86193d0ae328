//! The language server: the protocol in, the protocol out.
//!
//! The only part of the program that knows tower-lsp, the protocol's types and tokio.
//! `docs/architecture.md` shows how messages travel through it.

mod backend;
mod cancel;
mod capabilities;
mod changes;
mod encoding;
mod ending;
mod frames;
mod guard;
mod handshake;
mod library;
mod log;
mod look_again;
mod message;
mod outbox;
mod process;
mod progress;
mod proposer;
mod publisher;
mod pump;
mod requests;
mod result_id;
mod rule_pages;
mod session;
mod settings;
mod settle;
mod state;
mod surrogates;
mod to_proto;
mod uri;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tower_lsp::LspService;
pub use tracing::Level;

use backend::Backend;
use ending::{Ended, Ending};
use guard::Guard;
use log::Log;
use outbox::Outbox;
use pump::Output;
use state::State;

/// How long the client may take to read the last answers.
const LAST_WORDS: Duration = Duration::from_secs(1);

/// How many bytes may wait for a client that does not read; then the server gives up.
const MAX_WAITING: usize = 256 << 20;

/// How the server is run.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Where the log goes; to standard error without.
    pub log: Option<PathBuf>,
    /// What is logged; nothing without.
    pub level: Option<Level>,
}

/// Serves the client on standard input and output until it leaves. True if it left as it should:
/// `shutdown`, then `exit` or the end of the input.
///
/// # Errors
/// If the log can't be written, or the system gives us no threads.
pub fn run(options: &Options) -> io::Result<bool> {
    let log = Log::start(options.log.as_deref(), options.level)?;
    std::panic::set_hook(Box::new(|panic| tracing::error!("{panic}")));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_time().build()?;
    let orderly = runtime.block_on(serve());
    // Work that nobody waits for any more must not hold up the end.
    runtime.shutdown_background();
    log.flush();
    Ok(orderly)
}

async fn serve() -> bool {
    let (ended, hear_of_end) = Ended::new();
    let output = Output::new(io::stdout(), MAX_WAITING, ended.clone());
    let messages = pump::read(io::BufReader::with_capacity(1 << 16, io::stdin()), output.clone());
    let state = Arc::new(State::default());
    let mut outbox = None;
    let (service, client) = LspService::new(|client| {
        let outbox = outbox.insert(Outbox::new(client, output.clone())).clone();
        Backend::new(state.clone(), outbox, ended)
    });
    let outbox = outbox.expect("the service has a backend");
    let mut guard = Guard::new(service, state, outbox);
    let ending = session::serve(&mut guard, client, messages, &output, hear_of_end).await;
    let has_left = matches!(ending, Ending::Exit | Ending::InputClosed);
    if has_left {
        output.flush(LAST_WORDS);
    }
    has_left && guard.is_shut_down()
}
