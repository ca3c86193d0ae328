//! The changes between two texts with the same lines, but for what was inserted into them.

use std::fmt::Write;

/// How many lines are shown around a change.
const CONTEXT: usize = 2;

/// A unified diff. Both texts must have the same number of lines; nothing if they are equal.
pub fn unified(name: &str, before: &str, after: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let changed: Vec<usize> = (0..old.len().min(new.len())).filter(|&at| old[at] != new[at]).collect();
    let mut diff = String::new();
    if changed.is_empty() {
        return diff;
    }
    let _ = write!(diff, "--- {name}\n+++ {name}\n");
    for hunk in changed.chunk_by(|a, b| b - a <= 2 * CONTEXT) {
        let start = hunk[0].saturating_sub(CONTEXT);
        let end = (hunk[hunk.len() - 1] + CONTEXT + 1).min(old.len());
        let _ = writeln!(diff, "@@ -{0},{1} +{0},{1} @@", start + 1, end - start);
        for at in start..end {
            if old[at] == new[at] {
                line(&mut diff, ' ', old[at]);
            } else {
                line(&mut diff, '-', old[at]);
                line(&mut diff, '+', new[at]);
            }
        }
    }
    diff
}

fn line(diff: &mut String, sign: char, line: &str) {
    diff.push(sign);
    diff.push_str(line);
    if !line.ends_with('\n') {
        diff.push_str("\n\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn changed_lines_with_their_neighbours() {
        let before = "a\nb\nc\nd\ne\nf\ng\n";
        let after = "a\nb\nc\nd\n[e @e ?]\nf\ng\n";
        let expected = "--- x\n+++ x\n@@ -3,5 +3,5 @@\n c\n d\n-e\n+[e @e ?]\n f\n g\n";
        assert_eq!(unified("x", before, after), expected);
        assert_eq!(unified("x", before, before), "");
    }
}
