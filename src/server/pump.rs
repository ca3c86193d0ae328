use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::thread;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tower_lsp::jsonrpc::Response;
use tower_lsp::lsp_types::notification::{Notification, ShowMessage};
use tower_lsp::lsp_types::{MessageType, ShowMessageParams};
use tracing::{error, info, warn};

use super::ending::{Ended, Ending};
use super::frames::{self, Frame, MAX_FRAME};
use super::message::{Message, request};

/// Reads messages on a thread of its own into a queue without bound, so that no client ever waits until
/// it can write; editors that write while they wait for us would hang with us. The queue ends when the
/// input does. What is broken is answered, logged and skipped.
pub fn read(mut input: impl BufRead + Send + 'static, output: Output) -> UnboundedReceiver<Message> {
    let (queue, messages) = unbounded_channel();
    thread::spawn(move || {
        if let Err(error) = read_all(&mut input, &queue, &output) {
            error!("the input can't be read: {error}");
        }
    });
    messages
}

fn read_all(input: &mut impl BufRead, queue: &UnboundedSender<Message>, output: &Output) -> io::Result<()> {
    while let Some(frame) = frames::next(input)? {
        match frame {
            Frame::Content(content) => match read_message(content) {
                Ok(message) => {
                    if queue.send(message).is_err() {
                        return Ok(());
                    }
                }
                Err(refusal) => {
                    warn!("skipped what is no message: {:?}", refusal.error());
                    output.send(&refusal);
                }
            },
            Frame::TooLarge(length) => {
                warn!("skipped a message of {length} bytes; {MAX_FRAME} are the limit");
                output.send(&too_large(length));
            }
            Frame::Broken(why) => warn!("skipped what is no message: {why}"),
        }
    }
    info!("the input has ended");
    Ok(())
}

/// Gives the content up at once: it may be as long as a document, and is not needed while the message is handled.
fn read_message(content: Vec<u8>) -> Result<Message, Response> {
    Message::read(&content)
}

/// It may have been a document, which is then not what the editor shows.
fn too_large(length: u64) -> impl Serialize {
    let message = format!(
        "A message of {} MB was skipped, the limit is {} MB; if it was a document, reopen it when it is smaller.",
        length >> 20,
        MAX_FRAME >> 20
    );
    let params = serde_json::to_value(ShowMessageParams { typ: MessageType::WARNING, message }).ok();
    request(ShowMessage::METHOD.to_string(), None, params)
}

/// A message as JSON: the content of a frame.
#[derive(Debug)]
pub struct Written(Vec<u8>);

impl Written {
    /// Writes a message. Nothing if it can't be written, which is logged.
    pub fn new(message: &impl Serialize) -> Option<Self> {
        serde_json::to_vec(message)
            .inspect_err(|error| error!("a message can't be written as JSON: {error}"))
            .ok()
            .map(Self)
    }
}

/// The way to the client: a queue, and a thread that writes. Sending never waits.
#[derive(Clone)]
pub struct Output {
    queue: Sender<Item>,
    waiting: Arc<AtomicUsize>,
    most: usize,
    ended: Ended,
}

enum Item {
    Message(Written),
    /// All before it is written: tell.
    Flushed(SyncSender<()>),
}

impl Output {
    /// Writes to `writer` until it fails or more than `most` bytes wait; then tells `ended`.
    pub fn new(writer: impl Write + Send + 'static, most: usize, ended: Ended) -> Self {
        let (queue, items) = mpsc::channel();
        let waiting = Arc::new(AtomicUsize::new(0));
        let output = Self { queue, waiting: waiting.clone(), most, ended: ended.clone() };
        thread::spawn(move || {
            if let Err(error) = write_all(writer, &items, &waiting) {
                info!("the output can't be written: {error}");
                ended.tell(Ending::OutputClosed);
            }
        });
        output
    }

    /// Sends a message.
    pub fn send(&self, message: &impl Serialize) {
        if let Some(message) = Written::new(message) {
            self.send_written(message);
        }
    }

    /// Sends a message that is written already. Takes no time, however long it is.
    pub fn send_written(&self, message: Written) {
        let len = message.0.len();
        if self.waiting.fetch_add(len, Ordering::Relaxed) + len > self.most {
            self.ended.tell(Ending::NobodyReads);
            return;
        }
        // If the writer is gone, the end is near already.
        let _ = self.queue.send(Item::Message(message));
    }

    /// Waits until all is written that was sent so far, at most for `patience`.
    pub fn flush(&self, patience: Duration) {
        let (tell, flushed) = mpsc::sync_channel(1);
        if self.queue.send(Item::Flushed(tell)).is_ok() {
            let _ = flushed.recv_timeout(patience);
        }
    }
}

/// Writes what comes; flushes when nothing more is there.
fn write_all(writer: impl Write, items: &Receiver<Item>, waiting: &AtomicUsize) -> io::Result<()> {
    let mut writer = io::BufWriter::new(writer);
    while let Ok(first) = items.recv() {
        for item in std::iter::once(first).chain(items.try_iter()) {
            match item {
                Item::Message(Written(content)) => {
                    write!(writer, "Content-Length: {}\r\n\r\n", content.len())?;
                    writer.write_all(&content)?;
                    waiting.fetch_sub(content.len(), Ordering::Relaxed);
                }
                Item::Flushed(tell) => {
                    writer.flush()?;
                    let _ = tell.try_send(());
                }
            }
        }
        writer.flush()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Takes nothing until it is told to.
    struct Stuck(Receiver<()>);

    impl Write for Stuck {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.recv().map_err(io::Error::other)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn sending_never_waits_and_too_much_is_the_end() {
        let (ended, mut endings) = Ended::new();
        let (_stuck, wait) = mpsc::channel();
        let output = Output::new(Stuck(wait), 100_000, ended);
        // Longer than the writer's buffer, so that all of them wait.
        for _ in 0..10 {
            output.send(&"x".repeat(9_000));
        }
        endings.try_recv().expect_err("all may wait");
        output.send(&"x".repeat(20_000));
        assert_eq!(endings.try_recv(), Ok(Ending::NobodyReads));
    }

    #[test]
    fn a_closed_output_is_the_end() {
        let (ended, mut endings) = Ended::new();
        let (stuck, wait) = mpsc::channel();
        drop(stuck);
        let output = Output::new(Stuck(wait), 10_000, ended);
        output.send(&7);
        assert_eq!(endings.blocking_recv(), Some(Ending::OutputClosed));
    }
}
