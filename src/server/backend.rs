use std::sync::{Arc, OnceLock};

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::{RegisterCapability, WorkspaceDiagnosticRefresh};
use tower_lsp::lsp_types::*;

use super::cancel::Pool;
use super::capabilities::{self, Client};
use super::diagnose::Diagnose;
use super::ending::Ended;
use super::outbox::Outbox;
use super::process;
use super::progress::Progress;
use super::publisher::Publisher;
use super::state::State;
use super::uri::DocumentId;

/// The handlers of the protocol's messages.
///
/// Handlers of notifications contain no `.await`, and those of requests take what they need of the
/// state before their first: this is what keeps the order exact (see `session.rs`).
pub struct Backend {
    state: Arc<State>,
    outbox: Outbox,
    ended: Ended,
    pool: Pool,
    diagnose: Arc<Diagnose>,
    session: OnceLock<Session>,
}

/// What is known once the client has introduced itself.
struct Session {
    client: Client,
    /// Nothing if the client asks for diagnostics itself.
    publisher: Option<Publisher>,
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
            diagnose: Arc::default(),
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
        let publisher = || {
            let (state, diagnose) = (self.state.clone(), self.diagnose.clone());
            Publisher::new(self.outbox.clone(), state, diagnose, self.pool.clone(), client)
        };
        let publisher = (!client.pulls_diagnostics).then(publisher);
        // tower-lsp lets a client introduce itself once.
        let _ = self.session.set(Session { client, publisher });
    }

    fn changed(&self, id: DocumentId) {
        if let Some(publisher) = self.publisher() {
            publisher.changed(id);
        }
    }

    /// Something that all documents may depend on has changed: the registries, the configuration.
    fn surroundings_changed(&self) {
        self.diagnose.forget();
        self.look_again();
    }

    fn look_again(&self) {
        match self.publisher() {
            Some(publisher) => self.state.snapshot().keys().for_each(|id| publisher.changed(id.clone())),
            None if self.client().refreshes_diagnostics => {
                self.outbox.request::<WorkspaceDiagnosticRefresh>((), |_| {});
            }
            None => {}
        }
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

    /// Reads the registries of all folders, so that the first document need not wait for them.
    fn load_folders(&self) {
        let folders = self.diagnose.folders();
        if folders.is_empty() {
            return;
        }
        let progress =
            self.client().work_done_progress.then(|| Progress::begin(&self.outbox, "Reading registries"));
        let (diagnose, pool) = (self.diagnose.clone(), self.pool.clone());
        tokio::spawn(async move {
            let load = move |_: &_| {
                for (done, folder) in folders.iter().enumerate() {
                    diagnose.load(folder);
                    progress.iter().for_each(|progress| progress.report(done + 1, folders.len()));
                }
            };
            pool.run(load).await;
        });
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
        self.diagnose.set_folders(&folders(&params), &[]);
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
        self.load_folders();
    }

    async fn shutdown(&self) -> Result<()> {
        Ok(())
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        let id = self.state.open(params.text_document);
        self.changed(id);
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        if let Some(id) = self.state.change(params, self.client().encoding) {
            self.changed(id);
        }
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.state.close(&params.text_document.uri);
        if let Some(publisher) = self.publisher() {
            publisher.closed(params.text_document.uri);
        }
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        // It may have been a registry. Clients that watch files tell so themselves.
        if !self.client().watches_files {
            self.surroundings_changed();
        }
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.surroundings_changed();
    }

    async fn did_change_configuration(&self, _: DidChangeConfigurationParams) {
        self.surroundings_changed();
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        let uris =
            |folders: Vec<WorkspaceFolder>| folders.into_iter().map(|folder| folder.uri).collect::<Vec<_>>();
        self.diagnose.set_folders(&uris(params.event.added), &uris(params.event.removed));
        self.surroundings_changed();
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        let document = self.state.document(&DocumentId::of(&params.text_document.uri));
        let (diagnose, client) = (self.diagnose.clone(), self.client());
        let items = match document {
            Some(document) => {
                self.pool.run(move |cancel| diagnose.diagnostics(&document, &client, cancel)).await
            }
            None => Vec::new(),
        };
        let report = FullDocumentDiagnosticReport { result_id: None, items };
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
