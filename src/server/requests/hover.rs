use tower_lsp::lsp_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::ide;
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::to_proto;

pub fn hover(view: &View, client: &Client, params: &HoverParams) -> Option<Hover> {
    let (open, at) = view.position(&params.text_document_position_params, client.encoding)?;
    let found = ide::hover(&view.snapshot, at)?;
    let address = |place: &ide::Place| to_proto::address(view, place, client.encoding);
    let content = if client.markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: found.card.markdown(address) }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: found.card.plain() }
    };
    let range = client.encoding.range(open.document.rope(), found.span);
    Some(Hover { contents: HoverContents::Markup(content), range: Some(range) })
}
