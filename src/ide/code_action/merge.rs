//! Makes one entity of two: all that speaks of the first speaks of the second, and their records are joined.

use std::path::Path;
use std::sync::Arc;

use super::place_record::{line_end, remove_record};
use super::record_text::{RecordText, entity_record, head_line};
use super::scope::{self, WORKSPACE};
use super::{Action, CodeActionKind, Offer, Site, candidates, tails};
use crate::article::{Article, Record};
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::{BlockKind, TokenKind, entry};
use crate::text::Span;
use crate::workspace::Registry;

pub static ACTION: Action = Action { name: "merge", offers, edits };

/// How many entities are offered to merge with.
const MOST: usize = 2;

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let Some(from) = site.entity() else { return Vec::new() };
    let registry = &site.workspace().registry;
    // What the registry defines can't become something that only this article knows.
    let fits = |to: &String| registry.contains(to) || !registry.contains(from);
    let others = candidates::others(site, from, MOST).into_iter().filter(fits);
    let offer = |to: String| {
        let place = if registry.contains(&to) { "all articles" } else { "this article" };
        let title = format!("Merge `@{from}` into `@{to}` in {place}");
        Offer::new(CodeActionKind::RefactorRewrite, title, [from, &*to])
    };
    others.map(offer).collect()
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [from, to] = choice else { return Ok(None) };
    let registry = &site.workspace().registry;
    let files = files(site, from, to);
    let merge = Merge { registry, from, to, target: target_file(registry, to) };
    let changed = scope::change(site, &files, |path, article| {
        // Who defines the id for itself may mean somebody else by it.
        let is_other = *path != *site.open.path && !registry.contains(from) && defines(article, from);
        if is_other { Vec::new() } else { merge.edits(path, article) }
    });
    Ok(scope::as_edit(changed?))
}

/// The files to change: those that speak of the entity, and the one whose record takes the other's up.
fn files(site: &Site<'_, '_>, from: &str, to: &str) -> Vec<Arc<Path>> {
    let registry = &site.workspace().registry;
    if !registry.contains(to) {
        return vec![site.open.path.clone()];
    }
    let mut files = scope::files(site, WORKSPACE, from);
    files.extend(registry.lookup(from).map(|found| Arc::from(registry.file(found.file).0)));
    if registry.contains(from) {
        files.extend(target_file(registry, to).map(Arc::from));
    }
    files.sort();
    files.dedup();
    files
}

fn target_file<'r>(registry: &'r Registry, id: &str) -> Option<&'r Path> {
    registry.defining(id).map(|found| registry.file(found.file).0)
}

fn defines(article: &Article<'_>, id: &str) -> bool {
    article.entity(id).is_some_and(|entity| entity.is_defined_here())
}

struct Merge<'a> {
    registry: &'a Registry,
    from: &'a str,
    to: &'a str,
    /// The registry file with the record that takes the other's up.
    target: Option<&'a Path>,
}

impl Merge<'_> {
    fn edits(&self, path: &Path, article: &Article<'_>) -> Vec<TextEdit> {
        let annotations = 0..article.annotations.len() as u32;
        let mut edits: Vec<TextEdit> =
            annotations.flat_map(|at| tails::rename(article, at, self.from, self.to)).collect();
        let records = records(article);
        let own: Vec<&Record<'_>> = records.iter().filter(|record| record.id.name == self.from).collect();
        let mut gone: Vec<Span> = own.iter().map(|record| record.entry.span()).collect();
        let target = records.iter().find(|record| record.id.name == self.to);
        match target {
            Some(target) if self.takes_up(path) => {
                let mut joined = RecordText::of(target);
                self.given(path, &own).into_iter().for_each(|other| joined.join(other));
                edits.extend(self.rewritten(article, target, joined, &mut gone));
                edits.extend(
                    own.iter().map(|record| remove_record(article.source, article.tree, record.id.span)),
                );
            }
            // The registry's record is taken up by another file's.
            _ if self.registry.holds(path) => {
                edits.extend(
                    own.iter().map(|record| remove_record(article.source, article.tree, record.id.span)),
                );
            }
            // What the article adds completes the definition elsewhere.
            _ => edits.extend(own.iter().filter_map(|record| {
                let mut completion = RecordText::of(record);
                completion.types.clear();
                let name = completion.name.take();
                completion.aliases.splice(0..0, name);
                self.rewritten(article, record, completion, &mut gone)
            })),
        }
        edits.extend(self.relations(article, &gone));
        edits
    }

    /// True if this file's record of the target is the one that takes up: in an article its own, among
    /// registries the defining one.
    fn takes_up(&self, path: &Path) -> bool {
        !self.registry.holds(path) || self.target == Some(path)
    }

    /// What the record of the target takes up in this file: records of the file, and in the registry those of
    /// all its files.
    fn given(&self, path: &Path, own: &[&Record<'_>]) -> Vec<RecordText> {
        if self.registry.holds(path) {
            return self.registry.records(self.from).iter().map(RecordText::of).collect();
        }
        own.iter().map(|record| RecordText::of(record)).collect()
    }

    /// A record with other content, in which relations to the one mean the other.
    fn rewritten(
        &self,
        article: &Article<'_>,
        record: &Record<'_>,
        mut content: RecordText,
        gone: &mut Vec<Span>,
    ) -> Option<TextEdit> {
        let source = article.source;
        let unchanged = content == RecordText::of(record) && record.id.name == self.to;
        if unchanged {
            return None;
        }
        let is_from = |word: &str| word.strip_prefix('@') == Some(self.from);
        for field in &mut content.fields {
            if let Some((key, value)) = field.split_once(": ")
                && value.split_whitespace().any(is_from)
                && value.split_whitespace().all(|word| word.starts_with(['@', '#']))
            {
                let words = value
                    .split_whitespace()
                    .map(|word| if is_from(word) { format!("@{}", self.to) } else { word.to_string() });
                *field = format!("{key}: {}", words.collect::<Vec<_>>().join(" "));
            }
        }
        let head = head_line(source, record);
        let ends = record.entry.fields().map(|field| field.value.span.end.max(field.key_span.end + 1));
        let span = Span { start: head.start, end: ends.max().unwrap_or(head.end).max(head.end) };
        gone.push(span);
        Some(TextEdit::replace(span, content.lines(self.to, line_end(source))))
    }

    /// Relations in fields that stay as they are otherwise.
    fn relations(&self, article: &Article<'_>, gone: &[Span]) -> Vec<TextEdit> {
        let is_from =
            |token: &crate::syntax::Token<'_>| token.kind == TokenKind::Entity && token.name == self.from;
        let stays = |token: &crate::syntax::Token<'_>| !gone.iter().any(|span| span.contains(token.span));
        let targets = article.relations().filter(|token| is_from(token) && stays(token));
        targets.map(|token| TextEdit::replace(token.span, token.renamed(self.to))).collect()
    }
}

