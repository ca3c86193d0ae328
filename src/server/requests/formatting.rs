use tower_lsp::lsp_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, TextEdit,
};

use crate::ide;
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::to_proto;
use crate::text::Span;

pub fn formatting(view: &View, client: &Client, params: &DocumentFormattingParams) -> Option<Vec<TextEdit>> {
    let open = view.document(&params.text_document.uri)?;
    Some(to_proto::text_edits(open, client, ide::formatting(&view.snapshot, &open.path)))
}

pub fn range_formatting(
    view: &View,
    client: &Client,
    params: &DocumentRangeFormattingParams,
) -> Option<Vec<TextEdit>> {
    let open = view.document(&params.text_document.uri)?;
    let range = client.encoding.bytes(open.document.rope(), params.range);
    let edits = ide::range_formatting(&view.snapshot, &open.path, Span::new(range.start, range.end));
    Some(to_proto::text_edits(open, client, edits))
}

pub fn on_type_formatting(
    view: &View,
    client: &Client,
    params: &DocumentOnTypeFormattingParams,
) -> Option<Vec<TextEdit>> {
    let (open, at) = view.position(&params.text_document_position, client.encoding)?;
    let typed = params.ch.chars().next()?;
    Some(to_proto::text_edits(open, client, ide::on_type_formatting(&view.snapshot, at, typed)))
}
