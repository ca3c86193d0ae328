use crate::text::Span;

/// What can be wrong with the markup itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ProblemKind {
    /// An opening bracket that its paragraph never closes, or that a closer passed over.
    UnclosedBracket,
    /// A closing bracket with a tail, but nothing open to close.
    StrayCloser,
    /// A fence that never closes, and swallowed what looks like prose.
    UnclosedFence,
    /// A line in a fence that was meant as a record or field, but can't be read.
    MalformedRecord,
    /// A line in a fence that looks like anything but a record.
    ProseAmongRecords,
    /// An indented field with no record above it.
    FieldWithoutRecord,
}

/// A mistake in the markup. Reading went on after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where, in bytes.
    pub span: Span,
}

impl Problem {
    /// The same problem, `by` bytes further on.
    pub fn shifted(self, by: u32) -> Self {
        Self { span: self.span.shifted(by), ..self }
    }
}
