//! Registries: files with records that all articles of a workspace may refer to.

use std::hash::BuildHasher;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use globset::{GlobBuilder, GlobMatcher};
use hashbrown::HashTable;
use rustc_hash::{FxBuildHasher, FxHashMap, FxHashSet};

use super::config::{CONFIG_FILE, Config};
use super::discover::walk;
use super::error::{Error, Reason};
use super::names::{Fit, NameMatch, Names, fold};
use super::read::read;
use crate::article;
use crate::syntax::{BlockKind, Head, entry, parse, unescape};
use crate::text::{Positions, Span, name_hash};

/// The number of a registry file.
pub type FileId = u32;

/// All entity records of a workspace's registries.
#[derive(Debug, Default)]
pub struct Registry {
    files: Vec<Arc<File>>,
    by_path: FxHashMap<PathBuf, FileId>,
    /// All records in the order of files and places.
    records: Vec<Record>,
    /// The first record of each entity. A table of numbers: names are compared in the sources.
    first: HashTable<u32>,
    /// The hashes of names and the like with the numbers of their records, sorted.
    clues: OnceLock<Vec<(u32, u32)>>,
    /// What is often asked about records, so that they need not be read again.
    gists: OnceLock<Gists>,
}

/// A registry file, shared by the versions of a registry in which it is the same.
#[derive(Debug)]
struct File {
    path: PathBuf,
    source: String,
    /// Its records in order: the `@id`, and the whole record with its fields.
    records: Vec<(Span, Span)>,
    positions: OnceLock<Positions>,
    names: OnceLock<Names>,
}

#[derive(Debug)]
struct Record {
    at: Definition,
    /// The next record of the same entity, or `LAST`.
    next: u32,
}

const LAST: u32 = u32::MAX;

/// Where a registry has a record of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// In which file.
    pub file: FileId,
    /// The `@id`.
    pub id: Span,
    /// The whole record with its fields; [`entry`] reads it.
    pub entry: Span,
}

/// An entity one of whose names was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named<'r> {
    /// The entity.
    pub id: &'r str,
    /// Its record.
    pub at: Definition,
    /// Which name: 0 for the id, from 1 on for the names of the record, the main name first.
    pub name: u32,
}

impl Registry {
    /// Reads registry files. What can't be read is reported, and the others hold.
    pub fn load(paths: impl IntoIterator<Item = PathBuf>) -> (Self, Vec<Error>) {
        let mut files = Vec::new();
        let mut errors = Vec::new();
        for path in paths {
            match read(&path) {
                Ok(source) => files.push(File::new(path, source)),
                Err(error) => errors.push(error),
            }
        }
        (Self::of(files.into_iter().map(Arc::new).collect()), errors)
    }

    /// A registry of files that are already in memory, in the order of their paths.
    pub fn from_sources(files: impl IntoIterator<Item = (PathBuf, String)>) -> Self {
        let files = files.into_iter().map(|(path, source)| Arc::new(File::new(path, source)));
        Self::of(files.collect())
    }

