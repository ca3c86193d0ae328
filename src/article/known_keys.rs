//! The keys of metadata and of fields that have a meaning of their own. All others are kept as they are.

/// A key, with what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownKey {
    /// The key.
    pub name: &'static str,
    /// What its value says.
    pub about: &'static str,
    /// The property of schema.org or IPTC (News in JSON, ninjs) that says the same.
    pub standard: Option<&'static str>,
}

impl KnownKey {
    /// What a key means, if it is one of `keys`.
    pub fn about(keys: &[Self], name: &str) -> Option<&'static str> {
        keys.iter().find(|known| known.name == name).map(|known| known.about)
    }
}

const fn key(name: &'static str, about: &'static str, standard: &'static str) -> KnownKey {
    KnownKey { name, about, standard: Some(standard) }
}

const fn own_key(name: &'static str, about: &'static str) -> KnownKey {
    KnownKey { name, about, standard: None }
}

/// Keys of metadata lines, the usual ones first.
pub const METADATA_KEYS: &[KnownKey] = &[
    key("date", "the day on which the article was published, as in 2024-03-05", "schema.org datePublished"),
    key("source", "who published the article, such as a newspaper or an agency", "schema.org publisher"),
    key("byline", "who wrote the article, as it is printed", "IPTC byline"),
    key("headline", "the headline, where it is no part of the text", "schema.org headline"),
    key("language", "the language of the text, as in en or pt-BR (BCP 47)", "schema.org inLanguage"),
    key("url", "where the article can be read", "schema.org url"),
    key("id", "the publisher's number or name for the article", "schema.org identifier"),
    key("section", "the part of the publication, such as Politics", "schema.org articleSection"),
    key("location", "the place that the report comes from", "schema.org locationCreated"),
    key("copyright", "who holds the rights, as it is printed", "schema.org copyrightNotice"),
    key("license", "under what terms the text may be used", "schema.org license"),
    key("author", "who wrote the article, as an entity or a plain name", "schema.org author"),
    key("modified", "the day of the last change by the publisher", "schema.org dateModified"),
    key("description", "what the article says, in a sentence or two", "schema.org description"),
    key("keywords", "what the article is about, in catchwords", "schema.org keywords"),
    key("subject", "the topics of the article, as codes or words", "IPTC subject"),
    key("genre", "the kind of article, such as Analysis or Obituary", "schema.org genre"),
    key("edition", "the printed edition", "schema.org printEdition"),
    key("page", "the page on which it is printed", "schema.org pagination"),
    key("dateline", "place and date as printed, where they are no part of the text", "schema.org dateline"),
    own_key("annotator", "who annotated the article"),
    own_key("note", "a remark of the annotators"),
];

/// Keys of fields below records, the usual ones first.
pub const FIELD_KEYS: &[KnownKey] = &[
    key("role", "the office, title or function that somebody has", "schema.org jobTitle"),
    own_key("of", "where the role is held: an organisation or a place"),
    key("member", "who belongs to it", "schema.org member"),
    key("member-of", "the group or organisation it belongs to", "schema.org memberOf"),
    key("part-of", "the larger thing it is a part of", "schema.org isPartOf"),
    key("wikidata", "the item in Wikidata, as in Q42", "schema.org sameAs"),
    key("url", "a page about it", "schema.org url"),
    key("location", "where it is", "schema.org location"),
    key("in", "the larger place in which it lies", "schema.org containedInPlace"),
    key("date", "the day or year of it, as of an event or a treaty", "schema.org startDate"),
    own_key("anonymity", "why a source is not named"),
    key("born", "the date of birth", "schema.org birthDate"),
    key("died", "the date of death", "schema.org deathDate"),
    key("founded", "when it was founded", "schema.org foundingDate"),
    key("nationality", "the country somebody is a citizen of", "schema.org nationality"),
    key("gender", "how somebody is referred to", "schema.org gender"),
    key("description", "who or what it is, in a few words", "schema.org description"),
    own_key("note", "a remark of the annotators"),
];

impl KnownKey {
    /// The key of that name in one of the tables.
    pub fn find(keys: &'static [Self], name: &str) -> Option<&'static Self> {
        keys.iter().find(|key| key.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::is_name;

    #[test]
    fn keys_can_be_written_and_come_once() {
        for keys in [METADATA_KEYS, FIELD_KEYS] {
            for (at, key) in keys.iter().enumerate() {
                assert!(is_name(key.name), "{}", key.name);
                assert_eq!(keys.iter().position(|other| other.name == key.name), Some(at));
            }
        }
    }
}
