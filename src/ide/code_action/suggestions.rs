//! Confirms or rejects suggestions (`?`): this one, all of the article, or all of one entity.

use super::scope::{self, ARTICLE};
use super::{Action, CodeActionKind, Offer, Site, rejection, tails};
use crate::article::Article;
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::{Shape, TokenKind};

pub static ACTION: Action = Action { name: "suggestions", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let suggested = site.annotation().map(|at| belonging(site.article, at)).unwrap_or_default();
    if !suggested.iter().any(|&at| is_tentative(site.article, at)) {
        return Vec::new();
    }
    let mut offers = Vec::new();
    let mut offer = |title: String, verb: &str, what: &str| {
        offers.push(Offer::new(CodeActionKind::RefactorRewrite, title, [verb, what]));
    };
    offer("Confirm this suggestion".to_string(), "confirm", "this");
    offer("Reject this suggestion".to_string(), "reject", "this");
    if let Some(id) = site.entity() {
        let entity = format!("@{id}");
        offer(format!("Confirm all suggestions of `{entity}` in this article"), "confirm", &entity);
        offer(format!("Reject all suggestions of `{entity}` in this article"), "reject", &entity);
    }
    offer("Confirm all suggestions in this article".to_string(), "confirm", ARTICLE);
    offer("Reject all suggestions in this article".to_string(), "reject", ARTICLE);
    offers[0].is_preferred = true;
    offers
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [verb, what] = choice else { return Ok(None) };
    let judge = |article: &Article<'_>, annotations: &[u32], note: Note<'_>| match verb.as_str() {
        "confirm" => confirm(article, annotations),
        _ => reject(article, annotations, note),
    };
    if what == "this" {
        let Some(at) = site.annotation() else { return Ok(None) };
        return Ok(site.local(judge(site.article, &belonging(site.article, at), Note::Words)));
    }
    let paths = [site.open.path.clone()];
    let files = scope::change(site, &paths, |_, article| match what.strip_prefix('@') {
        Some(id) => judge(article, &of_entity(article, id), Note::Entity(id)),
        None => judge(article, &(0..article.annotations.len() as u32).collect::<Vec<_>>(), Note::All),
    });
    Ok(scope::as_edit(files?))
}

/// What the note says that remembers a rejection.
#[derive(Clone, Copy)]
enum Note<'a> {
    Words,
    Entity(&'a str),
    All,
}

fn is_tentative(article: &Article<'_>, at: u32) -> bool {
    article.tail(at).iter().any(|token| token.kind == TokenKind::Tentative)
}

/// The annotations that were suggested together with one: a quotation with its source and cue, or the pieces
/// of a mention.
pub fn belonging(article: &Article<'_>, at: u32) -> Vec<u32> {
    let mut together: Vec<u32> = Vec::new();
    for quotation in &article.quotations {
        let parts = quotation.parts.iter().flat_map(|part| &part.pieces);
        if quotation.pieces.iter().chain(parts.clone()).any(|&piece| piece == at) {
            together.extend(quotation.pieces.iter().chain(parts));
        }
    }
    if together.is_empty() {
        let mention = article.mentions.iter().find(|mention| mention.pieces.contains(&at));
        together.extend(mention.map_or(&[at][..], |mention| &mention.pieces));
    }
    together.sort_unstable();
    together.dedup();
    together
}

