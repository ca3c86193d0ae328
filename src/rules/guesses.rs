use crate::text::nearest;

/// "Did you mean …?" for the first findings of a rule in an article. Each guess looks at every
/// candidate, and after fifty nobody needs more of them.
pub struct Guesses(usize);

impl Guesses {
    pub fn new() -> Self {
        Self(50)
    }

    /// The candidate that is most likely meant, as long as guesses are left.
    pub fn nearest<'c>(
        &mut self,
        name: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        self.0 = self.0.checked_sub(1)?;
        nearest(name, candidates)
    }
}
