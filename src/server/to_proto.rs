use serde_json::json;
use tower_lsp::lsp_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, NumberOrString,
    Range, Url,
};

use super::capabilities::Client;
use super::encoding::Encoding;
use super::state::View;
use crate::ide::{OpenDocument, Place, SourceText};
use crate::rules::{Finding, Related, Severity};
use crate::text::LineIndex;

/// What diagnostics name as their source.
pub const SOURCE: &str = "newsmark";

/// Everything that is wrong with an open document, in the words of the protocol.
pub fn diagnostics(view: &View, open: &OpenDocument, client: &Client) -> Vec<Diagnostic> {
    if !view.is_in_step(&open.path) {
        return vec![out_of_step()];
    }
    let findings = view.snapshot.findings(open);
    findings.iter().map(|finding| diagnostic(finding, view, open, client)).collect()
}

fn diagnostic(finding: &Finding, view: &View, open: &OpenDocument, client: &Client) -> Diagnostic {
    let related: Vec<_> =
        finding.related.iter().filter_map(|related| related_place(related, view, open, client)).collect();
    Diagnostic {
        range: client.encoding.range(open.document.rope(), finding.span),
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
fn out_of_step() -> Diagnostic {
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
    view: &View,
    open: &OpenDocument,
    client: &Client,
) -> Option<DiagnosticRelatedInformation> {
    let path = related.path.as_deref().unwrap_or(&open.path);
    let location = location(view, &Place { path: path.into(), span: related.span }, client.encoding)?;
    Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
}

/// A place, in the words of the protocol; nothing if its file is gone.
pub fn location(view: &View, place: &Place, encoding: Encoding) -> Option<Location> {
    let range = match view.snapshot.text(&place.path)? {
        SourceText::Open(rope) => encoding.range(&rope, place.span),
        SourceText::Closed(text) => encoding.range_in(&text, &LineIndex::new(&text), place.span),
    };
    Some(Location::new(view.uri(&place.path)?, range))
}
