//! Counts above lines: `textDocument/codeLens` and `codeLens/resolve` (LSP 3.17).

use std::path::Path;

use rustc_hash::FxHashSet;

use super::counted::counted;
use super::snapshot::{OpenDocument, Snapshot};
use crate::article::{Article, definition};
use crate::syntax::{BlockKind, BlockRef, Head, Shape, TokenKind, entry, tokens};
use crate::text::Span;

/// A line above another, whose words [`code_lens_title`] finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodeLens {
    /// Above what (bytes of the document).
    pub span: Span,
    /// What it counts.
    pub subject: LensSubject,
}

/// What a lens counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LensSubject {
    /// Mentions and quotations of an entity that is defined here.
    Entity(String),
    /// Quotations, speakers and suggestions of the article.
    Article,
}

/// Where an open file has lenses: above its first headline, and above each definition of an entity, in
/// records and in the text. What they say is found when they are shown.
pub fn code_lenses(snapshot: &Snapshot, path: &Path) -> Option<Vec<CodeLens>> {
    let open = snapshot.document(path)?;
    let document = &open.document;
    let mut lenses = Vec::new();
    let mut known = FxHashSet::default();
    let mut has_headline = false;
    for block in document.tree().blocks() {
        match block.kind() {
            BlockKind::Headline if !has_headline => {
                has_headline = true;
                let span = block.prose();
                // A lens stands above one line (LSP 3.17 §textDocument_codeLens).
                let line = document.slice(span.range()).trim_end_matches(['\n', '\r']).len();
                let span = Span { end: span.start + line as u32, ..span };
                lenses.push(CodeLens { span, subject: LensSubject::Article });
            }
            BlockKind::Entry => {
                let text = document.slice(block.content().range());
                if let Some(Head::Entity { id, .. }) = entry(&text, block.start).head {
                    lenses
                        .push(CodeLens { span: id.span, subject: LensSubject::Entity(id.name.to_string()) });
                }
            }
            _ => {}
        }
        in_place(open, block, &mut known, &mut lenses);
    }
    lenses.sort_by_key(|lens| lens.span);
    Some(lenses)
}

/// Mentions that define an entity: the first with a type, if no record does it.
fn in_place(
    open: &OpenDocument,
    block: BlockRef<'_>,
    known: &mut FxHashSet<String>,
    lenses: &mut Vec<CodeLens>,
) {
    let document = &open.document;
    for node in block.nodes().filter(|node| node.shape == Shape::Square) {
        let tail = document.slice(node.tail_span().range());
        let tail: Vec<_> = tokens(&tail, 0).collect();
        let Some((id, _)) = definition(tail.iter(), document.vocabulary()) else { continue };
        if document.total(id).records == 0 && known.insert(id.to_string()) {
            lenses.push(CodeLens { span: node.content(), subject: LensSubject::Entity(id.to_string()) });
        }
    }
}

/// What a lens says: `codeLens/resolve`.
pub fn code_lens_title(snapshot: &Snapshot, path: &Path, subject: &LensSubject) -> Option<String> {
    let open = snapshot.document(path)?;
    Some(match subject {
        LensSubject::Entity(id) => entity_title(snapshot, open, id),
        LensSubject::Article => article_title(open),
    })
}

fn entity_title(snapshot: &Snapshot, open: &OpenDocument, id: &str) -> String {
    let here = open.document.total(id);
    let all = snapshot.workspace_total(&open.root, id);
    let is_registry = snapshot.root_of(open).workspace.registry.holds(&open.path);
    let counts = |mentions, quotes| format!("{}, {}", counted(mentions, "mention"), counted(quotes, "quote"));
    // The file itself counts among those that speak of it.
    let others = all.articles.saturating_sub(u32::from(here.uses > 0));
    if is_registry {
        return format!("{} in {}", counts(all.mentions, all.quotes), counted(others, "other file"));
    }
    let elsewhere = counts(all.mentions - here.mentions, all.quotes - here.quotes);
    match others {
        0 => counts(here.mentions, here.quotes),
        _ => format!(
            "{} here; {elsewhere} in {}",
            counts(here.mentions, here.quotes),
            counted(others, "other file")
        ),
    }
}

fn article_title(open: &OpenDocument) -> String {
    let text = open.document.text();
    let article = Article::new(&text, open.document.tree(), open.document.vocabulary());
    let totals = open.document.totals().values();
    let speakers = totals.filter(|total| total.quotes > 0).count() as u32;
    let is_suggestion = |at: &u32| article.tail(*at).iter().any(|token| token.kind == TokenKind::Tentative);
    let suggestions = (0..article.annotations.len() as u32).filter(is_suggestion).count() as u32;
    let quotes = article.quotations.len() as u32;
    let mut title = format!("{}, {}", counted(quotes, "quote"), counted(speakers, "speaker"));
    if suggestions > 0 {
        title.push_str(&format!(", {} left", counted(suggestions, "suggestion")));
    }
    title
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::Place;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn shows(text: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let lenses = code_lenses(&snapshot, &fixture.path).expect("it is open");
        let mut shown = String::new();
        for lens in lenses {
            let title = code_lens_title(&snapshot, &fixture.path, &lens.subject).expect("it is open");
            let place = Place { path: fixture.path.clone(), span: lens.span };
            shown.push_str(&format!("{title}\n{}", fixture.show(&[place])));
        }
        assert_eq!(shown.trim_end(), expected.trim(), "\n{shown}");
    }

    #[test]
    fn definitions_and_the_headline() {
        shows(
            "==> story.nmk\n# Port closed$0\n\n[Ana Duarte @ana :person] left. {We go @ana} {No @bo ?}, [he @bo] said. [She @ana :person].\n\n---\n@bo :person Bo\n---\n==> later.nmk\n{Stay @ana} [Ana @ana]\n",
            "
2 quotes, 2 speakers, 1 suggestion left
story.nmk:1
# Port closed
  ^^^^^^^^^^^
2 mentions, 1 quote here; 1 mention, 1 quote in 1 other file
story.nmk:3
[Ana Duarte @ana :person] left. {We go @ana} {No @bo ?}, [he @bo] said. [She @ana :person].
 ^^^^^^^^^^
1 mention, 1 quote
story.nmk:6
@bo :person Bo
^^^",
        );
    }

    #[test]
    fn registries_count_the_workspace() {
        shows(
            "==> entities.nmk\n---\n@ana :person Ana$0\n@bo :person Bo\n==> a.nmk\n{Stay @ana} [Ana @ana]\n==> b.nmk\n[She @ana]\n",
            "
2 mentions, 1 quote in 2 other files
entities.nmk:2
@ana :person Ana
^^^^
0 mentions, 0 quotes in 0 other files
entities.nmk:3
@bo :person Bo
^^^",
        );
    }

    #[test]
    fn nothing_to_count() {
        shows("Only text.$0", "");
    }
}
