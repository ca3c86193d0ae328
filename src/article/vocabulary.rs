use rustc_hash::FxHashMap;

/// The labels an article may use, with what they mean.
///
/// Types say what an entity is; other labels say what a span is in the text or to a quotation.
#[derive(Clone, Debug, PartialEq)]
pub struct Vocabulary {
    types: FxHashMap<String, EntityType>,
    labels: FxHashMap<String, String>,
}

/// What an entity can be.
#[derive(Clone, Debug, Default, PartialEq)]
struct EntityType {
    about: String,
    speaks: bool,
}

const TYPES: [(&str, &str); 14] = [
    ("person", "a human being"),
    ("org", "an organisation, company, party or agency"),
    ("place", "a country, region, town or other place"),
    ("group", "people or things taken together without being an organisation"),
    ("event", "something that happens, such as a summit or a pandemic"),
    ("work", "a book, film, report or other work"),
    ("law", "a law or rule"),
    ("treaty", "an agreement between states or organisations"),
    ("product", "something made or sold"),
    ("facility", "a building, bridge, airport or the like"),
    ("role", "an office, title or function (labels a span, defines nobody)"),
    ("date", "a point or stretch of time"),
    ("quantity", "a number with what it counts or measures"),
    ("other", "something else with a name"),
];

/// Types whose entities say nothing themselves. Laws, treaties, works and buildings do in the news: "the
/// report warns", "the White House said".
const SILENT: [&str; 5] = ["event", "product", "role", "date", "quantity"];

const LABELS: [(&str, &str); 12] = [
    ("source", "who said a quotation, where the text names them"),
    ("cue", "the words that say that something was said"),
    ("addressee", "to whom something was said"),
    ("dateline", "place and date before the first sentence"),
    ("byline", "who wrote the article"),
    ("caption", "the text of a picture"),
    ("credit", "who made a picture"),
    ("direct", "a quotation word for word"),
    ("indirect", "a quotation in the words of the article"),
    ("mixed", "a quotation partly word for word"),
    ("reported", "a quotation told as an act"),
    ("free-indirect", "a quotation in the speaker's voice without saying so"),
];

impl Default for Vocabulary {
    fn default() -> Self {
        let types = TYPES.map(|(name, about)| {
            (name.to_string(), EntityType { about: about.to_string(), speaks: !SILENT.contains(&name) })
        });
        let labels = LABELS.map(|(name, about)| (name.to_string(), about.to_string()));
        Self { types: types.into_iter().collect(), labels: labels.into_iter().collect() }
    }
}

impl Vocabulary {
    /// Adds an entity type, which may speak unless something else is said, or says otherwise of one there is.
    pub fn add_type(&mut self, name: &str, about: Option<&str>, speaks: Option<bool>) {
        let unknown = EntityType { about: String::new(), speaks: true };
        let known = self.types.entry(name.to_string()).or_insert(unknown);
        known.about = about.map_or_else(|| std::mem::take(&mut known.about), str::to_string);
        known.speaks = speaks.unwrap_or(known.speaks);
    }

    /// Adds a label that is no type.
    pub fn add_label(&mut self, name: &str, about: &str) {
        self.labels.insert(name.to_string(), about.to_string());
    }

    /// True if the label is known.
    pub fn knows(&self, label: &str) -> bool {
        self.types.contains_key(label) || self.labels.contains_key(label)
    }

    /// What a label means.
    pub fn about(&self, label: &str) -> Option<&str> {
        let of_type = self.types.get(label).map(|known| &known.about);
        of_type.or_else(|| self.labels.get(label)).map(String::as_str)
    }

    /// True if the label is a known type.
    pub fn is_type(&self, label: &str) -> bool {
        self.types.contains_key(label)
    }

    /// All known types in alphabetical order, with what they mean and whether they may speak.
    pub fn types(&self) -> Vec<(&str, &str, bool)> {
        let known =
            self.types.iter().map(|(name, known)| (name.as_str(), known.about.as_str(), known.speaks));
        let mut types: Vec<_> = known.collect();
        types.sort_unstable();
        types
    }

    /// All known labels that are no types in alphabetical order, with what they mean.
    pub fn labels(&self) -> Vec<(&str, &str)> {
        let mut labels: Vec<_> =
            self.labels.iter().map(|(name, about)| (name.as_str(), about.as_str())).collect();
        labels.sort_unstable();
        labels
    }

    /// True if an entity of this type may say something. Of unknown types that is assumed.
    pub fn may_speak(&self, label: &str) -> bool {
        self.types.get(label).is_none_or(|known| known.speaks)
    }

    /// True if the label, on a mention of an entity, says what that entity is. Types are open: an
    /// unknown label is taken for one.
    pub fn defines(&self, label: &str) -> bool {
        label != "role" && !self.labels.contains_key(label)
    }

    /// All known labels: types first, each group in alphabetical order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let mut types: Vec<&str> = self.types.keys().map(String::as_str).collect();
        let mut labels: Vec<&str> = self.labels.keys().map(String::as_str).collect();
        types.sort_unstable();
        labels.sort_unstable();
        types.into_iter().chain(labels)
    }
}
