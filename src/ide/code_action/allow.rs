//! Silences a rule by a comment: for the block of a finding, or for the article.

use super::place_record::line_end;
use super::{Action, CodeActionKind, Offer, Site, fix};
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::{BlockKind, BlockRef};

pub static ACTION: Action = Action { name: "allow", offers, edits };

/// The rule that can't be silenced by comments.
const NEVER: &str = "unused-allow";

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    let tree = site.open.document.tree();
    for finding in fix::here(site).filter(|finding| finding.rule != NEVER) {
        // A comment before a fence would part it from the blank line that it takes along.
        let opens_fence = tree.block_at(finding.span.start as usize).is_some_and(is_fence);
        for (word, place) in [("allow", "here"), ("allow-file", "in this file")] {
            if word == "allow" && opens_fence {
                continue;
            }
            let title = format!("Allow `{}` {place}", finding.rule);
            if offers.iter().any(|offer| offer.title == title) {
                continue;
            }
            let at = finding.span.start.to_string();
            let mut offer = Offer::new(CodeActionKind::QuickFix, title, [word, finding.rule, &at]);
            offer.mends = Some(finding.clone());
            offers.push(offer);
        }
    }
    offers
}

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [word, rule, at] = choice else { return Ok(None) };
    let tree = site.open.document.tree();
    let block = at.parse::<usize>().ok().and_then(|at| tree.block_at(at));
    let Some(block) = block else { return Ok(None) };
    // Behind a byte order mark and blank lines, in front of all else.
    let first = tree.blocks().find(|block| block.kind() != BlockKind::Blank);
    let place = if word == "allow" { Some(block) } else { first };
    // Of a fence its first line comes first.
    let start = place.map_or(0, |block| if is_fence(block) { block.span().end } else { block.start });
    let line_end = line_end(&site.part.source);
    // The reason is for whoever chose this to write.
    let comment = format!("// newsmark: {word} {rule} -- reason{line_end}");
    Ok(Some(site.in_document(vec![TextEdit::insert(start, comment)])))
}

fn is_fence(block: BlockRef<'_>) -> bool {
    block.kind() == BlockKind::FenceOpen
}

#[cfg(test)]
mod tests {
    use super::super::harness::{offered, resolved};

    #[test]
    fn a_comment_before_the_paragraph() {
        let text = "# Title\nOne.\r\n\r\n[Ana @an$0a] left.\r\n";
        assert_eq!(
            resolved(text, "Allow `undefined-entity` here"),
            "==> story.nmk\n# Title\nOne.\r\n\r\n// newsmark: allow undefined-entity -- reason\r\n[Ana @ana] left.\r\n"
        );
        assert_eq!(
            resolved(text, "Allow `undefined-entity` in this file"),
            "==> story.nmk\n// newsmark: allow-file undefined-entity -- reason\r\n# Title\nOne.\r\n\r\n[Ana @ana] left.\r\n"
        );
    }

    #[test]
    fn a_comment_between_records() {
        assert_eq!(
            resolved("---\n@a :person A\n@b :per$0sn B\n", "Allow `unknown-label` here"),
            "==> story.nmk\n---\n@a :person A\n// newsmark: allow unknown-label -- reason\n@b :persn B\n"
        );
    }

    #[test]
    fn nothing_comes_between_a_fence_and_the_blank_line_it_takes_along() {
        let text = "\n-$0--\n[";
        let menu = offered(text);
        assert!(!menu.contains("Allow `unclosed-fence` here"), "{menu}");
        assert_eq!(
            resolved(text, "Allow `unclosed-fence` in this file"),
            "==> story.nmk\n\n---\n// newsmark: allow-file unclosed-fence -- reason\n["
        );
    }

    #[test]
    fn nobody_allows_unused_allowances() {
        let menu = offered("// newsmark: allow undefined-e$0ntity -- why\nOne.\n");
        assert!(menu.starts_with("Remove the allowance\n") && !menu.contains("Allow"), "{menu}");
    }
}
