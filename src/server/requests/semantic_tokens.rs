//! Semantic tokens: all of a document, what changed since, or a range (LSP 3.17 §Semantic Tokens).

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tower_lsp::lsp_types::{
    Position, SemanticToken, SemanticTokens, SemanticTokensDelta, SemanticTokensEdit,
    SemanticTokensFullDeltaResult, SemanticTokensRangeParams, SemanticTokensRangeResult, Url,
};

use crate::ide::{self, OpenDocument};
use crate::server::capabilities::Client;
use crate::server::state::View;
use crate::server::uri::DocumentId;

/// What each client was given last, so that it can be told what changed.
#[derive(Debug, Default)]
pub struct Delivered(Mutex<FxHashMap<DocumentId, (u64, Vec<SemanticToken>)>>);

impl Delivered {
    /// All tokens of a document.
    pub fn full(&self, view: &View, client: &Client, uri: &Url) -> Option<SemanticTokens> {
        let data = all(view, client, uri)?;
        let id = self.keep(uri, data.clone());
        Some(SemanticTokens { result_id: Some(id), data })
    }

    /// What changed since the tokens with the id `before`; all if these are not known any more.
    pub fn delta(
        &self,
        view: &View,
        client: &Client,
        uri: &Url,
        before: &str,
    ) -> Option<SemanticTokensFullDeltaResult> {
        let data = all(view, client, uri)?;
        let known = self.known(uri, before);
        let id = Some(self.keep(uri, data.clone()));
        Some(match known {
            Some(known) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
                result_id: id,
                edits: difference(&known, &data).into_iter().collect(),
            }),
            None => SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id: id, data }),
        })
    }

    /// A document was closed.
    pub fn forget(&self, uri: &Url) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&DocumentId::of(uri));
    }

    fn known(&self, uri: &Url, id: &str) -> Option<Vec<SemanticToken>> {
        let delivered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (number, data) = delivered.get(&DocumentId::of(uri))?;
        (number.to_string() == id).then(|| data.clone())
    }

    fn keep(&self, uri: &Url, data: Vec<SemanticToken>) -> String {
        let mut delivered = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = delivered.entry(DocumentId::of(uri)).or_default();
        *slot = (slot.0 + 1, data);
        slot.0.to_string()
    }
}

/// The tokens that overlap a range.
pub fn range(
    view: &View,
    client: &Client,
    params: &SemanticTokensRangeParams,
) -> Option<SemanticTokensRangeResult> {
    let open = view.document(&params.text_document.uri)?;
    let range = client.encoding.bytes(open.document.rope(), params.range);
    let found = ide::semantic_tokens_in(&view.snapshot, &open.path, range)?;
    let data = encoded(client, open, &found);
    Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data }))
}

fn all(view: &View, client: &Client, uri: &Url) -> Option<Vec<SemanticToken>> {
    let open = view.document(uri)?;
    let found = ide::semantic_tokens(&view.snapshot, &open.path)?;
    Some(encoded(client, open, &found))
}

/// Each token's place is told from the one before.
fn encoded(client: &Client, open: &OpenDocument, tokens: &[ide::SemanticToken]) -> Vec<SemanticToken> {
    let rope = open.document.rope();
    let mut before = Position::default();
    let encode = |token: &ide::SemanticToken| {
        let range = client.encoding.range(rope, token.span);
        let delta_line = range.start.line - before.line;
        let from = if delta_line == 0 { before.character } else { 0 };
        before = range.start;
        SemanticToken {
            delta_line,
            delta_start: range.start.character - from,
            length: range.end.character.saturating_sub(range.start.character),
            token_type: token.kind as u32,
            token_modifiers_bitset: token.modifiers,
        }
    };
    tokens.iter().map(encode).collect()
}

/// One edit from the first token that differs to the last; it counts numbers, five a token.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let start = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    if start == old.len() && start == new.len() {
        return None;
    }
    let behind = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = behind.take_while(|(old, new)| old == new).count();
    Some(SemanticTokensEdit {
        start: 5 * start as u32,
        delete_count: 5 * (old.len() - start - end) as u32,
        data: Some(new[start..new.len() - end].to_vec()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(lengths: &[u32]) -> Vec<SemanticToken> {
        let token = |&length| SemanticToken {
            delta_line: 0,
            delta_start: 1,
            length,
            token_type: 0,
            token_modifiers_bitset: 0,
        };
        lengths.iter().map(token).collect()
    }

    #[test]
    fn only_what_differs_is_sent() {
        let edit = difference(&tokens(&[1, 2, 3, 4]), &tokens(&[1, 7, 8, 3, 4])).expect("they differ");
        assert_eq!((edit.start, edit.delete_count, edit.data), (5, 5, Some(tokens(&[7, 8]))));
        assert_eq!(difference(&tokens(&[1]), &tokens(&[1])), None);
        let edit = difference(&tokens(&[1, 1]), &tokens(&[1])).expect("they differ");
        assert_eq!((edit.start, edit.delete_count, edit.data), (5, 5, Some(Vec::new())));
    }
}
