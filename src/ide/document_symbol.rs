//! The outline of a file: `textDocument/documentSymbol` (LSP 3.17).

use std::path::Path;

use rustc_hash::FxHashMap;

use super::known::Known;
use super::snapshot::Snapshot;
use crate::article::{Article, Quotation};
use crate::syntax::{BlockKind, Head, entry};
use crate::text::Span;
use crate::workspace::Registry;

/// A line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentSymbol {
    /// What the line is about.
    pub kind: SymbolKind,
    /// What it says.
    pub name: String,
    /// What it says besides, dimmed.
    pub detail: String,
    /// All that it stands for (bytes of the document).
    pub span: Span,
    /// Where the cursor goes; lies in `span`.
    pub name_span: Span,
    /// What lies inside, in order.
    pub children: Vec<DocumentSymbol>,
}

/// What a symbol is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SymbolKind {
    /// A headline, with all up to the next.
    Headline,
    /// A crosshead, with all up to the next.
    Crosshead,
    /// A quotation, by its speaker.
    Quotation,
    /// An entity, where it is defined.
    Entity,
    /// An article, by its headline; in the workspace only.
    Article,
}

/// The outline of an open file: headlines hold crossheads, these hold quotations by their speakers and
/// entities that are introduced in the text, all in the order of the text; then the records.
pub fn document_symbols(snapshot: &Snapshot, path: &Path) -> Option<Vec<DocumentSymbol>> {
    let open = snapshot.document(path)?;
    let text = open.document.text();
    let article = Article::new(&text, open.document.tree(), open.document.vocabulary());
    let registry = &snapshot.root_of(open).workspace.registry;
    let mut names: FxHashMap<&str, String> = FxHashMap::default();
    let mut name_of = |id| names.entry(id).or_insert_with(|| name_in(&article, registry, id)).clone();
    let mut leaves: Vec<DocumentSymbol> =
        article.quotations.iter().map(|one| quotation(&article, one, &mut name_of)).collect();
    leaves.extend(introduced(&article));
    leaves.sort_by_key(|symbol| (symbol.span, symbol.kind));
    let mut outline = Outline { end: text.trim_end().len() as u32, ..Outline::default() };
    let mut leaves = leaves.into_iter().peekable();
    let mut records = Vec::new();
    for block in article.tree.blocks() {
        match block.kind() {
            BlockKind::Headline => outline.open(SymbolKind::Headline, &article, block.prose()),
            BlockKind::Crosshead => outline.open(SymbolKind::Crosshead, &article, block.prose()),
            BlockKind::FenceOpen => outline.close_all(block.start),
            BlockKind::Entry => records.extend(record(&text, block.content())),
            _ => {}
        }
        while let Some(leaf) = leaves.next_if(|leaf| leaf.span.start < block.span().end) {
            outline.add(leaf);
        }
    }
    let end = outline.end;
    outline.close_all(end);
    outline.done.extend(records);
    Some(outline.done)
}

/// Sections that are open, outermost first, and those that are done.
#[derive(Default)]
struct Outline {
    headline: Option<DocumentSymbol>,
    crosshead: Option<DocumentSymbol>,
    done: Vec<DocumentSymbol>,
    end: u32,
}

impl Outline {
    fn open(&mut self, kind: SymbolKind, article: &Article<'_>, title: Span) {
        let start = title.start - if kind == SymbolKind::Headline { 2 } else { 3 };
        if kind == SymbolKind::Headline {
            self.close_all(start)
        } else {
            self.close_crosshead(start)
        }
        let trimmed = title.of(article.source).trim_end().len() as u32;
        let name = article.bare().of(title).trim();
        let symbol = DocumentSymbol {
            kind,
            name: if name.is_empty() { "(no words)".to_string() } else { name.to_string() },
            detail: String::new(),
            span: Span { start, end: title.start + trimmed },
            name_span: Span { start: title.start, end: title.start + trimmed },
            children: Vec::new(),
        };
        let slot = if kind == SymbolKind::Headline { &mut self.headline } else { &mut self.crosshead };
        *slot = Some(symbol);
    }

    fn add(&mut self, symbol: DocumentSymbol) {
        match self.crosshead.as_mut().or(self.headline.as_mut()) {
            Some(section) => {
                // The pieces of a quotation may reach into the next section.
                section.span.end = section.span.end.max(symbol.span.end);
                section.children.push(symbol);
            }
            None => self.done.push(symbol),
        }
    }

    fn close_crosshead(&mut self, end: u32) {
        if let Some(mut section) = self.crosshead.take() {
            section.span.end = section.span.end.max(end);
            match &mut self.headline {
                Some(headline) => {
                    headline.span.end = headline.span.end.max(section.span.end);
                    headline.children.push(section);
                }
                None => self.done.push(section),
            }
        }
    }

    fn close_all(&mut self, end: u32) {
        self.close_crosshead(end);
        if let Some(mut headline) = self.headline.take() {
            headline.span.end = headline.span.end.max(end);
            self.done.push(headline);
        }
    }
}

