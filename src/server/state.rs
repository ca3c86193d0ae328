use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxHashMap;
use tower_lsp::lsp_types::{DidChangeTextDocumentParams, TextDocumentItem, TextDocumentPositionParams, Url};
use tracing::{debug, warn};

use super::changes;
use super::encoding::Encoding;
use super::rule_pages::RulePages;
use super::settle::Outcome;
use super::uri::{self, DocumentId};
use crate::document::Symbols;
use crate::ide::{
    Extent, FilePosition, Host, Loaded, OpenDocument, ProposalOptions, Refresh, Snapshot, wide_findings,
};
use crate::workspace::ArticleFacts;

/// How often documents are compared with one another at most before the next pause.
const ROUNDS: usize = 4;

/// All that the server knows. Only notifications and what was read from the disk change it, one
/// after the other; requests work on a [`View`].
#[derive(Debug, Default)]
pub struct State(Mutex<Inner>);

#[derive(Debug, Default)]
struct Inner {
    host: Host,
    editor: Arc<Editor>,
    rule_pages: RulePages,
}

/// What the editor has open, in its own words.
#[derive(Clone, Debug, Default)]
struct Editor {
    documents: FxHashMap<DocumentId, EditorDocument>,
    /// The documents by the paths under which the host knows them.
    by_path: FxHashMap<Arc<Path>, DocumentId>,
}

#[derive(Clone, Debug)]
struct EditorDocument {
    /// As the editor spells it.
    uri: Url,
    path: Arc<Path>,
    /// False if a change was lost, so that the text is not what the editor shows.
    in_step: bool,
}

/// The world as of some moment. A clone costs next to nothing and stays as it is.
#[derive(Clone, Debug)]
pub struct View {
    /// What the features look at.
    pub snapshot: Snapshot,
    /// Where the pages of the rules are.
    pub rule_pages: RulePages,
    editor: Arc<Editor>,
}

impl View {
    /// The path under which an open document is known, and the document.
    pub fn document(&self, uri: &Url) -> Option<&OpenDocument> {
        let known = self.editor.documents.get(&DocumentId::of(uri))?;
        self.snapshot.document(&known.path)
    }

    /// An open document, and the place of a cursor in it.
    pub fn position(
        &self,
        params: &TextDocumentPositionParams,
        encoding: Encoding,
    ) -> Option<(&OpenDocument, FilePosition<'_>)> {
        let open = self.document(&params.text_document.uri)?;
        let offset = encoding.offset(open.document.rope(), params.position) as u32;
        Some((open, FilePosition { path: &open.path, offset }))
    }

    /// The URI of a file: as the editor spells it if the file is open.
    pub fn uri(&self, path: &Path) -> Option<Url> {
        match self.editor.by_path.get(path) {
            Some(id) => self.editor.documents.get(id).map(|known| known.uri.clone()),
            None => uri::of_path(path),
        }
    }

    /// False if a change to an open document was lost, so that its text is not what the editor shows.
    pub fn is_in_step(&self, path: &Path) -> bool {
        let known = self.editor.by_path.get(path).and_then(|id| self.editor.documents.get(id));
        known.is_none_or(|known| known.in_step)
    }

    /// The same view, whose work stops when `flag` is set.
    pub fn stopped_by(mut self, flag: &Arc<AtomicBool>) -> Self {
        self.snapshot = self.snapshot.stopped_by(flag.clone());
        self
    }
}

impl State {
    /// The world as it is now.
    pub fn view(&self) -> View {
        let mut inner = self.lock();
        View {
            snapshot: inner.host.snapshot(),
            rule_pages: inner.rule_pages.clone(),
            editor: inner.editor.clone(),
        }
    }

    /// Does something while nothing can change, with whether a document is open.
    pub fn while_open(&self, path: &Path, what: impl FnOnce()) {
        let inner = self.lock();
        if inner.editor.by_path.contains_key(path) {
            what();
        }
    }

