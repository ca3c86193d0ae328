//! Ties source and cue to a quote: the ones that are inferred get its `#id`.

use super::free_id::free_quote_id;
use super::selected_text::excerpt;
use super::{Action, CodeActionKind, Offer, Site, tails};
use crate::article::{Inferred, Quotation, infer};
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::TokenKind;

pub static ACTION: Action = Action { name: "tie-quote", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let Some((_, inferred)) = quotation(site) else { return Vec::new() };
    let article = site.article;
    let text = |at: u32| excerpt(article.bare().of(article.content(at)));
    let offer = |title: String, what| Offer::new(CodeActionKind::RefactorRewrite, title, [what]);
    let mut offers = Vec::new();
    if let (Some(source), Some(cue)) = (inferred.source, inferred.cue) {
        let title = format!("Tie the source “{}” and the cue “{}” to this quote", text(source), text(cue));
        offers.push(offer(title, "both"));
    }
    if let Some(source) = inferred.source {
        offers.push(offer(format!("Tie the source “{}” to this quote", text(source)), "source"));
    }
    if let Some(cue) = inferred.cue {
        offers.push(offer(format!("Tie the cue “{}” to this quote", text(cue)), "cue"));
    }
    offers
}

/// The quotation under the cursor, by its content, with what was inferred for it.
fn quotation<'a, 's>(site: &Site<'a, 's>) -> Option<(&'a Quotation<'s>, Inferred)> {
    let article = site.article;
    let covers = |at: &u32| {
        let span = article.annotations[*at as usize].span;
        (span.start <= site.at && site.at <= span.end).then_some(span.len())
    };
    let around = article.quotations.iter().enumerate().filter_map(|(number, quotation)| {
        let length = quotation.pieces.iter().filter_map(covers).min()?;
        Some((length, number))
    });
    let (_, number) = around.min()?;
    Some((&article.quotations[number], infer(article)[number]))
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let Some((quotation, inferred)) = quotation(site) else { return Ok(None) };
    let article = site.article;
    let what = choice.first().map_or("", String::as_str);
    let id = quotation.id.map_or_else(|| free_quote_id(&site.open.document), str::to_string);
    let tie = |at: u32| tails::add(article, at, TokenKind::Id, &format!("#{id}"));
    let mut edits: Vec<TextEdit> = Vec::new();
    if quotation.id.is_none() {
        edits.extend(quotation.pieces.iter().map(|&piece| tie(piece)));
    }
    edits.extend(inferred.source.filter(|_| what != "cue").map(tie));
    edits.extend(inferred.cue.filter(|_| what != "source").map(tie));
    Ok(site.local(edits))
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    const STORY: &str = "{We go n$0ow @ana ?}, [she @ana] [said :cue]. {Old @? #q1}\n\n[Ana @ana :person]\n";

    #[test]
    fn the_menu() {
        assert_eq!(
            offered(STORY).lines().filter(|line| line.starts_with("Tie")).collect::<Vec<_>>(),
            [
                "Tie the source “she” and the cue “said” to this quote",
                "Tie the source “she” to this quote",
                "Tie the cue “said” to this quote",
            ]
        );
        assert!(!offered("{We go n$0ow @ana #q1}, [she @ana #q1] [said :cue #q1].").contains("Tie"));
    }

    #[test]
    fn with_a_free_id() {
        assert_eq!(
            resolved(STORY, "Tie the source “she” and the cue “said” to this quote"),
            "==> story.nmk\n{We go now @ana #q2 ?}, [she @ana #q2] [said :cue #q2]. {Old @? #q1}\n\n[Ana @ana :person]\n"
        );
    }

    #[test]
    fn with_the_id_it_has() {
        assert_eq!(
            resolved("{We go n$0ow @ana #x} [she @ana #x] [said :cue].", "Tie the cue “said” to this quote"),
            "==> story.nmk\n{We go now @ana #x} [she @ana #x] [said :cue #x]."
        );
    }
}
