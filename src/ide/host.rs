use std::borrow::Cow;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ropey::Rope;
use rustc_hash::FxHashSet;

use super::load::{Extent, Loaded};
use super::proposals::ProposalOptions;
use super::snapshot::{OpenDocument, Root, Snapshot};
use crate::document::{Document, Symbols};
use crate::rules::{LiveFindings, WideFindings};
use crate::text::Span;
use crate::workspace::{ARTICLE_EXTENSION, ArticleFacts, CONFIG_FILE, Roots, Workspace};

/// Takes in what happens in the editor and on the disk.
///
/// It touches no file but to look for roots: what has to be read is asked for by [`Refresh`] and
/// handed in afterwards, so that taking in a keystroke never waits for a disk.
#[derive(Debug, Default)]
pub struct Host {
    now: Snapshot,
    folders: Vec<PathBuf>,
    finder: Roots,
    /// Roots with open registry files that were edited since their registry was put together.
    stale: FxHashSet<Arc<Path>>,
    /// Roots whose open articles have to be checked again because their registry changed.
    unsettled: FxHashSet<Arc<Path>>,
    /// How many changes there were.
    clock: u64,
}

/// What has to be read from the disk after something changed there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refresh {
    /// Roots to load anew, with registries and configuration.
    pub roots: Vec<Arc<Path>>,
    /// Articles whose facts have to be read again, with their roots.
    pub articles: Vec<(Arc<Path>, Arc<Path>)>,
}

impl Host {
    /// The folders that the editor shows. Returns roots that are new; those that belong neither to a folder
    /// nor to an open file are forgotten.
    pub fn set_folders(&mut self, folders: Vec<PathBuf>) -> Refresh {
        self.folders = folders;
        self.finder = Roots::default();
        let roots: Vec<PathBuf> = self.folders.clone();
        let mut wanted: FxHashSet<Arc<Path>> =
            roots.iter().map(|folder| self.root_for(folder, Some(folder))).collect();
        wanted.extend(self.now.documents.values().map(|open| open.root.clone()));
        Arc::make_mut(&mut self.now.roots).retain(|root, _| wanted.contains(root));
        self.stale.retain(|root| wanted.contains(root));
        self.unsettled.retain(|root| wanted.contains(root));
        let new = roots.into_iter().filter_map(|folder| self.add_root(&folder, Some(&folder)));
        Refresh { roots: new.collect(), articles: Vec::new() }
    }

    /// The world as it is now.
    pub fn snapshot(&mut self) -> Snapshot {
        self.renew_registries();
        Snapshot { cancelled: Arc::default(), ..self.now.clone() }
    }

    /// The numbers of all names.
    pub fn symbols(&self) -> &Arc<Symbols> {
        &self.now.symbols
    }

