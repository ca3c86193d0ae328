//! Spans as sets of characters, so that spaces and marks at their edges don't count.

use crate::text::Span;

/// The characters of some spans that are no white space, by their first bytes, in order.
pub type Characters = Vec<u32>;

/// The characters of `spans` in `text` that are no white space.
pub fn characters(text: &str, spans: &[Span]) -> Characters {
    let of = |span: &Span| {
        let start = span.start;
        span.of(text).char_indices().filter(|(_, c)| !c.is_whitespace()).map(move |(at, _)| start + at as u32)
    };
    let mut found: Characters = spans.iter().flat_map(of).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// How many characters two sets share.
pub fn shared(a: &[u32], b: &[u32]) -> usize {
    let (mut i, mut j, mut count) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                i += 1;
                j += 1;
                count += 1;
            }
        }
    }
    count
}

/// What two sets share, by what they have together: 0 to 1.
pub fn jaccard(a: &[u32], b: &[u32]) -> f64 {
    let shared = shared(a, b);
    let all = a.len() + b.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

const EDGES: &[char] = &['"', '“', '”', '‘', '’', '\'', '`', ',', '.', ';', ':', '-', '–', '—'];
const MARKS: &[char] = &['"', '“', '”', '‘', '’', '\'', '`', ' '];

/// The spans without quotation marks and punctuation at their edges, and without a "that" before the first:
/// whether these belong to what is said is convention.
pub fn trimmed(text: &str, spans: &[Span]) -> Vec<Span> {
    let is_edge = |c: char| c.is_whitespace() || EDGES.contains(&c);
    let cut = |span: &Span| {
        let within = span.of(text);
        let start = within.len() - within.trim_start_matches(is_edge).len();
        let kept = within.trim_matches(is_edge).len();
        let start = span.start + start as u32;
        Span { start, end: start + kept as u32 }
    };
    let mut kept: Vec<Span> = spans.iter().map(cut).filter(|span| !span.is_empty()).collect();
    if let Some(first) = kept.first_mut() {
        let within = first.of(text);
        let rest = within.strip_prefix("that").filter(|rest| rest.starts_with(char::is_whitespace));
        let rest = rest.map(|rest| rest.trim_start().trim_start_matches(MARKS));
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            first.start = first.end - rest.len() as u32;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edges_are_no_part() {
        let text = " that “we go,” he";
        let whole = Span::new(0, text.find(" he").expect("is there"));
        let [kept] = trimmed(text, &[whole])[..] else { panic!("one span") };
        assert_eq!(kept.of(text), "we go");
    }

    #[test]
    fn white_space_does_not_count() {
        let text = "a b c";
        let (a, b) = (characters(text, &[Span::new(0, 3)]), characters(text, &[Span::new(0, 5)]));
        assert_eq!(jaccard(&a, &b), 2.0 / 3.0);
        assert_eq!(jaccard(&[], &[]), 0.0);
    }
}
