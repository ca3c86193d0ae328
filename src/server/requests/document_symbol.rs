use tower_lsp::lsp_types::{
    DocumentSymbol, DocumentSymbolParams, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind,
    Url,
};

use crate::ide::{self, OpenDocument};
use crate::server::capabilities::Client;
use crate::server::state::View;

pub fn document_symbol(
    view: &View,
    client: &Client,
    params: &DocumentSymbolParams,
) -> Option<DocumentSymbolResponse> {
    let uri = &params.text_document.uri;
    let open = view.document(uri)?;
    let found = ide::document_symbols(&view.snapshot, &open.path)?;
    if client.nested_symbols {
        let symbols = found.into_iter().map(|symbol| nested(client, open, symbol));
        return Some(DocumentSymbolResponse::Nested(symbols.collect()));
    }
    let mut flat = Vec::new();
    let mut waiting: Vec<(ide::DocumentSymbol, Option<String>)> =
        found.into_iter().rev().map(|symbol| (symbol, None)).collect();
    while let Some((mut symbol, container)) = waiting.pop() {
        let children = std::mem::take(&mut symbol.children).into_iter().rev();
        waiting.extend(children.map(|child| (child, Some(symbol.name.clone()))));
        flat.push(information(client, open, uri, symbol, container));
    }
    Some(DocumentSymbolResponse::Flat(flat))
}

pub fn kind(kind: ide::SymbolKind) -> SymbolKind {
    match kind {
        ide::SymbolKind::Headline => SymbolKind::MODULE,
        ide::SymbolKind::Crosshead => SymbolKind::NAMESPACE,
        ide::SymbolKind::Quotation => SymbolKind::STRING,
        ide::SymbolKind::Entity => SymbolKind::CLASS,
        ide::SymbolKind::Article => SymbolKind::FILE,
    }
}

/// Some editors show nothing for a symbol without a name.
fn shown(name: String) -> String {
    if name.is_empty() { "(nameless)".to_string() } else { name }
}

/// Symbols nest two or three levels deep: headline, speaker, quotation.
#[allow(deprecated, reason = "the type has no other constructor")]
fn nested(client: &Client, open: &OpenDocument, symbol: ide::DocumentSymbol) -> DocumentSymbol {
    let range = |span| client.encoding.range(open.document.rope(), span);
    let children: Vec<_> = symbol.children.into_iter().map(|child| nested(client, open, child)).collect();
    DocumentSymbol {
        name: shown(symbol.name),
        detail: Some(symbol.detail).filter(|detail| !detail.is_empty()),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        range: range(symbol.span),
        selection_range: range(symbol.name_span),
        children: (!children.is_empty()).then_some(children),
    }
}

#[allow(deprecated, reason = "the type has no other constructor")]
fn information(
    client: &Client,
    open: &OpenDocument,
    uri: &Url,
    symbol: ide::DocumentSymbol,
    container_name: Option<String>,
) -> SymbolInformation {
    SymbolInformation {
        name: shown(symbol.name),
        kind: kind(symbol.kind),
        tags: None,
        deprecated: None,
        location: Location::new(uri.clone(), client.encoding.range(open.document.rope(), symbol.span)),
        container_name,
    }
}
