//! `[verbs]` in `newsmark.toml`: verbs of saying that the program does not know, or uses otherwise.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::config::Wrong;
use crate::text::nearest;

/// How a verb of saying may be used.
pub const VERB_USES: [&str; 13] = [
    "clause", "that", "whether", "quote", "post", "inverted", "addressee", "to", "ask-to", "object", "naming", "noun",
    "mind",
];

/// The languages whose verbs may be added to, by ISO 639-1. Only those with rules for regular verbs know the forms.
pub const VERB_LANGUAGES: [&str; 2] = ["en", "de"];

/// A verb of saying.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verb {
    /// The bare form, perhaps with a particle: "point out".
    pub lemma: String,
    /// How it is used: words of [`VERB_USES`] with spaces between.
    pub uses: String,
    /// Third person, past, participle and the form in -ing, if they are not regular.
    pub forms: Option<[String; 4]>,
    /// ISO 639-1.
    pub language: String,
}

/// As it is written: how it is used, or a table.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum WrittenVerb {
    Uses(String),
    Table(VerbTable),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerbTable {
    uses: String,
    forms: Option<Vec<String>>,
    language: Option<String>,
}

/// Reads the table.
///
/// # Errors
/// Says what is wrong, and where.
pub fn verbs(written: BTreeMap<Spanned<String>, Spanned<WrittenVerb>>) -> Result<Vec<Verb>, Wrong> {
    written.into_iter().map(|(lemma, verb)| read(lemma, verb)).collect()
}

fn read(lemma: Spanned<String>, verb: Spanned<WrittenVerb>) -> Result<Verb, Wrong> {
    let (name_place, place) = (lemma.span(), verb.span());
    let lemma = lemma.into_inner();
    let is_wrong = |message: String| (Some(place.clone()), message);
    if !is_verb(&lemma) {
        let message = format!("`{lemma}` is no verb; write its bare form in lower case, such as `say` or `point out`");
        return Err((Some(name_place), message));
    }
    let VerbTable { uses, forms, language } = match verb.into_inner() {
        WrittenVerb::Uses(uses) => VerbTable { uses, forms: None, language: None },
        WrittenVerb::Table(table) => table,
    };
    if let Some(unknown) = uses.split_whitespace().find(|word| !VERB_USES.contains(word)) {
        return Err(is_wrong(unknown_use(unknown)));
    }
    if uses.trim().is_empty() {
        return Err(is_wrong(format!("say how `{lemma}` is used, such as \"clause quote post\"")));
    }
    let language = language.unwrap_or_else(|| "en".to_string());
    if !VERB_LANGUAGES.contains(&language.as_str()) {
        let known = VERB_LANGUAGES.join(" and ");
        return Err(is_wrong(format!("there are no words for the language `{language}`, but for {known}")));
    }
    let forms = forms.map(<[String; 4]>::try_from).transpose();
    let forms = forms.map_err(|_| is_wrong(four_forms(&lemma)))?;
    if forms.is_none() && language != "en" {
        return Err(is_wrong(four_forms(&lemma)));
    }
    Ok(Verb { lemma, uses, forms, language })
}

/// One word, perhaps with a particle.
fn is_verb(lemma: &str) -> bool {
    let mut words = lemma.split(' ');
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c == '-');
    words.clone().count() <= 2 && words.all(is_word)
}

fn unknown_use(word: &str) -> String {
    match nearest(word, VERB_USES) {
        Some(meant) => format!("a verb can't be used as `{word}`; did you mean `{meant}`?"),
        None => format!("a verb can't be used as `{word}`; the uses are {}", VERB_USES.join(", ")),
    }
}

fn four_forms(lemma: &str) -> String {
    format!("`{lemma}` needs four forms, such as forms = [\"says\", \"said\", \"said\", \"saying\"]")
}
