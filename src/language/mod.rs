//! What is known of languages: verbs of saying and how each is used, pronouns, titles, months. The code above
//! holds patterns, the files here the words; a new language is a new file.

mod classes;
mod date_text;
mod inflection;
mod words;

use std::sync::OnceLock;

pub use classes::{Classes, NameClasses, Uses};
pub use date_text::{DateText, Relative};
pub use words::{Country, DateWords, Form, Language, OwnVerb, Verb, VerbForm, Word};

const ENGLISH: &str = include_str!("en.toml");
const GERMAN: &str = include_str!("de.toml");

/// All languages; English comes first.
///
/// # Panics
/// Never: the language files are part of the program, and a test reads them.
pub fn languages() -> &'static [Language] {
    static LANGUAGES: OnceLock<Vec<Language>> = OnceLock::new();
    let read = |text| Language::parse(text).expect("the language files are sound");
    LANGUAGES.get_or_init(|| [ENGLISH, GERMAN].into_iter().map(read).collect())
}

/// The language with this code (`de`, `de-AT`), if it is known.
pub fn language(code: &str) -> Option<&'static Language> {
    let code = code.split(['-', '_']).next().unwrap_or(code);
    languages().iter().find(|language| language.code.eq_ignore_ascii_case(code))
}
