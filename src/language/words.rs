//! What a language file says, made ready for looking up words.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::classes::{Classes, NameClasses, Uses};
use super::inflection;

/// A language: its words and verbs of saying.
#[derive(Clone, Debug)]
pub struct Language {
    /// ISO 639-1.
    pub code: String,
    words: FxHashMap<String, Word>,
    verbs: Vec<Verb>,
    inflection: Option<Inflection>,
    /// Countries and regions by what they and their people are called.
    countries: FxHashMap<String, Country>,
    /// The words for dates.
    pub dates: DateWords,
    /// Phrases before a source: "according to", in words.
    pub according: Vec<Vec<String>>,
    /// True if a comma stands before what is said: "er sagte, er".
    pub comma_before_clause: bool,
    /// True if all nouns have capitals, so that these don't tell names.
    pub nouns_have_capitals: bool,
}

/// A country or region as a language calls it.
#[derive(Clone, Debug)]
pub struct Country {
    /// Its name.
    pub name: String,
    /// True for what comes from it: "Chinese".
    pub adjective: bool,
}

/// The words for dates, in lower case.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct DateWords {
    /// From Monday.
    pub weekdays: [String; 7],
    /// From January.
    pub months: [String; 12],
    /// Abbreviations, from January.
    pub months_short: [String; 12],
    /// "today"
    pub today: Vec<String>,
    /// "yesterday"
    pub yesterday: Vec<String>,
    /// "tomorrow"
    pub tomorrow: Vec<String>,
    /// What makes a weekday or month one to come: "next".
    pub next: Vec<String>,
    /// What makes a weekday one to come: "until".
    #[serde(default)]
    pub until: Vec<String>,
    /// What makes it one that was: "last".
    pub last: Vec<String>,
    /// Words by which a sentence speaks of what is to come: "will".
    pub future: Vec<String>,
    /// What a number of four digits is a year behind: "in".
    pub before_years: Vec<String>,
}

/// What is known of one written word, in lower case.
#[derive(Clone, Copy, Debug, Default)]
pub struct Word {
    /// What it can be.
    pub classes: Classes,
    /// What it does in names.
    pub names: NameClasses,
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

/// A verb that a person adds to a language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnVerb {
    /// ISO 639-1 of the language.
    pub language: String,
    /// The bare form, perhaps with a particle: "point out".
    pub lemma: String,
    /// How it is used.
    pub uses: Uses,
    /// Third person, past, participle and -ing.
    pub forms: [String; 4],
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
    /// The rules for regular verbs; without any, all forms are listed.
    #[serde(default)]
    inflection: Option<Inflection>,
    #[serde(default)]
    comma_before_clause: bool,
    #[serde(default)]
    nouns_have_capitals: bool,
    according: Vec<String>,
    verbs: BTreeMap<String, String>,
    irregular: BTreeMap<String, [String; 4]>,
    words: BTreeMap<String, Vec<String>>,
    names: BTreeMap<String, Vec<String>>,
    countries: BTreeMap<String, Vec<String>>,
    dates: DateWords,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Inflection {
    English,
}

impl Language {
    /// Reads a language file.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let file: File = toml::from_str(text).map_err(|error| error.to_string())?;
        let mut language = Self {
            code: file.code,
            words: FxHashMap::default(),
            verbs: Vec::new(),
            inflection: file.inflection,
            countries: FxHashMap::default(),
            dates: file.dates,
            according: file
                .according
                .iter()
                .map(|phrase| phrase.split(' ').map(str::to_string).collect())
                .collect(),
            comma_before_clause: file.comma_before_clause,
            nouns_have_capitals: file.nouns_have_capitals,
        };
        let forms = |verb: &str| match (file.irregular.get(verb), file.inflection) {
            (Some(forms), _) => Some(forms.clone()),
            (None, Some(Inflection::English)) => Some(inflection::regular(verb)),
            (None, None) => None,
        };
        for (group, words) in &file.words {
            language.add_words(group, words, &forms)?;
        }
        for (group, words) in &file.names {
            let class = NameClasses::named(group).ok_or_else(|| format!("`{group}` is no group of names"))?;
            words.iter().for_each(|word| language.words.entry(word.clone()).or_default().names.add(class));
        }
        for (name, adjectives) in file.countries {
            for called in &adjectives {
                language.countries.insert(called.clone(), Country { name: name.clone(), adjective: true });
            }
            language.countries.insert(name.clone(), Country { name, adjective: false });
        }
        for (lemma, uses) in &file.verbs {
            language.add_verb(lemma, Uses::parse(uses)?, &forms)?;
        }
        Ok(language)
    }

