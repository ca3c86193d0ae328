//! Giving an entity or `#id` another name: `textDocument/prepareRename` and `textDocument/rename`
//! (LSP 3.17).

mod checks;
#[cfg(test)]
mod tests;

use checks::{check_entity, check_id, check_name};

use super::edit::{FileEdit, TextEdit};
use super::everywhere::everywhere;
use super::occurrence::{Name, name_span};
use super::place::FilePosition;
use super::snapshot::{Cancelled, Snapshot};
use super::target::{Target, TargetKind, target_at};
use crate::article::Article;
use crate::syntax::{Shape, Token, TokenKind};
use crate::text::Span;

/// What can be renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Renamable {
    /// The name without its sigil (bytes of the file).
    pub span: Span,
    /// The name that is there now.
    pub name: Name,
}

/// Why nothing was renamed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenameError {
    /// It can't be, for a reason that the person at the editor should read.
    Refused(String),
    /// Nobody waits for the answer any more.
    Cancelled,
}

impl From<Cancelled> for RenameError {
    fn from(_: Cancelled) -> Self {
        Self::Cancelled
    }
}

fn refused<T>(reason: impl Into<String>) -> Result<T, RenameError> {
    Err(RenameError::Refused(reason.into()))
}

/// What would be renamed at the cursor: the entity or `#id` under it, or the one entity for which the
/// words of a mention stand.
///
/// # Errors
/// Says why nothing there can be renamed.
pub fn prepare_rename(snapshot: &Snapshot, at: FilePosition<'_>) -> Result<Renamable, RenameError> {
    let nothing = || refused("nothing to rename here; put the cursor on an `@entity` or an `#id`");
    let Some(open) = snapshot.document(at.path) else { return nothing() };
    let part = open.document.part_around(at.offset as usize..at.offset as usize);
    let article = part.article(open.document.vocabulary());
    let target = part.from_document(at.offset).and_then(|at| target_at(&article, at));
    let Some(target) = target else { return nothing() };
    let token = renamable(&article, target)?;
    match Name::of(&token) {
        Some(name) => Ok(Renamable { span: part.span_in_document(name_span(&token)), name }),
        None => nothing(),
    }
}

fn renamable<'s>(article: &Article<'s>, target: Target<'s>) -> Result<Token<'s>, RenameError> {
    let names = target.names(article);
    match target.kind {
        TargetKind::Content(at) if article.annotations[at as usize].shape == Shape::Brace => {
            refused("a quote has no name; put the cursor on its `@speaker` or `#id`")
        }
        TargetKind::Content(_) => match names[..] {
            [one] => Ok(one),
            [] => refused("this stands for no entity; put the cursor on an `@entity` or an `#id`"),
            _ => refused(format!("this stands for {}; put the cursor on one of them", listed(&names))),
        },
        TargetKind::Token(token) => match token.kind {
            TokenKind::Date => refused("a date is no name; change it where it stands"),
            TokenKind::Unknown => refused("`@?` is somebody unknown; write an `@id` to name them"),
            TokenKind::Label => refused(format!(
                "`:{}` is a label, and labels mean the same everywhere; change it where it stands",
                token.name
            )),
            TokenKind::Tentative => refused("`?` marks a suggestion; it is no name"),
            _ => Ok(token),
        },
        TargetKind::MetadataKey(_) | TargetKind::FieldKey(_) => {
            refused("keys mean the same everywhere; change this one where it stands")
        }
    }
}

fn listed(names: &[Token<'_>]) -> String {
    let sigil = |token: &Token| if token.kind == TokenKind::Entity { '@' } else { '#' };
    let names: Vec<String> = names.iter().map(|token| format!("`{}{}`", sigil(token), token.name)).collect();
    match &names[..] {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => names.join(""),
    }
}

/// The edits that give what is at the cursor another name: an entity in all articles and registries of
/// the root, open or not, an `#id` in its article. Files come in the order of their paths. The new name
/// may be written with its sigil.
///
/// # Errors
/// If the name is none or is taken, nothing can be renamed there, or nobody waits any more.
pub fn rename(
    snapshot: &Snapshot,
    at: FilePosition<'_>,
    new_name: &str,
) -> Result<Vec<FileEdit>, RenameError> {
    let name = prepare_rename(snapshot, at)?.name;
    let Some(open) = snapshot.document(at.path) else { return Ok(Vec::new()) };
    let new_name = new_name.trim();
    let new_name = new_name.strip_prefix(name.sigil()).unwrap_or(new_name);
    if new_name == name.text() {
        return Ok(Vec::new());
    }
    check_name(&name, new_name)?;
    match name {
        Name::Entity(_) => check_entity(snapshot, open, new_name)?,
        Name::Id(_) => check_id(open, new_name)?,
    }
    let files = everywhere(snapshot, open, &name)?.into_iter().map(|file| {
        let edits = file.found.iter().map(|found| TextEdit::replace(found.span, new_name)).collect();
        FileEdit { path: file.path, version: file.version, text: file.text, edits }
    });
    Ok(files.collect())
}
