//! Names that are typed once and change everywhere: `textDocument/linkedEditingRange` (LSP 3.17).

use super::place::FilePosition;
use super::snapshot::{OpenDocument, Snapshot};
use super::target::{TargetKind, target_at};
use crate::article::Article;
use crate::document::{Key, KeyKind, Part};
use crate::syntax::{Head, Token, TokenKind};
use crate::text::Span;

/// What may be typed at linked places, as a regular expression (ECMAScript): a name.
pub const NAME_PATTERN: &str = r"[\p{L}][\p{L}\p{M}\p{N}_-]*";

/// The places that change together with the name under the cursor, sigils aside (bytes of the document).
///
/// An `#id` belongs to its article, so all its places there are linked. An entity is linked only where
/// nobody else can mean it: no registry has it and no other file speaks of it; otherwise only a rename
/// changes it safely. Nothing for a name that stands alone.
pub fn linked_editing_ranges(snapshot: &Snapshot, at: FilePosition<'_>) -> Option<Vec<Span>> {
    let open = snapshot.document(at.path)?;
    let part = open.document.part_around(at.offset as usize..at.offset as usize);
    let article = part.article(open.document.vocabulary());
    let target = target_at(&article, part.from_document(at.offset)?)?;
    let TargetKind::Token(token) = target.kind else { return None };
    let kind = match token.kind {
        TokenKind::Id | TokenKind::ContinuedId => KeyKind::Id,
        TokenKind::Entity if is_own(snapshot, open, token.name) => KeyKind::Use,
        _ => return None,
    };
    let name = open.document.symbols().find(token.name)?;
    let all = open.document.part([], &[Key::new(kind, name)]);
    let spans = places(&all, open, &token);
    (spans.len() > 1).then_some(spans)
}

/// True if nothing outside the article means this entity.
fn is_own(snapshot: &Snapshot, open: &OpenDocument, id: &str) -> bool {
    let root = snapshot.root_of(open);
    let is_loaded = root.index.is_some();
    let here = u32::from(open.document.total(id).uses > 0);
    is_loaded
        && !root.workspace.registry.contains(id)
        && snapshot.workspace_total(&open.root, id).articles <= here
}

/// All places of a name in a part, in order.
fn places(part: &Part, open: &OpenDocument, token: &Token<'_>) -> Vec<Span> {
    let article = part.article(open.document.vocabulary());
    let is_same = |other: &Token<'_>| {
        other.name == token.name && other.kind.is_id() == token.kind.is_id() && other.kind != TokenKind::Label
    };
    let found = all_tokens(&article).filter(|other| is_same(other));
    let mut spans: Vec<Span> = found
        .map(|other| {
            let start = other.span.start + 1;
            part.span_in_document(Span { start, end: start + other.name.len() as u32 })
        })
        .collect();
    spans.sort_unstable();
    spans.dedup();
    spans
}

/// The tokens of tails, records and relations.
fn all_tokens<'s>(article: &Article<'s>) -> impl Iterator<Item = Token<'s>> {
    let records = article.entities.iter().flat_map(|entity| &entity.records).chain(&article.id_records);
    let heads = records.filter_map(|record| match record.entry.head? {
        Head::Entity { id, .. } | Head::Id(id) => Some(id),
        Head::Metadata(_) => None,
    });
    article.tokens.iter().copied().chain(heads).chain(article.relations())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::Place;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn links(text: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let spans = linked_editing_ranges(&snapshot, fixture.position()).unwrap_or_default();
        let content = snapshot.document(&fixture.path).expect("it is open").document.text();
        let mut shown = content.clone();
        for span in spans.iter().rev() {
            shown.replace_range(span.range(), "*");
        }
        let shown = if spans.is_empty() { String::new() } else { shown };
        assert_eq!(
            shown.trim_end(),
            expected,
            "{:?}",
            spans.first().map(|span| Place { path: fixture.path.clone(), span: *span })
        );
    }

    #[test]
    fn ids_of_the_article() {
        links(
            "{We go @q1 #q$01+} [said :q1 #q1 #q2].\n\n{or not #q1}\n\n---\n#q1\n  by: #q1 @q1\n#q2\n---\n==> b.nmk\n",
            "{We go @q1 #*+} [said :q1 #* #q2].\n\n{or not #*}\n\n---\n#*\n  by: #* @q1\n#q2\n---\n==> b.nmk",
        );
        links("{We go #q$01} no.", "");
    }

    #[test]
    fn entities_that_nobody_else_means() {
        links(
            "==> a.nmk\n[Ana @a$0na] and [her @ana #ana].\n\n---\n@ana :person Ana\n  of: @ana\n---\n",
            "[Ana @*] and [her @* #ana].\n\n---\n@* :person Ana\n  of: @*\n---",
        );
        links("==> a.nmk\n[Ana @a$0na] and [her @ana].\n==> b.nmk\n[Ana @ana]\n", "");
        links("==> a.nmk\n[Ana @a$0na] and [her @ana].\n==> entities.nmk\n---\n@ana :person Ana\n", "");
    }

    #[test]
    fn nothing_else() {
        links("[Ana @ana :per$0son] [Bo @bo :person]", "");
        links("[An$0a @ana] [Ana @ana]", "");
    }
}