    /// Adds a verb, or says anew how a known one is used.
    pub fn learn(&mut self, verb: &OwnVerb) {
        let forms = |_: &str| Some(verb.forms.clone());
        // It has forms, so it can be added.
        let _ = self.add_verb(&verb.lemma, verb.uses, &forms);
    }

    /// The third person, past, participle and -ing of a regular verb; nothing where the language has no rules for them.
    pub fn regular_forms(&self, verb: &str) -> Option<[String; 4]> {
        match self.inflection? {
            Inflection::English => Some(inflection::regular(verb)),
        }
    }

    /// What is known of a word, given in lower case.
    pub fn word(&self, lower: &str) -> Option<Word> {
        self.words.get(lower).copied()
    }

    /// The country or region that is called so, or whose people are.
    pub fn country(&self, name: &str) -> Option<&Country> {
        self.countries.get(name)
    }

    /// A verb of saying.
    pub fn verb(&self, number: u16) -> &Verb {
        &self.verbs[number as usize]
    }

    fn add(&mut self, word: &str, classes: Classes) {
        self.words.entry(word.to_string()).or_default().classes.add(classes);
    }

    fn add_words(&mut self, group: &str, words: &[String], forms: &Forms<'_>) -> Result<(), String> {
        if group == "common-verbs" || group == "common-nouns" {
            let noun = group == "common-nouns";
            for word in words {
                let [third, past, _, gerund] = forms(word).ok_or_else(|| format!("`{word}` has no forms"))?;
                for (form, written) in [(Form::Base, word), (Form::Third, &third)] {
                    self.add(written, if noun { Classes::NOUN_LIKE } else { classes_of(form) });
                }
                if !noun {
                    self.add(&past, Classes::FINITE.and(Classes::PARTICIPLE));
                    self.add(&gerund, Classes::GERUND);
                }
            }
            return Ok(());
        }
        let classes = group_classes(group).ok_or_else(|| format!("`{group}` is no group of words"))?;
        words.iter().for_each(|word| self.add(word, classes));
        Ok(())
    }

    fn add_verb(&mut self, lemma: &str, uses: Uses, forms: &Forms<'_>) -> Result<(), String> {
        let (verb, particle) = lemma.split_once(' ').map_or((lemma, None), |(v, p)| (v, Some(p)));
        let number = self.verb_number(verb, forms, uses.has(Uses::NOUN))?;
        let entry = &mut self.verbs[number];
        match particle {
            Some(particle) => entry.particles.push((particle.to_string(), uses)),
            None => entry.uses = uses,
        }
        Ok(())
    }

    fn verb_number(&mut self, verb: &str, forms: &Forms<'_>, noun: bool) -> Result<usize, String> {
        if let Some(known) = self.verbs.iter().position(|entry| entry.lemma == verb) {
            return Ok(known);
        }
        let number = self.verbs.len();
        let entry = Verb { lemma: verb.to_string(), uses: Uses::default(), particles: Vec::new() };
        self.verbs.push(entry);
        let [third, past, participle, gerund] =
            forms(verb).ok_or_else(|| format!("`{verb}` has no forms"))?;
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
        Ok(number)
    }
}

/// Third person, past, participle and -ing of a verb.
type Forms<'a> = dyn Fn(&str) -> Option<[String; 4]> + 'a;

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
        "infinitive-markers" => Classes::INFINITIVE,
        "agent-markers" => Classes::AGENT,
        "noun-coordinators" => Classes::JOINS_NOUNS,
        "dummies" => Classes::DUMMY,
        "tying-prepositions" => Classes::TYING,
        "attributing-conjunctions" => Classes::AS,
        "unnamed" => Classes::UNNAMED,
        "free-relatives" => Classes::WHAT,
        "gerunds-as-prepositions" => Classes::PREPOSITION,
        _ => return None,
    })
}
