//! What the rules find that look at a whole article or at other ones: made beside the editing, after a pause.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::snapshot::{OpenDocument, Snapshot};
use crate::rules::{OtherQuotes, ReadQuotes, WideFindings};
use crate::workspace::{QuoteFact, QuoteTable};

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

    fn number(&self, path: Option<&Path>) -> Option<u32> {
        let path = path?;
        let number = self.articles.binary_search_by_key(&path, |(path, _)| path).ok()?;
        Some(number as u32)
    }
}

impl OtherQuotes for Others<'_> {
    fn like(&self, own: &[QuoteFact], path: Option<&Path>) -> Vec<Vec<(Arc<Path>, QuoteFact)>> {
        // A text that was never saved has no place among the files, and comes behind them.
        let number = self.number(path).unwrap_or(self.articles.len() as u32);
        let table = QuoteTable::around(own, self.articles.iter().map(|(_, quotes)| *quotes).chain([own]));
        // The last one is this text itself, as it is now.
        let named = |(article, fact): (u32, QuoteFact)| {
            self.articles.get(article as usize).map(|(path, _)| ((*path).clone(), fact))
        };
        let of = |fact| table.candidates(fact, Some(number)).into_iter().filter_map(named).collect();
        own.iter().map(of).collect()
    }

    fn text(&self, path: &Path) -> Option<Arc<str>> {
        Some(self.snapshot.text(path)?.to_text().into())
    }

    fn read(&self) -> &ReadQuotes {
        &self.read
    }
}
