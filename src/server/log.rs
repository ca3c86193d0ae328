use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use tracing::Level;
use tracing_subscriber::fmt::MakeWriter;

/// How many lines may wait to be written. An editor that doesn't read our standard error would
/// otherwise stop us when the pipe is full; what is too much is lost.
const MAX_WAITING: usize = 4096;

/// Writes the log to a file (at its end) or to standard error, on a thread of its own.
pub struct Log {
    lines: SyncSender<Line>,
}

enum Line {
    Text(Vec<u8>),
    Flushed(SyncSender<()>),
}

impl Log {
    /// Begins to log what is at least as important as `level`.
    ///
    /// # Errors
    /// If the file can't be written.
    pub fn start(file: Option<&Path>, level: Option<Level>) -> io::Result<Self> {
        let writer: Box<dyn Write + Send> = match file {
            Some(path) => Box::new(OpenOptions::new().create(true).append(true).open(path)?),
            None => Box::new(io::stderr()),
        };
        let (lines, queue) = sync_channel(MAX_WAITING);
        thread::spawn(move || write_all(writer, &queue));
        if let Some(level) = level {
            let writer = Lines(lines.clone());
            let log = tracing_subscriber::fmt().with_writer(writer).with_ansi(false).with_max_level(level);
            // Only if the process serves twice there is one already, which is as good.
            let _ = log.try_init();
        }
        Ok(Self { lines })
    }

    /// Waits a moment until what was logged is written.
    pub fn flush(&self) {
        let (tell, flushed) = sync_channel(1);
        if self.lines.try_send(Line::Flushed(tell)).is_ok() {
            let _ = flushed.recv_timeout(Duration::from_millis(200));
        }
    }
}

/// A log that can't be written is no reason to stop serving.
fn write_all(mut writer: impl Write, queue: &Receiver<Line>) {
    while let Ok(line) = queue.recv() {
        match line {
            Line::Text(text) => drop(writer.write_all(&text)),
            Line::Flushed(tell) => drop(tell.try_send(())),
        }
    }
}

/// Where `tracing` puts a line.
struct Lines(SyncSender<Line>);

impl<'a> MakeWriter<'a> for Lines {
    type Writer = &'a Self;

    fn make_writer(&'a self) -> &'a Self {
        self
    }
}

impl Write for &Lines {
    /// `tracing` writes a line at once.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let _ = self.0.try_send(Line::Text(line.to_vec()));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