    /// This registry with other texts for some of its files, as editors have them. Files that are no
    /// part of it are passed over.
    pub fn with_texts<'t>(&self, texts: impl IntoIterator<Item = (&'t Path, String)>) -> Self {
        let mut files = self.files.clone();
        for (path, text) in texts {
            if let Some(file) = self.file_at(path) {
                files[file as usize] = Arc::new(File::new(path.to_path_buf(), text));
            }
        }
        Self::of(files)
    }

    fn of(files: Vec<Arc<File>>) -> Self {
        let mut registry = Self { files, ..Self::default() };
        for (number, file) in registry.files.iter().enumerate() {
            let number = number as FileId;
            registry.by_path.insert(file.path.clone(), number);
            let records = file.records.iter().map(|&(id, entry)| Definition { file: number, id, entry });
            registry.records.extend(records.map(|at| Record { at, next: LAST }));
        }
        registry.index();
        registry
    }

    /// Goes backwards, so that each entity's records are chained in order.
    fn index(&mut self) {
        let mut first = HashTable::with_capacity(self.records.len());
        for number in (0..self.records.len()).rev() {
            let name = self.name(self.records[number].at);
            let slot = first.entry(
                hash(name),
                |&other: &u32| self.name(self.records[other as usize].at) == name,
                |&other| hash(self.name(self.records[other as usize].at)),
            );
            let next = match &slot {
                hashbrown::hash_table::Entry::Occupied(known) => *known.get(),
                hashbrown::hash_table::Entry::Vacant(_) => LAST,
            };
            slot.insert(number as u32);
            self.records[number].next = next;
        }
        first.shrink_to_fit(|&other| hash(self.name(self.records[other as usize].at)));
        self.first = first;
    }

    /// All records of the entity, in the order of files and places.
    pub fn lookup(&self, id: &str) -> impl Iterator<Item = Definition> {
        self.numbers(id).map(|number| self.records[number as usize].at)
    }

    /// The numbers of all records of the entity, in order.
    fn numbers(&self, id: &str) -> impl Iterator<Item = u32> {
        let same = |&other: &u32| self.name(self.records[other as usize].at) == id;
        let mut next = self.first.find(hash(id), same).copied().unwrap_or(LAST);
        std::iter::from_fn(move || {
            let number = next;
            next = self.records.get(number as usize)?.next;
            Some(number)
        })
    }

    /// The [`name_hash`]es of all names of the entity. The first question reads all records once.
    pub fn name_hashes(&self, id: &str) -> impl Iterator<Item = u64> {
        let gists = self.gists.get_or_init(|| self.read_gists());
        self.numbers(id).flat_map(|number| gists.names.of(number)).copied()
    }

    /// The types of the entity. The first question reads all records once.
    pub fn types(&self, id: &str) -> impl Iterator<Item = &str> {
        let gists = self.gists.get_or_init(|| self.read_gists());
        self.numbers(id).flat_map(|number| {
            let (_, source) = self.file(self.records[number as usize].at.file);
            gists.types.of(number).iter().map(|span| span.of(source))
        })
    }

    fn read_gists(&self) -> Gists {
        let mut gists = Gists::default();
        for record in self.records.iter().map(|record| self.record(record.at)) {
            let names =
                record.into_iter().flat_map(|record| record.main_name().into_iter().chain(record.aliases()));
            gists.names.push(names.map(|name| name_hash(&unescape(name))));
            let types = record.and_then(|record| record.entry.head).into_iter().flat_map(Head::types);
            // The span holds the `:`, which is one byte.
            gists.types.push(types.map(|label| Span { start: label.span.start + 1, ..label.span }));
        }
        gists
    }

    /// True if there is a record of the entity.
    pub fn contains(&self, id: &str) -> bool {
        self.lookup(id).next().is_some()
    }

    /// The record that counts as the entity's definition: the first that says what it is or is called,
    /// else the first.
    pub fn defining(&self, id: &str) -> Option<Definition> {
        let defines = |at: &Definition| self.record(*at).is_some_and(article::Record::defines);
        self.lookup(id).find(defines).or_else(|| self.lookup(id).next())
    }

    /// All records of the entity, read.
    pub fn records(&self, id: &str) -> Vec<article::Record<'_>> {
        self.lookup(id).filter_map(|at| self.record(at)).collect()
    }

    /// All records, read one after the other, in the order of files and places.
    pub fn all_records(&self) -> impl Iterator<Item = article::Record<'_>> {
        self.records.iter().filter_map(|record| self.record(record.at))
    }

    /// The entities that a record calls so, in the order of files and places: the first few of very many.
    pub fn named(&self, name: &str) -> Vec<&str> {
        self.looked_up(Clue::Name, name, |record| {
            record.main_name().into_iter().chain(record.aliases()).any(|known| unescape(known) == name)
        })
    }

    /// The entities whose records give this item of Wikidata, in the order of files and places.
    pub fn of_wikidata(&self, item: &str) -> Vec<&str> {
        self.looked_up(Clue::Wikidata, item, |record| wikidata_of(record).any(|known| known == item))
    }

    fn looked_up(&self, clue: Clue, text: &str, fits: impl Fn(article::Record<'_>) -> bool) -> Vec<&str> {
        let clues = self.clues.get_or_init(|| self.read_clues());
        let hash = clue.hash(text);
        let first = clues.partition_point(|(known, _)| *known < hash);
        let found = clues[first..].iter().take_while(|(known, _)| *known == hash).take(NAMESAKES);
        let fits = |at: &Definition| self.record(*at).is_some_and(&fits);
        let mut ids: Vec<&str> = Vec::new();
        for at in found.map(|(_, at)| self.records[*at as usize].at).filter(fits) {
            let id = self.name(at);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        ids
    }

    /// Reads all records once, when a name is first looked up.
    fn read_clues(&self) -> Vec<(u32, u32)> {
        let mut clues = Vec::with_capacity(2 * self.records.len());
        for (number, record) in self.all_records().enumerate() {
            let names = record.main_name().into_iter().chain(record.aliases());
            let names = names.map(|name| Clue::Name.hash(&unescape(name)));
            let items = wikidata_of(record).map(|item| Clue::Wikidata.hash(item));
            clues.extend(names.chain(items).map(|hash| (hash, number as u32)));
        }
        clues.sort_unstable();
        clues
    }

    /// True if the file at this path (absolute) is part of the registry.
    pub fn holds(&self, path: &Path) -> bool {
        self.by_path.contains_key(path)
    }

    /// The first record that defines the entity in a file before the one at `path` (absolute).
    pub fn definition_before(&self, id: &str, path: &Path) -> Option<(&Path, Span)> {
        let file = self.file_at(path)?;
        let defines = |at: &Definition| self.record(*at).is_some_and(article::Record::defines);
        let first = self.lookup(id).take_while(|at| at.file < file).find(defines)?;
        Some((self.file(first.file).0, first.id))
    }

    /// The ids of all records, in the order of files and places; an id with several records comes
    /// several times.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.records.iter().map(|record| self.name(record.at))
    }

    /// Entities one of whose ids or names fits `query`: best fits first, then in the order of files and
    /// places, each entity once. Stops after `limit`.
    pub fn search(&self, query: &str, limit: usize) -> Vec<Named<'_>> {
        let folded = fold(query);
        let folded = folded.trim();
        let mut found = Vec::new();
        let mut known = FxHashSet::default();
        // Words are told apart by spaces in ASCII; elsewhere there may be none.
        let fits = if folded.is_ascii() { &Fit::ALL[..2] } else { &Fit::ALL[..] };
        for fit in fits {
            for file in 0..self.files.len() as FileId {
                for at in self.files[file as usize].names().find(folded, *fit) {
                    if found.len() == limit {
                        return found;
                    }
                    let named = self.found(file, at);
                    if known.insert(named.id) {
                        found.push(named);
                    }
                }
            }
        }
        found
    }

    /// Makes the names ready to be searched, which otherwise the first search does.
    pub fn prepare_search(&self) {
        self.files.iter().for_each(|file| {
            file.names();
        });
    }

    /// All ids and names, folded for comparison, with their entities, file by file.
    pub fn names(&self) -> impl Iterator<Item = impl Iterator<Item = (Named<'_>, &str)>> {
        (0..self.files.len() as FileId).map(move |file| {
            let names = self.files[file as usize].names().iter();
            names.map(move |(at, folded)| (self.found(file, at), folded))
        })
    }

    /// What was found: the name, or for an id what the entity is called, if anything.
    pub fn called(&self, named: Named<'_>) -> String {
        let head = self.record(named.at).and_then(|record| record.entry.head);
        let mut names = head.into_iter().flat_map(Head::names).map(|(name, _)| name);
        let name = match named.name.checked_sub(1) {
            Some(number) => names.nth(number as usize),
            None => names.find(|name| !name.is_empty()),
        };
        name.map_or_else(|| named.id.to_string(), |name| unescape(name).into_owned())
    }

    fn found(&self, file: FileId, at: NameMatch) -> Named<'_> {
        let (id, entry) = self.files[file as usize].records[at.record as usize];
        let at_record = Definition { file, id, entry };
        Named { id: self.name(at_record), at: at_record, name: at.name }
    }

    /// Path and text of a file.
    pub fn file(&self, file: FileId) -> (&Path, &str) {
        let file = &self.files[file as usize];
        (&file.path, &file.source)
    }

    /// Paths and texts of all files, in order.
    pub fn files(&self) -> impl Iterator<Item = (&Path, &str)> {
        self.files.iter().map(|file| (file.path.as_path(), file.source.as_str()))
    }

    /// The registry file at this path (absolute).
    pub fn file_at(&self, path: &Path) -> Option<FileId> {
        self.by_path.get(path).copied()
    }

    /// Lines and columns of a file; measured when they are first asked for.
    pub fn positions(&self, file: FileId) -> &Positions {
        let file = &self.files[file as usize];
        file.positions.get_or_init(|| Positions::new(&file.source))
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// True if no file was found.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Reads a record.
    pub fn record(&self, at: Definition) -> Option<article::Record<'_>> {
        let (_, source) = self.file(at.file);
        let entry = entry(at.entry.of(source), at.entry.start);
        match entry.head {
            Some(Head::Entity { id, .. }) => Some(article::Record { id, entry }),
            _ => None,
        }
    }

    fn name(&self, at: Definition) -> &str {
        // The span holds the `@`, which is one byte.
        &at.id.of(&self.files[at.file as usize].source)[1..]
    }
}