/// All entity records of a file, in order.
fn records<'s>(article: &Article<'s>) -> Vec<Record<'s>> {
    let entries = article.tree.blocks().filter(|block| block.kind() == BlockKind::Entry);
    let read = |span: Span| entity_record(entry(span.of(article.source), span.start));
    entries.filter_map(|block| read(block.content())).collect()
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    #[test]
    fn in_one_article() {
        let text = "[Ana @ana$0 :person] met [Duarte @duarte]; {we go @ana}; [both @ana @duarte].\n\n\
                    ---\n@duarte :person Ana Duarte\n  role: Mayor\n@ana | Annie\n  role: Mayor\n  age: 50\n@bo :person Bo\n  of: @ana\n";
        assert_eq!(
            resolved(text, "Merge `@ana` into `@duarte` in this article"),
            "==> story.nmk\n[Ana @duarte :person] met [Duarte @duarte]; {we go @duarte}; [both @duarte].\n\n\
             ---\n@duarte :person Ana Duarte | Annie\n  role: Mayor\n  age: 50\n@bo :person Bo\n  of: @duarte\n"
        );
    }

    #[test]
    fn in_all_articles() {
        let text = "==> story.nmk\n[Ana @ana$0] met [Duarte @duarte].\n\n---\n@ana | Annie\n\
                    ==> other.nmk\n[Ana @ana]\n\
                    ==> entities/a.nmk\n---\n@ana :person Ana\n  of: @bay\n@bay :place Bay\n\
                    ==> entities/b.nmk\n---\n@duarte :person Ana Duarte\n  knows: @ana\n";
        assert_eq!(
            resolved(text, "Merge `@ana` into `@duarte` in all articles"),
            "==> entities/a.nmk\n---\n@bay :place Bay\n\
             ==> entities/b.nmk\n---\n@duarte :person Ana Duarte | Ana\n  knows: @duarte\n  of: @bay\n\
             ==> other.nmk\n[Ana @duarte]\n\
             ==> story.nmk\n[Ana @duarte] met [Duarte @duarte].\n\n---\n@duarte | Annie\n"
        );
    }

    #[test]
    fn two_of_the_registry() {
        let text = "==> entities.nmk\n---\n@ana$0 :person Ana | Mayor\n@duarte :person Ana Duarte | Ana\n\
                    ==> story.nmk\n[Ana @ana]\n";
        assert_eq!(
            resolved(text, "Merge `@ana` into `@duarte` in all articles"),
            "==> entities.nmk\n---\n@duarte :person Ana Duarte | Ana | Mayor\n==> story.nmk\n[Ana @duarte]\n"
        );
    }

    #[test]
    fn the_registry_s_never_becomes_an_article_s() {
        let text = "==> story.nmk\n[Ana @ana$0] met [Duarte @duarte :person].\n==> entities.nmk\n---\n@ana :person Ana\n";
        assert!(!offered(text).contains("Merge"), "{}", offered(text));
    }

    #[test]
    fn another_article_s_own_stays() {
        let text = "==> story.nmk\n[Ana @ana$0 :person] met [Duarte @duarte].\n==> other.nmk\n[Ana @ana :person]\n\
                    ==> entities.nmk\n---\n@duarte :person Ana Duarte\n";
        assert_eq!(
            resolved(text, "Merge `@ana` into `@duarte` in all articles"),
            "==> story.nmk\n[Ana @duarte :person] met [Duarte @duarte].\n"
        );
    }
}
