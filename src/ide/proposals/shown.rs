//! Whether an open article shows its proposals, and those that were computed last.

use std::sync::{Arc, OnceLock};

use super::{Item, Proposals};
use crate::text::Span;

/// So many edits may pass before proposals are too old to be shown.
const OLD: usize = 200;

/// What an open article shows. A clone shares what is computed.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    asked: Option<bool>,
    now: Arc<OnceLock<Arc<Proposals>>>,
    before: Option<Before>,
}

/// The proposals for an earlier state of the text.
#[derive(Clone, Debug)]
struct Before {
    proposals: Arc<Proposals>,
    /// What was replaced since, and by how many bytes.
    edits: Vec<(Span, u32)>,
}

impl Shown {
    /// What somebody asked for, if they did.
    pub fn asked(&self) -> Option<bool> {
        self.asked
    }

    /// Shows them, or not.
    pub fn ask(&mut self, shown: bool) {
        self.asked = Some(shown);
    }

    /// What was computed for the text as it is.
    pub fn now(&self) -> Option<&Arc<Proposals>> {
        self.now.get()
    }

    /// Remembers what was computed. Of two that were computed at once, the first holds.
    pub fn set(&self, proposals: Arc<Proposals>) -> Arc<Proposals> {
        self.now.get_or_init(|| proposals).clone()
    }

    /// The text was edited.
    pub fn edited(&mut self, old: Span, new: u32) {
        self.outdate();
        match &mut self.before {
            Some(before) if before.edits.len() < OLD => before.edits.push((old, new)),
            _ => self.before = None,
        }
    }

    /// What proposals depend on has changed, but not the text.
    pub fn outdate(&mut self) {
        if let Some(now) = self.now.get() {
            self.before = Some(Before { proposals: now.clone(), edits: Vec::new() });
            self.now = Arc::default();
        }
    }

    /// The text is another one.
    pub fn forget(&mut self) {
        *self = Self { asked: self.asked, ..Self::default() };
    }

    /// What can be shown without computing anything.
    pub fn view(&self) -> Option<View<'_>> {
        match (self.now.get(), &self.before) {
            (Some(now), _) => Some(View { items: &now.items, edits: &[] }),
            (None, Some(before)) => Some(View { items: &before.proposals.items, edits: &before.edits }),
            (None, None) => None,
        }
    }
}

/// Items, and where they are now.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    items: &'a [Item],
    edits: &'a [(Span, u32)],
}

impl<'a> View<'a> {
    /// The items that no edit has touched, with where they are shown.
    pub fn items(self) -> impl Iterator<Item = (&'a Item, Span)> {
        let place = move |item: &'a Item| {
            let whole = item.spans.iter().all(|&span| self.moved(span).is_some());
            Some((item, self.moved(item.anchor).filter(|_| whole)?))
        };
        self.items.iter().filter_map(place)
    }

    /// Where a span of an item is now; nothing if an edit has touched it.
    pub fn moved(self, span: Span) -> Option<Span> {
        self.edits.iter().try_fold(span, |span, &(old, new)| {
            if span.end < old.start {
                Some(span)
            } else if span.start > old.end {
                let moved = |at: u32| at - old.len() as u32 + new;
                Some(Span { start: moved(span.start), end: moved(span.end) })
            } else {
                None
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_move_with_the_text() {
        let span = Span::new(10, 16);
        let moved = |edits: &[(Span, u32)]| View { items: &[], edits }.moved(span);
        assert_eq!(moved(&[(Span::new(0, 0), 3)]), Some(Span::new(13, 19)));
        assert_eq!(moved(&[(Span::new(2, 8), 1), (Span::new(0, 0), 1)]), Some(Span::new(6, 12)));
        assert_eq!(moved(&[(Span::new(17, 20), 0)]), Some(span));
        // What touches an edge may make another word of it.
        assert_eq!(moved(&[(Span::new(10, 10), 2)]), None);
        assert_eq!(moved(&[(Span::new(16, 20), 0)]), None);
        assert_eq!(moved(&[(Span::new(12, 12), 1)]), None);
        assert_eq!(moved(&[(Span::new(5, 11), 1)]), None);
    }
}
