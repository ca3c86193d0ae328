use std::fmt::Display;
use std::time::Duration;

use futures_util::{FutureExt, SinkExt, StreamExt};
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::task::JoinSet;
use tower_lsp::ClientSocket;
use tower_lsp::jsonrpc::{Request, Response};
use tower_service::Service;
use tracing::{info, warn};

use super::ending::Ending;
use super::guard::Guard;
use super::message::Message;
use super::pump::Output;

/// How long requests may go on once the input has ended: whoever pipes requests in wants their answers.
const AFTER_INPUT: Duration = Duration::from_secs(3);

/// How long requests may go on after `exit`.
const AFTER_EXIT: Duration = Duration::from_millis(300);

/// Serves one client until it leaves.
///
/// Messages are handled in the order in which they come: each handler runs up to its first `.await`
/// before the next message is looked at, and goes on in a task of its own. So edits never overtake each
/// other, and a request sees all edits that were sent before it and none sent after it.
///
/// tower-lsp's own `Server` ends at the first broken frame, deadlocks when a hundred messages
/// wait behind handlers that wait for the client, and ends neither at `exit` nor after a panic.
pub async fn serve<S>(
    guard: &mut Guard<S>,
    client: ClientSocket,
    mut messages: UnboundedReceiver<Message>,
    output: &Output,
    mut ended: UnboundedReceiver<Ending>,
) -> Ending
where
    S: Service<Request, Response = Option<Response>>,
    S::Future: Send + 'static,
    S::Error: Display,
{
    let (mut requests, mut answers) = client.split();
    let to_client = output.clone();
    tokio::spawn(async move {
        while let Some(request) = requests.next().await {
            to_client.send(&request);
        }
    });
    let mut running = JoinSet::new();
    let ending = loop {
        let message = tokio::select! {
            biased;
            Some(ending) = ended.recv() => break ending,
            message = messages.recv() => message,
        };
        match message {
            None => break Ending::InputClosed,
            Some(Message::Request(request)) if request.method() == "exit" => break Ending::Exit,
            Some(Message::Request(request)) => {
                let mut reply = guard.call(request);
                match (&mut reply).now_or_never() {
                    Some(reply) => send(output, reply),
                    None => drop(running.spawn(answer(reply, output.clone()))),
                }
            }
            Some(Message::Response(response)) => {
                if let Err(error) = answers.send(response).await {
                    warn!("an answer came too late: {error}");
                }
            }
        }
        while running.try_join_next().is_some() {}
    };
    info!("ending: {ending:?}");
    let patience = match ending {
        Ending::InputClosed => AFTER_INPUT,
        Ending::Exit => AFTER_EXIT,
        _ => Duration::ZERO,
    };
    let all_answered = async { while running.join_next().await.is_some() {} };
    if tokio::time::timeout(patience, all_answered).await.is_err() {
        info!("left some requests unanswered");
    }
    ending
}

async fn answer(reply: impl Future<Output = Option<Response>>, output: Output) {
    send(&output, reply.await);
}

fn send(output: &Output, reply: Option<Response>) {
    if let Some(reply) = reply {
        output.send(&reply);
    }
}
