//! What a selection grows to: `textDocument/selectionRange` (LSP 3.17).

use std::path::Path;

use super::snapshot::Snapshot;
use crate::article::sentence_ends;
use crate::document::Document;
use crate::syntax::{BlockKind, BlockRef, Entry, Field, Head, PieceKind, Tree, entry, parse, pieces, tokens};
use crate::text::Span;

/// For each place, what it lies in, from the smallest to the whole file (bytes of the document): word,
/// content, annotation, sentence, paragraph; in a tail: name, token, tail, annotation; in records: word,
/// name or value, line, record, fence. Costs what the paragraph costs.
pub fn selection_ranges(snapshot: &Snapshot, path: &Path, places: &[u32]) -> Option<Vec<Vec<Span>>> {
    let document = &snapshot.document(path)?.document;
    Some(places.iter().map(|&at| around(document, at)).collect())
}

fn around(document: &Document, at: u32) -> Vec<Span> {
    let file = Span { start: 0, end: document.len() as u32 };
    let mut spans = Vec::new();
    if let Some(block) = document.tree().block_at(at as usize) {
        let text = document.slice(block.span().range());
        let reader = Reader { block, text: &text, at };
        reader.add_word(&mut spans);
        match block.kind() {
            BlockKind::Entry => reader.add_entry(&mut spans),
            _ => reader.add_prose(&mut spans),
        }
        spans.push(reader.trimmed(block.content()));
        if let Some(fence) = fence_around(document, block) {
            spans.push(fence);
        }
    }
    spans.push(file);
    nested(spans, at)
}

/// Those spans that hold the place, each in the next: where two cross, the longer one goes.
fn nested(mut spans: Vec<Span>, at: u32) -> Vec<Span> {
    spans.retain(|span| span.start <= at && at <= span.end && !span.is_empty());
    spans.sort_by_key(|span| span.len());
    let mut chain: Vec<Span> = Vec::new();
    for span in spans {
        if chain.last().is_none_or(|last| span.contains(*last) && span != *last) {
            chain.push(span);
        }
    }
    if chain.is_empty() { vec![Span { start: at, end: at }] } else { chain }
}

fn fence_around(document: &Document, block: BlockRef<'_>) -> Option<Span> {
    if !(block.kind().is_in_fence() || block.kind() == BlockKind::FenceOpen) {
        return None;
    }
    let mut start = block;
    while start.kind() != BlockKind::FenceOpen {
        start = document.tree().block_at(start.start.checked_sub(1)? as usize)?;
    }
    let mut end = block;
    while end.kind() != BlockKind::FenceClose && end.span().end < document.len() as u32 {
        end = document.tree().block_at(end.span().end as usize)?;
    }
    Some(Span { start: start.start, end: end.content().end })
}

struct Reader<'a> {
    block: BlockRef<'a>,
    text: &'a str,
    at: u32,
}

impl Reader<'_> {
    fn local(&self, span: Span) -> &str {
        &self.text[(span.start - self.block.start) as usize..(span.end - self.block.start) as usize]
    }

    /// The span without white space at its end.
    fn trimmed(&self, span: Span) -> Span {
        Span { end: span.start + self.local(span).trim_end().len() as u32, ..span }
    }

    fn add_word(&self, spans: &mut Vec<Span>) {
        let here = (self.at - self.block.start) as usize;
        let is_end = |c: char| !(c.is_alphanumeric() || matches!(c, '_' | '\'' | '’' | '-'));
        let start = self.text[..here].rfind(is_end).map_or(0, |at| at + char_len(self.text, at));
        let end = self.text[here..].find(is_end).map_or(self.text.len(), |len| here + len);
        spans.push(Span::new(start, end).shifted(self.block.start));
    }

    fn add_prose(&self, spans: &mut Vec<Span>) {
        for node in self.block.nodes().filter(|node| node.open <= self.at && self.at <= node.close + 1) {
            let tail = node.tail_span();
            spans.extend([node.span(), node.content()]);
            if self.at > tail.start {
                let written = self.local(tail);
                let lead = (written.len() - written.trim_start().len()) as u32;
                spans.push(Span {
                    start: tail.start + lead,
                    end: tail.start + written.trim_end().len() as u32,
                });
                spans.extend(tokens(written, tail.start).map(|token| token.span));
            }
        }
        if self.block.kind().is_prose() {
            spans.push(self.trimmed(self.block.prose()));
            spans.extend(self.sentences().into_iter().flatten());
        }
        spans.extend(self.block.comments().map(|comment| self.trimmed(comment)));
    }

    /// The sentence around the cursor with whole annotations only, and what of it lies in each content
    /// around the cursor.
    fn sentences(&self) -> Option<Vec<Span>> {
        let content = self.local(self.block.content());
        let bare = Bare::new(content);
        let here = bare.offset((self.at - self.block.start) as usize);
        let ends = sentence_ends(&bare.text);
        let number = ends.partition_point(|&end| end <= here).min(ends.len().checked_sub(1)?);
        let start = number.checked_sub(1).map_or(0, |before| ends[before]);
        let end = start + bare.text[start..ends[number]].trim_end().len();
        let start = bare.source(start);
        let mut span = Span::new(start, bare.source_end(end).max(start)).shifted(self.block.start);
        let around = self.block.nodes().map(|node| node.content());
        let around = around.filter(|content| content.start <= self.at && self.at <= content.end);
        let clipped = around.map(|content| Span {
            start: span.start.max(content.start),
            end: span.end.clamp(content.start, content.end),
        });
        let mut sentences: Vec<Span> = clipped.filter(|part| part.start <= part.end).collect();
        // Brackets that begin or end with the sentence belong to it.
        for node in self.block.nodes() {
            let node = node.span();
            let crosses = node.start < span.end && span.start < node.end && !span.contains(node);
            let is_around = node.start + 1 < span.start && span.end < node.end - 1;
            let holds = node.contains(span);
            if crosses && !is_around && !holds {
                span = Span { start: span.start.min(node.start), end: span.end.max(node.end) };
            }
        }
        sentences.push(span);
        Some(sentences)
    }

    fn add_entry(&self, spans: &mut Vec<Span>) {
        let entry: Entry<'_> = entry(self.local(self.block.content()), self.block.start);
        if let Some(head) = entry.head {
            match head {
                Head::Entity { id, .. } => spans.push(id.span),
                Head::Id(id) => spans.push(id.span),
                Head::Metadata(field) => self.add_field(field, spans),
            }
            spans.extend(head.types().map(|label| label.span));
            spans.extend(head.names().map(|(_, span)| span));
        }
        entry.fields().for_each(|field| self.add_field(field, spans));
        let here = (self.at - self.block.start) as usize;
        let line_start = self.text[..here].rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let line_end = self.text[here..].find(['\n', '\r']).map_or(self.text.len(), |len| here + len);
        let lead = self.text[line_start..line_end].len() - self.text[line_start..line_end].trim_start().len();
        spans.push(self.trimmed(Span::new(line_start + lead, line_end).shifted(self.block.start)));
    }

    fn add_field(&self, field: Field<'_>, spans: &mut Vec<Span>) {
        spans.extend([field.key_span, field.value.span]);
        spans.extend(field.value.targets().map(|target| target.span));
    }
}

