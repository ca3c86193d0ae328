use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

/// Why the server ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The client sent `exit`.
    Exit,
    /// The input is at its end.
    InputClosed,
    /// Nobody is there any more to read the output.
    OutputClosed,
    /// Far too much output waits for the client to read it.
    NobodyReads,
    /// The process that started the server is gone.
    ClientDied,
}

/// Tells the session that it is over.
#[derive(Clone)]
pub struct Ended(UnboundedSender<Ending>);

impl Ended {
    /// The sender, and where the session hears of it.
    pub fn new() -> (Self, UnboundedReceiver<Ending>) {
        let (sender, receiver) = unbounded_channel();
        (Self(sender), receiver)
    }

    /// Ends the session; the first reason counts.
    pub fn tell(&self, ending: Ending) {
        // Nobody listens only if the session is over already.
        let _ = self.0.send(ending);
    }
}
