//! What the rules find that look at a whole article or at other ones: made beside the editing, after a pause.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::snapshot::{OpenDocument, Snapshot};
use crate::rules::{OtherQuotes, ReadQuotes, WideFindings};
use crate::workspace::{QuoteFact, QuotePlace, QuoteTable};

/// Runs the rules for whole articles and workspaces on an open document. Nothing if the snapshot was cancelled
/// meanwhile.
pub fn wide_findings(snapshot: &Snapshot, open: &OpenDocument) -> Option<WideFindings> {
    let others = Others::new(snapshot, &open.root);
    let path = open.path.is_absolute().then_some(&*open.path);
    let workspace = &snapshot.root_of(open).workspace;
    WideFindings::new(&open.document, path, workspace, Some(&others), snapshot.cancelled())
}

/// The quotations of all articles of a root: of open ones as they were when their rules ran last, of the others as
/// they are on the disk.
pub struct Others<'a> {
    snapshot: &'a Snapshot,
    /// In the order of their paths.
    articles: Vec<(&'a Arc<Path>, &'a [QuoteFact])>,
    read: ReadQuotes,
}

impl<'a> Others<'a> {
    /// Gathers them.
    pub fn new(snapshot: &'a Snapshot, root: &Arc<Path>) -> Self {
        let index = snapshot.root(root).and_then(|root| root.index.as_deref());
        let closed = index.into_iter().flat_map(|index| index.articles());
        let closed = closed.filter(|(path, _)| snapshot.document(path).is_none());
        let closed = closed.map(|(path, facts)| (path, &*facts.quotes));
        let open =
            snapshot.documents().into_iter().filter(|open| open.root == *root && open.path.is_absolute());
        let open = open.map(|open| (&open.path, open.findings.quotes()));
        let mut articles: Vec<(&Arc<Path>, &[QuoteFact])> = closed.chain(open).collect();
        articles.par_sort_by_key(|(path, _)| *path);
        Self { snapshot, articles, read: ReadQuotes::default() }
    }

    /// All quotations that others say as well.
    pub fn table(&self) -> QuoteTable {
        QuoteTable::new(self.articles.iter().map(|(_, quotes)| *quotes))
    }

    /// Where an article is among them.
    pub fn number(&self, path: &Path) -> Option<u32> {
        let number = self.articles.binary_search_by_key(&path, |(path, _)| path).ok()?;
        Some(number as u32)
    }
}

impl OtherQuotes for Others<'_> {
    fn like(&self, own: &[QuoteFact], path: Option<&Path>) -> Vec<Vec<(Arc<Path>, u32)>> {
        // As it is now, the text comes behind all others; as it was when its rules ran last, it says nothing.
        let article = self.articles.len() as u32;
        let former = path.and_then(|path| self.number(path)).unwrap_or(article);
        let others = (0..)
            .zip(&self.articles)
            .map(|(number, (_, quotes))| if number == former { &[] } else { *quotes });
        let table = QuoteTable::around(own, others.chain([own]));
        let named = |other: QuotePlace| {
            let (path, quotes) = &self.articles[other.article as usize];
            ((*path).clone(), quotes[other.quote as usize].at)
        };
        let of =
            |quote| table.candidates(QuotePlace { article, quote }, Some(article)).into_iter().map(named);
        (0..own.len() as u32).map(|quote| of(quote).collect()).collect()
    }

    fn text(&self, path: &Path) -> Option<Arc<str>> {
        Some(self.snapshot.text(path)?.to_text().into())
    }

    fn read(&self) -> &ReadQuotes {
        &self.read
    }
}
