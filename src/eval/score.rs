use std::ops::AddAssign;

/// Counts of what was right, what was predicted and what should have been.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Predicted and right.
    pub right: usize,
    /// Predicted.
    pub predicted: usize,
    /// In the gold annotation.
    pub gold: usize,
}

impl Score {
    /// The part of the predicted that is right, 0 to 1; 0 if nothing is predicted.
    pub fn precision(self) -> f64 {
        part(self.right, self.predicted)
    }

    /// The part of the gold annotation that was found, 0 to 1.
    pub fn recall(self) -> f64 {
        part(self.right, self.gold)
    }

    /// The harmonic mean of precision and recall.
    pub fn f1(self) -> f64 {
        let (precision, recall) = (self.precision(), self.recall());
        if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.predicted += other.predicted;
        self.gold += other.gold;
    }
}

fn part(count: usize, of: usize) -> f64 {
    if of == 0 { 0.0 } else { count as f64 / of as f64 }
}
