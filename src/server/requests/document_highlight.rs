use tower_lsp::lsp_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

use crate::ide::{self, HighlightKind};
use crate::server::capabilities::Client;
use crate::server::state::View;

pub fn document_highlight(
    view: &View,
    client: &Client,
    params: &DocumentHighlightParams,
) -> Option<Vec<DocumentHighlight>> {
    let (open, at) = view.position(&params.text_document_position_params, client.encoding)?;
    let found = ide::document_highlight(&view.snapshot, at).into_iter().map(|place| DocumentHighlight {
        range: client.encoding.range(open.document.rope(), place.span),
        kind: Some(match place.kind {
            HighlightKind::Inferred => DocumentHighlightKind::TEXT,
            HighlightKind::Use => DocumentHighlightKind::READ,
            HighlightKind::Definition => DocumentHighlightKind::WRITE,
        }),
    });
    Some(found.collect())
}
