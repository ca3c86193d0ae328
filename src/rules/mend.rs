use super::Finding;
use crate::text::TextEdit;

/// The edits that mend as many findings as can be mended at once, in order of place, and how many these are. Of the
/// fixes of a finding the first that may be applied is taken: a safe one, or any if `unsafe_too`. What overlaps has
/// to wait until the article was checked again.
pub fn mend(findings: &[Finding], unsafe_too: bool) -> (Vec<TextEdit>, usize) {
    let mut edits: Vec<TextEdit> = Vec::new();
    let mut mended = 0;
    for finding in findings {
        let Some(fix) = finding.fixes.iter().find(|fix| fix.safe || unsafe_too) else { continue };
        let follows = |edit: &TextEdit| edits.last().is_none_or(|last| is_before(last, edit));
        if fix.edits.iter().all(follows) {
            edits.extend(fix.edits.iter().cloned());
            mended += 1;
        }
    }
    (edits, mended)
}

/// Two insertions at one place may be the same one.
fn is_before(first: &TextEdit, second: &TextEdit) -> bool {
    let touches = first.span.end == second.span.start;
    let inserts = first.span.is_empty() || second.span.is_empty();
    first.span.end < second.span.start || (touches && !inserts)
}
