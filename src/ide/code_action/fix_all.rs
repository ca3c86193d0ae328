//! Applies all fixes that are right whatever was meant (`source.fixAll`).

use super::{Action, CodeActionKind, Offer, Site, fix};
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;

pub static ACTION: Action = Action { name: "fix-all", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let any = fix::all(site).any(|finding| finding.fixes.iter().any(|fix| fix.safe));
    let offer = Offer::new(CodeActionKind::SourceFixAll, "Fix all that can be fixed without a look", []);
    if any { vec![offer] } else { Vec::new() }
}

fn edits(site: &Site<'_, '_>, _: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let mut edits: Vec<TextEdit> = Vec::new();
    for finding in fix::all(site) {
        // Of several safe fixes one is enough.
        let Some(fix) = finding.fixes.iter().find(|fix| fix.safe) else { continue };
        let free = |edit: &TextEdit| edits.last().is_none_or(|last| last.span.end <= edit.span.start);
        if fix.edits.iter().all(free) {
            edits.extend(fix.edits.iter().cloned());
        }
    }
    Ok((!edits.is_empty()).then(|| site.in_document(edits)))
}
