//! Which other entity may be meant: those of the blocks around, the likeliest first.

use super::Site;
use crate::syntax::{TokenKind, unescape};

/// Up to `most` other entities: first those of the registry that are called the same, then those that the
/// blocks around the cursor mention, the ones whose ids share a word with this one's before the nearest.
pub fn others(site: &Site<'_, '_>, id: &str, most: usize) -> Vec<String> {
    let mut found = namesakes(site, id);
    for near in nearby(site, id) {
        if !found.iter().any(|known| known == near) {
            found.push(near.to_string());
        }
    }
    found.truncate(most);
    found
}

/// The other entities of the registry that have a name in common with this one.
fn namesakes(site: &Site<'_, '_>, id: &str) -> Vec<String> {
    let registry = &site.workspace().registry;
    let here = site.article.entity(id).into_iter().flat_map(|entity| entity.records.iter().copied());
    let mut found: Vec<String> = Vec::new();
    for record in here.chain(registry.records(id)) {
        for name in record.main_name().into_iter().chain(record.aliases()) {
            let named = registry.named(&unescape(name)).into_iter().map(str::to_string);
            found.extend(named.filter(|other| other != id));
        }
    }
    found.sort();
    found.dedup();
    found
}

fn nearby<'s>(site: &Site<'_, 's>, id: &str) -> Vec<&'s str> {
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
    found.into_iter().map(|(_, _, name)| name).collect()
}

fn share_a_word(a: &str, b: &str) -> bool {
    let words = |id: &str| id.to_lowercase().split(['-', '_']).map(str::to_string).collect::<Vec<_>>();
    let others = words(b);
    words(a).iter().any(|word| others.contains(word))
}
