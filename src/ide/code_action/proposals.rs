//! Confirms or rejects what is proposed and not in the file, and writes all of it as suggestions (`?`).

use super::rejection;
use super::scope::ARTICLE;
use super::{Action, CodeActionKind, Offer, Site};
use crate::annotate::Options;
use crate::article::Article;
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::proposals::{Item, SuggestionKind, annotate_article, innermost};
use crate::ide::snapshot::Cancelled;
use crate::text::Span;

pub static ACTION: Action = Action { name: "proposals", offers, edits };

/// Writes everything that is proposed.
pub static ANNOTATE: Action = Action { name: "annotate", offers: offers_all, edits: write_all };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let Some((item, place)) = item_at(site) else { return Vec::new() };
    let mut offers = Vec::new();
    let mut quick = |title: String, choice: [&str; 2]| {
        let mut offer = Offer::new(CodeActionKind::QuickFix, title, choice);
        offer.mends = Some(item.finding(place, site.snapshot.proposal_options.severity));
        offers.push(offer);
    };
    for candidate in &item.candidates {
        let about = [candidate.name.as_str(), candidate.kind.as_str()];
        let about: Vec<&str> = about.into_iter().filter(|part| !part.is_empty()).collect();
        quick(format!("This is `@{}` ({})", candidate.id, about.join(", ")), ["link", &candidate.id]);
    }
    if item.kind != SuggestionKind::Ambiguous {
        quick(format!("Confirm this proposal: {}", item.title), ["confirm", "this"]);
    }
    quick("Reject this proposal".to_string(), ["reject", "this"]);
    let mut more = |title: String, choice: [&str; 2]| {
        offers.push(Offer::new(CodeActionKind::RefactorRewrite, title, choice));
    };
    for id in &item.entities {
        let entity = format!("@{id}");
        more(format!("Confirm all proposals of `{entity}` in this article"), ["confirm", &entity]);
        more(format!("Reject all proposals of `{entity}` in this article"), ["reject", &entity]);
    }
    more("Confirm all proposals in this article".to_string(), ["confirm", ARTICLE]);
    offers[0].is_preferred = item.kind != SuggestionKind::Ambiguous;
    offers
}

/// The item that is selected, else the innermost one around the selection, and where it is shown.
fn item_at<'a>(site: &Site<'a, '_>) -> Option<(&'a Item, Span)> {
    let view = site.open.proposals.view().filter(|_| site.snapshot.shows_proposals(site.open))?;
    if let Some(exact) = view.items().find(|(_, place)| *place == site.selection) {
        return Some(exact);
    }
    let at = site.selection.start;
    let moved = |item: &'a Item| item.spans.iter().filter_map(|&span| view.moved(span)).collect::<Vec<_>>();
    let items: Vec<((&Item, Span), Vec<Span>)> =
        view.items().map(|(item, place)| ((item, place), moved(item))).collect();
    innermost(items.iter().map(|(item, spans)| (*item, spans.as_slice())), at)
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [verb, what] = choice else { return Ok(None) };
    let proposals = site.snapshot.proposals(site.open)?;
    let source = site.open.document.text();
    let article = Article::new(&source, site.open.document.tree(), site.open.document.vocabulary());
    let item = proposals.at(site.selection);
    let edits = match (verb.as_str(), what.as_str(), item) {
        ("confirm", ARTICLE, _) => proposals.confirm(&article, |item| item.kind != SuggestionKind::Ambiguous),
        ("confirm", "this", Some(item)) => proposals.confirm(&article, |other| std::ptr::eq(other, item)),
        ("confirm", entity, _) => {
            let id = entity.trim_start_matches('@');
            proposals.confirm(&article, |item| item.entities.iter().any(|known| known == id))
        }
        ("link", id, Some(item)) => proposals.link(&article, item, id),
        ("reject", "this", Some(item)) => Some(reject(&article, item)),
        ("reject", entity, _) => {
            let id = entity.trim_start_matches('@');
            Some(vec![rejection::of_entity(&article, id, site.selection.start)])
        }
        _ => None,
    };
    Ok(edits.map(|edits| site.in_document(edits)))
}

