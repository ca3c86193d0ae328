//! Entities and articles by name: `workspace/symbol` (LSP 3.17).

use std::path::Path;
use std::sync::Arc;

use memchr::memmem;

use super::document_symbol::SymbolKind;
use super::place::Place;
use super::snapshot::{Cancelled, Root, Snapshot, SourceText};
use crate::syntax::{BlockKind, parse};
use crate::text::Span;
use crate::workspace::{Registry, fold};

/// An entity or an article of the workspace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkspaceSymbol {
    /// What it is.
    pub kind: SymbolKind,
    /// What it is called: a name of the entity, the headline of the article.
    pub name: String,
    /// The entity's id with its `@`, or the article's date; may be empty.
    pub detail: String,
    /// Where it is defined, or the headline.
    pub place: Place,
}

/// How many symbols are found at most.
const LIMIT: usize = 200;

/// How well a query fits a name: the smaller the better.
type Cost = (u8, usize);

/// The entities of all registries and the articles by their headlines, if the query's letters stand in a
/// name in this order: names that begin with it first, then those with a word that does, then those that
/// hold it, then all others, shorter names first; of equals in the order of files and places.
///
/// # Errors
/// If nobody waits for an answer any more.
pub fn workspace_symbols(snapshot: &Snapshot, query: &str) -> Result<Vec<WorkspaceSymbol>, Cancelled> {
    let folded = fold(query);
    let query = Query::new(folded.trim());
    let mut found: Vec<(Cost, Found<'_>)> = Vec::new();
    for (_, root) in snapshot.roots() {
        entities(snapshot, &root.workspace.registry, &query, &mut found)?;
    }
    for (path, root) in snapshot.roots() {
        articles(snapshot, path, root, &query, &mut found)?;
    }
    // Stable: equals stay in the order of files and places.
    found.sort_by_key(|(cost, _)| *cost);
    found.truncate(LIMIT);
    let mut symbols = Vec::new();
    for (_, one) in found {
        snapshot.check_cancelled()?;
        symbols.extend(one.symbol(snapshot));
    }
    Ok(symbols)
}

/// What was found, before its place is looked up.
enum Found<'a> {
    Entity { registry: &'a Registry, named: crate::workspace::Named<'a> },
    Article { path: Arc<Path>, headline: String, date: String },
}

impl Found<'_> {
    fn symbol(self, snapshot: &Snapshot) -> Option<WorkspaceSymbol> {
        match self {
            Self::Entity { registry, named } => {
                let name = registry.called(named);
                let (path, _) = registry.file(named.at.file);
                let place = Place { path: path.into(), span: named.at.id };
                Some(WorkspaceSymbol {
                    kind: SymbolKind::Entity,
                    name,
                    detail: format!("@{}", named.id),
                    place,
                })
            }
            Self::Article { path, headline, date } => {
                let span = headline_span(snapshot, &path).unwrap_or_default();
                let place = Place { path, span };
                Some(WorkspaceSymbol { kind: SymbolKind::Article, name: headline, detail: date, place })
            }
        }
    }
}

/// How many names are compared between two looks at whether anybody still waits.
const STRIDE: usize = 4096;

fn entities<'a>(
    snapshot: &Snapshot,
    registry: &'a Registry,
    query: &Query<'_>,
    found: &mut Vec<(Cost, Found<'a>)>,
) -> Result<(), Cancelled> {
    for file in registry.names() {
        // The names of a record follow one another: its best counts.
        let mut best: Option<(Cost, crate::workspace::Named<'a>)> = None;
        let mut add = |best: &mut Option<(Cost, crate::workspace::Named<'a>)>| {
            if let Some((cost, named)) = best.take() {
                found.push((cost, Found::Entity { registry, named }));
            }
        };
        for (number, (named, name)) in file.enumerate() {
            if number % STRIDE == 0 {
                snapshot.check_cancelled()?;
            }
            if best.as_ref().is_some_and(|(_, known)| known.at != named.at) {
                add(&mut best);
            }
            let Some(cost) = query.cost(name) else { continue };
            if best.as_ref().is_none_or(|(known, _)| cost < *known) {
                best = Some((cost, named));
            }
        }
        add(&mut best);
    }
    Ok(())
}

fn articles<'a>(
    snapshot: &Snapshot,
    root_path: &Arc<Path>,
    root: &Root,
    query: &Query<'_>,
    found: &mut Vec<(Cost, Found<'a>)>,
) -> Result<(), Cancelled> {
    let closed = root.index.iter().flat_map(|index| index.articles());
    let closed = closed.filter(|(path, _)| snapshot.document(path).is_none());
    let closed =
        closed.map(|(path, facts)| (path.clone(), facts.headline.to_string(), facts.date.to_string()));
    let open = snapshot.documents().into_iter().filter(|open| open.root == *root_path);
    let open = open.map(|open| {
        let span = first_headline(open.document.tree());
        let headline = span.map_or(String::new(), |span| bare(&open.document.slice(span.range())));
        (open.path.clone(), headline, String::new())
    });
    let mut all: Vec<_> = closed.chain(open).filter(|(_, headline, _)| !headline.is_empty()).collect();
    all.sort_by(|a, b| a.0.cmp(&b.0));
    for (number, (path, headline, date)) in all.into_iter().enumerate() {
        if number % STRIDE == 0 {
            snapshot.check_cancelled()?;
        }
        if let Some(cost) = query.cost(&fold(&headline)) {
            found.push((cost, Found::Article { path, headline, date }));
        }
    }
    Ok(())
}

/// What is looked for, folded, with the searches made ready once for many names.
struct Query<'q> {
    text: &'q str,
    anywhere: memmem::Finder<'q>,
    at_word: memmem::Finder<'static>,
}