impl File {
    fn new(path: PathBuf, source: String) -> Self {
        let mut records = Vec::new();
        for block in parse(&source).blocks().filter(|block| block.kind() == BlockKind::Entry) {
            let span = block.content();
            if let Some(Head::Entity { id, .. }) = entry(span.of(&source), span.start).head {
                records.push((id.span, span));
            }
        }
        Self { path, source, records, positions: OnceLock::new(), names: OnceLock::new() }
    }

    /// The names of its records; gathered when they are first searched.
    fn names(&self) -> &Names {
        self.names.get_or_init(|| {
            let mut names = Names::default();
            for (number, &(_, span)) in self.records.iter().enumerate() {
                if let Some(head @ Head::Entity { id, .. }) = entry(span.of(&self.source), span.start).head {
                    names.add(number as u32, id.name, head.names().map(|(name, _)| name));
                }
            }
            names
        })
    }
}

/// What is often asked about the records of a registry, by their numbers.
#[derive(Debug, Default)]
struct Gists {
    /// The [`name_hash`]es of their names.
    names: Lists<u64>,
    /// Where their types stand, without `:`.
    types: Lists<Span>,
}

/// Many short lists, one behind the other.
#[derive(Debug)]
struct Lists<T> {
    items: Vec<T>,
    /// Where each list ends.
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { items: Vec::new(), ends: Vec::new() }
    }
}