fn char_len(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// The text of a paragraph without its markup, with the way back to the source.
struct Bare {
    text: String,
    /// First byte in the source, first byte in the text, length.
    stretches: Vec<(usize, usize, usize)>,
}

impl Bare {
    fn new(source: &str) -> Self {
        let tree: Tree = parse(source);
        let mut bare = Self { text: String::new(), stretches: Vec::new() };
        for piece in pieces(&tree, source).filter(|piece| piece.kind == PieceKind::Text) {
            bare.stretches.push((piece.span.start as usize, bare.text.len(), piece.span.len()));
            bare.text.push_str(piece.span.of(source));
        }
        bare
    }

    fn offset(&self, source: usize) -> usize {
        let behind = self.stretches.partition_point(|(start, ..)| *start <= source);
        let Some(&(start, text, len)) = behind.checked_sub(1).map(|at| &self.stretches[at]) else { return 0 };
        text + (source - start).min(len)
    }

    /// The first byte of the source for a byte of the text.
    fn source(&self, text: usize) -> usize {
        let behind = self.stretches.partition_point(|(_, start, _)| *start <= text);
        behind.checked_sub(1).map_or(0, |at| self.stretches[at].0 + text - self.stretches[at].1)
    }

    /// The byte of the source behind the character before a byte of the text.
    fn source_end(&self, text: usize) -> usize {
        let behind = self.stretches.partition_point(|(_, start, _)| *start < text);
        behind.checked_sub(1).map_or(0, |at| self.stretches[at].0 + text - self.stretches[at].1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn grows(text: &str, expected: &[&str]) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let found = selection_ranges(&snapshot, &fixture.path, &[fixture.offset]).expect("it is open");
        let content = snapshot.document(&fixture.path).expect("it is open").document.text();
        let shown: Vec<&str> = found[0].iter().map(|span| span.of(&content)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn from_a_word_to_the_file() {
        grows(
            "# Head\n\nThey left. [Mayor of [Port Ell$0ery @ellery] :role] said yes. Then\nmore.\n\nEnd.\n",
            &[
                "Ellery",
                "Port Ellery",
                "[Port Ellery @ellery]",
                "Mayor of [Port Ellery @ellery]",
                "[Mayor of [Port Ellery @ellery] :role]",
                "[Mayor of [Port Ellery @ellery] :role] said yes.",
                "They left. [Mayor of [Port Ellery @ellery] :role] said yes. Then\nmore.",
                "# Head\n\nThey left. [Mayor of [Port Ellery @ellery] :role] said yes. Then\nmore.\n\nEnd.\n",
            ],
        );
    }

    #[test]
    fn in_a_tail() {
        grows(
            "[She @ana :per$0son #q1] left.",
            &[
                "person",
                ":person",
                "@ana :person #q1",
                "[She @ana :person #q1]",
                "[She @ana :person #q1] left.",
            ],
        );
    }

    #[test]
    fn a_sentence_in_a_quotation() {
        grows(
            "{We go. You$0 stay. @ana} she said.",
            &[
                "You",
                "You stay.",
                "We go. You stay.",
                "{We go. You stay. @ana}",
                "{We go. You stay. @ana} she said.",
            ],
        );
    }

    #[test]
    fn in_records() {
        grows(
            "x\n\n---\n@ana :person Ana\n  role: Mayor of El$0lery\n  of: @e\n@bo\n---\n",
            &[
                "Ellery",
                "Mayor of Ellery",
                "role: Mayor of Ellery",
                "@ana :person Ana\n  role: Mayor of Ellery\n  of: @e",
                "---\n@ana :person Ana\n  role: Mayor of Ellery\n  of: @e\n@bo\n---\n",
                "x\n\n---\n@ana :person Ana\n  role: Mayor of Ellery\n  of: @e\n@bo\n---\n",
            ],
        );
    }

    #[test]
    fn nothing_at_all() {
        grows("$0", &[""]);
        grows("a\n\n$0\n\nb", &["a\n\n\n\nb"]);
    }
}
