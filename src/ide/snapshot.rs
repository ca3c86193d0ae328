use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use ropey::Rope;
use rustc_hash::FxHashMap;

use super::proposals::{ProposalOptions, Shown};
use crate::annotate::Knowledge;
use crate::document::{Document, Symbols};
use crate::rules::{Finding, LiveFindings, needs_registry};
use crate::workspace::{Index, Workspace, WorkspaceTotal, read};

/// The world as it was when somebody asked. Cheap to make, and never changed.
#[derive(Clone, Debug, Default)]
pub struct Snapshot {
    pub(super) symbols: Arc<Symbols>,
    pub(super) roots: Arc<FxHashMap<Arc<Path>, Root>>,
    pub(super) documents: Arc<FxHashMap<Arc<Path>, Arc<OpenDocument>>>,
    pub(super) proposal_options: ProposalOptions,
    pub(super) cancelled: Arc<AtomicBool>,
}

/// A root folder: what holds for the articles below it, and what they say.
#[derive(Clone, Debug)]
pub struct Root {
    /// Configuration and registries; defaults until they are read.
    pub workspace: Arc<Workspace>,
    /// What the articles on the disk say; nothing until they are read.
    pub index: Option<Arc<Index>>,
    knowledge: Arc<OnceLock<Knowledge>>,
}

impl Root {
    /// A root as it was read; without an index it is still to be read.
    pub fn new(workspace: Arc<Workspace>, index: Option<Arc<Index>>) -> Self {
        Self { workspace, index, knowledge: Arc::default() }
    }

    /// What proposals can use, put together when it is first asked for.
    pub fn knowledge(&self) -> &Knowledge {
        let workspace = &self.workspace;
        self.knowledge.get_or_init(|| Knowledge::new(&workspace.registry, &workspace.config.verbs))
    }
}

/// An article or registry that an editor has open.
#[derive(Clone, Debug)]
pub struct OpenDocument {
    /// The file (absolute), or the name of a text that was never saved.
    pub path: Arc<Path>,
    /// The root it belongs to.
    pub root: Arc<Path>,
    /// The editor's number for this state of the text.
    pub version: i32,
    /// The text and what was read from it.
    pub document: Document,
    pub(super) findings: LiveFindings,
    /// Another number after each change to the document or to what its findings depend on.
    pub(super) stamp: u64,
    /// The stamp with which the rules for articles and workspaces ran last.
    pub(super) settled: Option<u64>,
    pub(super) proposals: Shown,
}

/// Says that nobody waits for an answer any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled;

/// The text of a file, as an editor has it or as it is on the disk.
#[derive(Clone, Debug)]
pub enum SourceText {
    /// Of an open file.
    Open(Rope),
    /// Of another.
    Closed(Arc<str>),
}

impl SourceText {
    /// The text as one string.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Self::Open(rope) => rope.into(),
            Self::Closed(text) => Cow::Borrowed(text),
        }
    }
}

impl Snapshot {
    /// How proposals are shown.
    pub fn proposal_options(&self) -> ProposalOptions {
        self.proposal_options
    }

    /// An open file.
    pub fn document(&self, path: &Path) -> Option<&OpenDocument> {
        self.documents.get(path).map(|open| &**open)
    }

    /// All open files, in the order of their paths.
    pub fn documents(&self) -> Vec<&OpenDocument> {
        let mut documents: Vec<&OpenDocument> = self.documents.values().map(|open| &**open).collect();
        documents.sort_by(|a, b| a.path.cmp(&b.path));
        documents
    }

    /// The root of an open file.
    pub fn root_of(&self, open: &OpenDocument) -> &Root {
        self.roots.get(&open.root).expect("a file's root is known as long as the file is open")
    }

    /// A root.
    pub fn root(&self, folder: &Path) -> Option<&Root> {
        self.roots.get(folder)
    }

    /// What surrounds a file, open or not.
    pub fn workspace_of(&self, path: &Path) -> Option<&Workspace> {
        let open = self.document(path).map(|open| self.root_of(open));
        let above = || path.ancestors().find_map(|folder| self.root(folder));
        open.or_else(above).map(|root| &*root.workspace)
    }

    /// All roots, in the order of their folders.
    pub fn roots(&self) -> Vec<(&Arc<Path>, &Root)> {
        let mut roots: Vec<_> = self.roots.iter().collect();
        roots.sort_by(|a, b| a.0.cmp(b.0));
        roots
    }

    /// The numbers of all names.
    pub fn symbols(&self) -> &Arc<Symbols> {
        &self.symbols
    }

    /// What is wrong in an open file, in order of place. What depends on registries is left out as
    /// long as these are not read.
    pub fn findings(&self, open: &OpenDocument) -> Vec<Finding> {
        let ready = self.root_of(open).index.is_some();
        let findings = open.findings.list().into_iter();
        findings.filter(|finding| ready || !needs_registry(finding.rule)).cloned().collect()
    }

    /// How often all articles of a root speak of an entity, open ones as they are now.
    pub fn workspace_total(&self, root: &Arc<Path>, entity: &str) -> WorkspaceTotal {
        let index = self.roots.get(root).and_then(|root| root.index.as_deref());
        let Some(name) = self.symbols.find(entity) else { return WorkspaceTotal::default() };
        let mut total = index.map(|index| index.total(name)).unwrap_or_default();
        for open in self.documents.values().filter(|open| open.root == *root) {
            let saved =
                index.and_then(|index| index.article(&open.path)).and_then(|facts| facts.entity(name));
            let now = open.document.totals().get(&name).copied().unwrap_or_default();
            let exchange = |total: u32, saved: u32, now: u32| total - saved + now;
            total.articles = exchange(total.articles, saved.is_some().into(), (now.uses > 0).into());
            total.mentions = exchange(total.mentions, saved.map_or(0, |fact| fact.mentions), now.mentions);
            total.quotes = exchange(total.quotes, saved.map_or(0, |fact| fact.quotes), now.quotes);
        }
        total
    }

    /// The articles and registries of a root that refer to an entity, open ones as they are now, in
    /// the order of their paths.
    pub fn files_mentioning(&self, root: &Arc<Path>, entity: &str) -> Vec<Arc<Path>> {
        let Some(name) = self.symbols.find(entity) else { return Vec::new() };
        let index = self.roots.get(root).and_then(|root| root.index.as_deref());
        let closed = index.into_iter().flat_map(|index| index.mentioning(name));
        let closed = closed.filter(|path| !self.documents.contains_key(*path));
        let open = self.documents.values().filter(|open| open.root == *root);
        let open = open.filter(|open| open.document.totals().contains_key(&name)).map(|open| &open.path);
        let mut files: Vec<Arc<Path>> = closed.chain(open).cloned().collect();
        files.sort();
        files
    }

    /// The text of a file: as an editor has it, else as it is on the disk.
    pub fn text(&self, path: &Path) -> Option<SourceText> {
        match self.document(path) {
            Some(open) => Some(SourceText::Open(open.document.rope().clone())),
            None => Some(SourceText::Closed(read(path).ok()?.into())),
        }
    }

    /// Set when the work on this snapshot should stop.
    pub fn cancelled(&self) -> &AtomicBool {
        &self.cancelled
    }

    /// Says if nobody waits for an answer any more. Ask now and then in long work.
    pub fn check_cancelled(&self) -> Result<(), Cancelled> {
        if self.cancelled.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }

    /// The same snapshot, whose work stops when `flag` is set.
    pub fn stopped_by(self, flag: Arc<AtomicBool>) -> Self {
        Self { cancelled: flag, ..self }
    }
}