fn quotation<'s>(
    article: &Article<'s>,
    quotation: &Quotation<'s>,
    name_of: &mut impl FnMut(&'s str) -> String,
) -> DocumentSymbol {
    let speakers: Vec<String> =
        quotation.speakers(article).iter().map(|speaker| name_of(speaker.name)).collect();
    let name = if !speakers.is_empty() {
        speakers.join(", ")
    } else if quotation.is_unknown(article) {
        "speaker unknown".to_string()
    } else {
        "no speaker".to_string()
    };
    let first = article.annotations[quotation.pieces[0] as usize];
    DocumentSymbol {
        kind: SymbolKind::Quotation,
        name,
        detail: excerpt(article.bare().of(first.content)),
        span: first.span,
        name_span: first.content,
        children: Vec::new(),
    }
}

/// The entities that mentions define.
fn introduced(article: &Article<'_>) -> impl Iterator<Item = DocumentSymbol> {
    article.entities.iter().filter_map(|entity| {
        let in_place = entity.in_place.as_ref()?;
        let mention = &article.mentions[in_place.mention as usize];
        let first = article.annotations[mention.pieces[0] as usize];
        Some(DocumentSymbol {
            kind: SymbolKind::Entity,
            name: mention.name(article),
            detail: format!("@{} {}", entity.id, in_place.types.join(", ")),
            span: first.span,
            name_span: first.content,
            children: Vec::new(),
        })
    })
}

fn record(text: &str, span: Span) -> Option<DocumentSymbol> {
    let entry = entry(span.of(text), span.start);
    let Some(head @ Head::Entity { id, .. }) = entry.head else { return None };
    let mut known = Known::default();
    known.add(crate::article::Record { id, entry });
    let types: Vec<&str> = head.types().map(|label| label.name).collect();
    let detail = [vec![format!("@{}", id.name)], vec![types.join(", ")]].concat().join(" ");
    Some(DocumentSymbol {
        kind: SymbolKind::Entity,
        name: known.name().unwrap_or(id.name).to_string(),
        detail: detail.trim_end().to_string(),
        span: entry.span(),
        name_span: id.span,
        children: Vec::new(),
    })
}

/// What the article or the registry calls an entity; its id, if they call it nothing.
fn name_in(article: &Article<'_>, registry: &Registry, id: &str) -> String {
    let profile = article.entity(id).map(|entity| crate::workspace::Profile::new(article, entity, registry));
    let name = profile.and_then(|profile| profile.names.first().map(|name| name.to_string()));
    name.unwrap_or_else(|| format!("@{id}"))
}

/// The first words of a text, on one line.
pub fn excerpt(text: &str) -> String {
    const WORDS: usize = 10;
    let mut words = text.split_whitespace();
    let short: Vec<&str> = words.by_ref().take(WORDS).collect();
    let more = if words.next().is_some() { " …" } else { "" };
    format!("{}{more}", short.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    fn shown(symbols: &[DocumentSymbol], depth: usize, text: &str, into: &mut String) {
        for symbol in symbols {
            assert!(symbol.span.contains(symbol.name_span), "{symbol:?}");
            let name = symbol.name_span.of(text);
            into.push_str(&format!(
                "{}{:?} {} ({}) {name}\n",
                "  ".repeat(depth),
                symbol.kind,
                symbol.name,
                symbol.detail
            ));
            assert!(symbol.children.iter().all(|child| symbol.span.contains(child.span)), "{symbol:?}");
            shown(&symbol.children, depth + 1, text, into);
        }
    }

    #[track_caller]
    fn outline(text: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let symbols = document_symbols(&snapshot, &fixture.path).expect("it is open");
        let content = snapshot.document(&fixture.path).expect("it is open").document.text();
        let mut found = String::new();
        shown(&symbols, 0, &content, &mut found);
        assert_eq!(found.trim(), expected.trim(), "\n{found}");
    }

    #[test]
    fn sections_hold_what_is_said_in_them() {
        outline(
            "==> story.nmk\n# [Port @ellery] closed$0\n\n{We go @ana}, [Ana Duarte @ana :person] said.\n\n## Later\n\n{\"We stay\" and all that was said on that long day @okoro}\n\n{who @?} {what :direct}\n\n---\n@bay :place The Bay | Bay\n@x\n---\n==> entities.nmk\n---\n@okoro :person Samuel Okoro\n",
            "
Headline Port closed () [Port @ellery] closed
  Quotation Ana Duarte (We go) We go
  Entity Ana Duarte (@ana person) Ana Duarte
  Crosshead Later () Later
    Quotation Samuel Okoro (\"We stay\" and all that was said on that long …) \"We stay\" and all that was said on that long day
    Quotation speaker unknown (who) who
    Quotation no speaker (what) what
Entity The Bay (@bay place) @bay
Entity x (@x) @x",
        );
    }

    #[test]
    fn without_a_headline() {
        outline(
            "{We go @ana}\n\n## One\n\n## Two\n\n{No @ana}",
            "
Quotation @ana (We go) We go
Crosshead One () One
Crosshead Two () Two
  Quotation @ana (No) No",
        );
        outline("", "");
    }
}
