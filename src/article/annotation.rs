use smallvec::SmallVec;

use super::Role;
use crate::syntax::{Shape, Token, TokenKind};
use crate::text::{Span, TextEdit};

/// A bracket pair with a tail, at its place in the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Square brackets or braces.
    pub shape: Shape,
    /// Both brackets and all between (bytes of the source).
    pub span: Span,
    /// What it is about, nested markup included (bytes of the source).
    pub content: Span,
    /// The block that holds it: an index into `Article::blocks`.
    pub block: u32,
    /// What its tail says.
    pub gist: Gist,
    pub(super) first_token: u32,
    pub(super) end_token: u32,
}

/// What a tail says, gathered once while its tokens are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gist {
    /// `:cue`
    pub is_cue: bool,
    /// `:source`
    pub is_source: bool,
    /// `:addressee`
    pub is_addressee: bool,
    /// It has an `@name` or `@?`.
    pub names_somebody: bool,
    /// It has a date.
    pub has_date: bool,
    /// It has a label other than `:cue` and `:source`.
    pub has_label: bool,
    /// It has an `#id`.
    pub has_id: bool,
}

impl Annotation {
    /// What takes its brackets and its tail away. What is nested in it stays.
    pub fn unwrapped(&self) -> [TextEdit; 2] {
        let opener = Span { start: self.span.start, end: self.content.start };
        let tail = Span { start: self.content.end, end: self.span.end };
        [TextEdit::delete(opener), TextEdit::delete(tail)]
    }
}

impl Gist {
    #[inline]
    pub(super) fn add(&mut self, token: &Token<'_>) {
        match (token.kind, token.name) {
            (TokenKind::Entity | TokenKind::Unknown, _) => self.names_somebody = true,
            (TokenKind::Date, _) => self.has_date = true,
            (TokenKind::Id | TokenKind::ContinuedId, _) => self.has_id = true,
            (TokenKind::Label, "cue") => self.is_cue = true,
            (TokenKind::Label, "source") => self.is_source = true,
            (TokenKind::Label, label) => {
                self.has_label = true;
                self.is_addressee |= label == "addressee";
            }
            (TokenKind::Tentative, _) => {}
        }
    }

    /// True for what by its label only makes sense as a part of a quotation.
    #[inline]
    pub fn is_part(self) -> bool {
        self.is_cue || self.is_source || self.is_addressee
    }

    /// What a square bracket is to a quotation that it is tied to.
    #[inline]
    pub(super) fn role(self) -> Role {
        if self.is_cue {
            Role::Cue
        } else if self.is_source || (self.names_somebody && !self.is_addressee) {
            Role::Source
        } else {
            Role::Other
        }
    }

    /// Entities, dates and labels make a mention; a cue and a bare source are none.
    #[inline]
    pub(super) fn is_mention(self) -> bool {
        !self.is_cue && (self.names_somebody || self.has_date || self.has_label)
    }
}

/// The annotations that together are one mention, content or part, in text order: indices into
/// `Article::annotations`. Nearly always there is but one.
pub type Pieces = SmallVec<[u32; 2]>;
