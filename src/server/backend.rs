use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::request::{ApplyWorkspaceEdit, RegisterCapability, WorkspaceConfiguration};
use tower_lsp::lsp_types::*;

use super::cancel::Pool;
use super::capabilities::{self, Client};
use super::ending::Ended;
use super::library::Library;
use super::look_again::{
    look_again, look_again_at_diagnostics, look_again_at_hints, look_again_at_proposals,
};
use super::outbox::Outbox;
use super::process;
use super::proposer::Proposer;
use super::publisher::Publisher;
use super::requests::semantic_tokens::Delivered;
use super::requests::suggestion::{ACCEPT, ANNOTATE, Change, PROPOSALS, REJECT};
use super::rule_pages::RulePages;
use super::settings::Settings;
use super::settle::{Outcome, Settle};
use super::state::{State, View};
use super::{requests, uri};
use crate::ide::{Refresh, Verdict};

/// How long the client may take to make a change.
const PATIENCE: Duration = Duration::from_secs(60);

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
    delivered: Arc<Delivered>,
    settings: Arc<Mutex<Settings>>,
    session: OnceLock<Session>,
}

/// What is known once the client has introduced itself.
struct Session {
    client: Client,
    /// Nothing if the client asks for diagnostics itself.
    publisher: Option<Publisher>,
    library: Library,
    settle: Settle,
    proposer: Proposer,
    /// Asks the client to look at everything again.
    look_again: Arc<dyn Fn() + Send + Sync>,
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
            delivered: Arc::default(),
            settings: Arc::default(),
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
        let proposer = {
            let (outbox, publisher) = (self.outbox.clone(), publisher.clone());
            let found = move |path| look_again_at_proposals(path, &outbox, publisher.as_ref(), client);
            Proposer::new(self.state.clone(), self.pool.clone(), found)
        };
        let look_again = {
            let (state, outbox, publisher) = (self.state.clone(), self.outbox.clone(), publisher.clone());
            let proposer = proposer.clone();
            move || {
                look_again(&state, &outbox, publisher.as_ref(), client);
                if state.misses_proposals() {
                    proposer.after_a_while();
                }
            }
        };
        let settled = {
            let (state, outbox, publisher) = (self.state.clone(), self.outbox.clone(), publisher.clone());
            let look_again = look_again.clone();
            move |outcome| match outcome {
                Outcome::Registries => look_again(),
                _ => look_again_at_diagnostics(&state, &outbox, publisher.as_ref()),
            }
        };
        let settle = Settle::new(self.state.clone(), settled);
        let read = {
            let (settle, look_again) = (settle.clone(), look_again.clone());
            move || {
                look_again();
                settle.after_a_while();
            }
        };
        let library = Library::new(self.state.clone(), self.outbox.clone(), client.work_done_progress, read);
        let look_again = Arc::new(look_again);
        // tower-lsp lets a client introduce itself once.
        let _ = self.session.set(Session { client, publisher, library, settle, proposer, look_again });
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
        if self.state.misses_proposals() {
            session.proposer.after_a_while();
        }
    }

    /// Shows or hides proposals, and computes those that are shown now.
    async fn show_proposals(&self, arguments: &[serde_json::Value]) -> Result<serde_json::Value> {
        let (paths, wanted) = requests::suggestion::whose(&self.state.view(), arguments)?;
        let shown: Vec<Arc<Path>> =
            paths.iter().filter(|path| self.state.show_proposals(path, wanted)).cloned().collect();
        let is_shown = !shown.is_empty();
        let count = self.query(move |view, _| requests::suggestion::count(view, &shown)).await?;
        if let Some(session) = self.session.get() {
            for path in paths {
                look_again_at_proposals(path, &self.outbox, session.publisher.as_ref(), session.client);
            }
        }
        Ok(serde_json::json!({ "shown": is_shown, "proposals": count }))
    }

    /// Asks the client to make a change, and answers when it has.
    async fn make(&self, change: Change) -> Result<serde_json::Value> {
        let Change { label, edit, mut answer } = change;
        let applied = match edit {
            Some(edit) => self.apply(label, edit).await,
            None => true,
        };
        answer["applied"] = applied.into();
        if !applied {
            answer["next"] = serde_json::Value::Null;
        }
        Ok(answer)
    }

    async fn apply(&self, label: &str, edit: WorkspaceEdit) -> bool {
        let (sender, applied) = tokio::sync::oneshot::channel();
        let params = ApplyWorkspaceEditParams { label: Some(label.into()), edit };
        self.outbox.request::<ApplyWorkspaceEdit>(params, move |answer| {
            // Nobody waits for it if the command was cancelled.
            let _ = sender.send(answer.is_ok_and(|answer| answer.applied));
        });
        tokio::time::timeout(PATIENCE, applied).await.is_ok_and(|applied| applied.unwrap_or(false))
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

    fn settings(&self) -> Settings {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks the client for its settings, if it tells them.
    fn ask_for_settings(&self) {
        if !self.client().tells_settings {
            return;
        }
        let item = ConfigurationItem { scope_uri: None, section: Some("newsmark".into()) };
        let taker = self.taker();
        self.outbox.request::<WorkspaceConfiguration>(
            ConfigurationParams { items: vec![item] },
            move |answer| {
                if let Ok([value, ..]) = answer.as_deref() {
                    taker(value);
                }
            },
        );
    }

    /// Takes in settings, and has what they concern looked at again. False if there are none.
    fn taker(&self) -> impl Fn(&serde_json::Value) -> bool + Send + 'static {
        let (state, settings) = (self.state.clone(), self.settings.clone());
        let (outbox, client) = (self.outbox.clone(), self.client());
        let look_again = self.session.get().map(|session| session.look_again.clone());
        move |value| {
            let taken = take_settings(&settings, value);
            let now = settings.lock().unwrap_or_else(PoisonError::into_inner).clone();
            let has_changed = [
                state.set_proposal_options(now.proposals.into()),
                state.set_rule_pages(RulePages::new(now.rule_pages.as_deref().unwrap_or_default())),
            ];
            match &look_again {
                Some(look_again) if has_changed.contains(&true) => look_again(),
                _ if taken => look_again_at_hints(&outbox, client),
                _ => {}
            }
            taken
        }
    }

    /// Reads all roots again.
    fn read_all(&self) {
        let roots = self.state.view().snapshot.roots().iter().map(|(root, _)| (*root).clone()).collect();
        self.read(Refresh { roots, articles: Vec::new() });
    }

    /// Works on the world as it is now, at once: for what costs no more than the place it is about.
    fn now<T>(&self, work: impl FnOnce(&View, &Client) -> T) -> T {
        work(&self.state.view(), &self.client())
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

/// Takes settings in. False if there are none.
fn take_settings(settings: &Mutex<Settings>, value: &serde_json::Value) -> bool {
    match Settings::read(value) {
        Ok(Some(mut new)) => {
            let mut settings = settings.lock().unwrap_or_else(PoisonError::into_inner);
            new.rule_pages = new.rule_pages.or_else(|| settings.rule_pages.take());
            *settings = new;
        }
        Ok(None) => return false,
        Err(error) => tracing::warn!("the settings under `newsmark` can't be read: {error}"),
    }
    true
}

#[tower_lsp::async_trait]
impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        let client = Client::new(&params);
        // First, so that nothing is asked of a client that has no answer yet.
        if let Some(options) = &params.initialization_options {
            self.taker()(options);
        }
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
        self.ask_for_settings();
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
        self.delivered.forget(&params.text_document.uri);
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

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        if !self.taker()(&params.settings) {
            self.ask_for_settings();
        }
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
        let report = self.query(move |view, client| requests::diagnostic::diagnostic(view, client, &params));
        Ok(DocumentDiagnosticReportResult::Report(report.await))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        Ok(self.now(|view, client| requests::hover::hover(view, client, &params)))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        Ok(self.now(|view, client| requests::definition::definition(view, client, &params)))
    }

    async fn goto_declaration(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        Ok(self.now(|view, client| requests::definition::declaration(view, client, &params)))
    }

    async fn goto_type_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        Ok(self.now(|view, client| requests::definition::type_definition(view, client, &params)))
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        self.query(move |view, client| requests::references::references(view, client, &params)).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        Ok(self.now(|view, client| requests::document_highlight::document_highlight(view, client, &params)))
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.now(|view, client| requests::rename::prepare_rename(view, client, &params))
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        self.query(move |view, client| requests::rename::rename(view, client, &params)).await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        Ok(self
            .query(move |view, client| requests::will_rename_files::will_rename_files(view, client, &params))
            .await)
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        Ok(self.now(|view, client| requests::completion::completion(view, client, &params)))
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Result<CompletionItem> {
        Ok(self.now(|view, _| requests::completion::resolve(view, params)))
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        self.query(move |view, client| requests::code_action::code_action(view, client, &params)).await
    }

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        self.query(move |view, client| requests::code_action::resolve(view, client, params)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        Ok(self
            .query(move |view, client| requests::document_symbol::document_symbol(view, client, &params))
            .await)
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<Vec<SymbolInformation>>> {
        self.query(move |view, client| requests::workspace_symbol::workspace_symbol(view, client, &params))
            .await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        let delivered = self.delivered.clone();
        let uri = params.text_document.uri;
        let tokens = self.query(move |view, client| delivered.full(view, client, &uri)).await;
        Ok(tokens.map(SemanticTokensResult::Tokens))
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let delivered = self.delivered.clone();
        let (uri, before) = (params.text_document.uri, params.previous_result_id);
        Ok(self.query(move |view, client| delivered.delta(view, client, &uri, &before)).await)
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        Ok(self.query(move |view, client| requests::semantic_tokens::range(view, client, &params)).await)
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let options = self.settings().inlay_hints.into();
        Ok(self
            .query(move |view, client| requests::inlay_hint::inlay_hint(view, client, options, &params))
            .await)
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        Ok(self.query(move |view, client| requests::code_lens::code_lens(view, client, &params)).await)
    }

    async fn code_lens_resolve(&self, params: CodeLens) -> Result<CodeLens> {
        Ok(self.query(move |view, _| requests::code_lens::resolve(view, params)).await)
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        Ok(self
            .query(move |view, client| requests::folding_range::folding_range(view, client, &params))
            .await)
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        Ok(self.now(|view, client| requests::selection_range::selection_range(view, client, &params)))
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        Ok(self
            .now(|view, client| requests::linked_editing_range::linked_editing_range(view, client, &params)))
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        Ok(self
            .query(move |view, client| requests::document_link::document_link(view, client, &params))
            .await)
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        Ok(self.query(move |view, client| requests::formatting::formatting(view, client, &params)).await)
    }

    async fn range_formatting(&self, params: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        Ok(self.now(|view, client| requests::formatting::range_formatting(view, client, &params)))
    }

    async fn on_type_formatting(
        &self,
        params: DocumentOnTypeFormattingParams,
    ) -> Result<Option<Vec<TextEdit>>> {
        Ok(self.now(|view, client| requests::formatting::on_type_formatting(view, client, &params)))
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        self.query(move |view, client| {
            requests::workspace_diagnostic::workspace_diagnostic(view, client, &params)
                .map(WorkspaceDiagnosticReportResult::Report)
        })
        .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<serde_json::Value>> {
        if params.command == requests::execute_command::REINDEX {
            self.read_all();
            return Ok(None);
        }
        let arguments = params.arguments.clone();
        let verdict = match params.command.as_str() {
            PROPOSALS => return self.show_proposals(&arguments).await.map(Some),
            ANNOTATE => {
                let query = move |view: &View, client: &Client| {
                    requests::suggestion::annotate(view, client, &arguments)
                };
                let change = self.query(query).await?;
                return self.make(change).await.map(Some);
            }
            ACCEPT => Some(Verdict::Accept),
            REJECT => Some(Verdict::Reject),
            _ => None,
        };
        if let Some(verdict) = verdict {
            let query = move |view: &View, client: &Client| {
                requests::suggestion::judge(view, client, verdict, &arguments)
            };
            let Some(change) = self.query(query).await? else { return Ok(None) };
            return self.make(change).await.map(Some);
        }
        let outbox = self.outbox.clone();
        self.query(move |view, client| {
            requests::execute_command::execute_command(view, client, &outbox, &params)
        })
        .await
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
