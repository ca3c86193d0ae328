use tower_lsp::lsp_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::ide::{self, FoldingKind};
use crate::server::capabilities::Client;
use crate::server::state::View;

pub fn folding_range(view: &View, client: &Client, params: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let open = view.document(&params.text_document.uri)?;
    let found = ide::folding_ranges(&view.snapshot, &open.path)?.into_iter().map(|fold| {
        let range = client.encoding.range(open.document.rope(), fold.span);
        FoldingRange {
            start_line: range.start.line,
            start_character: None,
            end_line: range.end.line,
            end_character: None,
            kind: Some(match fold.kind {
                FoldingKind::Comment => FoldingRangeKind::Comment,
                _ => FoldingRangeKind::Region,
            }),
            collapsed_text: None,
        }
    });
    // Clients fold whole lines.
    Some(found.filter(|fold| fold.start_line < fold.end_line).collect())
}
