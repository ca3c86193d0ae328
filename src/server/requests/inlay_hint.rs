use tower_lsp::lsp_types::{
    InlayHint, InlayHintLabel, InlayHintLabelPart, InlayHintParams, InlayHintTooltip, Location,
};

use crate::ide::{self, InlayHintKind, InlayHintOptions};
use crate::server::capabilities::Client;
use crate::server::state::View;

pub fn inlay_hint(
    view: &View,
    client: &Client,
    options: InlayHintOptions,
    params: &InlayHintParams,
) -> Option<Vec<InlayHint>> {
    let uri = &params.text_document.uri;
    let open = view.document(uri)?;
    let rope = open.document.rope();
    let range = client.encoding.bytes(rope, params.range);
    let found = ide::inlay_hints(&view.snapshot, &open.path, range, options)?;
    let hints = found.into_iter().map(|hint| InlayHint {
        position: client.encoding.position(rope, hint.at as usize),
        label: InlayHintLabel::LabelParts(vec![InlayHintLabelPart {
            value: hint.label,
            location: hint.target.map(|span| Location::new(uri.clone(), client.encoding.range(rope, span))),
            ..InlayHintLabelPart::default()
        }]),
        kind: None,
        text_edits: None,
        tooltip: Some(InlayHintTooltip::String(tooltip(hint.kind).to_string())),
        padding_left: Some(hint.kind != InlayHintKind::Proposal),
        padding_right: Some(false),
        data: None,
    });
    Some(hints.collect())
}

fn tooltip(kind: InlayHintKind) -> &'static str {
    match kind {
        InlayHintKind::Speaker => "who says this, by its source",
        InlayHintKind::Source => "nobody has tied a source to this quotation; most likely it is this",
        InlayHintKind::Cue => "nobody has tied a cue to this quotation; most likely it is this",
        InlayHintKind::Proposal => "a proposal: confirm or reject it by a code action",
        InlayHintKind::Name => "for whom or what this stands",
    }
}
