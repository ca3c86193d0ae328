//! Commands on what waits for a person's yes or no; `docs/editors-protocol.md` describes them for plugins.

use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::{Value, json};
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{Position, Range, Url, WorkspaceEdit};

use super::{cancelled, failed};
use crate::annotate::Options;
use crate::ide::{self, OpenDocument, Spot, Suggestion, SuggestionKind, Verdict};
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::to_proto;
use crate::text::Span;

/// Shows or hides the proposals for an article: its URI (all open ones without), and `true` or `false`.
pub const PROPOSALS: &str = "newsmark.proposals";
/// Writes all proposals into an article: its URI, and what to propose.
pub const ANNOTATE: &str = "newsmark.annotate";
/// The suggestion behind a place: URI and position.
pub const NEXT: &str = "newsmark.nextSuggestion";
/// The suggestion before a place: URI and position.
pub const PREVIOUS: &str = "newsmark.previousSuggestion";
/// Confirms the suggestion at a place: URI and position.
pub const ACCEPT: &str = "newsmark.acceptSuggestion";
/// Rejects the suggestion at a place: URI and position.
pub const REJECT: &str = "newsmark.rejectSuggestion";

/// A change for the editor, and what to answer once it has made it.
pub struct Change {
    /// What the editor shows in its history.
    pub label: &'static str,
    /// The change; nothing if there is nothing to do.
    pub edit: Option<WorkspaceEdit>,
    /// The answer, to which `applied` is added.
    pub answer: Value,
}

/// The open document that the first argument names.
fn document<'v>(view: &'v View, arguments: &[Value]) -> Result<(Url, &'v OpenDocument)> {
    let uri = arguments.first().and_then(Value::as_str).and_then(|uri| uri.parse::<Url>().ok());
    let known = uri.and_then(|uri| view.document(&uri).map(|open| (uri, open)));
    known.ok_or_else(|| Error::invalid_params("the first argument is the URI of an open article"))
}

/// The open document and the spot in it that the arguments name: a position, or the range of a suggestion.
fn place<'v>(view: &'v View, client: &Client, arguments: &[Value]) -> Result<(Url, &'v OpenDocument, Spot)> {
    let (uri, open) = document(view, arguments)?;
    let rope = open.document.rope();
    let given = arguments.get(1).unwrap_or(&Value::Null);
    let spot = if let Ok(range) = Range::deserialize(given) {
        let bytes = client.encoding.bytes(rope, range);
        Spot::On(Span::new(bytes.start, bytes.end))
    } else if let Ok(position) = Position::deserialize(given) {
        Spot::At(client.encoding.offset(rope, position) as u32)
    } else {
        let usage = "the second argument is a position in the article, or the range of a suggestion";
        return Err(Error::invalid_params(usage));
    };
    Ok((uri, open, spot))
}

/// The articles that `newsmark.proposals` is about, and whether their proposals are to be shown.
pub fn whose(view: &View, arguments: &[Value]) -> Result<(Vec<Arc<Path>>, bool)> {
    let documents = match arguments.first() {
        None | Some(Value::Null) => view.snapshot.documents(),
        Some(_) => vec![document(view, arguments)?.1],
    };
    let wanted = match arguments.get(1) {
        None | Some(Value::Null) => !documents.iter().all(|open| view.snapshot.shows_proposals(open)),
        Some(Value::Bool(wanted)) => *wanted,
        Some(_) => return Err(Error::invalid_params("the second argument is true or false")),
    };
    Ok((documents.into_iter().map(|open| open.path.clone()).collect(), wanted))
}

/// How many proposals some articles have; computes them.
pub fn count(view: &View, paths: &[Arc<Path>]) -> Result<usize> {
    let documents = paths.iter().filter_map(|path| view.snapshot.document(path));
    let counts = documents.map(|open| view.snapshot.proposals(open).map(|found| found.items.len()));
    counts.sum::<std::result::Result<usize, _>>().map_err(cancelled)
}