impl<'q> Query<'q> {
    fn new(text: &'q str) -> Self {
        let at_word = memmem::Finder::new(&format!(" {text}")).into_owned();
        Self { text, anywhere: memmem::Finder::new(text), at_word }
    }

    /// How well a name fits; nothing if the query's letters do not stand there in this order.
    fn cost(&self, name: &str) -> Option<Cost> {
        let fit = match self.anywhere.find(name.as_bytes()) {
            Some(0) => 0,
            Some(_) if self.at_word.find(name.as_bytes()).is_some() => 1,
            Some(_) => 2,
            None if is_subsequence(name, self.text) => 3,
            None => return None,
        };
        Some((fit, name.len()))
    }
}

fn is_subsequence(name: &str, query: &str) -> bool {
    let mut letters = name.chars();
    query.chars().filter(|c| *c != ' ').all(|wanted| letters.any(|letter| letter == wanted))
}

fn first_headline(tree: &crate::syntax::Tree) -> Option<Span> {
    let mut blocks = tree.blocks();
    blocks.find(|block| block.kind() == BlockKind::Headline).map(|block| block.prose())
}

/// A headline's text without markup.
fn bare(headline: &str) -> String {
    crate::syntax::bare_text(&parse(headline), headline).trim().to_string()
}

/// Where the headline of a file stands; its start, if the file has changed since it was read.
fn headline_span(snapshot: &Snapshot, path: &Path) -> Option<Span> {
    let trimmed = |span: Span, text: &str| Span { end: span.start + text.trim_end().len() as u32, ..span };
    if let Some(open) = snapshot.document(path) {
        let span = first_headline(open.document.tree())?;
        return Some(trimmed(span, &open.document.slice(span.range())));
    }
    let SourceText::Closed(text) = snapshot.text(path)? else { return None };
    let span = first_headline(&parse(&text))?;
    Some(trimmed(span, span.of(&text)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    const FILES: &str = "==> a.nmk\n---\ndate: 2024-03-05\n---\n\n# [Port Ellery @ellery] closed\n\nText\n==> b.nmk\n# The ana log$0\n==> entities.nmk\n---\n@duarte :person Ana Duarte | Mayor Duarte\n@ellery :place Port Ellery\n@banana :product\n@x | Anatol\n";

    fn found(query: &str) -> String {
        let mut fixture = Fixture::new(FILES);
        let symbols = workspace_symbols(&fixture.snapshot(), query).expect("somebody waits");
        let lines = symbols.iter().map(|symbol| {
            let place = fixture.show(std::slice::from_ref(&symbol.place));
            let lines: Vec<&str> = place.lines().collect();
            format!("{:?} {} ({})\n{}", symbol.kind, symbol.name, symbol.detail, lines.join("\n"))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    fn names(query: &str) -> Vec<String> {
        let mut fixture = Fixture::new(FILES);
        let symbols = workspace_symbols(&fixture.snapshot(), query).expect("somebody waits");
        symbols.into_iter().map(|symbol| symbol.name).collect()
    }

    #[test]
    fn with_their_places() {
        assert_eq!(
            found("port"),
            "
Entity Port Ellery (@ellery)
entities.nmk:3
@ellery :place Port Ellery
^^^^^^^
Article Port Ellery closed (2024-03-05)
a.nmk:5
# [Port Ellery @ellery] closed
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^"
                .trim()
        );
    }

    #[test]
    fn best_fits_first() {
        assert_eq!(names("ana"), ["Anatol", "Ana Duarte", "The ana log", "banana"]);
        assert_eq!(names("ptelry"), ["Port Ellery", "Port Ellery closed"]);
        assert_eq!(names("mayor"), ["Mayor Duarte"]);
        assert_eq!(names("zzz"), [] as [&str; 0]);
        assert_eq!(names("").len(), 6);
    }

    #[test]
    fn nobody_waits() {
        let mut fixture = Fixture::new(FILES);
        let snapshot =
            fixture.snapshot().stopped_by(std::sync::Arc::new(std::sync::atomic::AtomicBool::new(true)));
        assert_eq!(workspace_symbols(&snapshot, "ana"), Err(Cancelled));
    }
}
