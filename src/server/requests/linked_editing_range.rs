use tower_lsp::lsp_types::{LinkedEditingRangeParams, LinkedEditingRanges};

use crate::ide;
use crate::server::capabilities::Client;
use crate::server::state::View;

pub fn linked_editing_range(
    view: &View,
    client: &Client,
    params: &LinkedEditingRangeParams,
) -> Option<LinkedEditingRanges> {
    let (open, at) = view.position(&params.text_document_position_params, client.encoding)?;
    let found = ide::linked_editing_ranges(&view.snapshot, at)?;
    let ranges = found.into_iter().map(|span| client.encoding.range(open.document.rope(), span)).collect();
    Some(LinkedEditingRanges { ranges, word_pattern: Some(ide::NAME_PATTERN.to_string()) })
}
