use serde_json::json;
use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{
    CodeAction, CodeActionKind, CodeActionOrCommand, CodeActionParams, CodeActionResponse, Command,
    Diagnostic, Url,
};

use super::suggestion::PROPOSALS;
use super::{cancelled, failed};
use crate::ide::{self, Chosen, OpenDocument};
use crate::rules::Finding;
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::to_proto;
use crate::text::Span;

pub fn code_action(
    view: &View,
    client: &Client,
    params: &CodeActionParams,
) -> Result<Option<CodeActionResponse>> {
    let Some(open) = view.document(&params.text_document.uri) else { return Ok(None) };
    let selection = client.encoding.bytes(open.document.rope(), params.range);
    let selection = Span::new(selection.start, selection.end);
    let wanted = |kind: ide::CodeActionKind| match &params.context.only {
        Some(only) => only.iter().any(|only| is_within(kind.as_str(), only.as_str())),
        None => true,
    };
    let mut actions = Vec::new();
    for offered in ide::code_actions(&view.snapshot, &open.path, selection) {
        if !wanted(offered.kind) {
            continue;
        }
        if offered.kind == ide::CodeActionKind::SourceAnnotate {
            actions.push(show_proposals(view, open, &params.text_document.uri));
            // Without being asked for, this is not worth reading the whole article.
            if !client.resolves_code_actions && params.context.only.is_none() {
                continue;
            }
        }
        let mut action = CodeAction {
            title: offered.title,
            kind: Some(CodeActionKind::from(offered.kind.as_str())),
            diagnostics: offered.mends.and_then(|finding| mended(&finding, &params.context.diagnostics)),
            is_preferred: Some(offered.is_preferred),
            ..CodeAction::default()
        };
        if client.resolves_code_actions {
            action.data = serde_json::to_value(&offered.chosen).ok();
        } else {
            let edit = ide::resolve_code_action(&view.snapshot, &offered.chosen).map_err(cancelled)?;
            action.edit = edit.and_then(|edit| to_proto::workspace_edit(view, client, edit));
            if action.edit.is_none() {
                continue;
            }
        }
        actions.push(CodeActionOrCommand::CodeAction(action));
    }
    Ok(Some(actions))
}

/// Shows the proposals for an article, or hides them.
fn show_proposals(view: &View, open: &OpenDocument, uri: &Url) -> CodeActionOrCommand {
    let shown = view.snapshot.shows_proposals(open);
    let title = if shown { "Hide the proposals for this article" } else { "Show proposals for this article" };
    let arguments = vec![json!(uri), json!(!shown)];
    CodeActionOrCommand::CodeAction(CodeAction {
        title: title.to_string(),
        kind: Some(CodeActionKind::from(ide::CodeActionKind::SourceAnnotate.as_str())),
        command: Some(Command::new(title.to_string(), PROPOSALS.to_string(), Some(arguments))),
        ..CodeAction::default()
    })
}

/// True if `kind` is `only` or one of its kinds: `refactor.move` is within `refactor`.
fn is_within(kind: &str, only: &str) -> bool {
    kind.strip_prefix(only).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The client's own diagnostics for what an action mends.
fn mended(finding: &Finding, diagnostics: &[Diagnostic]) -> Option<Vec<Diagnostic>> {
    let same = |diagnostic: &&Diagnostic| to_proto::is_of_rule(diagnostic, finding.rule);
    let found: Vec<Diagnostic> = diagnostics.iter().filter(same).cloned().collect();
    (!found.is_empty()).then_some(found)
}

pub fn resolve(view: &View, client: &Client, mut action: CodeAction) -> Result<CodeAction> {
    let chosen = action.data.as_ref().and_then(|data| serde_json::from_value::<Chosen>(data.clone()).ok());
    let Some(chosen) = chosen else { return Ok(action) };
    let edit = ide::resolve_code_action(&view.snapshot, &chosen).map_err(cancelled)?;
    let Some(edit) = edit else {
        return Err(failed("the text was edited meanwhile, or this would change it; ask again".to_string()));
    };
    action.edit = to_proto::workspace_edit(view, client, edit);
    match action.edit {
        Some(_) => Ok(action),
        None => Err(failed("this needs a new file, and the editor can't make one".to_string())),
    }
}
