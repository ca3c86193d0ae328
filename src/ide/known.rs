//! What an entity is and is called, in short: for lists, hints and marks, where a whole card would be
//! too dear.

use super::snapshot::OpenDocument;
use crate::article::{Article, Record};
use crate::document::{Document, Key, KeyKind};
use crate::syntax::{BlockKind, Head, entry, parse, unescape};
use crate::workspace::{Registry, fold};

/// What an entity is and is called.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Its names, each once: the main name first, where there is one.
    pub names: Vec<String>,
    /// Its types, each once.
    pub types: Vec<String>,
}

/// How many records of an article may complete an entity before the others are passed over.
const RECORDS: usize = 8;

impl Known {
    /// What an open article and the registry say of an entity, in the order in which definitions count.
    /// Costs a look at the blocks that define it.
    pub fn new(open: &OpenDocument, registry: &Registry, id: &str) -> Self {
        let document = &open.document;
        let mut known = Self::default();
        if !document.total(id).is_defined() {
            known.add_registry(registry, id);
            return known;
        }
        let texts = record_texts(document, id);
        let records = || texts.iter().filter_map(|text| record(text));
        let in_place = in_place(document, id);
        if in_place.is_none() && !records().any(Record::defines) {
            known.add_registry(registry, id);
        }
        let has_main_name = records().any(|record| record.main_name().is_some());
        if let Some((name, types)) = in_place {
            if !has_main_name {
                known.add_name(name);
            }
            types.into_iter().for_each(|kind| known.add_type(&kind));
        }
        records().for_each(|record| known.add(record));
        known
    }

    fn add_registry(&mut self, registry: &Registry, id: &str) {
        registry.lookup(id).filter_map(|at| registry.record(at)).for_each(|record| self.add(record));
    }

    /// Adds what a record says.
    pub fn add(&mut self, record: Record<'_>) {
        record.types().for_each(|kind| self.add_type(kind));
        let names = record.main_name().into_iter().chain(record.aliases());
        names.for_each(|name| self.add_name(unescape(name).into_owned()));
    }

    fn add_type(&mut self, kind: &str) {
        if self.types.iter().all(|known| known != kind) {
            self.types.push(kind.to_string());
        }
    }

    fn add_name(&mut self, name: String) {
        if !name.is_empty() && !self.names.contains(&name) {
            self.names.push(name);
        }
    }

    /// What it is called, if anything.
    pub fn name(&self) -> Option<&str> {
        self.names.first().map(String::as_str)
    }

    /// `Ana Duarte · person`: name and types on one line.
    pub fn summary(&self) -> String {
        let types = (!self.types.is_empty()).then(|| self.types.join(", "));
        self.name().map(str::to_string).into_iter().chain(types).collect::<Vec<_>>().join(" · ")
    }

    /// True if `text` has a word of one of the names in it, so that a reader sees who is meant.
    pub fn is_named_in(&self, text: &str) -> bool {
        let folded = fold(text);
        let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        self.names.iter().any(|name| {
            let name = fold(name);
            let is_wide = !name.is_ascii() && folded.contains(name.trim());
            is_wide
                || name.split(' ').filter(|word| word.chars().count() > 1).any(|word| words.contains(&word))
        })
    }
}

fn record_texts(document: &Document, id: &str) -> Vec<String> {
    let Some(name) = document.symbols().find(id) else { return Vec::new() };
    let keys = [Key::new(KeyKind::Record, name)];
    let starts = document.blocks_with(&keys).take(RECORDS);
    let blocks = starts.filter_map(|start| document.tree().block_at(start as usize));
    blocks.map(|block| document.slice(block.content().range()).into_owned()).collect()
}

/// Reads a block of a fence as the record of an entity.
fn record(text: &str) -> Option<Record<'_>> {
    let entry = entry(text, 0);
    match entry.head {
        Some(Head::Entity { id, .. }) => Some(Record { id, entry }),
        _ => None,
    }
}

/// The text of the first mention that gives an entity a type, and the types.
fn in_place(document: &Document, id: &str) -> Option<(String, Vec<String>)> {
    let key = Key::new(KeyKind::InPlace, document.symbols().find(id)?);
    let block = document.tree().block_at(document.first_block_with(key)? as usize)?;
    if block.kind() == BlockKind::Entry {
        return None;
    }
    let text = document.slice(block.content().range());
    let tree = parse(&text);
    let article = Article::new(&text, &tree, document.vocabulary());
    let in_place = article.entity(id)?.in_place.as_ref()?;
    let name = article.mentions[in_place.mention as usize].name(&article);
    Some((name, in_place.types.iter().map(|kind| kind.to_string()).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn is_known(text: &str, id: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let open = snapshot.document(&fixture.path).expect("it is open");
        let known = Known::new(open, &snapshot.root_of(open).workspace.registry, id);
        let shown = format!("{} / {}", known.names.join(" | "), known.types.join(" "));
        assert_eq!(shown.trim(), expected);
    }

    #[test]
    fn the_article_hides_the_registry_and_aliases_complete() {
        let registry = "\n==> entities.nmk\n---\n@duarte :politician Ana Maria Duarte | A. M. D.\n";
        let story = |text: &str| format!("==> story.nmk\n$0{text}{registry}");
        is_known(&story("[She @duarte]."), "duarte", "Ana Maria Duarte | A. M. D. / politician");
        is_known(
            &story("[[Ana @x] Duarte @duarte :person]\n\n---\n@duarte | Mayor \\| Duarte\n---"),
            "duarte",
            "Ana Duarte | Mayor | Duarte / person",
        );
        is_known(&story("x\n\n---\n@duarte :person Ana\n---"), "duarte", "Ana / person");
        is_known(
            &story("x\n\n---\n@duarte | Duarte\n---"),
            "duarte",
            "Ana Maria Duarte | A. M. D. | Duarte / politician",
        );
        is_known(&story("x"), "nobody", "/");
    }

    #[test]
    fn a_name_is_seen_by_its_words() {
        let known = Known { names: vec!["Ana Duarte".to_string(), "王毅".to_string()], types: Vec::new() };
        assert!(
            known.is_named_in("Mayor Duarte") && known.is_named_in("DUARTE’s") && known.is_named_in("王毅说")
        );
        assert!(!known.is_named_in("she") && !known.is_named_in("the mayor") && !known.is_named_in(""));
    }
}
