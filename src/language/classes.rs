//! What words can be: a set of classes per word, and how verbs of saying are used.

use crate::text::nearest;

/// A set of word classes. A word may be in several: "that" is a determiner, a conjunction and a pronoun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr;)*) => {
        impl Classes {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*
        }
    };
}

classes! {
    /// the, a, some
    DETERMINER = 0;
    /// he, they
    SUBJECT_PRONOUN = 1;
    /// him, them
    OBJECT_PRONOUN = 2;
    /// his, their
    POSSESSIVE = 3;
    /// of, in
    PREPOSITION = 4;
    /// and, but
    COORDINATOR = 5;
    /// because, while
    SUBORDINATOR = 6;
    /// that
    THAT = 7;
    /// whether, how
    QUESTION = 8;
    /// who, which
    RELATIVE = 9;
    /// is, has, will
    FINITE_AUXILIARY = 10;
    /// be, been, being, having
    AUXILIARY = 11;
    /// what a bare infinitive follows: will, did, to
    MODAL = 12;
    /// has, had
    HAVE = 13;
    /// is, were
    BE = 14;
    /// not, never
    NEGATION = 15;
    /// also, quickly
    ADVERB = 16;
    /// Monday, week
    TIME = 17;
    /// a verb in a finite form, or nearly always so
    FINITE = 18;
    /// the bare form of a verb
    BASE = 19;
    /// a past tense that may be a participle as well: "briefed"
    PARTICIPLE = 20;
    /// a form in -ing
    GERUND = 21;
    /// a finite form that may be a noun: "plans"
    NOUN_LIKE = 22;
    /// what stands before an infinitive: to
    INFINITIVE = 23;
    /// begins with a capital
    CAPITAL = 24;
    /// digits, or a word for a number
    NUMBER = 25;
    /// letters or digits
    WORD = 26;
    /// a word that looks like, and is no, adverb or past tense
    PLAIN = 27;
    /// what names the doer behind a participle: by
    AGENT = 28;
    /// joins nouns: and, or
    JOINS_NOUNS = 29;
    /// a subject that stands for nobody: it, there
    DUMMY = 30;
    /// what
    WHAT = 31;
    /// ties to the noun before it more often than to the verb: of
    TYING = 32;
    /// opens an attribution that is a clause of its own: as
    AS = 33;
    /// what those who stay unnamed ask not to be: named, identified
    UNNAMED = 34;
}

impl Classes {
    /// No class.
    pub const NONE: Self = Self(0);

    /// The union of two sets.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if the sets have a class in common.
    pub const fn has(self, any_of: Self) -> bool {
        self.0 & any_of.0 != 0
    }

    /// Adds classes.
    pub fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }
}

/// How a verb of saying is used: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses(u16);

impl Uses {
    /// A clause may follow: "said he would".
    pub const CLAUSE: Self = Self(1);
    /// A clause may follow behind a conjunction: "emphasized that".
    pub const THAT: Self = Self(1 << 1);
    /// An indirect question may follow.
    pub const WHETHER: Self = Self(1 << 2);
    /// Words in quotation marks may follow.
    pub const QUOTE: Self = Self(1 << 3);
    /// It may stand behind what was said.
    pub const POST: Self = Self(1 << 4);
    /// It may stand behind what was said and before its subject.
    pub const INVERTED: Self = Self(1 << 5);
    /// An addressee stands before the clause.
    pub const ADDRESSEE: Self = Self(1 << 6);
    /// An infinitive may follow.
    pub const TO: Self = Self(1 << 7);
    /// Somebody and an infinitive may follow.
    pub const ASK_TO: Self = Self(1 << 8);
    /// A noun may say what is said.
    pub const OBJECT: Self = Self(1 << 9);
    /// Somebody and what they are called may follow: "called it a mistake".
    pub const NAMING: Self = Self(1 << 12);
    /// Some of its forms are nouns as well.
    pub const NOUN: Self = Self(1 << 10);
    /// It tells what is thought.
    pub const MIND: Self = Self(1 << 11);

