use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::lsp_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use super::failed;
use crate::ide::{self, RenameError};
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::to_proto;

pub fn prepare_rename(
    view: &View,
    client: &Client,
    params: &TextDocumentPositionParams,
) -> Result<Option<PrepareRenameResponse>> {
    let Some((open, at)) = view.position(params, client.encoding) else { return Ok(None) };
    let found = ide::prepare_rename(&view.snapshot, at).map_err(refusal)?;
    Ok(Some(PrepareRenameResponse::RangeWithPlaceholder {
        range: client.encoding.range(open.document.rope(), found.span),
        placeholder: found.name.text().to_string(),
    }))
}

pub fn rename(view: &View, client: &Client, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    let Some((_, at)) = view.position(&params.text_document_position, client.encoding) else {
        return Ok(None);
    };
    let files = ide::rename(&view.snapshot, at, &params.new_name).map_err(refusal)?;
    let edit = ide::WorkspaceEdit { new_files: Vec::new(), files };
    Ok(to_proto::workspace_edit(view, client, edit))
}

fn refusal(error: RenameError) -> Error {
    match error {
        RenameError::Refused(reason) => failed(reason),
        RenameError::Cancelled => Error::request_cancelled(),
    }
}
