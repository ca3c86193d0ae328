use tower_lsp::lsp_types::{SelectionRange, SelectionRangeParams};

use crate::ide;
use crate::server::capabilities::Client;
use crate::server::state::View;

pub fn selection_range(
    view: &View,
    client: &Client,
    params: &SelectionRangeParams,
) -> Option<Vec<SelectionRange>> {
    let open = view.document(&params.text_document.uri)?;
    let rope = open.document.rope();
    let offset = |position| client.encoding.offset(rope, position) as u32;
    let places: Vec<u32> = params.positions.iter().map(|position| offset(*position)).collect();
    let found = ide::selection_ranges(&view.snapshot, &open.path, &places)?;
    let chains = found.into_iter().zip(&params.positions).map(|(spans, &position)| {
        let here =
            SelectionRange { range: tower_lsp::lsp_types::Range::new(position, position), parent: None };
        let outward = spans.into_iter().rev().map(|span| client.encoding.range(rope, span));
        let chain = outward.fold(None, |parent, range| Some(Box::new(SelectionRange { range, parent })));
        chain.map_or(here, |chain| *chain)
    });
    Some(chains.collect())
}
