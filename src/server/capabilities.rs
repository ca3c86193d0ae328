use serde_json::{Map, Value};
use tower_lsp::lsp_types::{
    ClientCapabilities, DiagnosticOptions, DiagnosticServerCapabilities, OneOf, PositionEncodingKind,
    SaveOptions, ServerCapabilities, TextDocumentSyncCapability, TextDocumentSyncKind,
    TextDocumentSyncOptions, TextDocumentSyncSaveOptions, WorkspaceFoldersServerCapabilities,
    WorkspaceServerCapabilities,
};

use super::encoding::Encoding;

/// What the client can do, as far as it makes a difference.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Client {
    /// How positions count.
    pub encoding: Encoding,
    /// It asks for diagnostics itself; then none are pushed.
    pub pulls_diagnostics: bool,
    /// It asks again for diagnostics when told to.
    pub refreshes_diagnostics: bool,
    /// Diagnostics may name other places.
    pub related_information: bool,
    /// Diagnostics may link to the page of their rule.
    pub code_description: bool,
    /// Diagnostics come back in code actions with their data.
    pub diagnostic_data: bool,
    /// It shows progress that the server begins.
    pub work_done_progress: bool,
    /// It watches files for us.
    pub watches_files: bool,
}

impl Client {
    /// What `capabilities` say.
    pub fn new(capabilities: &ClientCapabilities) -> Self {
        let general = capabilities.general.as_ref();
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let published = text.and_then(|text| text.publish_diagnostics.as_ref());
        let published = |has: fn(&_) -> Option<bool>| published.and_then(has).unwrap_or(false);
        let encodings: Option<&[PositionEncodingKind]> =
            general.and_then(|general| general.position_encodings.as_deref());
        Self {
            encoding: Encoding::negotiate(encodings.unwrap_or_default()),
            pulls_diagnostics: text.is_some_and(|text| text.diagnostic.is_some()),
            refreshes_diagnostics: workspace
                .and_then(|workspace| workspace.diagnostic.as_ref()?.refresh_support)
                .unwrap_or(false),
            related_information: published(
                |published: &tower_lsp::lsp_types::PublishDiagnosticsClientCapabilities| {
                    published.related_information
                },
            ),
            code_description: published(|published| published.code_description_support),
            diagnostic_data: published(|published| published.data_support),
            work_done_progress: capabilities
                .window
                .as_ref()
                .and_then(|window| window.work_done_progress)
                .unwrap_or(false),
            watches_files: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref()?.dynamic_registration)
                .unwrap_or(false),
        }
    }
}

/// What the server can do for this client. A capability is here exactly if its handler is in
/// `backend.rs`.
pub fn server(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(client.encoding.kind()),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
            ..TextDocumentSyncOptions::default()
        })),
        diagnostic_provider: client.pulls_diagnostics.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("newsmark".into()),
                inter_file_dependencies: true,
                ..DiagnosticOptions::default()
            })
        }),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            file_operations: None,
        }),
        ..ServerCapabilities::default()
    }
}

/// Capabilities of the server for which [`ServerCapabilities`] has no field; they are joined with the
/// others in the reply. There are none so far.
pub fn beyond_the_types() -> Map<String, Value> {
    Map::new()
}
