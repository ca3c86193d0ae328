use serde::{Deserialize, Serialize};
use tower_lsp::lsp_types::{
    CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionParams,
    CompletionResponse, CompletionTextEdit, Documentation, InsertTextFormat, MarkupContent, MarkupKind,
    TextEdit, Url,
};

use crate::ide::{self, CompletionKind, OpenDocument};
use crate::server::capabilities::Client;
use crate::server::state::View;

/// What an item is about: the client gives it back when it wants to know more.
#[derive(Serialize, Deserialize)]
struct About {
    uri: Url,
    kind: u8,
    name: String,
}

/// The kinds of items by the numbers that stand for them in [`About`].
const KINDS: [(CompletionKind, CompletionItemKind); 11] = [
    (CompletionKind::Entity, CompletionItemKind::VARIABLE),
    (CompletionKind::Type, CompletionItemKind::CLASS),
    (CompletionKind::Label, CompletionItemKind::ENUM_MEMBER),
    (CompletionKind::Id, CompletionItemKind::REFERENCE),
    (CompletionKind::Date, CompletionItemKind::VALUE),
    (CompletionKind::MetadataKey, CompletionItemKind::PROPERTY),
    (CompletionKind::FieldKey, CompletionItemKind::FIELD),
    (CompletionKind::Name, CompletionItemKind::TEXT),
    (CompletionKind::Record, CompletionItemKind::SNIPPET),
    (CompletionKind::Directive, CompletionItemKind::KEYWORD),
    (CompletionKind::Rule, CompletionItemKind::CONSTANT),
];

pub fn completion(view: &View, client: &Client, params: &CompletionParams) -> Option<CompletionResponse> {
    let uri = &params.text_document_position.text_document.uri;
    let (open, at) = view.position(&params.text_document_position, client.encoding)?;
    let found = ide::completion(&view.snapshot, at)?;
    let items = found.items.into_iter().map(|found| item(client, open, uri, found)).collect();
    Some(CompletionResponse::List(CompletionList { is_incomplete: found.is_incomplete, items }))
}

fn item(client: &Client, open: &OpenDocument, uri: &Url, found: ide::CompletionItem) -> CompletionItem {
    let number = KINDS.iter().position(|(kind, _)| *kind == found.kind).unwrap_or(0);
    let snippet = found.insert.snippet.filter(|_| client.snippets);
    let format = if snippet.is_some() { InsertTextFormat::SNIPPET } else { InsertTextFormat::PLAIN_TEXT };
    let range = client.encoding.range(open.document.rope(), found.replaced);
    let edit = TextEdit::new(range, snippet.unwrap_or(found.insert.text));
    let about = About { uri: uri.clone(), kind: number as u8, name: found.name };
    CompletionItem {
        label: found.label,
        label_details: found
            .detail
            .clone()
            .map(|detail| CompletionItemLabelDetails { detail: None, description: Some(detail) }),
        kind: Some(KINDS[number].1),
        detail: found.detail,
        sort_text: Some(format!("{:04}", found.rank)),
        filter_text: Some(found.filter_text),
        insert_text_format: Some(format),
        text_edit: Some(CompletionTextEdit::Edit(edit)),
        data: serde_json::to_value(about).ok(),
        ..CompletionItem::default()
    }
}

pub fn resolve(view: &View, mut item: CompletionItem) -> CompletionItem {
    let about = item.data.as_ref().and_then(|data| serde_json::from_value::<About>(data.clone()).ok());
    item.documentation = about.and_then(|about| {
        let open = view.document(&about.uri)?;
        let (kind, _) = KINDS.get(usize::from(about.kind))?;
        let value = ide::resolve_completion(&view.snapshot, &open.path, *kind, &about.name)?;
        Some(Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value }))
    });
    item
}
