//! What a language file says, made ready for looking up words.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::classes::{Classes, Uses};
use super::inflection;

/// A language: its words and verbs of saying.
#[derive(Debug)]
pub struct Language {
    /// ISO 639-1.
    pub code: String,
    words: FxHashMap<String, Word>,
    verbs: Vec<Verb>,
}

/// What is known of one written word, in lower case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// What it can be.
    pub classes: Classes,
    /// The verb of saying of which it is a form.
    pub verb: Option<VerbForm>,
}

/// A form of a verb of saying.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerbForm {
    /// The number of the verb, without its particle.
    pub verb: u16,
    /// Which forms it can be.
    pub form: Form,
}

/// The forms of a verb that matter here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// say
    Base,
    /// says
    Third,
    /// said, wrote: past tense, and in regular verbs participle as well
    Past,
    /// written: participle only
    Participle,
    /// saying
    Gerund,
}

/// A verb of saying.
#[derive(Clone, Debug)]
pub struct Verb {
    /// The bare form.
    pub lemma: String,
    /// How it is used alone.
    pub uses: Uses,
    /// Its uses with a particle: "point out".
    pub particles: Vec<(String, Uses)>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct File {
    #[allow(dead_code)]
    name: String,
    code: String,
    verbs: BTreeMap<String, String>,
    irregular: BTreeMap<String, [String; 4]>,
    words: BTreeMap<String, Vec<String>>,
}

impl Language {
    /// Reads a language file.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut language = Self { code: file.code.clone(), words: FxHashMap::default(), verbs: Vec::new() };
        for (group, words) in &file.words {
            language.add_words(group, words)?;
        }
        for (lemma, uses) in &file.verbs {
            language.add_verb(lemma, Uses::parse(uses)?, &file.irregular);
        }
        Ok(language)
    }

    /// What is known of a word, given in lower case.
    pub fn word(&self, lower: &str) -> Option<Word> {
        self.words.get(lower).copied()
    }

    /// A verb of saying.
    pub fn verb(&self, number: u16) -> &Verb {
        &self.verbs[number as usize]
    }

    fn add(&mut self, word: &str, classes: Classes) {
        self.words.entry(word.to_string()).or_default().classes.add(classes);
    }

    fn add_words(&mut self, group: &str, words: &[String]) -> Result<(), String> {
        if group == "common-verbs" || group == "common-nouns" {
            let noun = group == "common-nouns";
            for word in words {
                let forms = inflection::regular(word);
                for (form, written) in [(Form::Base, word), (Form::Third, &forms.third)] {
                    self.add(written, if noun { Classes::NOUN_LIKE } else { classes_of(form) });
                }
                if !noun {
                    self.add(&forms.past, Classes::FINITE.and(Classes::PARTICIPLE));
                    self.add(&forms.gerund, Classes::GERUND);
                }
            }
            return Ok(());
        }
        let classes = group_classes(group).ok_or_else(|| format!("`{group}` is no group of words"))?;
        words.iter().for_each(|word| self.add(word, classes));
        Ok(())
    }

    fn add_verb(&mut self, lemma: &str, uses: Uses, irregular: &BTreeMap<String, [String; 4]>) {
        let (verb, particle) = lemma.split_once(' ').map_or((lemma, None), |(v, p)| (v, Some(p)));
        let number = self.verb_number(verb, irregular, uses.has(Uses::NOUN));
        let entry = &mut self.verbs[number];
        match particle {
            Some(particle) => entry.particles.push((particle.to_string(), uses)),
            None => entry.uses = uses,
        }
    }

    fn verb_number(&mut self, verb: &str, irregular: &BTreeMap<String, [String; 4]>, noun: bool) -> usize {
        if let Some(known) = self.verbs.iter().position(|entry| entry.lemma == verb) {
            return known;
        }
        let number = self.verbs.len();
        let entry = Verb { lemma: verb.to_string(), uses: Uses::default(), particles: Vec::new() };
        self.verbs.push(entry);
        let regular = inflection::regular(verb);
        let [third, past, participle, gerund] = irregular
            .get(verb)
            .cloned()
            .unwrap_or([regular.third, regular.past.clone(), regular.past, regular.gerund]);
        let forms = [
            (participle, Form::Participle),
            (past, Form::Past),
            (third, Form::Third),
            (gerund, Form::Gerund),
            (verb.to_string(), Form::Base),
        ];
        for (written, form) in forms {
            self.add(&written, classes_of(form));
            if noun && matches!(form, Form::Base | Form::Third) {
                self.add(&written, Classes::NOUN_LIKE);
            }
            let word = self.words.entry(written).or_default();
            // A verb whose past is its base ("read") counts as past.
            if word.verb.is_none_or(|known| known.form == Form::Participle) {
                word.verb = Some(VerbForm { verb: number as u16, form });
            }
        }
        number
    }
}

fn classes_of(form: Form) -> Classes {
    match form {
        Form::Base => Classes::BASE,
        Form::Third => Classes::FINITE,
        Form::Past => Classes::FINITE.and(Classes::PARTICIPLE),
        Form::Participle => Classes::PARTICIPLE,
        Form::Gerund => Classes::GERUND,
    }
}

fn group_classes(group: &str) -> Option<Classes> {
    Some(match group {
        "determiners" => Classes::DETERMINER,
        "subject-pronouns" => Classes::SUBJECT_PRONOUN,
        "object-pronouns" => Classes::OBJECT_PRONOUN,
        "possessives" => Classes::POSSESSIVE,
        "prepositions" => Classes::PREPOSITION,
        "coordinators" => Classes::COORDINATOR,
        "subordinators" => Classes::SUBORDINATOR,
        "complementizers" => Classes::THAT,
        "question-words" => Classes::QUESTION,
        "relatives" => Classes::RELATIVE,
        "finite-auxiliaries" => Classes::FINITE_AUXILIARY.and(Classes::FINITE),
        "auxiliaries" => Classes::AUXILIARY,
        "modals" => Classes::MODAL,
        "have" => Classes::HAVE,
        "be" => Classes::BE,
        "negations" => Classes::NEGATION,
        "adverbs" => Classes::ADVERB,
        "not-adverbs" | "not-past" => Classes::PLAIN,
        "irregular-pasts" => Classes::FINITE,
        "time-nouns" => Classes::TIME,
        "gerunds-as-prepositions" => Classes::PREPOSITION,
        "titles" => Classes::TITLE,
        "roles" => Classes::ROLE,
        _ => return None,
    })
}
