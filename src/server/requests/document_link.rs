use tower_lsp::lsp_types::{DocumentLink, DocumentLinkParams, Url};

use crate::ide::{self, LinkTarget};
use crate::server::capabilities::Client;
use crate::server::state::View;

pub fn document_link(view: &View, client: &Client, params: &DocumentLinkParams) -> Option<Vec<DocumentLink>> {
    let open = view.document(&params.text_document.uri)?;
    let found = ide::document_links(&view.snapshot, &open.path)?.into_iter().filter_map(|link| {
        let target = match link.target {
            LinkTarget::Url(address) => Url::parse(&address).ok()?,
            LinkTarget::File(path) => view.uri(&path)?,
        };
        Some(DocumentLink {
            range: client.encoding.range(open.document.rope(), link.span),
            target: Some(target),
            tooltip: None,
            data: None,
        })
    });
    Some(found.collect())
}
