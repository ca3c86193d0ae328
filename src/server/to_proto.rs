use serde_json::json;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    Range, Url,
};

use super::capabilities::Client;
use super::state::Document;
use super::uri;
use crate::rules::{Finding, Related, Severity};
use crate::workspace::Workspace;

/// What diagnostics name as their source.
pub const SOURCE: &str = "newsmark";

/// A finding about an open document, in the words of the protocol.
pub fn diagnostic(
    finding: &Finding,
    document: &Document,
    workspace: &Workspace,
    client: &Client,
) -> Diagnostic {
    let related =
        finding.related.iter().filter_map(|related| related_place(related, document, workspace, client));
    let related: Vec<_> = related.collect();
    Diagnostic {
        range: client.encoding.range(&document.text, finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.into())),
        code_description: page(finding.rule).filter(|_| client.code_description),
        source: Some(SOURCE.into()),
        message: message(finding),
        related_information: (client.related_information && !related.is_empty()).then_some(related),
        tags: None,
        data: client.diagnostic_data.then(|| json!({ "rule": finding.rule })),
    }
}

/// That a document's text is not at hand, at its beginning.
pub fn out_of_step() -> Diagnostic {
    Diagnostic {
        range: Range::default(),
        severity: Some(DiagnosticSeverity::WARNING),
        code: Some(NumberOrString::String("out-of-step".into())),
        source: Some(SOURCE.into()),
        message: "a change to this document could not be read; close and open it again".into(),
        ..Diagnostic::default()
    }
}

fn severity(severity: Severity) -> DiagnosticSeverity {
    match severity {
        Severity::Error => DiagnosticSeverity::ERROR,
        Severity::Warning => DiagnosticSeverity::WARNING,
        Severity::Info => DiagnosticSeverity::INFORMATION,
        Severity::Hint => DiagnosticSeverity::HINT,
    }
}

/// Many editors show the first line at the end of the text's line, and all of it on demand.
fn message(finding: &Finding) -> String {
    match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    }
}

/// The rule's page, once the project has a place for pages: `homepage` in `Cargo.toml`.
fn page(rule: &str) -> Option<CodeDescription> {
    let href = format!("{}/rules/{rule}", env!("CARGO_PKG_HOMEPAGE"));
    Url::parse(&href).ok().map(|href| CodeDescription { href })
}

fn related_place(
    related: &Related,
    document: &Document,
    workspace: &Workspace,
    client: &Client,
) -> Option<DiagnosticRelatedInformation> {
    let location = match &related.path {
        None => Location::new(document.uri.clone(), client.encoding.range(&document.text, related.span)),
        Some(path) => {
            let file = workspace.registry.file_at(path)?;
            let (path, source) = workspace.registry.file(file);
            let lines = workspace.registry.positions(file).lines();
            Location::new(uri::of_path(path)?, client.encoding.range_in(source, lines, related.span))
        }
    };
    Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
}
