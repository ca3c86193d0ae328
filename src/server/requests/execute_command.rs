//! Commands that editors may offer (LSP 3.17 §Execute a command).

use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{ExecuteCommandParams, PublishDiagnosticsParams, Url};

use super::cancelled;
use super::suggestion::{self, NEXT, PREVIOUS};
use crate::ide;
use crate::rules::{page, rule};
use crate::server::capabilities::Client;
use crate::server::outbox::Outbox;
use crate::server::state::View;
use crate::server::to_proto;
use crate::syntax::Shape;

/// The annotations of an article in their parts: arguments are its URI and a range (all without).
pub const ANNOTATIONS: &str = "newsmark.annotations";
/// Checks all files of the workspace. Returns how many there are and what was found; clients that don't
/// ask for diagnostics themselves get those of closed files published.
pub const CHECK_WORKSPACE: &str = "newsmark.checkWorkspace";
/// The page of a rule in Markdown: its argument is the rule's name.
pub const RULE_PAGE: &str = "newsmark.rulePage";
/// Who said what in an article: arguments are its URI and `"markdown"` (as without) or `"json"`.
pub const QUOTE_TABLE: &str = "newsmark.quoteTable";
/// Reads configuration, registries and articles again.
pub const REINDEX: &str = "newsmark.reindex";

/// The commands that only look.
pub fn execute_command(
    view: &View,
    client: &Client,
    outbox: &Outbox,
    params: &ExecuteCommandParams,
) -> Result<Option<Value>> {
    match params.command.as_str() {
        ANNOTATIONS => annotations(view, client, &params.arguments),
        CHECK_WORKSPACE => check_workspace(view, client, outbox).map(Some),
        QUOTE_TABLE => quote_table(view, client, &params.arguments),
        RULE_PAGE => rule_page(&params.arguments).map(Some),
        NEXT => suggestion::walk(view, client, true, &params.arguments).map(Some),
        PREVIOUS => suggestion::walk(view, client, false, &params.arguments).map(Some),
        other => Err(Error::invalid_params(format!("there is no command `{other}`"))),
    }
}

fn annotations(view: &View, client: &Client, arguments: &[Value]) -> Result<Option<Value>> {
    let usage = || Error::invalid_params("the arguments are an open article's URI and a range");
    let uri = arguments.first().and_then(Value::as_str).and_then(|uri| uri.parse::<Url>().ok());
    let open = view.document(&uri.ok_or_else(usage)?).ok_or_else(usage)?;
    let rope = open.document.rope();
    let asked = match arguments.get(1).filter(|range| !range.is_null()) {
        Some(range) => {
            client.encoding.bytes(rope, serde_json::from_value(range.clone()).map_err(|_| usage())?)
        }
        None => 0..open.document.len(),
    };
    let Some(found) = ide::annotations(&view.snapshot, &open.path, asked) else { return Ok(None) };
    let annotation = |span: &ide::MarkedSpan| {
        json!({
            "shape": if span.shape == Shape::Brace { "quote" } else { "mention" },
            "open": client.encoding.range(rope, span.open),
            "text": client.encoding.range(rope, span.content),
            "tail": client.encoding.range(rope, span.tail),
            "kind": span.kind.name(),
            "speaker": span.speaker.map(ide::SemanticKind::name),
            "source": span.is_source,
            "tentative": span.tentative,
        })
    };
    Ok(Some(found.iter().map(annotation).collect()))
}

fn rule_page(arguments: &[Value]) -> Result<Value> {
    let name = arguments.first().and_then(Value::as_str);
    let name = name.ok_or_else(|| Error::invalid_params("the argument is the name of a rule"))?;
    let rule = rule(name).ok_or_else(|| Error::invalid_params(format!("there is no rule `{name}`")))?;
    Ok(page(rule).into())
}

fn check_workspace(view: &View, client: &Client, outbox: &Outbox) -> Result<Value> {
    let files = ide::check_workspace(&view.snapshot).map_err(cancelled)?;
    let count = |severity| {
        let findings = files.iter().flat_map(|file| &file.findings);
        findings.filter(|finding| finding.severity == severity).count()
    };
    use crate::rules::Severity;
    let summary = json!({
        "files": files.len(),
        "errors": count(Severity::Error),
        "warnings": count(Severity::Warning),
        "infos": count(Severity::Info),
        "hints": count(Severity::Hint),
    });
    if !client.pulls_diagnostics {
        for file in files.iter().filter(|file| file.version.is_none()) {
            if let Some(uri) = view.uri(&file.path) {
                let diagnostics = to_proto::file_diagnostics(view, file, client);
                outbox.publish(PublishDiagnosticsParams::new(uri, diagnostics, None));
            }
        }
    }
    Ok(summary)
}

fn quote_table(view: &View, client: &Client, arguments: &[Value]) -> Result<Option<Value>> {
    let usage =
        || Error::invalid_params("the arguments are an open article's URI and \"markdown\" or \"json\"");
    let uri = arguments.first().and_then(Value::as_str).and_then(|uri| uri.parse::<Url>().ok());
    let open = view.document(&uri.ok_or_else(usage)?).ok_or_else(usage)?;
    let Some(table) = ide::quote_table(&view.snapshot, &open.path) else { return Ok(None) };
    match arguments.get(1).and_then(Value::as_str) {
        None | Some("markdown") => Ok(Some(table.to_markdown().into())),
        Some("json") => {
            let rows = table.rows.iter().map(|row| {
                let range = client.encoding.range(open.document.rope(), row.place);
                let speaker = |speaker: &ide::Speaker| json!({ "id": speaker.id, "name": speaker.name });
                let told = |told: &Option<ide::Told>| {
                    told.as_ref().map(|told| json!({ "text": told.text, "inferred": told.inferred }))
                };
                json!({
                    "speakers": row.speakers.iter().map(speaker).collect::<Vec<_>>(),
                    "unknownSpeaker": row.unknown,
                    "type": row.quotation_type.label(),
                    "words": row.words,
                    "source": told(&row.source),
                    "cue": told(&row.cue),
                    "tentative": row.tentative,
                    "range": range,
                })
            });
            Ok(Some(json!({ "headline": table.headline, "quotes": rows.collect::<Vec<_>>() })))
        }
        Some(_) => Err(usage()),
    }
}
