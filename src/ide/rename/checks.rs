//! Why a new name can't be given.

use std::path::Path;

use super::{RenameError, refused};
use crate::document::{Key, KeyKind};
use crate::ide::everywhere::everywhere;
use crate::ide::occurrence::Name;
use crate::ide::snapshot::{OpenDocument, Snapshot};
use crate::syntax::is_name;

/// Refuses what is no name, and proposes one.
pub fn check_name(name: &Name, new_name: &str) -> Result<(), RenameError> {
    if is_name(new_name) {
        return Ok(());
    }
    let rule = "an id is a letter, then letters, digits, `-` or `_`";
    if new_name.is_empty() {
        return refused(format!("the new name is empty; {rule}"));
    }
    let proposal = match proposal(new_name) {
        Some(proposal) => format!("; `{}{proposal}` would do", name.sigil()),
        None => String::new(),
    };
    refused(format!("`{new_name}` can't be an id: {rule}{proposal}"))
}

/// The name that somebody most likely meant who typed something else: what can't be in a name becomes
/// a hyphen.
fn proposal(typed: &str) -> Option<String> {
    let continues = |c: char| is_name(&format!("a{c}"));
    let words = typed.split(|c| !continues(c)).filter(|word| !word.is_empty());
    let name = words.collect::<Vec<_>>().join("-");
    is_name(&name).then_some(name)
}

/// Refuses the id of an entity that the root knows, defined or not.
pub fn check_entity(snapshot: &Snapshot, open: &OpenDocument, new_name: &str) -> Result<(), RenameError> {
    let root = snapshot.root_of(open);
    if root.index.is_none() {
        return refused("the articles of this folder are still being read; try again in a moment");
    }
    let used = everywhere(snapshot, open, &Name::Entity(new_name.to_string()))?;
    let Some(first) = used.first() else { return Ok(()) };
    let seen = |path: &Path| path.strip_prefix(&open.root).unwrap_or(path).display().to_string();
    let place = match used.iter().find(|file| file.found.iter().any(|found| found.is_definition)) {
        Some(file) => format!("defined in {}", seen(&file.path)),
        None => format!("used in {}", seen(&first.path)),
    };
    refused(format!("`@{new_name}` is another entity already, {place}; choose another id"))
}

/// Refuses an `#id` that the article has.
pub fn check_id(open: &OpenDocument, new_name: &str) -> Result<(), RenameError> {
    let symbol = open.document.symbols().find(new_name);
    let block = symbol.and_then(|name| open.document.first_block_with(Key::new(KeyKind::Id, name)));
    match block {
        Some(_) => {
            refused(format!("`#{new_name}` ties something else in this article already; choose another id"))
        }
        None => Ok(()),
    }
}
