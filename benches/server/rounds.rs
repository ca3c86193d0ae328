//! Medians of rounds that take turns.

use std::time::Instant;

/// Runs all contenders in turn, in rounds of `times` steps each; for each contender the smallest median
/// of a round, in seconds. A contender is given the number of the step and says how long it took.
pub fn medians<const N: usize>(
    rounds: usize,
    times: usize,
    mut step: [Box<dyn FnMut(usize) -> f64 + '_>; N],
) -> [f64; N] {
    let mut best = [f64::INFINITY; N];
    for round in 0..rounds {
        for (contender, best) in step.iter_mut().zip(&mut best) {
            let taken = (0..times).map(|number| contender(round * times + number)).collect();
            *best = best.min(median(taken));
        }
    }
    best
}

/// The middle one, in order of size.
pub fn median(mut all: Vec<f64>) -> f64 {
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

/// The seconds that something took.
pub fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let start = Instant::now();
    std::hint::black_box(work());
    start.elapsed().as_secs_f64()
}
