//! Takes an annotation away, or an entity out of all of them.

use super::scope::{self, ARTICLE, WORKSPACE};
use super::{Action, CodeActionKind, Offer, Site, tails};
use crate::article::{Article, definition};
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::{Shape, Token, TokenKind};

pub static ACTION: Action = Action { name: "unlink", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let offer = |title: String, what, id| Offer::new(CodeActionKind::RefactorInline, title, [what, id]);
    let mut offers = Vec::new();
    if site.annotation().is_some_and(|at| remove_one(site, at).is_some()) {
        offers.push(offer("Remove this annotation".to_string(), "this", ""));
    }
    let Some(id) = site.entity() else { return offers };
    offers.push(offer(format!("Remove `@{id}` from all annotations in this article"), ARTICLE, id));
    if scope::is_elsewhere(site, id) {
        offers.push(offer(format!("Remove `@{id}` from all annotations in all articles"), WORKSPACE, id));
    }
    offers
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [what, id] = choice else { return Ok(None) };
    if what == "this" {
        return Ok(site.annotation().and_then(|at| remove_one(site, at)));
    }
    let vocabulary = site.open.document.vocabulary();
    let files = scope::change(site, &scope::files(site, what, id), |_, article| {
        let annotations = 0..article.annotations.len() as u32;
        annotations
            .flat_map(|at| {
                let defines = definition(article.tail(at).iter(), vocabulary).is_some();
                without(article, at, id, |label| defines && vocabulary.defines(label))
            })
            .collect()
    });
    Ok(scope::as_edit(files?))
}

fn remove_one(site: &Site<'_, '_>, at: u32) -> Option<WorkspaceEdit> {
    let plain = site.local(tails::unwrap(site.article, at));
    plain.or_else(|| site.local(tails::unwrap_as_text(site.article, at)))
}

/// An annotation without an entity, and without the types that it gave it. A quote stays a quote: if nobody
/// else says it, its speaker is unknown.
fn without(article: &Article<'_>, at: u32, id: &str, types: impl Fn(&str) -> bool) -> Vec<TextEdit> {
    let is_entity = |token: &Token<'_>| token.kind == TokenKind::Entity && token.name == id;
    let tail = article.tail(at);
    let Some(own) = tail.iter().find(|token| is_entity(token)) else { return Vec::new() };
    let is_brace = article.annotations[at as usize].shape == Shape::Brace;
    let speakers = tail.iter().filter(|token| token.kind.rank() == own.kind.rank());
    if is_brace && speakers.count() == 1 {
        return vec![TextEdit::replace(own.span, "@?")];
    }
    tails::remove(article, at, |token| {
        is_entity(token) || token.kind == TokenKind::Label && types(token.name)
    })
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    #[test]
    fn this_one() {
        assert_eq!(
            resolved("[Mayor of [Ell$0ery @ellery] :role]", "Remove this annotation"),
            "==> story.nmk\n[Mayor of Ellery :role]"
        );
        assert_eq!(
            resolved("[Mayor of [Ellery @ellery] :ro$0le]", "Remove this annotation"),
            "==> story.nmk\nMayor of [Ellery @ellery]"
        );
        assert_eq!(
            resolved("[the post [@an$0a @bo] :caption]", "Remove this annotation"),
            "==> story.nmk\n[the post \\@ana :caption]"
        );
        assert!(!offered("Nothing h$0ere").contains("Remove"));
    }

    #[test]
    fn all_of_an_entity() {
        let text = "==> story.nmk\n[Ana @ana$0 :person #q1] [said :cue #q1] {we go @ana #q1}; [they @ana @bo] left [Ana @ana ?].\n\
                    ==> other.nmk\n[Ana @ana]\n";
        let here = "==> story.nmk\n[Ana #q1] [said :cue #q1] {we go @? #q1}; [they @bo] left Ana.\n";
        assert_eq!(resolved(text, "Remove `@ana` from all annotations in this article"), here);
        assert_eq!(
            resolved(text, "Remove `@ana` from all annotations in all articles"),
            format!("==> other.nmk\nAna\n{here}")
        );
    }
}
