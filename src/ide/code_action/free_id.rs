//! An `#id` that the article does not use yet.

use crate::document::{Document, Key, KeyKind};

/// The first free one of `q1`, `q2`, …, found by asking for few of them: a gap further down may stay.
pub fn free_quote_id(document: &Document) -> String {
    let name = |number: u32| format!("q{number}");
    let is_used = |number: u32| {
        let known = document.symbols().find(&name(number));
        known.is_some_and(|id| document.first_block_with(Key::new(KeyKind::Id, id)).is_some())
    };
    let mut used = 0;
    let mut free = 1;
    while is_used(free) {
        used = free;
        free *= 2;
    }
    while free - used > 1 {
        let middle = used + (free - used) / 2;
        if is_used(middle) { used = middle } else { free = middle }
    }
    name(free)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn free(text: &str) -> String {
        free_quote_id(&Document::new(text, Arc::default(), Arc::default()))
    }

    #[test]
    fn the_next_number() {
        assert_eq!(free("No quotes."), "q1");
        assert_eq!(free("{a @? #q1} {b @? #q2}\n\n{c @? #q3}\n"), "q4");
        assert_eq!(free("{a @? #q7}"), "q1");
    }
}
