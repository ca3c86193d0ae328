//! `[verbs]` in `newsmark.toml`: verbs of saying that the program does not know, or uses otherwise.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::config::Wrong;
use crate::language::{OwnVerb, Uses, language, languages};

/// The table as it is written.
pub type Written = BTreeMap<Spanned<String>, Spanned<WrittenVerb>>;

/// One verb: how it is used, or a table.
#[derive(Deserialize)]
#[serde(
    untagged,
    expecting = "a verb has its uses, such as \"clause quote post\", or a table with `uses`, `forms` and `language`"
)]
pub enum WrittenVerb {
    Uses(String),
    Table(VerbTable),
}

#[derive(Default, Deserialize)]
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
pub fn verbs(written: Written) -> Result<Vec<OwnVerb>, Wrong> {
    let verb = |(lemma, verb): (Spanned<String>, Spanned<WrittenVerb>)| {
        let (lemma_place, place) = (lemma.span(), verb.span());
        let lemma = lemma.into_inner();
        if !is_verb(&lemma) {
            let message = format!(
                "`{lemma}` is no verb; write its bare form in lower case, such as `say` or `point out`"
            );
            return Err((Some(lemma_place), message));
        }
        let table = match verb.into_inner() {
            WrittenVerb::Uses(uses) => VerbTable { uses, ..VerbTable::default() },
            WrittenVerb::Table(table) => table,
        };
        read(lemma, table).map_err(|message| (Some(place), message))
    };
    written.into_iter().map(verb).collect()
}

fn read(lemma: String, table: VerbTable) -> Result<OwnVerb, String> {
    let uses = Uses::parse(&table.uses)?;
    if uses == Uses::default() {
        return Err(format!("say how `{lemma}` is used, such as \"clause quote post\""));
    }
    let code = table.language.as_deref().unwrap_or("en");
    let Some(known) = language(code) else {
        let codes: Vec<&str> = languages().iter().map(|language| language.code.as_str()).collect();
        return Err(format!(
            "no words are known of the language `{code}`; there are {}",
            codes.join(" and ")
        ));
    };
    let verb = lemma.split(' ').next().unwrap_or(&lemma);
    let forms = match table.forms {
        Some(forms) => <[String; 4]>::try_from(forms).ok(),
        None => known.regular_forms(verb),
    };
    let forms = forms.ok_or_else(|| {
        format!("`{lemma}` needs four forms, such as forms = [\"says\", \"said\", \"said\", \"saying\"]")
    })?;
    Ok(OwnVerb { language: known.code.clone(), lemma, uses, forms })
}

/// One word, perhaps with a particle.
fn is_verb(lemma: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c == '-');
    lemma.split(' ').count() <= 2 && lemma.split(' ').all(is_word)
}
