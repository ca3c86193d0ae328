use std::any::Any;
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use futures_util::FutureExt;
use futures_util::future::BoxFuture;
use rustc_hash::FxHashSet;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower_lsp::jsonrpc::{Error, Request, Response};
use tower_lsp::lsp_types::{self as lsp, MessageType};
use tower_service::Service;
use tracing::{debug, error, warn};

use super::outbox::Outbox;
use super::state::State;
use super::{capabilities, handshake, message};

/// Requests that take longer are logged as slow.
const SLOW: Duration = Duration::from_millis(100);

/// Stands between the client and tower-lsp's service: makes messages readable that tower-lsp would
/// refuse, and answers for handlers that panic.
pub struct Guard<S> {
    inner: S,
    state: Arc<State>,
    outbox: Outbox,
    /// The methods whose panics the user was told of.
    told: Arc<Mutex<FxHashSet<String>>>,
    shut_down: bool,
}

impl<S> Guard<S>
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Display,
{
    /// A guard in front of `inner`.
    pub fn new(inner: S, state: Arc<State>, outbox: Outbox) -> Self {
        Self { inner, state, outbox, told: Arc::default(), shut_down: false }
    }

    /// True if the client said that it is about to leave.
    pub fn is_shut_down(&self) -> bool {
        self.shut_down
    }

    /// Hands a message on. The future is the reply; a notification has none.
    pub fn call(&mut self, request: Request) -> BoxFuture<'static, Option<Response>> {
        let (method, id, params) = request.into_parts();
        let method = method.into_owned();
        let params = self.prepare(&method, params);
        let watch = Watch { outbox: self.outbox.clone(), told: self.told.clone(), begun: Instant::now() };
        let request = message::request(method.clone(), id.clone(), params);
        match catch_unwind(AssertUnwindSafe(|| self.inner.call(request))) {
            Ok(handler) => Box::pin(async move {
                let handler = AssertUnwindSafe(async {
                    panic_if_tested(&method);
                    handler.await
                });
                let reply = match handler.catch_unwind().await {
                    Ok(Ok(reply)) => reply,
                    Ok(Err(error)) => {
                        error!("{method}: {error}");
                        None
                    }
                    Err(panic) => {
                        let error = watch.panicked(&method, &*panic);
                        id.map(|id| Response::from_error(id, error))
                    }
                };
                watch.finished(&method);
                if method == "initialize" { reply.map(completed) } else { reply }
            }),
            Err(panic) => {
                let error = watch.panicked(&method, &*panic);
                Box::pin(std::future::ready(id.map(|id| Response::from_error(id, error))))
            }
        }
    }

    /// The parameters as tower-lsp can read them.
    fn prepare(&mut self, method: &str, params: Option<Value>) -> Option<Value> {
        match method {
            "initialize" => Some(handshake::readable(params)),
            "initialized" => Some(Value::Object(serde_json::Map::new())),
            "shutdown" => {
                self.shut_down = true;
                None
            }
            "textDocument/didOpen" => self.readable::<lsp::DidOpenTextDocumentParams>(method, params),
            "textDocument/didChange" => self.readable::<lsp::DidChangeTextDocumentParams>(method, params),
            _ => params,
        }
    }

    /// A change that can't be read means that we no longer know what the editor shows. tower-lsp
    /// would drop it without a word.
    fn readable<P: DeserializeOwned>(&self, method: &str, params: Option<Value>) -> Option<Value> {
        let params = params.unwrap_or_default();
        if let Err(wrong) = serde_path_to_error::deserialize::<_, P>(&params) {
            let uri = params["textDocument"]["uri"].as_str().unwrap_or_default();
            error!("{method} of {uri:?} can't be read: {wrong}");
            let known = uri.parse().is_ok_and(|uri| self.state.lose(&uri));
            if known || method == "textDocument/didOpen" {
                self.outbox.show(
                    MessageType::WARNING,
                    format!("Newsmark can't follow {uri}: the editor sent something unreadable. Close and open it again."),
                );
            }
        }
        Some(params)
    }
}

/// The reply to `initialize` with what the protocol's types lack.
fn completed(reply: Response) -> Response {
    let (id, mut result) = reply.into_parts();
    if let Ok(reply) = &mut result {
        handshake::complete(reply, capabilities::beyond_the_types());
    }
    Response::from_parts(id, result)
}

/// What is done once a handler has ended.
struct Watch {
    outbox: Outbox,
    told: Arc<Mutex<FxHashSet<String>>>,
    begun: Instant,
}

impl Watch {
    fn finished(&self, method: &str) {
        let took = self.begun.elapsed();
        if took > SLOW {
            warn!("{method} took {} ms", took.as_millis());
        } else {
            debug!("{method} took {} µs", took.as_micros());
        }
    }

    /// Tells the user, once for each method; the answer says what happened.
    fn panicked(&self, method: &str, panic: &(dyn Any + Send)) -> Error {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("a panic");
        error!("{method} panicked: {text}");
        if self.told.lock().unwrap_or_else(PoisonError::into_inner).insert(method.into()) {
            self.outbox.show(
                MessageType::ERROR,
                format!(
                    "Newsmark made a mistake of its own in {method} ({text}). It goes on; please report this."
                ),
            );
        }
        Error { message: format!("{method} panicked: {text}").into(), ..Error::internal_error() }
    }
}

/// Debug builds panic in the handler that a test names.
fn panic_if_tested(method: &str) {
    if cfg!(debug_assertions) && std::env::var("NEWSMARK_TEST_PANIC").is_ok_and(|named| named == method) {
        panic!("a test wants it");
    }
}
