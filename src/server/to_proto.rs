use std::path::Path;
use std::sync::Arc;

use ropey::Rope;
use serde_json::json;
use tower_lsp::lsp_types::{
    CodeDescription, CreateFile, CreateFileOptions, Diagnostic, DiagnosticRelatedInformation,
    DiagnosticSeverity, DiagnosticTag, DocumentChangeOperation, DocumentChanges, Location, NumberOrString,
    OneOf, OptionalVersionedTextDocumentIdentifier, Range, ResourceOp, TextDocumentEdit, TextEdit, Url,
    WorkspaceEdit,
};

use super::capabilities::Client;
use super::encoding::Encoding;
use super::state::View;
use crate::ide::{self, FileFindings, OpenDocument, Place, SourceText};
use crate::rules::{Finding, Related, Severity, finds_unused};
use crate::text::{self, LineIndex, Span};

/// What diagnostics name as their source.
pub const SOURCE: &str = "newsmark";

/// Everything that is wrong with an open document, in the words of the protocol.
pub fn diagnostics(view: &View, open: &OpenDocument, client: &Client) -> Vec<Diagnostic> {
    if !view.is_in_step(&open.path) {
        return vec![out_of_step()];
    }
    let text = Lined::Open(open.document.rope().clone());
    let mut findings = view.snapshot.findings(open);
    findings.extend(ide::proposal_findings(&view.snapshot, open));
    findings.iter().map(|finding| diagnostic(finding, view, &open.path, &text, client)).collect()
}

/// Everything that is wrong with a file, open or not.
pub fn file_diagnostics(view: &View, file: &FileFindings, client: &Client) -> Vec<Diagnostic> {
    if file.findings.is_empty() {
        return Vec::new();
    }
    let text = Lined::from(file.text.clone());
    file.findings.iter().map(|finding| diagnostic(finding, view, &file.path, &text, client)).collect()
}

/// True if a diagnostic, as the client gives it back, is a finding of this rule.
pub fn is_of_rule(diagnostic: &Diagnostic, rule: &str) -> bool {
    matches!(&diagnostic.code, Some(NumberOrString::String(code)) if code == rule)
}

