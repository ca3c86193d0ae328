use serde::Serialize;
use smallvec::SmallVec;

use super::mention::{Distinct, distinct};
use super::quotation_marks::marked;
use super::{Article, Pieces};
use crate::syntax::{Token, TokenKind};

/// Something that somebody said: its content, who said it, and where the text says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation<'s> {
    /// The `#id` that ties its pieces and parts.
    pub id: Option<&'s str>,
    /// The braces that hold its content, in text order.
    pub pieces: Pieces,
    /// Square brackets tied to it: sources, cues and other roles, in text order of their first pieces.
    pub parts: Parts,
}

/// The parts of a quotation: mostly a source and a cue.
pub type Parts = SmallVec<[Part; 2]>;

/// What a part is to its quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Who said it, where the text names them.
    Source,
    /// The words that say that something was said.
    Cue,
    /// Something else, such as the addressee; its labels say what.
    Other,
}

/// A source, a cue or another part of a quotation outside its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// What it is to the quotation.
    pub role: Role,
    /// Its annotations in text order.
    pub pieces: Pieces,
}

/// How words are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum QuotationType {
    /// Word for word, in quotation marks.
    Direct,
    /// In the words of the article.
    Indirect,
    /// In the words of the article, some of them in quotation marks.
    Mixed,
    /// Told as an act, without its content as a clause.
    Reported,
    /// In the speaker's voice without saying so.
    FreeIndirect,
}

impl QuotationType {
    /// All types with the labels that name them.
    pub const ALL: [(&'static str, Self); 5] = [
        ("direct", Self::Direct),
        ("indirect", Self::Indirect),
        ("mixed", Self::Mixed),
        ("reported", Self::Reported),
        ("free-indirect", Self::FreeIndirect),
    ];

    /// The type that a label names.
    pub fn from_label(label: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == label).map(|(_, kind)| *kind)
    }

    /// The label that names the type.
    pub fn label(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

impl<'s> Quotation<'s> {
    /// Who said it: the entities of the braces, or if they have none, of the sources given.
    pub fn speakers<'a>(&'a self, article: &'a Article<'s>) -> Distinct<'a, 's> {
        let own = distinct(article.tails(&self.pieces), TokenKind::Entity);
        if own.is_empty() && !self.braces_say_unknown(article) {
            let sources = self.parts_of(Role::Source).flat_map(|part| article.tails(&part.pieces));
            return distinct(sources, TokenKind::Entity);
        }
        own
    }

    /// The numbers of its [speakers](Self::speakers) among the article's entities.
    pub fn speaker_numbers(&self, article: &Article<'s>) -> SmallVec<[u32; 2]> {
        let own = article.entity_numbers(&self.pieces);
        if own.is_empty() && !self.braces_say_unknown(article) {
            let sources = self.parts_of(Role::Source).flat_map(|part| part.pieces.iter().copied());
            return article.entity_numbers(&sources.collect::<Pieces>());
        }
        own
    }

    /// True if the article says that nobody knows who, or who else, said it (`@?`).
    pub fn is_unknown(&self, article: &Article<'s>) -> bool {
        let braces_say_nothing = || article.tails(&self.pieces).all(|token| token.kind != TokenKind::Entity);
        let mut sources = self.parts_of(Role::Source).flat_map(|part| article.tails(&part.pieces));
        let unknown = |token: &Token| token.kind == TokenKind::Unknown;
        self.braces_say_unknown(article) || braces_say_nothing() && sources.any(unknown)
    }

    fn braces_say_unknown(&self, article: &Article<'s>) -> bool {
        article.tails(&self.pieces).any(|token| token.kind == TokenKind::Unknown)
    }

    /// The type that a label gives it.
    pub fn given_type(&self, article: &Article<'s>) -> Option<QuotationType> {
        self.all_labels(article).find_map(QuotationType::from_label)
    }

    /// The type that its quotation marks suggest: all words inside, some, or none.
    pub fn inferred_type(&self, article: &Article<'s>) -> QuotationType {
        marked(article, &self.pieces)
    }

    /// Labels of the braces other than types, each once.
    pub fn labels<'a>(&'a self, article: &'a Article<'s>) -> Distinct<'a, 's> {
        let mut labels = distinct(article.tails(&self.pieces), TokenKind::Label);
        labels.retain(|label| QuotationType::from_label(label.name).is_none());
        labels
    }

    /// The parts that play a role.
    pub fn parts_of(&self, role: Role) -> impl Iterator<Item = &Part> {
        self.parts.iter().filter(move |part| part.role == role)
    }

    fn all_labels<'a>(&'a self, article: &'a Article<'s>) -> impl Iterator<Item = &'s str> + 'a {
        article.tails(&self.pieces).filter(|token| token.kind == TokenKind::Label).map(|token| token.name)
    }
}
