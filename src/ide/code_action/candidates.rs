//! Which other entity may be meant: those of the blocks around, the likeliest first.

use super::Site;
use crate::syntax::TokenKind;

/// Up to `most` other entities that the blocks around the cursor mention: first those whose ids share a word
/// with this one's, then the nearest.
pub fn others<'s>(site: &Site<'_, 's>, id: &str, most: usize) -> Vec<&'s str> {
    let mut found: Vec<(bool, u32, &str)> = Vec::new();
    let tokens = site.article.tokens.iter().filter(|token| token.kind == TokenKind::Entity);
    for token in tokens.filter(|token| token.name != id) {
        let distance = token.span.start.abs_diff(site.at);
        match found.iter_mut().find(|(_, _, name)| *name == token.name) {
            Some(known) => known.1 = known.1.min(distance),
            None => found.push((!share_a_word(id, token.name), distance, token.name)),
        }
    }
    found.sort();
    found.into_iter().map(|(_, _, name)| name).take(most).collect()
}

fn share_a_word(a: &str, b: &str) -> bool {
    let words = |id: &str| id.to_lowercase().split(['-', '_']).map(str::to_string).collect::<Vec<_>>();
    let others = words(b);
    words(a).iter().any(|word| others.contains(word))
}
