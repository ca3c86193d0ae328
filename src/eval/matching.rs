use super::characters::{Characters, jaccard};

/// A gold and a predicted item that belong together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Index among the gold ones.
    pub gold: usize,
    /// Index among the predicted ones.
    pub predicted: usize,
    /// How well they agree: 0 to 1.
    pub overlap: f64,
}

/// Pairs items one to one, the best overlap first, down to `least`.
pub fn best_pairs(gold: &[Characters], predicted: &[Characters], least: f64) -> Vec<Pair> {
    let mut candidates = Vec::new();
    for (i, a) in gold.iter().enumerate() {
        for (j, b) in predicted.iter().enumerate() {
            let apart = a.last() < b.first() || b.last() < a.first() || a.is_empty() || b.is_empty();
            let overlap = if apart { 0.0 } else { jaccard(a, b) };
            if overlap > 0.0 && overlap >= least {
                candidates.push(Pair { gold: i, predicted: j, overlap });
            }
        }
    }
    let order = |pair: &Pair| (pair.gold, pair.predicted);
    candidates.sort_by(|a, b| b.overlap.total_cmp(&a.overlap).then(order(b).cmp(&order(a))));
    let (mut used_gold, mut used_predicted) = (vec![false; gold.len()], vec![false; predicted.len()]);
    candidates.retain(|pair| {
        let free = !used_gold[pair.gold] && !used_predicted[pair.predicted];
        if free {
            used_gold[pair.gold] = true;
            used_predicted[pair.predicted] = true;
        }
        free
    });
    candidates
}
