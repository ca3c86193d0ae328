//! The shape of the export. The JSON Schema in `docs/newsmark.schema.json` is made from it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Offsets;
use crate::article::QuotationType;
use crate::workspace::Defined;

/// One article.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Document {
    /// Version of this shape.
    pub newsmark: u32,
    /// The file it comes from, with `/` between folders; null for standard input.
    pub path: Option<String>,
    /// The unit in which all spans count, into `text`, end-exclusive.
    pub offsets: Offsets,
    /// The article's metadata. A key that is given several times has a list of values.
    pub metadata: BTreeMap<String, Metadata>,
    /// The article without its markup, byte for byte as its source had it.
    pub text: String,
    /// Headlines, crossheads and paragraphs, in text order, without line ends.
    pub blocks: Vec<Block>,
    /// Every entity that the article mentions or defines, in order of first appearance in the file.
    pub entities: Vec<Entity>,
    /// Spans that stand for entities or dates or carry labels, in text order of their first pieces.
    pub mentions: Vec<Mention>,
    /// Quotations, in text order of their first pieces.
    pub quotes: Vec<Quote>,
    /// Notes between annotators, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
}

/// The value of a metadata key.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Metadata {
    /// Text.
    Text(String),
    /// Entities or ids.
    Relation(Relation),
    /// Several values.
    Several(Vec<Metadata>),
}

/// A value that consists of `@entity`s and `#id`s.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Relation {
    /// Ids of entities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<String>,
    /// Ids of quotes and mentions.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
}

/// A headline, crosshead or paragraph.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Block {
    /// Which of them.
    pub kind: BlockKind,
    /// Where.
    pub span: [u32; 2],
}

/// The kinds of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// A headline.
    Headline,
    /// A headline between parts of the article.
    Crosshead,
    /// Prose between blank lines.
    Paragraph,
}

/// An entity, with all that the article and its registry say of it.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Entity {
    /// Its id.
    pub id: String,
    /// What it is.
    pub types: Vec<String>,
    /// What it is called, the main name first.
    pub names: Vec<String>,
    /// What else is known, in order; a key may come several times.
    pub fields: Vec<Field>,
    /// Where it is defined.
    pub defined: Defined,
}

/// A field of a record: a text, or a relation.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Field {
    /// The key.
    pub key: String,
    /// The text, unless the field is a relation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What it relates to, if it is one.
    #[serde(flatten)]
    pub relation: Relation,
}

/// A span that stands for entities or a date, or carries labels.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Mention {
    /// The id that ties its pieces, where there is one.
    pub id: Option<String>,
    /// Its pieces.
    pub spans: Vec<[u32; 2]>,
    /// The text of its pieces, with a space between them.
    pub text: String,
    /// The entities it stands for.
    pub entities: Vec<String>,
    /// True if it says that nobody knows for whom it stands (`@?`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
    /// Its labels.
    pub labels: Vec<String>,
    /// The date it stands for, in ISO 8601: a year, month, day or interval.
    pub date: Option<String>,
    /// More dates, in the odd case that it has several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more_dates: Vec<String>,
    /// True if it is a suggestion that nobody has confirmed.
    pub tentative: bool,
    /// Fields of the record for its id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// A quotation.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Quote {
    /// The id that ties its pieces and parts, where there is one.
    pub id: Option<String>,
    /// The pieces of its content.
    pub spans: Vec<[u32; 2]>,
    /// The text of its pieces, with a space between them.
    pub text: String,
    /// How it is quoted.
    #[serde(rename = "type")]
    pub kind: QuotationType,
    /// True if the type was judged by the quotation marks, false if a label gives it.
    pub type_inferred: bool,
    /// Who said it.
    pub speakers: Vec<String>,
    /// True if the article says that nobody knows who, or who else, said it (`@?`).
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unknown_speaker: bool,
    /// Where the text names who said it.
    pub sources: Vec<Source>,
    /// The words that say that it was said.
    pub cues: Vec<Cue>,
    /// Other parts, such as the addressee.
    pub roles: Vec<Role>,
    /// Labels other than the type.
    pub labels: Vec<String>,
    /// Dates in its tail.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<String>,
    /// True if it is a suggestion that nobody has confirmed.
    pub tentative: bool,
    /// Fields of the record for its id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

/// Where the text names the speaker of a quotation.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Source {
    /// Its pieces.
    pub spans: Vec<[u32; 2]>,
    /// The text of its pieces, with a space between them.
    pub text: String,
    /// Whom it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<String>,
    /// True if no annotator tied it to the quotation.
    pub inferred: bool,
}

/// The words that say that something was said.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Cue {
    /// Its pieces.
    pub spans: Vec<[u32; 2]>,
    /// The text of its pieces, with a space between them.
    pub text: String,
    /// True if no annotator tied it to the quotation.
    pub inferred: bool,
}

/// Another part of a quotation.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Role {
    /// What part it plays.
    pub labels: Vec<String>,
    /// Its pieces.
    pub spans: Vec<[u32; 2]>,
    /// The text of its pieces, with a space between them.
    pub text: String,
    /// Whom it names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<String>,
}

/// A note between annotators.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct Comment {
    /// Where it stands between the characters of the text.
    pub at: u32,
    /// What it says.
    pub text: String,
}