    /// The uses by the names that language files give them.
    pub const NAMED: [(&str, Self); 13] = [
        ("clause", Self(Self::CLAUSE.0 | Self::THAT.0)),
        ("that", Self::THAT),
        ("whether", Self::WHETHER),
        ("quote", Self::QUOTE),
        ("post", Self::POST),
        ("inverted", Self::INVERTED),
        ("addressee", Self::ADDRESSEE),
        ("to", Self::TO),
        ("ask-to", Self::ASK_TO),
        ("object", Self::OBJECT),
        ("naming", Self::NAMING),
        ("noun", Self::NOUN),
        ("mind", Self::MIND),
    ];

    /// Reads names of uses with spaces between.
    ///
    /// # Errors
    /// Names a word that is no use, and what may be meant.
    pub fn parse(text: &str) -> Result<Self, String> {
        text.split_whitespace().try_fold(Self::default(), |uses, word| {
            let named = Self::NAMED.iter().find(|(name, _)| *name == word);
            named.map(|(_, one)| uses.and(*one)).ok_or_else(|| unknown_use(word))
        })
    }

    /// The union of two sets.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if the sets have a use in common.
    pub const fn has(self, any_of: Self) -> bool {
        self.0 & any_of.0 != 0
    }
}

fn unknown_use(word: &str) -> String {
    let names = || Uses::NAMED.into_iter().map(|(name, _)| name);
    match nearest(word, names()) {
        Some(meant) => format!("a verb can't be used as `{word}`; did you mean `{meant}`?"),
        None => {
            let names: Vec<&str> = names().collect();
            format!("a verb can't be used as `{word}`; the uses are {}", names.join(", "))
        }
    }
}

/// What a word does in names: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameClasses(u16);

impl NameClasses {
    /// Mr.
    pub const MALE_TITLE: Self = Self(1);
    /// Mrs.
    pub const FEMALE_TITLE: Self = Self(1 << 1);
    /// Dr., Sen.
    pub const TITLE: Self = Self(1 << 2);
    /// minister, mayor
    pub const ROLE: Self = Self(1 << 3);
    /// Ministry, University
    pub const ORGANISATION: Self = Self(1 << 4);
    /// Treaty, Act
    pub const WORK: Self = Self(1 << 5);
    /// River, Asia
    pub const PLACE: Self = Self(1 << 6);
    /// Summit, War
    pub const EVENT: Self = Self(1 << 7);
    /// van, bin
    pub const PARTICLE: Self = Self(1 << 8);
    /// of, for: joins the words of a name
    pub const INNER: Self = Self(1 << 9);
    /// he, his
    pub const MALE: Self = Self(1 << 10);
    /// she, her
    pub const FEMALE: Self = Self(1 << 11);
    /// they
    pub const PLURAL: Self = Self(1 << 12);
    /// it
    pub const THING: Self = Self(1 << 13);
    /// All titles.
    pub const ANY_TITLE: Self = Self(Self::MALE_TITLE.0 | Self::FEMALE_TITLE.0 | Self::TITLE.0);

    /// The class that a group of words in a language file stands for.
    pub fn named(group: &str) -> Option<Self> {
        Some(match group {
            "titles-male" => Self::MALE_TITLE,
            "titles-female" => Self::FEMALE_TITLE,
            "titles" => Self::TITLE,
            "roles" => Self::ROLE,
            "organisations" => Self::ORGANISATION,
            "works" => Self::WORK,
            "places" => Self::PLACE,
            "events" => Self::EVENT,
            "particles" => Self::PARTICLE,
            "inner" => Self::INNER,
            "male-words" => Self::MALE,
            "female-words" => Self::FEMALE,
            "plural-words" => Self::PLURAL,
            "things" => Self::THING,
            _ => return None,
        })
    }

    /// The union of two sets.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True if the sets have a class in common.
    pub const fn has(self, any_of: Self) -> bool {
        self.0 & any_of.0 != 0
    }

    /// Adds classes.
    pub fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }
}