    /// An editor opened a file, or replaced all of its text. Returns its root if that is new.
    pub fn open<'t>(&mut self, path: Arc<Path>, version: i32, text: impl Into<Cow<'t, str>>) -> Refresh {
        let folder = path.parent().filter(|_| path.is_absolute()).map(Path::to_path_buf);
        let given =
            self.folders.iter().find(|given| path.starts_with(given)).or(self.folders.first()).cloned();
        let folder = folder.or(given.clone()).unwrap_or_default();
        let new = self.add_root(&folder, given.as_deref());
        let root = self.root_for(&folder, given.as_deref());
        let workspace = self.now.roots[&root].workspace.clone();
        let document = Document::new(text, workspace.vocabulary.clone(), self.now.symbols.clone());
        let findings = LiveFindings::new(&document, file_path(&path), &workspace);
        self.mark_registry(&path, &root);
        let stamp = self.tick();
        let proposals = self.now.document(&path).map(|open| open.proposals.clone()).unwrap_or_default();
        let mut open = OpenDocument {
            path: path.clone(),
            root,
            version,
            document,
            findings,
            stamp,
            settled: None,
            proposals,
        };
        open.proposals.forget();
        Arc::make_mut(&mut self.now.documents).insert(path, Arc::new(open));
        Refresh { roots: new.into_iter().collect(), articles: Vec::new() }
    }

    /// The editor's number for the state of an open file, if it is open.
    pub fn version(&self, path: &Path) -> Option<i32> {
        self.now.document(path).map(|open| open.version)
    }

    /// The text of an open file.
    pub fn rope(&self, path: &Path) -> Option<&Rope> {
        self.now.document(path).map(|open| open.document.rope())
    }

    /// The editor replaced all of the text of an open file. Costs what differs, if that is little.
    pub fn replace(&mut self, path: &Path, version: i32, text: &str) {
        let Some(rope) = self.rope(path) else { return };
        let (old, new) = difference(rope, text);
        self.edit(path, version, old, &text[new]);
    }

    /// The editor put `inserted` in the place of the bytes `old` of an open file.
    pub fn edit(&mut self, path: &Path, version: i32, old: Range<usize>, inserted: &str) {
        let stamp = self.tick();
        let Some(open) = Arc::make_mut(&mut self.now.documents).get_mut(path) else { return };
        let open = Arc::make_mut(open);
        (open.version, open.stamp) = (version, stamp);
        open.proposals.edited(Span::new(old.start, old.end), inserted.len() as u32);
        let change = open.document.edit(old, inserted);
        let workspace = &self.now.roots[&open.root].workspace;
        open.findings.update(&open.document, &change, file_path(path), workspace);
        let (path, root) = (open.path.clone(), open.root.clone());
        self.mark_registry(&path, &root);
    }

    /// The editor closed a file: from now on it is as it is on the disk.
    pub fn close(&mut self, path: &Path) -> Refresh {
        match Arc::make_mut(&mut self.now.documents).remove(path) {
            Some(_) => self.changed_on_disk([path.to_path_buf()]),
            None => Refresh::default(),
        }
    }

    /// Shows the proposals for an open file, or hides them. Returns whether they are shown now: a registry has none.
    pub fn show_proposals(&mut self, path: &Path, shown: bool) -> bool {
        let Some(open) = Arc::make_mut(&mut self.now.documents).get_mut(path) else { return false };
        Arc::make_mut(open).proposals.ask(shown);
        self.now.document(path).is_some_and(|open| self.now.shows_proposals(open))
    }

    /// How proposals are shown from now on. True if that is new.
    pub fn set_proposal_options(&mut self, options: ProposalOptions) -> bool {
        let before = std::mem::replace(&mut self.now.proposal_options, options);
        if before.min_confidence != options.min_confidence {
            let documents = Arc::make_mut(&mut self.now.documents).values_mut();
            documents.for_each(|open| Arc::make_mut(open).proposals.outdate());
        }
        before != options
    }

    /// True if proposals are to be shown that nobody has computed yet.
    pub fn misses_proposals(&self) -> bool {
        self.now.documents.values().any(|open| self.now.misses_proposals(open))
    }

    /// Says what has to be read after files were made, changed or deleted behind the editor's back.
    pub fn changed_on_disk(&mut self, paths: impl IntoIterator<Item = PathBuf>) -> Refresh {
        let mut refresh = Refresh::default();
        let mut roots = FxHashSet::default();
        for path in paths {
            let is_config = path.file_name().is_some_and(|name| name == CONFIG_FILE);
            let is_article = path.extension().is_some_and(|ending| ending == ARTICLE_EXTENSION);
            if is_config {
                self.finder = Roots::default();
            }
            let Some(root) = self.known_root(&path) else { continue };
            if is_config || !is_article || self.may_be_registry(&path, &root) {
                roots.insert(root);
            } else if !self.now.documents.contains_key(&*path) {
                refresh.articles.push((root, path.into()));
            }
        }
        refresh.articles.retain(|(root, _)| !roots.contains(root));
        refresh.roots = roots.into_iter().collect();
        refresh.roots.sort();
        refresh
    }

    /// How much of a root is worth reading.
    pub fn extent(&mut self, root: &Path) -> Extent {
        if !root.is_absolute() {
            return Extent::Nothing;
        }
        let in_editor = self.folders.iter().any(|folder| folder.starts_with(root));
        let is_marked = self.finder.find(root).is_some();
        if in_editor || is_marked { Extent::Articles } else { Extent::Surroundings }
    }

    /// Takes in a root that was loaded, unless it was forgotten meanwhile. All its open files are read and
    /// checked again.
    pub fn install(&mut self, root: &Arc<Path>, loaded: Loaded) {
        if !self.now.roots.contains_key(root) {
            return;
        }
        let workspace = Arc::new(loaded.workspace);
        let fresh = Root::new(workspace, Some(Arc::new(loaded.index)));
        Arc::make_mut(&mut self.now.roots).insert(root.clone(), fresh);
        self.stale.insert(root.clone());
        self.renew_registries();
        self.unsettled.remove(root);
        self.each_open(root, |open, workspace| {
            open.proposals.outdate();
            if open.document.vocabulary() != &workspace.vocabulary {
                open.document = open.document.with_vocabulary(workspace.vocabulary.clone());
            }
        });
        self.check_open(root);
    }

    /// Takes in the facts of articles that were read again; none for those that are gone.
    pub fn set_facts(&mut self, facts: Vec<(Arc<Path>, Arc<Path>, Option<ArticleFacts>)>) {
        let roots = Arc::make_mut(&mut self.now.roots);
        let mut compared: FxHashSet<Arc<Path>> = FxHashSet::default();
        for (root, path, facts) in facts {
            if let Some(index) = roots.get_mut(&root).and_then(|root| root.index.as_mut()) {
                let quotes = |facts: Option<&ArticleFacts>| facts.map(|facts| facts.quotes.clone());
                if quotes(index.article(&path)) != quotes(facts.as_ref()) {
                    compared.insert(root);
                }
                Arc::make_mut(index).set(path, facts);
            }
        }
        compared.iter().for_each(|root| self.compare_again(root, None));
    }

    /// The open documents whose rules for articles and workspaces have to run, as they are now: none as long as
    /// their root is not read.
    pub fn wanting(&self) -> Vec<Arc<Path>> {
        let wanting = self.now.documents.values().filter(|open| open.settled != Some(open.stamp));
        let ready = wanting.filter(|open| self.now.roots[&open.root].index.is_some());
        let mut paths: Vec<Arc<Path>> = ready.map(|open| open.path.clone()).collect();
        paths.sort();
        paths
    }

    /// Takes in what these rules found in a document, unless it changed meanwhile. True if that is something new.
    pub fn take_wide(&mut self, seen: &OpenDocument, found: WideFindings) -> bool {
        let Some(open) = Arc::make_mut(&mut self.now.documents).get_mut(&seen.path) else { return false };
        if open.stamp != seen.stamp {
            return false;
        }
        let open = Arc::make_mut(open);
        open.settled = Some(open.stamp);
        let workspace = &self.now.roots[&open.root].workspace;
        let settled = open.findings.settle(found, &open.document, file_path(&open.path), workspace);
        let root = open.root.clone();
        if settled.quotes {
            self.compare_again(&root, Some(&seen.path));
        }
        settled.findings
    }

    /// Quotations of a root changed, so that those of its open documents have to be compared with them; those of
    /// `but` were.
    fn compare_again(&mut self, root: &Arc<Path>, but: Option<&Path>) {
        let stamp = self.tick();
        self.each_open(root, |open, _| {
            if Some(&*open.path) != but {
                open.stamp = stamp;
            }
        });
    }

    fn tick(&mut self) -> u64 {
        self.clock += 1;
        self.clock
    }

    /// Checks again what depends on registries that were edited. Returns true if anything was.
    pub fn settle(&mut self) -> bool {
        self.renew_registries();
        let roots = std::mem::take(&mut self.unsettled);
        roots.iter().for_each(|root| self.check_open(root));
        !roots.is_empty()
    }

    /// True if [`settle`](Self::settle) has something to do, or documents are [`wanting`](Self::wanting).
    pub fn is_unsettled(&self) -> bool {
        !self.stale.is_empty() || !self.unsettled.is_empty() || !self.wanting().is_empty()
    }

    fn check_open(&mut self, root: &Arc<Path>) {
        let stamp = self.tick();
        self.each_open(root, |open, workspace| {
            let path = file_path(&open.path);
            let mut fresh = LiveFindings::new(&open.document, path, workspace);
            fresh.keep_wide(&open.findings, &open.document, path, workspace);
            (open.findings, open.stamp) = (fresh, stamp);
        });
    }

    fn each_open(&mut self, root: &Arc<Path>, change: impl Fn(&mut OpenDocument, &Workspace)) {
        let workspace = self.now.roots[root].workspace.clone();
        let documents = Arc::make_mut(&mut self.now.documents).values_mut();
        documents.filter(|open| open.root == *root).for_each(|open| change(Arc::make_mut(open), &workspace));
    }

    /// Puts the registries of stale roots together anew, with the texts of their open files.
    fn renew_registries(&mut self) {
        for root in std::mem::take(&mut self.stale) {
            let open = self.now.documents.values().filter(|open| open.root == root);
            let workspace = &self.now.roots[&root].workspace;
            let held = open.filter(|open| workspace.registry.holds(&open.path));
            let texts: Vec<_> = held.map(|open| (open.path.clone(), open.document.text())).collect();
            if texts.is_empty() {
                continue;
            }
            let texts = texts.iter().map(|(path, text)| (&**path, text.clone()));
            let renewed = Arc::new(workspace.with_texts(texts));
            if let Some(known) = Arc::make_mut(&mut self.now.roots).get_mut(&root) {
                *known = Root::new(renewed, known.index.take());
            }
            self.each_open(&root, |open, _| open.proposals.outdate());
            self.unsettled.insert(root);
        }
    }

    fn mark_registry(&mut self, path: &Path, root: &Arc<Path>) {
        if self.now.roots[root].workspace.registry.holds(path) {
            self.stale.insert(root.clone());
        }
    }

    /// A registry file, or one that would be if it were there.
    fn may_be_registry(&self, path: &Path, root: &Arc<Path>) -> bool {
        let workspace = &self.now.roots[root].workspace;
        let below = path.strip_prefix(root).unwrap_or(path);
        let by_name = workspace.config.registries.is_some() && !workspace.registry.is_empty();
        let is_default = below.starts_with("entities") || below == Path::new("entities.nmk");
        workspace.registry.holds(path) || (!by_name && is_default)
    }

    fn known_root(&mut self, path: &Path) -> Option<Arc<Path>> {
        let folder = path.parent()?.to_path_buf();
        let given = self.folders.iter().find(|given| path.starts_with(given)).cloned();
        let root = self.root_for(&folder, given.as_deref());
        self.now.roots.contains_key(&root).then_some(root)
    }

    fn root_for(&mut self, folder: &Path, given: Option<&Path>) -> Arc<Path> {
        let found = if folder.as_os_str().is_empty() { None } else { self.finder.find(folder) };
        found.as_deref().or(given).unwrap_or(folder).into()
    }

    /// Remembers the root of a folder. Returns it if it is new and has to be loaded.
    fn add_root(&mut self, folder: &Path, given: Option<&Path>) -> Option<Arc<Path>> {
        let root = self.root_for(folder, given);
        if self.now.roots.contains_key(&root) {
            return None;
        }
        let workspace = Arc::new(Workspace { root: root.to_path_buf(), ..Workspace::default() });
        Arc::make_mut(&mut self.now.roots).insert(root.clone(), Root::new(workspace, None));
        Some(root)
    }
}

