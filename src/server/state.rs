use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ropey::Rope;
use rustc_hash::FxHashMap;
use tower_lsp::lsp_types::{DidChangeTextDocumentParams, TextDocumentItem, Url};
use tracing::{debug, warn};

use super::changes;
use super::encoding::Encoding;
use super::uri::DocumentId;

/// What the editor has open, as of some moment.
pub type Documents = FxHashMap<DocumentId, Document>;

/// A document that is open in the editor. A clone costs next to nothing and stays as it is.
#[derive(Clone, Debug)]
pub struct Document {
    /// As the editor spells it.
    pub uri: Url,
    /// The editor's number for this state of the text.
    pub version: i32,
    /// The text.
    pub text: Rope,
    /// False if a change was lost, so that the text is not what the editor shows.
    pub in_step: bool,
}

/// All that the server knows of the editor's documents. Only notifications change it, one after the
/// other; requests work on a snapshot.
#[derive(Debug, Default)]
pub struct State {
    documents: Mutex<Arc<Documents>>,
}

impl State {
    /// All open documents as they are now.
    pub fn snapshot(&self) -> Arc<Documents> {
        self.lock().clone()
    }

    /// An open document as it is now.
    pub fn document(&self, id: &DocumentId) -> Option<Document> {
        self.lock().get(id).cloned()
    }

    /// Does something while no document can change.
    pub fn hold<T>(&self, what: impl FnOnce(&Documents) -> T) -> T {
        what(&self.lock())
    }

    /// A document was opened. Opened twice, the second text holds.
    pub fn open(&self, item: TextDocumentItem) -> DocumentId {
        let id = DocumentId::of(&item.uri);
        let TextDocumentItem { uri, language_id, version, text } = item;
        let text = Rope::from_str(&text);
        debug!("{id} is open: {language_id}, version {version}, {} bytes", text.len_bytes());
        let document = Document { uri, version, text, in_step: true };
        Arc::make_mut(&mut *self.lock()).insert(id.clone(), document);
        id
    }

    /// A document was changed; tells whether it is another one now.
    ///
    /// Versions only ever grow, so a version that doesn't is a change that was seen already. They may
    /// skip numbers. A document out of step stays as it is until the editor sends its whole text.
    pub fn change(&self, params: DidChangeTextDocumentParams, encoding: Encoding) -> Option<DocumentId> {
        let id = DocumentId::of(&params.text_document.uri);
        let version = params.text_document.version;
        let mut documents = self.lock();
        let Some(document) = Arc::make_mut(&mut *documents).get_mut(&id) else {
            warn!("{id} was changed but never opened");
            return None;
        };
        if version <= document.version {
            warn!("{id}: ignoring a change to version {version}, it is at {} already", document.version);
            return None;
        }
        if !document.in_step && params.content_changes.iter().all(|change| change.range.is_some()) {
            debug!("{id}: ignoring a change to a text that is not at hand");
            return None;
        }
        changes::apply(&mut document.text, encoding, &params.content_changes, |_, _| {});
        document.version = version;
        document.in_step = true;
        Some(id)
    }

    /// A document was closed.
    pub fn close(&self, uri: &Url) -> DocumentId {
        let id = DocumentId::of(uri);
        Arc::make_mut(&mut *self.lock()).remove(&id);
        id
    }

    /// A change to a document could not be read; tells whether the document is open.
    pub fn lose(&self, uri: &Url) -> bool {
        let mut documents = self.lock();
        let document = Arc::make_mut(&mut *documents).get_mut(&DocumentId::of(uri));
        document.map(|document| document.in_step = false).is_some()
    }

    /// After a panic the documents are still those before or behind the change.
    fn lock(&self) -> MutexGuard<'_, Arc<Documents>> {
        self.documents.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn opened(text: &str) -> State {
        let state = State::default();
        let uri = "file:///a.nmk".parse().expect("is a URI");
        state.open(TextDocumentItem::new(uri, "newsmark".into(), 5, text.into()));
        state
    }

    /// The text behind a change of the first character, or of all.
    fn changed(state: &State, version: i32, whole: bool, text: &str) -> String {
        let range = (!whole)
            .then(|| json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 0, "character": 1 } }));
        let params = json!({
            "textDocument": { "uri": "file:///a.nmk", "version": version },
            "contentChanges": [{ "range": range, "text": text }],
        });
        state.change(serde_json::from_value(params).expect("is readable"), Encoding::Utf16);
        state.snapshot().values().next().expect("is open").text.to_string()
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
        assert!(state.lose(&"file:///a.nmk".parse().expect("is a URI")));
        assert_eq!(changed(&state, 6, false, "x"), "abc");
        assert_eq!(changed(&state, 7, true, "new"), "new");
        assert_eq!(changed(&state, 8, false, "f"), "few");
        assert!(!state.lose(&"file:///b.nmk".parse().expect("is a URI")));
    }

    #[test]
    fn snapshots_stay_as_they_are() {
        let state = opened("abc");
        let before = state.snapshot();
        changed(&state, 6, true, "new");
        state.close(&"file:///%61.nmk".parse().expect("is a URI"));
        assert_eq!(before.values().next().expect("was open").text, "abc");
        assert!(state.snapshot().is_empty());
    }
}