impl<T> Lists<T> {
    fn push(&mut self, list: impl Iterator<Item = T>) {
        self.items.extend(list);
        self.ends.push(self.items.len() as u32);
    }

    fn of(&self, number: u32) -> &[T] {
        let end = |number: u32| self.ends[number as usize] as usize;
        &self.items[number.checked_sub(1).map_or(0, end)..end(number)]
    }
}

/// Of more entities with one name the others are passed over.
const NAMESAKES: usize = 32;

/// By what records are looked up besides their ids.
#[derive(Clone, Copy, Hash)]
enum Clue {
    Name,
    Wikidata,
}

impl Clue {
    fn hash(self, text: &str) -> u32 {
        (FxBuildHasher.hash_one((self, text)) >> 32) as u32
    }
}

/// The items of Wikidata that a record names.
fn wikidata_of(record: article::Record<'_>) -> impl Iterator<Item = &str> {
    record.entry.fields().filter(|field| field.key == "wikidata").map(|field| field.value.raw)
}

fn hash(name: &str) -> u64 {
    FxBuildHasher.hash_one(name)
}

/// Where registries are if the project names none: a file and a folder in the root.
pub const DEFAULTS: [&str; 2] = ["entities.nmk", "entities"];

/// The registry files of a root, in the order of their paths.
pub fn files(root: &Path, config: &Config, errors: &mut Vec<Error>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    match &config.registries {
        Some(named) => {
            for (number, name) in named.iter().enumerate() {
                if let Err(message) = named_files(root, name, &mut files, errors) {
                    let at = config.places.get(&format!("registries.{number}")).copied();
                    let reason = Reason::Config { at, message };
                    errors.push(Error { path: root.join(CONFIG_FILE), reason });
                }
            }
        }
        None => {
            for name in DEFAULTS {
                existing_files(&root.join(name), &mut files, errors);
            }
        }
    }
    files.sort();
    files.dedup();
    files
}