/// What differs between two texts: the bytes between their common beginning and end, in both.
fn difference(rope: &Rope, text: &str) -> (Range<usize>, Range<usize>) {
    let alike = |mut pairs: Box<dyn Iterator<Item = (u8, u8)> + '_>| {
        let mut count = 0;
        while pairs.next().is_some_and(|(old, new)| old == new) {
            count += 1;
        }
        count
    };
    let most = rope.len_bytes().min(text.len());
    let mut start = alike(Box::new(rope.bytes().zip(text.bytes())));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let back = rope.bytes_at(rope.len_bytes()).reversed().zip(text.bytes().rev());
    let mut end = alike(Box::new(back.take(most - start)));
    while !text.is_char_boundary(text.len() - end) {
        end -= 1;
    }
    (start..rope.len_bytes() - end, start..text.len() - end)
}

/// The path, if it is that of a file; texts that were never saved have none.
fn file_path(path: &Path) -> Option<&Path> {
    path.is_absolute().then_some(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_replaced() {
        for (old, new) in [
            ("The port is closed.", "The ports are closed."),
            ("aaa", "aa"),
            ("", "x"),
            ("é", "è"),
            ("習近平", "習遠平"),
            ("a\r\nb", "a\nb"),
        ] {
            let (gone, come) = difference(&Rope::from_str(old), new);
            let mut text = old.to_string();
            text.replace_range(gone, &new[come]);
            assert_eq!(text, new);
        }
        assert_eq!(difference(&Rope::from_str("The port is shut."), "The port was shut."), (9..10, 9..11));
    }
}
