use tower_lsp::jsonrpc::Result;
use tower_lsp::lsp_types::{Location, ReferenceParams};

use super::cancelled;
use crate::ide;
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::to_proto::Locations;

pub fn references(view: &View, client: &Client, params: &ReferenceParams) -> Result<Option<Vec<Location>>> {
    let Some((_, at)) = view.position(&params.text_document_position, client.encoding) else {
        return Ok(None);
    };
    let places = ide::find_references(&view.snapshot, at, params.context.include_declaration);
    let mut locations = Locations::new(view, client.encoding);
    let found = places.map_err(cancelled)?;
    Ok(Some(found.iter().filter_map(|place| locations.location(place)).collect()))
}