/// The annotations of an entity, and those of the quotations that it says.
fn of_entity(article: &Article<'_>, id: &str) -> Vec<u32> {
    let names =
        |at: &u32| article.tail(*at).iter().any(|token| token.kind == TokenKind::Entity && token.name == id);
    let mut found: Vec<u32> = (0..article.annotations.len() as u32).filter(names).collect();
    for quotation in &article.quotations {
        if quotation.speakers(article).iter().any(|speaker| speaker.name == id) {
            let parts = quotation.parts.iter().flat_map(|part| &part.pieces);
            found.extend(quotation.pieces.iter().chain(parts));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn confirm(article: &Article<'_>, annotations: &[u32]) -> Vec<TextEdit> {
    let suggested = annotations.iter().filter(|&&at| is_tentative(article, at));
    suggested.flat_map(|&at| tails::remove(article, at, |token| token.kind == TokenKind::Tentative)).collect()
}

/// Takes suggested annotations away, and leaves a note so that they don't come back. Where all of a quotation goes,
/// what stays lets go of its `#id`.
fn reject(article: &Article<'_>, annotations: &[u32], note: Note<'_>) -> Vec<TextEdit> {
    let goes = |at: &u32| annotations.binary_search(at).is_ok() && is_tentative(article, *at);
    let gone_ids: Vec<&str> = article
        .quotations
        .iter()
        .filter(|quotation| quotation.pieces.iter().all(goes))
        .filter_map(|quotation| quotation.id)
        .collect();
    let mut edits = Vec::new();
    for at in 0..article.annotations.len() as u32 {
        if goes(&at) {
            edits.extend(tails::unwrap(article, at));
        } else if article.annotations[at as usize].shape == Shape::Square {
            let is_gone = |name: &str| gone_ids.contains(&name);
            if article.tail(at).iter().any(|token| token.kind.is_id() && is_gone(token.name)) {
                edits.extend(tails::remove(article, at, |token| token.kind.is_id() && is_gone(token.name)));
            }
        }
    }
    let mut gone = annotations.iter().copied().filter(|at| goes(at));
    if let Some(first) = gone.next() {
        edits.insert(0, note_of(article, first, note));
    }
    edits
}

/// The note above the first annotation that goes; of a quotation, its words count.
fn note_of(article: &Article<'_>, first: u32, note: Note<'_>) -> TextEdit {
    let at = article.annotations[first as usize].span.start;
    match note {
        Note::Entity(id) => rejection::of_entity(article, id, at),
        Note::All => rejection::of_words(article, "all", at),
        Note::Words => {
            let together = belonging(article, first);
            let content = article.quotations.iter().find(|quotation| together.contains(&quotation.pieces[0]));
            let shown = content.map_or(first, |quotation| quotation.pieces[0]);
            rejection::of_words(article, article.bare().of(article.content(shown)), at)
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    const STORY: &str =
        "{We go @ana #q1 ?}, [sh$0e @ana #q1 ?] [said :cue #q1 ?]. [Ana @ana :person] left [Bo @bo ?].\n";

    #[test]
    fn the_menu() {
        let expected = "Confirm this suggestion\nReject this suggestion\n\
             Confirm all suggestions of `@ana` in this article\nReject all suggestions of `@ana` in this article\n\
             Confirm all suggestions in this article\nReject all suggestions in this article\n";
        assert!(offered(STORY).starts_with(expected), "{}", offered(STORY));
        assert!(!offered("[A$0na @ana]").contains("suggestion"));
    }

    #[test]
    fn what_was_suggested_together() {
        assert_eq!(
            resolved(STORY, "Confirm this suggestion"),
            "==> story.nmk\n{We go @ana #q1}, [she @ana #q1] [said :cue #q1]. [Ana @ana :person] left [Bo @bo ?].\n"
        );
        assert_eq!(
            resolved(STORY, "Reject this suggestion"),
            "==> story.nmk\n// newsmark: reject We go\nWe go, she said. [Ana @ana :person] left [Bo @bo ?].\n"
        );
    }

    #[test]
    fn what_was_there_before_lets_go() {
        let text = "{We g$0o @ana #q1 ?}, [Ana @ana #q1] [said :cue #q1].\n";
        assert_eq!(
            resolved(text, "Reject this suggestion"),
            "==> story.nmk\n// newsmark: reject We go\nWe go, [Ana @ana] [said :cue].\n"
        );
    }

    #[test]
    fn all_of_them() {
        assert_eq!(
            resolved(STORY, "Confirm all suggestions in this article"),
            "==> story.nmk\n{We go @ana #q1}, [she @ana #q1] [said :cue #q1]. [Ana @ana :person] left [Bo @bo].\n"
        );
        let two = "[Bo$0 @bo ?] met [Ana @ana ?]. [Bo @bo ?] left.\n";
        assert_eq!(
            resolved(two, "Reject all suggestions of `@bo` in this article"),
            "==> story.nmk\n// newsmark: reject @bo\nBo met [Ana @ana ?]. Bo left.\n"
        );
        assert_eq!(
            resolved(two, "Reject all suggestions in this article"),
            "==> story.nmk\n// newsmark: reject all\nBo met Ana. Bo left.\n"
        );
    }
}