fn named_files(
    root: &Path,
    name: &str,
    files: &mut Vec<PathBuf>,
    errors: &mut Vec<Error>,
) -> Result<(), String> {
    if name.contains(['*', '?', '[', '{']) {
        let glob = glob(name)?;
        let (found, unreadable) = walk(root);
        let matches = |path: &PathBuf| path.strip_prefix(root).is_ok_and(|path| glob.is_match(path));
        files.extend(found.into_iter().filter(matches));
        errors.extend(unreadable);
        return Ok(());
    }
    if existing_files(&root.join(name), files, errors) {
        return Ok(());
    }
    Err(format!("the registry `{name}` does not exist; paths in `registries` start at this file's folder"))
}

fn glob(pattern: &str) -> Result<GlobMatcher, String> {
    let glob = GlobBuilder::new(pattern).literal_separator(true).build();
    glob.map(|glob| glob.compile_matcher())
        .map_err(|error| format!("`{pattern}` in `registries` is no glob: {}", error.kind()))
}

/// Adds a file, or the articles in a folder. False if there is neither.
fn existing_files(path: &Path, files: &mut Vec<PathBuf>, errors: &mut Vec<Error>) -> bool {
    if path.is_dir() {
        let (found, unreadable) = walk(path);
        files.extend(found);
        errors.extend(unreadable);
        return true;
    }
    let exists = path.exists();
    if exists {
        files.push(path.to_path_buf());
    }
    exists
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry(sources: &[&str]) -> Registry {
        let named =
            |(number, source): (usize, &&str)| (PathBuf::from(format!("{number}.nmk")), source.to_string());
        Registry::from_sources(sources.iter().enumerate().map(named))
    }

    #[test]
    fn records_are_found_in_the_order_of_their_places() {
        let registry = registry(&[
            "---\n@ana :person Ana\n  role: Mayor\n@bo :org Bo\n  wikidata: Q1\n@ana | Duarte\n---\n",
            "---\n@ana :person Anna\n",
        ]);
        let found: Vec<_> =
            registry.lookup("ana").map(|at| (at.file, at.entry.of(registry.file(at.file).1))).collect();
        let expected =
            [(0, "@ana :person Ana\n  role: Mayor\n"), (0, "@ana | Duarte\n"), (1, "@ana :person Anna\n")];
        assert_eq!(found, expected);
        assert_eq!(registry.lookup("bo").count(), 1);
        assert_eq!(registry.lookup("nobody").count(), 0);
        assert_eq!(registry.named("Duarte"), ["ana"]);
        assert_eq!(registry.named("Mayor"), [""; 0]);
        assert_eq!(registry.of_wikidata("Q1"), ["bo"]);
        assert_eq!(registry.ids().collect::<Vec<_>>(), ["ana", "bo", "ana", "ana"]);
    }

    #[test]
    fn entities_are_found_by_id_and_name_best_fits_first() {
        let registry = registry(&[
            "---\n@ana :person Ana Duarte | Mayor Duarte\n@bo :org Duarte & Sons\n",
            "---\n@duarte :place\n@ana | The Duarte\n",
        ]);
        let found = |query, limit| -> Vec<(&str, u32)> {
            registry.search(query, limit).iter().map(|named| (named.id, named.name)).collect()
        };
        assert_eq!(found("duarte", 9), [("bo", 1), ("duarte", 0), ("ana", 1)]);
        assert_eq!(found("DUARTE", 2), [("bo", 1), ("duarte", 0)]);
        assert_eq!(found("duarte s", 9), []);
        assert_eq!(found("ana d", 9), [("ana", 1)]);
        assert_eq!(found("", 1), [("ana", 0)]);
        let called = |query| registry.search(query, 1).first().map(|named| registry.called(*named));
        assert_eq!(called("may").as_deref(), Some("Mayor Duarte"));
        assert_eq!(called("an").as_deref(), Some("Ana Duarte"));
        assert_eq!(called("the").as_deref(), Some("The Duarte"));
    }

    #[test]
    fn an_empty_registry_knows_nobody() {
        assert_eq!(Registry::default().lookup("ana").count(), 0);
    }
}