/// `newsmark.nextSuggestion` and `newsmark.previousSuggestion`
pub fn walk(view: &View, client: &Client, forward: bool, arguments: &[Value]) -> Result<Value> {
    let (uri, open, spot) = place(view, client, arguments)?;
    let all = ide::suggestions(&view.snapshot, open).map_err(cancelled)?;
    let found = if forward { all.after(spot) } else { all.before(spot) };
    let range = |suggestion: &Suggestion| client.encoding.range(open.document.rope(), suggestion.anchor);
    Ok(found.map_or(Value::Null, |(number, suggestion)| {
        shown(&uri, suggestion, json!(range(suggestion)), number, all.0.len())
    }))
}

fn shown(uri: &Url, suggestion: &Suggestion, range: Value, number: usize, count: usize) -> Value {
    let kind = match suggestion.kind {
        SuggestionKind::Mention => "mention",
        SuggestionKind::Quote => "quote",
        SuggestionKind::Date => "date",
        SuggestionKind::Structure | SuggestionKind::Headline => "structure",
        SuggestionKind::Ambiguous => "ambiguous",
    };
    json!({
        "uri": uri,
        "range": range,
        "kind": kind,
        "title": suggestion.title,
        "written": suggestion.written,
        "index": number + 1,
        "count": count,
    })
}

/// `newsmark.acceptSuggestion` and `newsmark.rejectSuggestion`; nothing if there is no suggestion.
pub fn judge(view: &View, client: &Client, verdict: Verdict, arguments: &[Value]) -> Result<Option<Change>> {
    let (uri, open, spot) = place(view, client, arguments)?;
    let judged = ide::judge(&view.snapshot, &open.path, spot, verdict).map_err(cancelled)?;
    let Some(judged) = judged else { return Ok(None) };
    let next = judged.next.map(|(number, next)| {
        let range = client.encoding.range(&judged.after, next.anchor);
        shown(&uri, &next, json!(range), number, judged.left)
    });
    Ok(Some(Change {
        label: if verdict == Verdict::Accept { "Confirm suggestion" } else { "Reject suggestion" },
        edit: Some(edit(view, client, judged.edit)?),
        answer: json!({ "next": next }),
    }))
}

/// `newsmark.annotate`
pub fn annotate(view: &View, client: &Client, arguments: &[Value]) -> Result<Change> {
    let (_, open) = document(view, arguments)?;
    let options = match arguments.get(1) {
        None | Some(Value::Null) => Wanted::default(),
        Some(given) => {
            Wanted::deserialize(given).map_err(|error| Error::invalid_params(error.to_string()))?
        }
    };
    let written = ide::annotate_article(&view.snapshot, open, &options.options(view)).map_err(cancelled)?;
    Ok(Change {
        label: "Write proposals",
        edit: written.edit.map(|change| edit(view, client, change)).transpose()?,
        answer: json!({
            "mentions": written.mentions,
            "quotes": written.quotes,
            "dates": written.dates,
            "structure": written.structure,
            "ambiguous": written.ambiguous,
        }),
    })
}

/// What to propose.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Wanted {
    only: Vec<Only>,
    min_confidence: Option<f32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Only {
    Mentions,
    Quotes,
    Dates,
    Structure,
}

impl Wanted {
    fn options(&self, view: &View) -> Options {
        let wants = |only| self.only.is_empty() || self.only.contains(&only);
        Options {
            mentions: wants(Only::Mentions),
            quotes: wants(Only::Quotes),
            dates: wants(Only::Dates),
            structure: wants(Only::Structure),
            min_confidence: self.min_confidence.unwrap_or(view.snapshot.proposal_options().min_confidence),
            confirm: false,
        }
    }
}

fn edit(view: &View, client: &Client, edit: ide::WorkspaceEdit) -> Result<WorkspaceEdit> {
    if !client.applies_edits {
        return Err(failed("the editor can't take in changes (`workspace/applyEdit`)".to_string()));
    }
    to_proto::workspace_edit(view, client, edit)
        .ok_or_else(|| failed("this needs a new file, and the editor can't make one".to_string()))
}