fn diagnostic(finding: &Finding, view: &View, path: &Arc<Path>, text: &Lined, client: &Client) -> Diagnostic {
    let related: Vec<_> =
        finding.related.iter().filter_map(|related| related_place(related, view, path, client)).collect();
    let guideline =
        view.snapshot.workspace_of(path).and_then(|workspace| workspace.config.guideline(finding.rule));
    Diagnostic {
        range: text.range(client.encoding, finding.span),
        severity: Some(severity(finding.severity)),
        code: Some(NumberOrString::String(finding.rule.into())),
        code_description: guideline
            .and_then(|address| Url::parse(address).ok())
            .or_else(|| view.rule_pages.of(finding.rule))
            .map(|href| CodeDescription { href })
            .filter(|_| client.code_description),
        source: Some(SOURCE.into()),
        message: message(finding, guideline),
        related_information: (client.related_information && !related.is_empty()).then_some(related),
        tags: (client.greys_unused && finds_unused(finding.rule)).then(|| vec![DiagnosticTag::UNNECESSARY]),
        data: client.diagnostic_data.then(|| json!({ "rule": finding.rule, "fixes": finding.fixes.len() })),
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
fn message(finding: &Finding, guideline: Option<&str>) -> String {
    let help = finding.help.as_ref().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
    let guideline = guideline.map(|link| format!("\nguideline: {link}")).unwrap_or_default();
    format!("{}{help}{guideline}", finding.message)
}

fn related_place(
    related: &Related,
    view: &View,
    path: &Arc<Path>,
    client: &Client,
) -> Option<DiagnosticRelatedInformation> {
    let path = related.path.as_deref().map_or_else(|| path.clone(), Arc::from);
    let place = Place { path, span: related.span };
    let location = Locations::new(view, client.encoding).location(&place)?;
    Some(DiagnosticRelatedInformation { location, message: related.message.clone() })
}

/// Places in the words of the protocol. Texts of closed files are read from the disk, each once while
/// places come in the order of files.
pub struct Locations<'v> {
    view: &'v View,
    encoding: Encoding,
    last: Option<(Arc<Path>, Option<FileText>)>,
}

/// A file's address and text.
struct FileText {
    uri: Url,
    text: Lined,
}

/// A text with what it takes to find lines in it.
enum Lined {
    Open(Rope),
    Closed(Arc<str>, LineIndex),
}

impl From<SourceText> for Lined {
    fn from(text: SourceText) -> Self {
        match text {
            SourceText::Open(rope) => Self::Open(rope),
            SourceText::Closed(text) => {
                let lines = LineIndex::new(&text);
                Self::Closed(text, lines)
            }
        }
    }
}

impl Lined {
    fn range(&self, encoding: Encoding, span: Span) -> Range {
        match self {
            Self::Open(rope) => encoding.range(rope, span),
            Self::Closed(text, lines) => encoding.range_in(text, lines, span),
        }
    }
}

impl<'v> Locations<'v> {
    /// Knows no text yet.
    pub fn new(view: &'v View, encoding: Encoding) -> Self {
        Self { view, encoding, last: None }
    }

    /// The location of a place; nothing if its file is gone.
    pub fn location(&mut self, place: &Place) -> Option<Location> {
        if self.last.as_ref().is_none_or(|(path, _)| *path != place.path) {
            let text = self.view.snapshot.text(&place.path);
            let file = text.zip(self.view.uri(&place.path));
            let file = file.map(|(text, uri)| FileText { uri, text: text.into() });
            self.last = Some((place.path.clone(), file));
        }
        let file = self.last.as_ref()?.1.as_ref()?;
        Some(Location::new(file.uri.clone(), file.text.range(self.encoding, place.span)))
    }
}

/// The address of a place, as editors follow it from a hover: the file, and its line behind `#L`.
pub fn address(view: &View, place: &Place, encoding: Encoding) -> Option<String> {
    let location = Locations::new(view, encoding).location(place)?;
    Some(format!("{}#L{}", location.uri, location.range.start.line + 1))
}

/// Edits of several files, with versions if the client takes these. New files are made first; clients
/// that can't make files get none of it.
pub fn workspace_edit(view: &View, client: &Client, edit: ide::WorkspaceEdit) -> Option<WorkspaceEdit> {
    if !edit.new_files.is_empty() && !client.creates_files {
        return None;
    }
    let new_files = edit.new_files.iter().filter_map(|path| view.uri(path)).map(created);
    let edits = edit.files.into_iter().filter_map(|file| {
        let uri = view.uri(&file.path)?;
        let text = Lined::from(file.text);
        let edits = file.edits.into_iter();
        let edits = edits.map(|edit| TextEdit::new(text.range(client.encoding, edit.span), edit.new_text));
        Some((uri, file.version, edits.collect::<Vec<TextEdit>>()))
    });
    if !client.document_changes {
        let changes = edits.map(|(uri, _, edits)| (uri, edits)).collect();
        return Some(WorkspaceEdit { changes: Some(changes), ..WorkspaceEdit::default() });
    }
    let documents = edits.map(|(uri, version, edits)| TextDocumentEdit {
        text_document: OptionalVersionedTextDocumentIdentifier { uri, version },
        edits: edits.into_iter().map(OneOf::Left).collect(),
    });
    let changes = if client.creates_files {
        let documents = documents.map(DocumentChangeOperation::Edit);
        DocumentChanges::Operations(new_files.map(DocumentChangeOperation::Op).chain(documents).collect())
    } else {
        DocumentChanges::Edits(documents.collect())
    };
    Some(WorkspaceEdit { document_changes: Some(changes), ..WorkspaceEdit::default() })
}

fn created(uri: Url) -> ResourceOp {
    let options = CreateFileOptions { overwrite: Some(false), ignore_if_exists: Some(true) };
    ResourceOp::Create(CreateFile { uri, options: Some(options), annotation_id: None })
}

/// Edits of one open document.
pub fn text_edits(open: &OpenDocument, client: &Client, edits: Vec<text::TextEdit>) -> Vec<TextEdit> {
    let range = |span| client.encoding.range(open.document.rope(), span);
    edits.into_iter().map(|edit| TextEdit::new(range(edit.span), edit.new_text)).collect()
}