    /// The paths of all open documents.
    pub fn open_paths(&self) -> Vec<Arc<Path>> {
        self.lock().editor.by_path.keys().cloned().collect()
    }

    /// The numbers of all names.
    pub fn symbols(&self) -> Arc<Symbols> {
        self.lock().host.symbols().clone()
    }

    /// The folders that are open in the editor.
    pub fn set_folders(&self, folders: Vec<PathBuf>) -> Refresh {
        self.lock().host.set_folders(folders)
    }

    /// A document was opened. Opened twice, the second text holds.
    pub fn open(&self, item: TextDocumentItem) -> (Arc<Path>, Refresh) {
        let id = DocumentId::of(&item.uri);
        let TextDocumentItem { uri, language_id, version, text } = item;
        debug!("{id} is open: {language_id}, version {version}, {} bytes", text.len());
        let path: Arc<Path> = uri::path(&uri).unwrap_or_else(|| id.to_string().into()).into();
        let mut inner = self.lock();
        let editor = Arc::make_mut(&mut inner.editor);
        editor.by_path.insert(path.clone(), id.clone());
        editor.documents.insert(id, EditorDocument { uri, path: path.clone(), in_step: true });
        let refresh = inner.host.open(path.clone(), version, text);
        (path, refresh)
    }

    /// A document was changed; tells whether it is another one now.
    ///
    /// Versions only ever grow, so a version that doesn't is a change that was seen already. They may
    /// skip numbers. A document out of step stays as it is until the editor sends its whole text.
    pub fn change(&self, params: DidChangeTextDocumentParams, encoding: Encoding) -> Option<Arc<Path>> {
        let id = DocumentId::of(&params.text_document.uri);
        let version = params.text_document.version;
        let mut inner = self.lock();
        let Some(known) = inner.editor.documents.get(&id) else {
            warn!("{id} was changed but never opened");
            return None;
        };
        let (path, in_step) = (known.path.clone(), known.in_step);
        let now = inner.host.version(&path)?;
        if version <= now {
            warn!("{id}: ignoring a change to version {version}, it is at {now} already");
            return None;
        }
        if !in_step {
            if params.content_changes.iter().all(|change| change.range.is_some()) {
                debug!("{id}: ignoring a change to a text that is not at hand");
                return None;
            }
            inner.set_in_step(&id, true);
        }
        changes::apply(&mut inner.host, &path, version, encoding, &params.content_changes);
        Some(path)
    }

    /// A document was closed.
    pub fn close(&self, uri: &Url) -> Refresh {
        let id = DocumentId::of(uri);
        let mut inner = self.lock();
        let editor = Arc::make_mut(&mut inner.editor);
        match editor.documents.remove(&id) {
            Some(known) => {
                editor.by_path.remove(&known.path);
                inner.host.close(&known.path)
            }
            None => Refresh::default(),
        }
    }

    /// A change to a document could not be read; tells whether the document is open.
    pub fn lose(&self, uri: &Url) -> bool {
        self.lock().set_in_step(&DocumentId::of(uri), false)
    }

    /// Files were made, changed or deleted on the disk; says what has to be read.
    pub fn changed_on_disk(&self, paths: Vec<PathBuf>) -> Refresh {
        self.lock().host.changed_on_disk(paths)
    }

    /// How much of a root is worth reading.
    pub fn extent(&self, root: &Path) -> Extent {
        self.lock().host.extent(root)
    }

    /// A root was read.
    pub fn install(&self, root: &Arc<Path>, loaded: Loaded) {
        self.lock().host.install(root, loaded);
    }

    /// Articles were read again.
    pub fn set_facts(&self, facts: Vec<(Arc<Path>, Arc<Path>, Option<ArticleFacts>)>) {
        self.lock().host.set_facts(facts);
    }

    /// Shows or hides the proposals for an open document; says whether they are shown now.
    pub fn show_proposals(&self, path: &Path, shown: bool) -> bool {
        self.lock().host.show_proposals(path, shown)
    }

