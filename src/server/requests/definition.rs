use tower_lsp::lsp_types::{GotoDefinitionParams, GotoDefinitionResponse, LocationLink};

use crate::ide::{self, Definition, FilePosition, Place, Snapshot};
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::to_proto::Locations;
use crate::text::Span;

type Feature = fn(&Snapshot, FilePosition<'_>) -> Option<(Span, Vec<Definition>)>;

pub fn definition(
    view: &View,
    client: &Client,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    go(view, client, params, ide::goto_definition)
}

pub fn declaration(
    view: &View,
    client: &Client,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    go(view, client, params, ide::goto_declaration)
}

pub fn type_definition(
    view: &View,
    client: &Client,
    params: &GotoDefinitionParams,
) -> Option<GotoDefinitionResponse> {
    go(view, client, params, ide::goto_type_definition)
}

fn go(
    view: &View,
    client: &Client,
    params: &GotoDefinitionParams,
    feature: Feature,
) -> Option<GotoDefinitionResponse> {
    let (open, at) = view.position(&params.text_document_position_params, client.encoding)?;
    let (origin, definitions) = feature(&view.snapshot, at)?;
    let mut locations = Locations::new(view, client.encoding);
    if !client.definition_links {
        let found = definitions.iter().filter_map(|found| locations.location(&found.name));
        return Some(GotoDefinitionResponse::Array(found.collect()));
    }
    let origin = client.encoding.range(open.document.rope(), origin);
    let links = definitions.iter().filter_map(|found| {
        let name = locations.location(&found.name)?;
        let whole = locations.location(&Place { path: found.name.path.clone(), span: found.whole })?;
        Some(LocationLink {
            origin_selection_range: Some(origin),
            target_uri: name.uri,
            target_range: whole.range,
            target_selection_range: name.range,
        })
    });
    Some(GotoDefinitionResponse::Link(links.collect()))
}
