use std::env;
use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How far a long run is, on standard error, where somebody watches. Nothing is left of it when it is dropped.
pub struct Progress {
    /// What is done to the articles.
    what: &'static str,
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

/// Takes away what stands on the line from the cursor on.
const ERASE: &str = "\x1b[K";

impl Progress {
    /// Begins to count up to `total` articles: "Checking", say.
    pub fn new(what: &'static str, total: usize) -> Self {
        let can_erase = env::var_os("TERM").is_none_or(|term| term != "dumb");
        let watched = std::io::stderr().is_terminal() && can_erase;
        let (done, shown) = (AtomicUsize::new(0), AtomicU64::new(0));
        Self { what, total, done, begun: Instant::now(), shown, watched }
    }

    /// Counts an article.
    pub fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
        if !self.watched || self.begun.elapsed() < PATIENCE {
            return;
        }
        let now = self.begun.elapsed().as_millis() as u64;
        let last = self.shown.load(Ordering::Relaxed);
        let is_time = now >= last + STEP;
        if is_time && self.shown.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            self.show();
        }
    }

    fn show(&self) {
        let columns = terminal_size::terminal_size_of(std::io::stderr()).map_or(80, |(width, _)| width.0);
        let mut stderr = std::io::stderr().lock();
        // Read while nobody else writes, so that the number never goes back.
        let line = line(self.what, self.done.load(Ordering::Relaxed), self.total, columns.into());
        let _ = write!(stderr, "\r{line}{ERASE}");
    }

    /// Makes room for other output.
    pub fn clear(&self) {
        if self.watched && self.shown.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr().lock(), "\r{ERASE}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.clear();
    }
}

/// As much as fits without a break: what was broken could not be erased.
fn line(what: &str, done: usize, total: usize, columns: usize) -> String {
    let forms = [format!("{what} {done} of {total} articles"), format!("{done}/{total}")];
    forms.into_iter().find(|form| form.len() < columns).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_fits() {
        assert_eq!(line("Checking", 7, 10, 80), "Checking 7 of 10 articles");
        assert_eq!(line("Checking", 7, 10, 25), "7/10");
        assert_eq!(line("Checking", 7, 10, 4), "");
    }
}
