//! Which files an action changes: the open article, or all that speak of an entity.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::Site;
use super::site::block_keeps_text;
use crate::article::Article;
use crate::ide::edit::{FileEdit, TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::parse;

/// The name of the open article as a scope, in choices.
pub const ARTICLE: &str = "article";
/// The name of the whole root as a scope, in choices.
pub const WORKSPACE: &str = "workspace";

/// Changes each of some files. `edits` gets its path and what it says. Edits in a block of prose whose text
/// they would change are left out.
pub fn change(
    site: &Site<'_, '_>,
    paths: &[Arc<Path>],
    edits: impl Fn(&Path, &Article<'_>) -> Vec<TextEdit> + Sync,
) -> Result<Vec<FileEdit>, Cancelled> {
    let changed = paths.par_iter().map(|path| {
        site.snapshot.check_cancelled()?;
        let Some(text) = site.snapshot.text(path) else { return Ok(None) };
        let source = text.to_text();
        let tree = parse(&source);
        let article = Article::new(&source, &tree, &site.workspace().vocabulary);
        let edits = keeping_text(&article, edits(path, &article));
        let version = site.snapshot.document(path).map(|open| open.version);
        Ok((!edits.is_empty()).then(|| FileEdit::new(path.clone(), version, text.clone(), edits)))
    });
    let changed: Result<Vec<Option<FileEdit>>, Cancelled> = changed.collect();
    Ok(changed?.into_iter().flatten().collect())
}

/// Changes as one edit, if there are any.
pub fn as_edit(files: Vec<FileEdit>) -> Option<WorkspaceEdit> {
    (!files.is_empty()).then(|| WorkspaceEdit { new_files: Vec::new(), files })
}

/// The files of a scope in which an entity is spoken of.
pub fn files(site: &Site<'_, '_>, scope: &str, entity: &str) -> Vec<Arc<Path>> {
    match scope {
        WORKSPACE => site.snapshot.files_mentioning(&site.open.root, entity),
        _ => vec![site.open.path.clone()],
    }
}

/// True if other articles than the open one speak of the entity as well. Costs no file.
pub fn is_elsewhere(site: &Site<'_, '_>, entity: &str) -> bool {
    let registry = &site.workspace().registry;
    let mut defining: Vec<_> = registry.lookup(entity).map(|found| registry.file(found.file).0).collect();
    defining.retain(|path| *path != &*site.open.path);
    defining.dedup();
    let here = usize::from(site.open.document.total(entity).uses > 0);
    site.snapshot.workspace_total(&site.open.root, entity).articles as usize > here + defining.len()
}

/// Without the edits in blocks whose text would change.
fn keeping_text(article: &Article<'_>, mut edits: Vec<TextEdit>) -> Vec<TextEdit> {
    edits.sort_by_key(|edit| edit.span);
    let mut kept = Vec::with_capacity(edits.len());
    let mut rest = edits.as_slice();
    for block in article.tree.blocks() {
        let last = block.span().end as usize == article.source.len();
        let end = rest.partition_point(|edit| last || edit.span.start < block.span().end);
        let (inside, after) = rest.split_at(end);
        rest = after;
        let harmless = inside.is_empty() || !block.kind().is_prose();
        if harmless || block_keeps_text(article.source, block, inside) {
            kept.extend_from_slice(inside);
        }
    }
    kept.extend_from_slice(rest);
    kept
}
