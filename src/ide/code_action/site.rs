//! The place at which an action is offered, with all that can be seen from it at little cost.

use crate::article::Article;
use crate::document::Part;
use crate::ide::edit::{FileEdit, TextEdit, WorkspaceEdit};
use crate::ide::snapshot::{OpenDocument, Snapshot, SourceText};
use crate::ide::target::{Target, TargetKind, target_at};
use crate::syntax::{BlockRef, TokenKind, bare_text, parse};
use crate::text::{Span, apply_edits};
use crate::workspace::Workspace;

/// A selection in an open file.
pub struct Site<'a, 's> {
    pub snapshot: &'a Snapshot,
    pub open: &'a OpenDocument,
    /// What is selected (bytes of the document).
    pub selection: Span,
    /// The blocks where the selection begins, with all that they are tied to.
    pub part: &'a Part,
    pub article: &'a Article<'s>,
    /// Where the selection begins (bytes of the part).
    pub at: u32,
    /// What is selected (bytes of the part), if it lies in one block.
    pub selected: Option<Span>,
}

/// Looks at a selection.
pub fn with<R>(
    snapshot: &Snapshot,
    open: &OpenDocument,
    selection: Span,
    look: impl FnOnce(&Site<'_, '_>) -> R,
) -> R {
    let length = open.document.len() as u32;
    let end = selection.end.min(length);
    let selection = Span { start: selection.start.min(end), end };
    let start = selection.start as usize;
    let part = open.document.part_around(start..start);
    let article = part.article(open.document.vocabulary());
    let at = part.from_document(selection.start).unwrap_or(0);
    let block = article.tree.blocks().find(|block| block.span().start <= at && at < block.span().end);
    let selected = block.and_then(|block| {
        let end = at.checked_add(selection.len() as u32)?;
        (end <= block.content().end).then_some(Span { start: at, end })
    });
    look(&Site { snapshot, open, selection, part: &part, article: &article, at, selected })
}

impl<'a, 's> Site<'a, 's> {
    pub fn workspace(&self) -> &'a Workspace {
        &self.snapshot.root_of(self.open).workspace
    }

    /// What the cursor points at.
    pub fn target(&self) -> Option<Target<'s>> {
        target_at(self.article, self.at)
    }

    /// The innermost annotation around the cursor, its tail included.
    pub fn annotation(&self) -> Option<u32> {
        let covers = |span: Span| span.start <= self.at && self.at <= span.end;
        let around = self.article.annotations.iter().enumerate().rev();
        let around = around.filter(|(_, annotation)| covers(annotation.span));
        let innermost = around.min_by_key(|(_, annotation)| annotation.span.len())?;
        Some(innermost.0 as u32)
    }

    /// The entity that the cursor points at: by its id, or by the text of an annotation of it alone.
    pub fn entity(&self) -> Option<&'s str> {
        match self.target()?.kind {
            TargetKind::Token(token) if token.kind == TokenKind::Entity => Some(token.name),
            TargetKind::Content(at) => self.only_entity(at),
            TargetKind::Token(token) if self.is_in_record(token.span) => None,
            TargetKind::Token(_) => self.only_entity(self.annotation()?),
            _ => None,
        }
    }

    fn is_in_record(&self, span: Span) -> bool {
        self.article.tokens.binary_search_by_key(&span, |token| token.span).is_err()
    }

    /// The entity of an annotation, if it has but one.
    pub fn only_entity(&self, at: u32) -> Option<&'s str> {
        only_entity(self.article, at)
    }

    /// Changes to the blocks around the selection, none of which may change the text of the article.
    pub fn local(&self, edits: Vec<TextEdit>) -> Option<WorkspaceEdit> {
        self.in_part(self.part, self.article, edits)
    }

    /// Changes to some blocks of the open file, none of which may change the text of the article.
    pub fn in_part(&self, part: &Part, article: &Article<'_>, edits: Vec<TextEdit>) -> Option<WorkspaceEdit> {
        if edits.is_empty() || !edits_keep_text(article, &edits) {
            return None;
        }
        let moved = |edit: TextEdit| TextEdit { span: part.span_in_document(edit.span), ..edit };
        Some(self.in_document(edits.into_iter().map(moved).collect()))
    }

    /// Changes to the open file, with places in it.
    pub fn in_document(&self, edits: Vec<TextEdit>) -> WorkspaceEdit {
        WorkspaceEdit { new_files: Vec::new(), files: vec![self.file_edit(edits)] }
    }

    pub fn file_edit(&self, edits: Vec<TextEdit>) -> FileEdit {
        let text = SourceText::Open(self.open.document.rope().clone());
        FileEdit::new(self.open.path.clone(), Some(self.open.version), text, edits)
    }
}

/// The entity of an annotation, if it has but one.
pub fn only_entity<'s>(article: &Article<'s>, at: u32) -> Option<&'s str> {
    let mut entities = article.tail(at).iter().filter(|token| token.kind == TokenKind::Entity);
    match (entities.next(), entities.next()) {
        (Some(entity), None) => Some(entity.name),
        _ => None,
    }
}

/// True if edits change no text in any block of prose.
pub fn edits_keep_text(article: &Article<'_>, edits: &[TextEdit]) -> bool {
    let mut blocks = article.tree.blocks().filter(|block| block.kind().is_prose());
    blocks.all(|block| block_keeps_text(article.source, block, edits))
}

/// True if those edits that lie in a block of prose leave its text as it is.
pub fn block_keeps_text(source: &str, block: BlockRef<'_>, edits: &[TextEdit]) -> bool {
    let span = block.content();
    // What is put behind a block is part of the next one, if there is one.
    let last = span.end as usize == source.len();
    let inside = |edit: &&TextEdit| span.contains(edit.span) && (last || edit.span.start < span.end);
    let inside = edits.iter().filter(inside);
    let edits: Vec<TextEdit> = inside.map(|edit| moved_back(edit, span.start)).collect();
    if edits.is_empty() {
        return true;
    }
    let bare = |text: &str| bare_text(&parse(text), text);
    let before = span.of(source);
    bare(before) == bare(&apply_edits(before, &edits))
}

fn moved_back(edit: &TextEdit, by: u32) -> TextEdit {
    let span = Span { start: edit.span.start - by, end: edit.span.end - by };
    TextEdit { span, new_text: edit.new_text.clone() }
}
