//! Applies all fixes that are right whatever was meant (`source.fixAll`).

use super::{Action, CodeActionKind, Offer, Site, fix};
use crate::ide::edit::WorkspaceEdit;
use crate::ide::snapshot::Cancelled;
use crate::rules::{Finding, mend};

pub static ACTION: Action = Action { name: "fix-all", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let any = fix::all(site).any(|finding| finding.fixes.iter().any(|fix| fix.safe));
    let offer = Offer::new(CodeActionKind::SourceFixAll, "Fix all that can be fixed without a look", []);
    if any { vec![offer] } else { Vec::new() }
}

fn edits(site: &Site<'_, '_>, _: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let findings: Vec<Finding> = fix::all(site).cloned().collect();
    let (edits, _) = mend(&findings, false);
    Ok((!edits.is_empty()).then(|| site.in_document(edits)))
}
