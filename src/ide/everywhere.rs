//! Where a name is written in all files that it reaches: the article for an `#id`, the root for an entity.

use std::path::Path;
use std::sync::Arc;

use memchr::memmem;
use rayon::prelude::*;

use super::occurrence::{Name, Occurrence, occurrences};
use super::place::FilePosition;
use super::snapshot::{Cancelled, OpenDocument, Root, Snapshot, SourceText};
use super::target::target_at;
use crate::document::{Document, Key, KeyKind};
use crate::syntax::{Token, parse};
use crate::text::Span;

/// Where a name is written in one file.
#[derive(Clone, Debug)]
pub struct FileOccurrences {
    /// The file (absolute), or the name of a text that was never saved.
    pub path: Arc<Path>,
    /// The editor's number for the text, if the file is open.
    pub version: Option<i32>,
    /// The text in which the places are.
    pub text: SourceText,
    /// The places, in order; at least one.
    pub found: Vec<Occurrence>,
}

/// The names under the cursor, each once, with what the cursor points at.
pub fn names_at(open: &OpenDocument, at: FilePosition<'_>) -> Option<(Span, Vec<Name>)> {
    let part = open.document.part_around(at.offset as usize..at.offset as usize);
    let article = part.article(open.document.vocabulary());
    let target = target_at(&article, part.from_document(at.offset)?)?;
    let tokens: Vec<Token> = target.names(&article);
    let mut names: Vec<Name> = Vec::with_capacity(tokens.len());
    for name in tokens.iter().filter_map(Name::of) {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    (!names.is_empty()).then(|| (part.span_in_document(target.span), names))
}

/// Where a name is written in an open file, in order (bytes of the file).
pub fn in_document(document: &Document, name: &Name) -> Vec<Occurrence> {
    let kind = match name {
        Name::Entity(_) => KeyKind::Use,
        Name::Id(_) => KeyKind::Id,
    };
    let Some(symbol) = document.symbols().find(name.text()) else { return Vec::new() };
    let part = document.part_with(&[Key::new(kind, symbol)]);
    let mut found = occurrences(&part.source, &part.tree, document.vocabulary(), name);
    found
        .iter_mut()
        .for_each(|occurrence| *occurrence = occurrence.moved(|span| part.span_in_document(span)));
    found
}

/// Where a name is written in all files that it reaches, in the order of their paths. Files that are
/// gone since they were read are left out.
///
/// # Errors
/// If nobody waits for the answer any more.
pub fn everywhere(
    snapshot: &Snapshot,
    open: &OpenDocument,
    name: &Name,
) -> Result<Vec<FileOccurrences>, Cancelled> {
    let Name::Entity(id) = name else {
        return Ok(in_open(open, name).into_iter().collect());
    };
    let root = snapshot.root_of(open);
    let files = files(snapshot, open, root, id);
    let search = |path: &Arc<Path>| {
        snapshot.check_cancelled()?;
        Ok(match snapshot.document(path) {
            Some(open) => in_open(open, name),
            None => in_closed(snapshot, root, path, name),
        })
    };
    let found: Result<Vec<_>, Cancelled> = files.par_iter().map(search).collect();
    Ok(found?.into_iter().flatten().collect())
}

/// The files of a root that may hold an entity: besides what is indexed also registries that lie
/// elsewhere or are ignored.
fn files(snapshot: &Snapshot, open: &OpenDocument, root: &Root, id: &str) -> Vec<Arc<Path>> {
    let indexed = |path: &Path| root.index.as_ref().is_some_and(|index| index.article(path).is_some());
    let finder = memmem::Finder::new(id);
    let registries = root.workspace.registry.files().filter(|(path, text)| {
        !indexed(path) && (snapshot.document(path).is_some() || finder.find(text.as_bytes()).is_some())
    });
    let mut files = snapshot.files_mentioning(&open.root, id);
    files.extend(registries.map(|(path, _)| path.into()));
    files.sort();
    files.dedup();
    files
}

fn in_open(open: &OpenDocument, name: &Name) -> Option<FileOccurrences> {
    let found = in_document(&open.document, name);
    let text = SourceText::Open(open.document.rope().clone());
    (!found.is_empty()).then(|| FileOccurrences {
        path: open.path.clone(),
        version: Some(open.version),
        text,
        found,
    })
}

fn in_closed(snapshot: &Snapshot, root: &Root, path: &Arc<Path>, name: &Name) -> Option<FileOccurrences> {
    let SourceText::Closed(text) = snapshot.text(path)? else { return None };
    let found = occurrences(&text, &parse(&text), &root.workspace.vocabulary, name);
    let text = SourceText::Closed(text);
    (!found.is_empty()).then(|| FileOccurrences { path: path.clone(), version: None, text, found })
}
