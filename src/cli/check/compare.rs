//! Which articles say what others say as well: of all that were checked, and of those beside them in their roots.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::super::input::Input;
use super::super::progress::Progress;
use crate::article::Article;
use crate::rules::{OtherQuotes, ReadQuotes, is_compared};
use crate::syntax::parse;
use crate::workspace::{
    QuoteFact, QuotePlace, QuoteTable, Workspace, absolute, articles_of, is_marked, read,
};

/// The quotations of the articles of all roots.
pub struct Quotations<'a> {
    roots: FxHashMap<&'a Path, Root>,
}

/// Articles with their quotations.
type Articles = Vec<(Arc<Path>, Vec<QuoteFact>)>;

/// The quotations of the articles of one root.
pub struct Root {
    /// In the order of their paths.
    articles: Articles,
    /// Where each is among them.
    numbers: FxHashMap<Arc<Path>, u32>,
    table: QuoteTable,
    read: ReadQuotes,
}

impl<'a> Quotations<'a> {
    /// Puts those of the checked articles together with those of the articles beside them. `given` are the paths
    /// that were asked for: what lies in these folders was checked.
    pub fn new(checked: impl Iterator<Item = (&'a Input, Vec<QuoteFact>)>, given: &[PathBuf]) -> Self {
        let given: Vec<PathBuf> = given.iter().map(|path| absolute(path)).collect();
        let mut by_root: FxHashMap<&Path, (&Workspace, Articles)> = FxHashMap::default();
        for (input, quotes) in checked {
            let workspace = &*input.workspace;
            let (_, articles) = by_root.entry(&workspace.root).or_insert_with(|| (workspace, Vec::new()));
            // Standard input has no place among the files, and comes before them.
            articles.push((input.absolute_path().unwrap_or_default().into(), quotes));
        }
        let roots = by_root.into_iter().map(|(root, (workspace, mut articles))| {
            let is_any = articles.iter().any(|(_, quotes)| !quotes.is_empty());
            let all_checked = given.iter().any(|folder| root.starts_with(folder));
            if is_any && !all_checked && is_marked(root) && is_compared(workspace) {
                articles.extend(beside(workspace, &articles));
            }
            articles.sort_by(|a, b| a.0.cmp(&b.0));
            let table = QuoteTable::new(articles.iter().map(|(_, quotes)| quotes.as_slice()));
            let numbers =
                articles.iter().zip(0..).map(|((path, _), number)| (path.clone(), number)).collect();
            (root, Root { articles, numbers, table, read: ReadQuotes::default() })
        });
        Self { roots: roots.collect() }
    }

    /// What an article has to be compared with, if one of its quotations may be another speaker's as well.
    pub fn of(&self, input: &Input) -> Option<&Root> {
        let root = self.roots.get(&*input.workspace.root)?;
        let number = *root.numbers.get(&*input.absolute_path().unwrap_or_default())?;
        root.table.is_contested(number).then_some(root)
    }
}

/// The quotations of the articles of a root that were not checked.
fn beside(workspace: &Workspace, checked: &Articles) -> Articles {
    let known: FxHashSet<&Path> = checked.iter().map(|(path, _)| &**path).collect();
    let others =
        articles_of(&workspace.root, &workspace.config).into_iter().filter(|path| !known.contains(&**path));
    let others: Vec<Arc<Path>> = others.collect();
    let progress = Progress::new("Reading", others.len());
    let quotes = |path: Arc<Path>| {
        progress.step();
        let source = read(&path).ok()?;
        let tree = parse(&source);
        let article = Article::new(&source, &tree, &workspace.vocabulary);
        Some((path, QuoteFact::of_article(&article)))
    };
    others.into_par_iter().filter_map(quotes).collect()
}

impl OtherQuotes for Root {
    fn like(&self, own: &[QuoteFact], path: Option<&Path>) -> Vec<Vec<(Arc<Path>, u32)>> {
        let number = self.numbers.get(path.unwrap_or(Path::new(""))).copied();
        let named = |other: QuotePlace| {
            let (path, quotes) = &self.articles[other.article as usize];
            (path.clone(), quotes[other.quote as usize].at)
        };
        let of = |quote| {
            let article = number?;
            let others = self.table.candidates(QuotePlace { article, quote }, number);
            Some(others.into_iter().map(named).collect())
        };
        (0..own.len() as u32).map(|quote| of(quote).unwrap_or_default()).collect()
    }

    fn text(&self, path: &Path) -> Option<Arc<str>> {
        read(path).ok().map(Arc::from)
    }

    fn read(&self) -> &ReadQuotes {
        &self.read
    }
}
