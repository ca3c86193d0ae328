//! Proposals: annotations that nobody has confirmed, as plain data.

use smallvec::SmallVec;

use super::write::{self, Insertion};
use crate::article::Article;
use crate::syntax::Shape;
use crate::text::Span;

/// All that is proposed for an article.
#[derive(Clone, Debug, Default)]
pub struct Proposed {
    /// In order of place, the outer before the inner.
    pub proposals: Vec<Proposal>,
    /// Names for which a person has to decide, in order.
    pub ambiguous: Vec<Ambiguity>,
    /// The marker that makes a headline of the first line.
    pub headline: Option<Insertion>,
}

impl Proposed {
    /// The markup that writes all of it into the article, in order of place.
    pub fn insertions(&self, article: &Article<'_>, confirmed: bool) -> Vec<Insertion> {
        let mut insertions = write::insertions(article, &self.proposals, confirmed);
        if let Some(marker) = &self.headline {
            insertions.insert(0, marker.clone());
        }
        insertions
    }
}

/// A name that several may be called by, and that no annotation explains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// Bytes of the bare text.
    pub span: Span,
    /// Whom it may name.
    pub candidates: Vec<Candidate>,
}

/// Whom an ambiguous name may name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The id, without `@`.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// Its type, if it has one.
    pub kind: String,
}

/// An annotation for a stretch of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// What it is about.
    pub kind: Kind,
    /// Square brackets or braces.
    pub shape: Shape,
    /// Bytes of the bare text.
    pub span: Span,
    /// What its tail says, without the `?`.
    pub tail: Tail,
    /// How likely it is right: 0 to 1.
    pub confidence: f32,
    /// Proposals of one group stand or fall together: content, cue and source of a quotation.
    pub group: u32,
}

/// What a proposal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A name, or a pronoun that is the source of a quotation.
    Mention,
    /// A date.
    Date,
    /// Content, cue or source of a quotation.
    Quote,
    /// A dateline or caption.
    Structure,
}

/// The tokens of a tail by kind, in the order in which they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tail {
    /// Entities and dates, without `@`.
    pub entities: SmallVec<[String; 1]>,
    /// Labels, without `:`.
    pub labels: SmallVec<[String; 1]>,
    /// Ids, without `#`.
    pub ids: SmallVec<[String; 1]>,
}

impl Tail {
    /// A tail that refers to one entity or date.
    pub fn entity(id: impl Into<String>) -> Self {
        Self { entities: SmallVec::from_iter([id.into()]), ..Self::default() }
    }

    /// A tail with one label.
    pub fn label(label: &str) -> Self {
        Self { labels: SmallVec::from_iter([label.to_string()]), ..Self::default() }
    }

    /// The same with an id.
    pub fn with_id(mut self, id: &str) -> Self {
        self.ids.push(id.to_string());
        self
    }

    /// Adds what another tail says of the same words; entities only where there are none.
    pub fn merge(&mut self, other: Self) {
        if self.entities.is_empty() {
            self.entities = other.entities;
        }
        for label in other.labels {
            if !self.labels.contains(&label) {
                self.labels.push(label);
            }
        }
        for id in other.ids {
            if !self.ids.contains(&id) {
                self.ids.push(id);
            }
        }
    }

    /// As it is written behind the words, white space first and the closing bracket last.
    pub fn write(&self, shape: Shape, confirmed: bool) -> String {
        let mut written = String::new();
        let tokens = [('@', &self.entities), (':', &self.labels), ('#', &self.ids)];
        for (sigil, names) in tokens {
            for name in names {
                written.push(' ');
                written.push(sigil);
                written.push_str(name);
            }
        }
        if !confirmed {
            written.push_str(" ?");
        }
        written.push(if shape == Shape::Brace { '}' } else { ']' });
        written
    }
}
