use futures_util::future::BoxFuture;
use serde::Serialize;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tower_lsp::lsp_types::notification::{Notification, PublishDiagnostics, ShowMessage};
use tower_lsp::lsp_types::request::Request;
use tower_lsp::lsp_types::{MessageType, PublishDiagnosticsParams, ShowMessageParams};
use tower_lsp::{Client, jsonrpc};

use super::pump::{Output, Written};

/// The way to the client. Sending never waits, and notifications arrive in the order in which they
/// were sent.
///
/// One task owns tower-lsp's `Client`: a handler that awaited it could wait for itself.
#[derive(Clone)]
pub struct Outbox {
    letters: UnboundedSender<Letter>,
    output: Output,
}

/// A notification of diagnostics, as it is written.
#[derive(Serialize)]
struct Published {
    jsonrpc: &'static str,
    method: &'static str,
    params: PublishDiagnosticsParams,
}

/// What to do with the client, and whether the next letter has to wait for it.
struct Letter {
    send: Box<dyn FnOnce(Client) -> BoxFuture<'static, ()> + Send>,
    in_order: bool,
}

impl Outbox {
    /// Starts the task that owns `client`, which speaks through `output`.
    ///
    /// # Panics
    /// Outside of a tokio runtime.
    pub fn new(client: Client, output: Output) -> Self {
        let (letters, mut queue) = unbounded_channel::<Letter>();
        tokio::spawn(async move {
            while let Some(letter) = queue.recv().await {
                let sending = (letter.send)(client.clone());
                if letter.in_order {
                    sending.await;
                } else {
                    // Never dropped: tower-lsp panics at an answer that nobody waits for.
                    tokio::spawn(sending);
                }
            }
        });
        Self { letters, output }
    }

    /// Sends a notification. Before the client is initialized, it is dropped.
    pub fn notify<N>(&self, params: N::Params)
    where
        N: Notification,
        N::Params: Send + 'static,
    {
        self.send(true, |client| Box::pin(async move { client.send_notification::<N>(params).await }));
    }

    /// Sends a request; `answered` is called with the answer, whenever it comes. If it never comes,
    /// nothing waits for it.
    pub fn request<R>(
        &self,
        params: R::Params,
        answered: impl FnOnce(jsonrpc::Result<R::Result>) + Send + 'static,
    ) where
        R: Request,
        R::Params: Send + 'static,
        R::Result: Send + 'static,
    {
        self.send(false, |client| Box::pin(async move { answered(client.send_request::<R>(params).await) }));
    }

    /// Shows a message to the user.
    pub fn show(&self, typ: MessageType, message: impl Into<String>) {
        self.notify::<ShowMessage>(ShowMessageParams { typ, message: message.into() });
    }

    /// The message that the diagnostics of a document are now these. These can be thousands with each keystroke;
    /// tower-lsp would take each apart before it is written.
    pub fn diagnostics(params: PublishDiagnosticsParams) -> Option<Written> {
        Written::new(&Published { jsonrpc: "2.0", method: PublishDiagnostics::METHOD, params })
    }

    /// Sends [`diagnostics`](Self::diagnostics).
    pub fn send_diagnostics(&self, message: Written) {
        self.output.send_written(message);
    }

    /// Publishes the diagnostics of a document in the place of those published before.
    pub fn publish(&self, params: PublishDiagnosticsParams) {
        if let Some(message) = Self::diagnostics(params) {
            self.send_diagnostics(message);
        }
    }

    fn send(&self, in_order: bool, send: impl FnOnce(Client) -> BoxFuture<'static, ()> + Send + 'static) {
        // The task ends only with the program.
        let _ = self.letters.send(Letter { send: Box::new(send), in_order });
    }
}
