use std::process::ExitCode;

/// Prints measurements, and keeps account of bounds.
#[derive(Debug, Default)]
pub struct Report {
    broken: usize,
}

impl Report {
    /// A heading over some measurements.
    pub fn section(&mut self, title: &str) {
        println!("\n{title}");
    }

    /// A remark.
    pub fn note(&mut self, text: &str) {
        println!("  {text}");
    }

    /// A time in seconds, with what was done in it.
    pub fn time(&mut self, what: &str, seconds: f64, rate: &str) {
        println!("  {what:<44} {:>9.2} ms  {rate}", seconds * 1e3);
    }

    /// A ratio that means something but is bound to nothing.
    pub fn ratio(&mut self, what: &str, ratio: f64) {
        println!("  {what:<44} {ratio:>9.2}");
    }

    /// A ratio that must be at least `bound`.
    pub fn at_least(&mut self, what: &str, ratio: f64, bound: f64) {
        self.bound(what, ratio, format!("at least {bound}"), ratio >= bound);
    }

    /// A ratio that must be at most `bound`.
    pub fn at_most(&mut self, what: &str, ratio: f64, bound: f64) {
        self.bound(what, ratio, format!("at most {bound}"), ratio <= bound);
    }

    /// Sums up.
    pub fn end(self) -> ExitCode {
        match self.broken {
            0 => println!("\nAll bounds are kept."),
            1 => println!("\nOne bound is broken."),
            more => println!("\n{more} bounds are broken."),
        }
        if self.broken == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    fn bound(&mut self, what: &str, ratio: f64, bound: String, kept: bool) {
        let verdict = if kept { "kept" } else { "BROKEN" };
        println!("  {what:<44} {ratio:>9.2}     {bound}: {verdict}");
        self.broken += usize::from(!kept);
    }
}
