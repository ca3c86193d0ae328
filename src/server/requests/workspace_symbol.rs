use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{SymbolInformation, WorkspaceSymbolParams};

use super::{cancelled, document_symbol};
use crate::ide;
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::to_proto::Locations;

pub fn workspace_symbol(
    view: &View,
    client: &Client,
    params: &WorkspaceSymbolParams,
) -> Result<Option<Vec<SymbolInformation>>> {
    let found = ide::workspace_symbols(&view.snapshot, &params.query).map_err(cancelled)?;
    let mut locations = Locations::new(view, client.encoding);
    #[allow(deprecated, reason = "the type has no other constructor")]
    let symbols = found.into_iter().filter_map(|symbol| {
        Some(SymbolInformation {
            location: locations.location(&symbol.place)?,
            name: symbol.name,
            kind: document_symbol::kind(symbol.kind),
            tags: None,
            deprecated: None,
            container_name: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        })
    });
    Ok(Some(symbols.collect()))
}
