use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    FullDocumentDiagnosticReport, UnchangedDocumentDiagnosticReport, WorkspaceDiagnosticParams,
    WorkspaceDiagnosticReport, WorkspaceDocumentDiagnosticReport, WorkspaceFullDocumentDiagnosticReport,
    WorkspaceUnchangedDocumentDiagnosticReport,
};

use super::cancelled;
use crate::ide;
use crate::server::capabilities::Client;
use crate::server::result_id::result_id;
use crate::server::state::View;
use crate::server::to_proto;

/// What is wrong in all files. Of files whose findings are those that the client knows only that is said.
pub fn workspace_diagnostic(
    view: &View,
    client: &Client,
    params: &WorkspaceDiagnosticParams,
) -> Result<WorkspaceDiagnosticReport> {
    let known: std::collections::HashMap<_, _> =
        params.previous_result_ids.iter().map(|known| (&known.uri, &known.value)).collect();
    let mut items = Vec::new();
    for file in ide::check_workspace(&view.snapshot).map_err(cancelled)? {
        let Some(uri) = view.uri(&file.path) else { continue };
        let version = file.version.map(i64::from);
        let diagnostics = to_proto::file_diagnostics(view, &file, client);
        let id = result_id(&diagnostics);
        items.push(if known.get(&uri).is_some_and(|known| **known == id) {
            WorkspaceDocumentDiagnosticReport::Unchanged(WorkspaceUnchangedDocumentDiagnosticReport {
                uri,
                version,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: id },
            })
        } else {
            WorkspaceDocumentDiagnosticReport::Full(WorkspaceFullDocumentDiagnosticReport {
                uri,
                version,
                full_document_diagnostic_report: FullDocumentDiagnosticReport {
                    result_id: Some(id),
                    items: diagnostics,
                },
            })
        });
    }
    Ok(WorkspaceDiagnosticReport { items })
}
