//! Keys of metadata and fields that are known, with what they mean: schema.org's `NewsArticle` and `Person`,
//! and IPTC's NewsML-G2, where these have them. All others are welcome as well.

/// Keys of metadata lines, in the order in which they are usual.
pub const METADATA_KEYS: &[(&str, &str)] = &[
    ("date", "when the article was published; days in it are reckoned from here"),
    ("source", "who published it: an agency or a paper"),
    ("byline", "who wrote it"),
    ("url", "where it is on the web"),
    ("language", "its language (BCP 47: en, pt-BR, zh-Hant)"),
    ("dateline", "where it was written"),
    ("section", "the section of the paper"),
    ("keywords", "what it is about, in words"),
    ("about", "whom or what it is about: @entities"),
    ("modified", "when it was last changed"),
    ("copyright", "who holds the rights"),
    ("license", "on what terms it may be used"),
    ("annotator", "who annotated it"),
    ("note", "anything else"),
];

/// Keys of fields in records, in the order in which they are usual.
pub const FIELD_KEYS: &[(&str, &str)] = &[
    ("role", "office, title or function"),
    ("of", "to what the role belongs: @entity"),
    ("member", "who belongs to it: @entities"),
    ("wikidata", "the item in Wikidata: Q42"),
    ("url", "where more is on the web"),
    ("description", "what it is, in a few words"),
    ("country", "the country: @entity or a name"),
    ("located-in", "the place it lies in: @entity"),
    ("founded", "when it began"),
    ("born", "when a person was born"),
    ("note", "anything else"),
];

/// What a known key means.
pub fn about(keys: &[(&'static str, &'static str)], key: &str) -> Option<&'static str> {
    keys.iter().find(|(known, _)| *known == key).map(|(_, about)| *about)
}
