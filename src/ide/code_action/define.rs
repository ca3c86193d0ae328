//! Says what an undefined entity is: by a record in the article, in the registry, or in place.

use super::introduce::{can_define, introduction, likely_type, name, uses};
use super::place_record::append_record;
use super::record_text::RecordText;
use super::registry_file::registry_file;
use super::{Action, CodeActionKind, Offer, Site, fix, tails};
use crate::ide::edit::WorkspaceEdit;
use crate::ide::snapshot::Cancelled;
use crate::syntax::{TokenKind, escape_name};

pub static ACTION: Action = Action { name: "define", offers, edits };

/// The types of nearly all entities in the news, to choose from where the guess is wrong.
const USUAL_TYPES: [&str; 3] = ["person", "org", "place"];

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let Some(id) = site.entity() else { return Vec::new() };
    let is_defined = site.open.document.total(id).is_defined() || site.workspace().registry.contains(id);
    if is_defined || site.snapshot.root_of(site.open).index.is_none() {
        return Vec::new();
    }
    let guess = likely_type(site, id);
    let mut offers = Vec::new();
    let mut offer = |label: &str, place: &str, shown: &str| {
        let title = format!("Define `@{id}` as `:{label}` {shown}");
        offers.push(Offer::new(CodeActionKind::QuickFix, title, [place, id, label]));
    };
    offer(guess, "article", "in this article");
    if let Some(file) = registry_file(site) {
        offer(guess, "registry", &format!("in the registry ({})", file.name));
    }
    if site.annotation().is_some_and(|at| can_define(site.article, at, id)) {
        offer(guess, "in-place", "where it is introduced");
    }
    USUAL_TYPES
        .iter()
        .filter(|label| **label != guess)
        .for_each(|label| offer(label, "article", "in this article"));
    let finding = fix::here(site).find(|finding| finding.rule == "undefined-entity");
    offers.iter_mut().for_each(|offer| offer.mends = finding.cloned());
    offers
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [place, id, label] = choice else { return Ok(None) };
    let part = uses(site, id);
    let article = part.article(site.open.document.vocabulary());
    if place == "in-place" {
        let Some(at) = introduction(&article, id) else { return Ok(None) };
        let edit = tails::add(&article, at, TokenKind::Label, &format!(":{label}"));
        return Ok(site.in_part(&part, &article, vec![edit]));
    }
    let name = Some(escape_name(&name(&article, id)));
    let record = RecordText { types: vec![label.clone()], name, ..RecordText::default() };
    let lines = |line_end: &str| record.lines(id, line_end);
    if place == "registry" {
        return Ok(registry_file(site).map(|file| file.with_record(site, lines)));
    }
    let document = &site.open.document;
    Ok(Some(site.in_document(vec![append_record(&document.text(), document.tree(), lines)])))
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    const STORY: &str = "[Duarte @duarte] left.\n\n[Ana Duarte @duarte$0 #q1] [said :cue #q1] {we go #q1}.\n";

    #[test]
    fn the_menu() {
        assert_eq!(
            offered(STORY),
            "Define `@duarte` as `:person` in this article\n\
             Define `@duarte` as `:person` in the registry (entities.nmk)\n\
             Define `@duarte` as `:person` where it is introduced\n\
             Define `@duarte` as `:org` in this article\n\
             Define `@duarte` as `:place` in this article\n\
             Remove this annotation\n\
             Remove `@duarte` from all annotations in this article\n"
        );
    }

    #[test]
    fn by_a_record_at_the_end() {
        assert_eq!(
            resolved(STORY, "Define `@duarte` as `:person` in this article"),
            "==> story.nmk\n[Duarte @duarte] left.\n\n[Ana Duarte @duarte #q1] [said :cue #q1] {we go #q1}.\n\n\
             ---\n@duarte :person Ana Duarte\n"
        );
    }

    #[test]
    fn where_it_is_introduced() {
        assert_eq!(
            resolved(STORY, "Define `@duarte` as `:person` where it is introduced"),
            "==> story.nmk\n[Duarte @duarte :person] left.\n\n[Ana Duarte @duarte #q1] [said :cue #q1] {we go #q1}.\n"
        );
    }

    #[test]
    fn in_the_registry() {
        assert_eq!(
            resolved(STORY, "Define `@duarte` as `:person` in the registry (entities.nmk)"),
            "==> entities.nmk (new)\n---\n@duarte :person Ana Duarte\n"
        );
        let known =
            "==> story.nmk\nfrom [Ellery @ell$0ery]\n==> entities/places.nmk\n---\n@bay :place Bay\n---\n";
        assert_eq!(
            resolved(known, "Define `@ellery` as `:place` in the registry (entities/places.nmk)"),
            "==> entities/places.nmk\n---\n@bay :place Bay\n@ellery :place Ellery\n---\n"
        );
    }

    #[test]
    fn what_is_defined_needs_nothing() {
        assert!(!offered("[Ana @ana$0 :person] left.").contains("Define"));
        let known = "==> story.nmk\n[Ana @ana$0] left.\n==> entities.nmk\n---\n@ana :person Ana\n";
        assert!(!offered(known).contains("Define"));
    }
}