fn reject(article: &Article<'_>, item: &Item) -> Vec<TextEdit> {
    vec![rejection::of_words(article, &item.words, item.anchor.start)]
}

fn offers_all(site: &Site<'_, '_>) -> Vec<Offer> {
    let is_text =
        site.article.tree.blocks().any(|block| {
            block.kind().is_prose() && block.span().start <= site.at && site.at < block.span().end
        });
    let registry = &site.workspace().registry;
    // Whoever selects words wants to do something with these.
    let is_elsewhere = !site.selection.is_empty() || site.annotation().is_some();
    if !is_text || is_elsewhere || registry.holds(&site.open.path) {
        return Vec::new();
    }
    let title = "Write all proposals into this article, each with a `?`";
    vec![Offer::new(CodeActionKind::SourceAnnotate, title, [ARTICLE])]
}

fn write_all(site: &Site<'_, '_>, _: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let min_confidence = site.snapshot.proposal_options.min_confidence;
    let options = Options { min_confidence, ..Options::default() };
    Ok(annotate_article(site.snapshot, site.open, &options)?.edit)
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{
        offered, offered_with_proposals, resolved, resolved_with_proposals,
    };

    const STORY: &str = "“We build now,” A$0na Duarte said. Duarte left for Port Ellery.\n";

    #[test]
    fn the_menu_shows_what_would_be_written() {
        assert_eq!(offered(STORY), "Write all proposals into this article, each with a `?`\n");
        assert_eq!(
            offered_with_proposals(STORY),
            "Confirm this proposal: quote of @duarte: “We build now,”\n\
             Reject this proposal\n\
             Confirm all proposals of `@duarte` in this article\n\
             Reject all proposals of `@duarte` in this article\n\
             Confirm all proposals in this article\n\
             Write all proposals into this article, each with a `?`\n"
        );
    }

    #[test]
    fn all_of_an_entity() {
        assert_eq!(
            resolved_with_proposals(STORY, "Confirm all proposals of `@duarte` in this article"),
            "==> story.nmk\n{“We build now,” @duarte #q1} [Ana Duarte @duarte :person #q1] [said :cue #q1]. \
             [Duarte @duarte] left for Port Ellery.\n"
        );
        assert_eq!(
            resolved_with_proposals(STORY, "Reject all proposals of `@duarte` in this article"),
            "==> story.nmk\n// newsmark: reject @duarte\n“We build now,” Ana Duarte said. Duarte left for Port Ellery.\n"
        );
    }

    #[test]
    fn all_in_the_article() {
        let confirmed = resolved_with_proposals(STORY, "Confirm all proposals in this article");
        let written = resolved(STORY, "Write all proposals into this article, each with a `?`");
        assert_eq!(written.replace(" ?]", "]").replace(" ?}", "}"), confirmed);
        assert!(written.contains("[Duarte @duarte ?] left"), "{written}");
    }

    #[test]
    fn an_ambiguous_name_has_candidates() {
        let text = "==> story.nmk\nMayor Du$0arte spoke.\n==> entities.nmk\n---\n\
                    @ana :person Ana Duarte | Duarte\n@bo :person Bo Duarte | Duarte\n";
        assert_eq!(
            offered_with_proposals(text),
            "This is `@ana` (Ana Duarte, person)\nThis is `@bo` (Bo Duarte, person)\nReject this proposal\n\
             Confirm all proposals in this article\nWrite all proposals into this article, each with a `?`\n"
        );
        assert_eq!(
            resolved_with_proposals(text, "This is `@bo` (Bo Duarte, person)"),
            "==> story.nmk\nMayor [Duarte @bo] spoke.\n"
        );
    }
}
