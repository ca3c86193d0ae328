use tower_lsp::lsp_types::{
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport,
};

use crate::server::capabilities::Client;
use crate::server::result_id::result_id;
use crate::server::state::View;
use crate::server::to_proto;

/// What is wrong in an open document; if the client knows that already, only that.
pub fn diagnostic(
    view: &View,
    client: &Client,
    params: &DocumentDiagnosticParams,
) -> DocumentDiagnosticReport {
    let open = view.document(&params.text_document.uri);
    let items = open.map_or_else(Vec::new, |open| to_proto::diagnostics(view, open, client));
    let result_id = result_id(&items);
    if params.previous_result_id.as_ref() == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        return DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        });
    }
    let full_document_diagnostic_report = FullDocumentDiagnosticReport { result_id: Some(result_id), items };
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report,
    })
}
