//! Mends a finding as its rule proposes.

use super::{Action, CodeActionKind, Offer, Site};
use crate::ide::edit::WorkspaceEdit;
use crate::ide::snapshot::Cancelled;
use crate::rules::{Finding, needs_registry};

pub static ACTION: Action = Action { name: "fix", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let mut offers = Vec::new();
    for finding in here(site) {
        for (number, fix) in finding.fixes.iter().enumerate() {
            let place = finding.span.start.to_string();
            let choice = [finding.rule, &place, &number.to_string()].map(str::to_string);
            let mut offer = Offer::new(CodeActionKind::QuickFix, &fix.title, []);
            offer.choice = choice.to_vec();
            offer.is_preferred = number == 0;
            offer.mends = Some(finding.clone());
            offers.push(offer);
        }
    }
    offers
}

/// The findings that touch the selection.
pub fn here<'a>(site: &Site<'a, '_>) -> impl Iterator<Item = &'a Finding> {
    let selection = site.selection;
    let touches =
        move |finding: &&Finding| finding.span.start <= selection.end && selection.start <= finding.span.end;
    all(site).filter(touches)
}

/// The findings of the open file, without those that mean nothing yet.
pub fn all<'a>(site: &Site<'a, '_>) -> impl Iterator<Item = &'a Finding> {
    let ready = site.snapshot.root_of(site.open).index.is_some();
    let findings = site.open.findings.list().into_iter();
    findings.filter(move |finding| ready || !needs_registry(finding.rule))
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [rule, place, number] = choice else { return Ok(None) };
    let is_meant = |finding: &&Finding| finding.rule == rule && finding.span.start.to_string() == *place;
    let fix = all(site).find(is_meant).and_then(|finding| finding.fixes.get(number.parse::<usize>().ok()?));
    Ok(fix.map(|fix| site.in_document(fix.edits.clone())))
}
