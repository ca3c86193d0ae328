//! Silences a rule by a comment: for the block of a finding, or for the article.

use super::place_record::line_end;
use super::{Action, CodeActionKind, Offer, Site, fix};
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::{BlockKind, Tree, bare_text, parse};
use crate::text::apply_edits;

pub static ACTION: Action = Action { name: "allow", offers, edits };

/// The rule that can't be silenced by comments.
const NEVER: &str = "unused-allow";

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for finding in fix::here(site).filter(|finding| finding.rule != NEVER) {
        for (word, place) in [("allow", "here"), ("allow-file", "in this file")] {
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
    let Ok(at) = at.parse::<usize>() else { return Ok(None) };
    let source = site.open.document.text();
    let line_end = line_end(&site.part.source);
    // The reason is for whoever chose this to write.
    let comment = format!("// newsmark: {word} {rule} -- reason{line_end}");
    let tree = site.open.document.tree();
    let places = if word == "allow" { before_block(tree, at) } else { at_top(tree) };
    let edits = places.into_iter().map(|place| vec![TextEdit::insert(place, comment.as_str())]);
    let before = bare(&source);
    let keeps_text = |edits: &Vec<TextEdit>| bare(&apply_edits(&source, edits)) == before;
    Ok(edits.into_iter().find(keeps_text).map(|edits| site.in_document(edits)))
}

/// Where a comment about the block at a byte can stand, the best place first: before it, or at the end of the block
/// before it, since a fence at the end of a file takes the blank line before it along.
fn before_block(tree: &Tree, at: usize) -> Vec<u32> {
    let Some(block) = tree.block_at(at) else { return Vec::new() };
    let before = (block.start as usize).checked_sub(1).and_then(|before| tree.block_at(before));
    [Some(block.start), before.map(|before| before.content().end)].into_iter().flatten().collect()
}

/// Where a comment about the article can stand: before all but a byte order mark and blank lines, or behind the first
/// block, since a fence at the beginning takes the blank line behind it along.
fn at_top(tree: &Tree) -> Vec<u32> {
    let first = tree.blocks().find(|block| block.kind() != BlockKind::Blank);
    first.map_or_else(Vec::new, |first| vec![first.start, first.content().end])
}

fn bare(source: &str) -> String {
    bare_text(&parse(source), source)
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
    fn a_fence_keeps_the_blank_line_that_it_takes_along() {
        assert_eq!(
            resolved("One.\n\n-$0--\n@a :person A\nTwo.\n", "Allow `unclosed-fence` here"),
            "==> story.nmk\nOne.\n// newsmark: allow unclosed-fence -- reason\n\n---\n@a :person A\nTwo.\n"
        );
    }

    #[test]
    fn nobody_allows_unused_allowances() {
        let menu = offered("// newsmark: allow undefined-e$0ntity -- why\nOne.\n");
        assert!(menu.starts_with("Remove the allowance\n") && !menu.contains("Allow"), "{menu}");
    }
}
