//! What is known of languages: verbs of saying and how each is used, pronouns, titles, months. The code above
//! holds patterns, the files here the words; a new language is a new file.

mod classes;
mod date_text;
mod inflection;
mod words;

use std::sync::OnceLock;

use crate::text::words;

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

/// How many words are looked at, at most, to guess a language.
const LOOKED_AT: usize = 200;

/// The language that a text seems to be in, if it is a known one: that of which most words are such as stand in
/// every text (articles, prepositions and the like). Of texts too short to tell, English is assumed.
pub fn guess(text: &str) -> Option<&'static Language> {
    let known = Classes::DETERMINER.and(Classes::PREPOSITION).and(Classes::COORDINATOR);
    let words: Vec<String> = words(text).take(LOOKED_AT).map(|word| word.of(text).to_lowercase()).collect();
    let share = |language: &Language| {
        let small =
            words.iter().filter(|word| language.word(word).is_some_and(|word| word.classes.has(known)));
        small.count() * 100 / words.len().max(1)
    };
    if words.len() < 20 {
        return text.chars().all(|c| c < '\u{250}' || !c.is_alphabetic()).then(|| &languages()[0]);
    }
    languages().iter().max_by_key(|language| share(language)).filter(|language| share(language) >= 15)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_by_their_small_words() {
        let guessed = |text| guess(text).map(|language| &*language.code);
        let english = "The cities signed a pact to build walls on the coast, and the mayors of the towns said that work would begin in the spring.";
        let german = "Die Städte haben einen Vertrag über den Bau der Mauern an der Küste geschlossen, und die Bürgermeister sagten, dass die Arbeit im Frühling beginnt.";
        let french = "Les villes ont signé un pacte pour construire des murs sur la côte, et les maires ont dit que les travaux vont commencer au printemps.";
        assert_eq!(
            [english, german, french, "Ana spoke."].map(guessed),
            [Some("en"), Some("de"), None, Some("en")]
        );
        assert_eq!(guessed("Президент сказал"), None);
    }
}