    /// How proposals are shown from now on; says if that is new.
    pub fn set_proposal_options(&self, options: ProposalOptions) -> bool {
        self.lock().host.set_proposal_options(options)
    }

    /// Where the pages of the rules are from now on; says if that is new.
    pub fn set_rule_pages(&self, pages: RulePages) -> bool {
        let mut inner = self.lock();
        let is_new = inner.rule_pages != pages;
        inner.rule_pages = pages;
        is_new
    }

    /// True if proposals are to be shown that nobody has computed yet.
    pub fn misses_proposals(&self) -> bool {
        self.lock().host.misses_proposals()
    }

    /// True if [`settle`](Self::settle) has something to do.
    pub fn is_unsettled(&self) -> bool {
        self.lock().host.is_unsettled()
    }

    /// Checks again what depends on registries that were edited, then runs the rules that look at whole articles and
    /// at other ones on what changed, each on a snapshot. Stops soon after `cancelled` is set; what is not done
    /// then is done the next time.
    pub fn settle(&self, cancelled: &Arc<AtomicBool>) -> Outcome {
        let mut outcome = if self.lock().host.settle() { Outcome::Registries } else { Outcome::Same };
        // What is found in one document may make others wait for it once more.
        for _ in 0..ROUNDS {
            let (snapshot, wanting) = {
                let host = &mut self.lock().host;
                (host.snapshot().stopped_by(cancelled.clone()), host.wanting())
            };
            if wanting.is_empty() {
                break;
            }
            for open in wanting.iter().filter_map(|path| snapshot.document(path)) {
                let Some(found) = wide_findings(&snapshot, open) else { return outcome };
                if self.lock().host.take_wide(open, found) {
                    outcome = outcome.max(Outcome::Findings);
                }
            }
        }
        outcome
    }

    /// After a panic the world is still that before or behind the change.
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn set_in_step(&mut self, id: &DocumentId, in_step: bool) -> bool {
        let known = Arc::make_mut(&mut self.editor).documents.get_mut(id);
        known.map(|known| known.in_step = in_step).is_some()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn uri() -> Url {
        "file:///a.nmk".parse().expect("is a URI")
    }

    fn opened(text: &str) -> State {
        let state = State::default();
        state.open(TextDocumentItem::new(uri(), "newsmark".into(), 5, text.into()));
        state
    }

    fn text(view: &View) -> String {
        view.document(&uri()).expect("is open").document.text()
    }

    /// The text behind a change of the first character, or of all.
    fn changed(state: &State, version: i32, whole: bool, new: &str) -> String {
        let range = (!whole)
            .then(|| json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 } }));
        let params = json!({
            "textDocument": { "uri": "file:///a.nmk", "version": version },
            "contentChanges": [{ "range": range, "text": new }],
        });
        state.change(serde_json::from_value(params).expect("is readable"), Encoding::Utf16);
        text(&state.view())
    }

    #[test]
    fn versions_may_skip_numbers_but_not_go_back() {
        let state = opened("abc");
        assert_eq!(changed(&state, 9, false, "x"), "xbc");
        assert_eq!(changed(&state, 9, false, "y"), "xbc");
        assert_eq!(changed(&state, 8, true, "y"), "xbc");
        assert_eq!(changed(&state, 10, false, "z"), "zbc");
    }

    #[test]
    fn what_is_lost_is_found_with_the_whole_text() {
        let state = opened("abc");
        assert!(state.lose(&uri()));
        assert_eq!(changed(&state, 6, false, "x"), "abc");
        assert_eq!(changed(&state, 7, true, "new"), "new");
        assert_eq!(changed(&state, 8, false, "f"), "few");
        assert!(!state.lose(&"file:///b.nmk".parse().expect("is a URI")));
    }

    #[test]
    fn views_stay_as_they_are() {
        let state = opened("abc");
        let before = state.view();
        changed(&state, 6, true, "new");
        state.close(&"file:///%61.nmk".parse().expect("is a URI"));
        assert_eq!(text(&before), "abc");
        assert!(state.view().document(&uri()).is_none());
    }
}
