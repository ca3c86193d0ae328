use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How far a long run is, on standard error, where somebody watches.
pub struct Progress {
    total: usize,
    done: AtomicUsize,
    begun: Instant,
    /// When it was shown last, in milliseconds from the beginning.
    shown: AtomicU64,
    watched: bool,
}

/// What is done before that needs no progress.
const PATIENCE: Duration = Duration::from_millis(500);

/// How often it is shown anew, in milliseconds.
const STEP: u64 = 100;

impl Progress {
    /// Begins to count up to `total` articles.
    pub fn new(total: usize) -> Self {
        let watched = std::io::stderr().is_terminal();
        Self { total, done: AtomicUsize::new(0), begun: Instant::now(), shown: AtomicU64::new(0), watched }
    }

    /// Counts an article.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.watched || self.begun.elapsed() < PATIENCE {
            return;
        }
        let now = self.begun.elapsed().as_millis() as u64;
        let last = self.shown.load(Ordering::Relaxed);
        let is_time = now >= last + STEP;
        if is_time && self.shown.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            let _ = write!(std::io::stderr().lock(), "\r{done} of {} articles", self.total);
        }
    }

    /// Makes room for other output.
    pub fn clear(&self) {
        if self.watched && self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr().lock(), "\r\x1b[K");
        }
    }
}
