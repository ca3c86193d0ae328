use crate::syntax::{Tree, for_each_text};
use crate::text::Span;

/// The text of an article without its markup, and where each byte of the source is in it.
#[derive(Clone, Debug)]
pub struct BareText {
    /// The text.
    pub text: String,
    /// Stretches of text: first byte in the source, first byte in the text.
    stretches: Vec<(u32, u32)>,
}

impl BareText {
    /// Takes the markup out of `source`.
    pub fn new(tree: &Tree, source: &str) -> Self {
        let mut text = String::with_capacity(source.len());
        // A stretch has more bytes than that, markup behind it included, more often than not.
        let mut stretches = Vec::with_capacity(source.len() / 32);
        for_each_text(tree, source, |span| {
            stretches.push((span.start, text.len() as u32));
            text.push_str(span.of(source));
        });
        Self { text, stretches }
    }

    /// The stretches of the source that are text, in order.
    pub fn stretches(&self) -> impl Iterator<Item = Span> {
        let ends = self.stretches.iter().skip(1).map(|&(_, text)| text).chain([self.text.len() as u32]);
        self.stretches.iter().zip(ends).map(|(&(start, text), end)| Span { start, end: start + (end - text) })
    }

    /// The byte of the text for a byte of the source; for markup, where the text goes on after it.
    pub fn offset(&self, source: u32) -> u32 {
        let after = self.stretches.partition_point(|&(start, _)| start <= source);
        let next = self.stretches.get(after).map_or(self.text.len() as u32, |&(_, text)| text);
        match after.checked_sub(1).map(|at| self.stretches[at]) {
            Some((start, text)) => (text + (source - start)).min(next),
            None => 0,
        }
    }

    /// The byte of the source for a byte of the text; behind text that markup follows, before the markup.
    pub fn to_source(&self, text: u32) -> u32 {
        let after = self.stretches.partition_point(|&(_, start)| start <= text);
        after.checked_sub(1).map_or(0, |at| self.stretches[at].0 + (text - self.stretches[at].1))
    }

    /// The span of the text for a span of the source.
    pub fn span(&self, source: Span) -> Span {
        Span { start: self.offset(source.start), end: self.offset(source.end) }
    }

    /// The text that a span of the source comes to.
    pub fn of(&self, source: Span) -> &str {
        self.span(source).of(&self.text)
    }
}
