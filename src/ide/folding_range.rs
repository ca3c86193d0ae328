//! What can be folded away: `textDocument/foldingRange` (LSP 3.17).

use std::path::Path;

use super::snapshot::Snapshot;
use crate::document::Document;
use crate::syntax::{BlockKind, BlockRef, Shape};
use crate::text::Span;

/// Something that can be folded away; covers at least two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FoldingRange {
    /// From its first line, which stays, to the end of its last (bytes of the document).
    pub span: Span,
    /// What it is.
    pub kind: FoldingKind,
}

/// What can be folded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FoldingKind {
    /// What stands under a headline or crosshead, up to the next one or to the records.
    Section,
    /// The lines of a fence.
    Fence,
    /// A record with its fields.
    Record,
    /// A quotation over several lines.
    Quotation,
    /// Notes between annotators.
    Comment,
}

/// All that can be folded in an open file, in order of place, outer before inner.
pub fn folding_ranges(snapshot: &Snapshot, path: &Path) -> Option<Vec<FoldingRange>> {
    let document = &snapshot.document(path)?.document;
    let mut folds =
        Folds { document, found: Vec::new(), headline: None, crosshead: None, fence: None, end: 0 };
    document.tree().blocks().for_each(|block| folds.read(block));
    folds.close_sections();
    // A fence may end with the file.
    folds.close_fence();
    let mut found = folds.found;
    found.sort_by_key(|fold| (fold.span.start, std::cmp::Reverse(fold.span.end), fold.kind));
    Some(found)
}

struct Folds<'a> {
    document: &'a Document,
    found: Vec<FoldingRange>,
    headline: Option<u32>,
    crosshead: Option<u32>,
    fence: Option<u32>,
    /// Where the last block ends, blank lines aside.
    end: u32,
}

impl Folds<'_> {
    fn read(&mut self, block: BlockRef<'_>) {
        match block.kind() {
            BlockKind::Headline => {
                self.close_sections();
                self.headline = Some(block.start);
            }
            BlockKind::Crosshead => {
                self.close_crosshead();
                self.crosshead = Some(block.start);
            }
            BlockKind::FenceOpen => {
                self.close_sections();
                self.fence = Some(block.start);
            }
            BlockKind::Entry => self.add(block.start, block.content().end, FoldingKind::Record),
            BlockKind::Comment => self.add(block.start, block.content().end, FoldingKind::Comment),
            _ => {}
        }
        self.quotations(block);
        if block.kind() != BlockKind::Blank {
            self.end = block.content().end;
        }
        if block.kind() == BlockKind::FenceClose {
            self.close_fence();
        }
    }

    fn quotations(&mut self, block: BlockRef<'_>) {
        for node in block.nodes().filter(|node| node.shape == Shape::Brace) {
            self.add(node.open, node.close + 1, FoldingKind::Quotation);
        }
    }

    fn close_crosshead(&mut self) {
        if let Some(start) = self.crosshead.take() {
            self.add(start, self.end, FoldingKind::Section);
        }
    }

    fn close_sections(&mut self) {
        self.close_crosshead();
        if let Some(start) = self.headline.take() {
            self.add(start, self.end, FoldingKind::Section);
        }
    }

    fn close_fence(&mut self) {
        if let Some(start) = self.fence.take() {
            self.add(start, self.end, FoldingKind::Fence);
        }
    }

    fn add(&mut self, start: u32, end: u32, kind: FoldingKind) {
        let rope = self.document.rope();
        let mut end = end as usize;
        while end > start as usize && matches!(rope.byte(end - 1), b'\n' | b'\r' | b' ' | b'\t') {
            end -= 1;
        }
        if rope.byte_to_line(start as usize) < rope.byte_to_line(end) {
            self.found.push(FoldingRange { span: Span::new(start as usize, end), kind });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn folds(text: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let found = folding_ranges(&snapshot, &fixture.path).expect("it is open");
        let rope = snapshot.document(&fixture.path).expect("it is open").document.rope().clone();
        let lines = found.iter().map(|fold| {
            let line = |at: u32| rope.byte_to_line(at as usize) + 1;
            format!("{}-{} {:?}", line(fold.span.start), line(fold.span.end), fold.kind)
        });
        let shown = lines.collect::<Vec<_>>().join("\n");
        assert_eq!(shown, expected.trim(), "\n{shown}");
    }

    #[test]
    fn sections_end_where_the_next_begins() {
        folds(
            "# One\n\na\n\n## Two\n\nb\n\n## Three\nc\n\n# Four\n\n# Five\n\nd\n\n---\n@a :person A\n  role: x\n\n  of: @b\n\n@b\n---\n",
            "
1-10 Section
5-7 Section
9-10 Section
14-16 Section
18-25 Fence
19-22 Record",
        );
    }

    #[test]
    fn quotations_over_lines_and_notes() {
        folds(
            "{We go\r\nand {stay\r\n@a} there @b} {one line @c}\r\n\r\n// a\r\n// b\r\n\r\n---\r\nx: y\r\n",
            "
1-3 Quotation
2-3 Quotation
5-6 Comment
8-9 Fence",
        );
        folds("", "");
    }
}
