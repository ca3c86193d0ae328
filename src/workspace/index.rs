//! What all articles of a root say, in few bytes each.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::error::{Error, Reason};
use super::facts::ArticleFacts;
use super::read::read;
use crate::article::{Article, Vocabulary};
use crate::document::{Symbol, Symbols};
use crate::syntax::parse;

/// The facts of all articles below a root, as they are on the disk.
#[derive(Clone, Debug, Default)]
pub struct Index {
    articles: BTreeMap<Arc<Path>, Arc<ArticleFacts>>,
    totals: Totals,
}

/// How often all articles of a root speak of an entity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkspaceTotal {
    /// Articles that refer to it.
    pub articles: u32,
    /// Mentions of it.
    pub mentions: u32,
    /// Quotations that it says.
    pub quotes: u32,
}

type Totals = FxHashMap<Symbol, WorkspaceTotal>;

/// Of how many articles the totals are counted at once.
const TOTALS_AT_ONCE: usize = 1_000;

impl Index {
    /// Reads articles, many at once. What can't be read is left out. `done` counts the articles, and
    /// the work stops soon after `cancelled` is set.
    pub fn build(
        paths: &[Arc<Path>],
        vocabulary: &Vocabulary,
        symbols: &Symbols,
        done: &AtomicUsize,
        cancelled: &AtomicBool,
    ) -> Self {
        let facts = paths.par_iter().filter_map(|path| {
            if cancelled.load(Ordering::Relaxed) {
                return None;
            }
            let facts = Self::facts(path, vocabulary, symbols);
            done.fetch_add(1, Ordering::Relaxed);
            Some((path.clone(), Arc::new(facts?)))
        });
        let facts: Vec<(Arc<Path>, Arc<ArticleFacts>)> = facts.collect();
        let totals = facts.par_chunks(TOTALS_AT_ONCE).map(|some| {
            let mut part = Totals::default();
            some.iter().for_each(|(_, facts)| count(&mut part, facts, |total, by| *total += by));
            part
        });
        let totals = totals.reduce(Totals::default, added);
        // All at once, since comparing paths is slow.
        Self { articles: facts.into_iter().collect(), totals }
    }

    /// The facts of an article on the disk, if it can be read.
    pub fn facts(path: &Path, vocabulary: &Vocabulary, symbols: &Symbols) -> Option<ArticleFacts> {
        let source = match read(path) {
            Ok(source) => source,
            // Known by its name, so that it can be found that it is not UTF-8.
            Err(Error { reason: Reason::NotUtf8(_), .. }) => return Some(ArticleFacts::default()),
            Err(_) => return None,
        };
        let tree = parse(&source);
        Some(ArticleFacts::new(&Article::new(&source, &tree, vocabulary), vocabulary, symbols))
    }

    /// Puts the facts of an article in the place of older ones; takes it out if there are none.
    pub fn set(&mut self, path: Arc<Path>, facts: Option<ArticleFacts>) {
        let old = match facts {
            Some(facts) => {
                count(&mut self.totals, &facts, |total, by| *total += by);
                self.articles.insert(path, Arc::new(facts))
            }
            None => self.articles.remove(&path),
        };
        if let Some(old) = old {
            count(&mut self.totals, &old, |total, by| *total -= by);
        }
    }

    /// How often all articles speak of an entity.
    pub fn total(&self, name: Symbol) -> WorkspaceTotal {
        self.totals.get(&name).copied().unwrap_or_default()
    }

    /// All articles in the order of their paths.
    pub fn articles(&self) -> impl Iterator<Item = (&Arc<Path>, &ArticleFacts)> {
        self.articles.iter().map(|(path, facts)| (path, &**facts))
    }

    /// The facts of an article.
    pub fn article(&self, path: &Path) -> Option<&ArticleFacts> {
        self.articles.get(path).map(|facts| &**facts)
    }

    /// The articles that refer to an entity, in the order of their paths.
    pub fn mentioning(&self, name: Symbol) -> impl Iterator<Item = &Arc<Path>> {
        let refers = move |facts: &ArticleFacts| facts.entity(name).is_some();
        self.articles().filter(move |(_, facts)| refers(facts)).map(|(path, _)| path)
    }
}

/// Adds what an article says to the totals, or takes it out of them.
fn count(totals: &mut Totals, facts: &ArticleFacts, by: impl Fn(&mut u32, u32)) {
    for fact in &facts.entities {
        let total = totals.entry(fact.name).or_default();
        by(&mut total.articles, 1);
        by(&mut total.mentions, fact.mentions);
        by(&mut total.quotes, fact.quotes);
    }
}

fn added(mut totals: Totals, others: Totals) -> Totals {
    if totals.is_empty() {
        return others;
    }
    for (name, other) in others {
        let total = totals.entry(name).or_default();
        total.articles += other.articles;
        total.mentions += other.mentions;
        total.quotes += other.quotes;
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(source: &str, symbols: &Symbols) -> ArticleFacts {
        let tree = parse(source);
        let vocabulary = Vocabulary::default();
        ArticleFacts::new(&Article::new(source, &tree, &vocabulary), &vocabulary, symbols)
    }

    #[test]
    fn totals_follow_the_articles() {
        let symbols = Symbols::default();
        let mut index = Index::default();
        let path: Arc<Path> = Path::new("/a.nmk").into();
        index.set(path.clone(), Some(facts("# Port closed\n\n{We go @ana}, [Ana @ana] said.", &symbols)));
        index.set(Path::new("/b.nmk").into(), Some(facts("[Ana @ana] left [Bo @bo].", &symbols)));
        let ana = symbols.intern("ana");
        assert_eq!(index.total(ana), WorkspaceTotal { articles: 2, mentions: 2, quotes: 1 });
        assert_eq!(index.article(&path).map(|facts| &*facts.headline), Some("Port closed"));

        index.set(path.clone(), Some(facts("[Bo @bo] stayed.", &symbols)));
        assert_eq!(index.total(ana), WorkspaceTotal { articles: 1, mentions: 1, quotes: 0 });
        assert_eq!(index.mentioning(symbols.intern("bo")).count(), 2);
        index.set(path, None);
        assert_eq!(index.mentioning(symbols.intern("bo")).count(), 1);
    }
}
