use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::{RegisterCapability, WorkspaceDiagnosticRefresh};
use tower_lsp::lsp_types::*;

use super::cancel::Pool;
use super::capabilities::{self, Client};
use super::ending::Ended;
use super::library::Library;
use super::outbox::Outbox;
use super::process;
use super::publisher::Publisher;
use super::settle::Settle;
use super::state::{State, View};
use super::{to_proto, uri};
use crate::ide::Refresh;

/// The handlers of the protocol's messages.
///
/// Handlers of notifications contain no `.await`, and those of requests take what they need of the
/// state before their first: this is what keeps the order exact (see `session.rs`).
pub struct Backend {
    state: Arc<State>,
    outbox: Outbox,
    ended: Ended,
    pool: Pool,
    folders: Mutex<Vec<PathBuf>>,
    session: OnceLock<Session>,
}

/// What is known once the client has introduced itself.
struct Session {
    client: Client,
    /// Nothing if the client asks for diagnostics itself.
    publisher: Option<Publisher>,
    library: Library,
    settle: Settle,
}

impl Backend {
    /// A server that knows no documents yet.
    pub fn new(state: Arc<State>, outbox: Outbox, ended: Ended) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            state,
            outbox,
            ended,
            pool: Pool::new(cores),
            folders: Mutex::default(),
            session: OnceLock::new(),
        }
    }

    fn client(&self) -> Client {
        self.session.get().map(|session| session.client).unwrap_or_default()
    }

    fn publisher(&self) -> Option<&Publisher> {
        self.session.get().and_then(|session| session.publisher.as_ref())
    }

    fn introduce(&self, client: Client) {
        let publisher = || Publisher::new(self.outbox.clone(), self.state.clone(), self.pool.clone(), client);
        let publisher = (!client.pulls_diagnostics).then(publisher);
        let look_again = {
            let (state, outbox, publisher) = (self.state.clone(), self.outbox.clone(), publisher.clone());
            move || look_again(&state, &outbox, publisher.as_ref(), client)
        };
        let library = Library::new(
            self.state.clone(),
            self.outbox.clone(),
            client.work_done_progress,
            look_again.clone(),
        );
        let settle = Settle::new(self.state.clone(), look_again);
        // tower-lsp lets a client introduce itself once.
        let _ = self.session.set(Session { client, publisher, library, settle });
    }

    /// An open document is another one now.
    fn changed(&self, path: Arc<Path>) {
        let Some(session) = self.session.get() else { return };
        if let Some(publisher) = &session.publisher {
            publisher.changed(path);
        }
        if self.state.is_unsettled() {
            session.settle.after_a_while();
        }
    }

    fn read(&self, refresh: Refresh) {
        if let Some(session) = self.session.get() {
            session.library.read(refresh);
        }
    }

    /// Works on the world as it is now, on the pool; the work stops when nobody waits any more.
    async fn query<T: Send + 'static>(&self, work: impl FnOnce(&View, &Client) -> T + Send + 'static) -> T {
        let (view, client) = (self.state.view(), self.client());
        self.pool.run(move |cancel| work(&view.stopped_by(cancel.flag()), &client)).await
    }

    fn set_folders(&self, change: impl FnOnce(&mut Vec<PathBuf>)) -> Refresh {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut folders);
        self.state.set_folders(folders.clone())
    }

    /// Asks the client to tell of changes to files behind the editor's back.
    fn watch_files(&self) {
        let watcher =
            |glob: &str| FileSystemWatcher { glob_pattern: GlobPattern::String(glob.into()), kind: None };
        let watchers = ["**/*.nmk", "**/newsmark.toml"].map(watcher).into();
        let options = DidChangeWatchedFilesRegistrationOptions { watchers };
        let registration = Registration {
            id: "newsmark/files".into(),
            method: "workspace/didChangeWatchedFiles".into(),
            register_options: serde_json::to_value(options).ok(),
        };
        let params = RegistrationParams { registrations: vec![registration] };
        self.outbox.request::<RegisterCapability>(params, |answer| {
            if let Err(error) = answer {
                tracing::warn!("the client does not watch files: {error}");
            }
        });
    }
}

/// Open documents may have other findings now, though they did not change.
fn look_again(state: &State, outbox: &Outbox, publisher: Option<&Publisher>, client: Client) {
    match publisher {
        Some(publisher) => state.open_paths().into_iter().for_each(|path| publisher.changed(path)),
        None if client.refreshes_diagnostics => {
            outbox.request::<WorkspaceDiagnosticRefresh>((), |_| {});
        }
        None => {}
    }
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&params.capabilities);
        self.introduce(client);
        if let Some(process) = params.process_id {
            process::watch(process, self.ended.clone());
        }
        let folders = folders(&params).iter().filter_map(uri::path).collect();
        *self.folders.lock().unwrap_or_else(PoisonError::into_inner) = folders;
        Ok(InitializeResult {
            capabilities: capabilities::server(&client),
            server_info: Some(ServerInfo {
                name: "newsmark".into(),
                version: Some(env!("CARGO_PKG_VERSION").into()),
            }),
        })
    }

    async fn initialized(&self, _: InitializedParams) {
        if self.client().watches_files {
            self.watch_files();
        }
        let refresh = self.set_folders(|_| {});
        self.read(refresh);
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let (path, refresh) = self.state.open(params.text_document);
        self.read(refresh);
        self.changed(path);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        if let Some(path) = self.state.change(params, self.client().encoding) {
            self.changed(path);
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        let refresh = self.state.close(&params.text_document.uri);
        self.read(refresh);
        if let Some(publisher) = self.publisher() {
            publisher.closed(params.text_document.uri);
        }
    }

    async fn did_save(&self, params: DidSaveTextDocumentParams) {
        // It may have been a registry or newsmark.toml. Clients that watch files tell so themselves.
        if !self.client().watches_files {
            let saved = uri::path(&params.text_document.uri).into_iter().collect();
            self.read(self.state.changed_on_disk(saved));
        }
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        let paths = params.changes.iter().filter_map(|change| uri::path(&change.uri)).collect();
        self.read(self.state.changed_on_disk(paths));
    }

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {
        // What configures Newsmark is newsmark.toml.
        let roots = self.state.view().snapshot.roots().iter().map(|(root, _)| (*root).clone()).collect();
        self.read(Refresh { roots, articles: Vec::new() });
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
            folders.iter().filter_map(|folder| uri::path(&folder.uri)).collect()
        };
        let (added, removed) = (paths(&params.event.added), paths(&params.event.removed));
        let refresh = self.set_folders(|folders| {
            folders.retain(|folder| !removed.contains(folder));
            folders.extend(added);
        });
        self.read(refresh);
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let items = self.query(move |view, client| {
            let open = view.document(&params.text_document.uri);
            open.map_or_else(Vec::new, |open| to_proto::diagnostics(view, open, client))
        });
        let report = FullDocumentDiagnosticReport { result_id: None, items: items.await };
        let report = RelatedFullDocumentDiagnosticReport {
            related_documents: None,
            full_document_diagnostic_report: report,
        };
        Ok(DocumentDiagnosticReportResult::Report(DocumentDiagnosticReport::Full(report)))
    }
}

/// The folders that are open in the editor; older clients know one at most.
fn folders(params: &InitializeParams) -> Vec<Url> {
    match &params.workspace_folders {
        Some(folders) => folders.iter().map(|folder| folder.uri.clone()).collect(),
        #[allow(deprecated)]
        None => params.root_uri.iter().cloned().collect(),
    }
}
