//! What the tools found out by themselves, shown between the letters: `textDocument/inlayHint` (LSP 3.17).

use std::ops::Range;
use std::path::Path;

use rustc_hash::{FxHashMap, FxHashSet};

use super::known::Known;
use super::proposals::Mark;
use super::snapshot::{OpenDocument, Snapshot};
use crate::article::{Article, Quotation, Role, infer};
use crate::document::Part;
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;
use crate::workspace::Registry;

/// Which hints are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InlayHintOptions {
    /// Who says a quotation whose braces do not tell.
    pub speakers: bool,
    /// The sources of quotations that have none.
    pub sources: bool,
    /// The cues of quotations that have none.
    pub cues: bool,
    /// Who is meant by “she” or “the mayor”.
    pub names: bool,
    /// The markup of proposals that are shown.
    pub proposals: bool,
}

impl Default for InlayHintOptions {
    fn default() -> Self {
        Self { speakers: true, sources: true, cues: true, names: true, proposals: true }
    }
}

/// Something shown between the letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlayHint {
    /// Before which byte: that of the closing bracket.
    pub at: u32,
    /// What it is.
    pub kind: InlayHintKind,
    /// What it shows.
    pub label: String,
    /// The bracket it speaks of, for sources and cues (bytes of the document).
    pub target: Option<Span>,
}

/// The kinds of hints, one for each option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InlayHintKind {
    /// The speaker of a quotation.
    Speaker,
    /// The source of a quotation.
    Source,
    /// The cue of a quotation.
    Cue,
    /// The name of what a mention stands for.
    Name,
    /// A bracket of a proposal.
    Proposal,
}

/// The hints in `range` (bytes of the document), in order. Left out is what a reader sees without them:
/// - the speaker, where the source that is tied to the quotation names them;
/// - a source or cue that stands next to the quotation, with no other bracket between them;
/// - the name of a mention that has a word of the name in it, or that has been shown in the paragraph already.
pub fn inlay_hints(
    snapshot: &Snapshot,
    path: &Path,
    range: Range<usize>,
    options: InlayHintOptions,
) -> Option<Vec<InlayHint>> {
    let open = snapshot.document(path)?;
    let part = open.document.part_around(range.clone());
    let article = part.article(open.document.vocabulary());
    let registry = &snapshot.root_of(open).workspace.registry;
    let mut finder = Finder {
        open,
        registry,
        part: &part,
        article: &article,
        known: FxHashMap::default(),
        hints: Vec::new(),
    };
    if options.speakers || options.sources || options.cues {
        finder.quotations(options);
    }
    if options.names {
        finder.names();
    }
    let mut hints = finder.hints;
    hints.retain(|hint| range.start as u32 <= hint.at && hint.at <= range.end as u32);
    hints.sort_by_key(|hint| (hint.at, hint.kind));
    if options.proposals && snapshot.shows_proposals(open) {
        hints.extend(proposals(open, range));
    }
    Some(hints)
}

/// The brackets and tails that confirming the proposals would write, in the order in which they would stand.
fn proposals(open: &OpenDocument, range: Range<usize>) -> Vec<InlayHint> {
    let Some(view) = open.proposals.view() else { return Vec::new() };
    let mut marks: Vec<(u32, &Mark)> = Vec::new();
    for mark in view.items().flat_map(|(item, _)| &item.marks) {
        let Some(Span { start, .. }) = view.moved(Span { start: mark.at, end: mark.at }) else { continue };
        if range.start <= start as usize && start as usize <= range.end {
            marks.push((start, mark));
        }
    }
    marks.sort_by_key(|(at, mark)| (*at, mark.order));
    let hint = |(at, mark): (u32, &Mark)| InlayHint {
        at,
        kind: InlayHintKind::Proposal,
        label: mark.markup.clone(),
        target: None,
    };
    marks.into_iter().map(hint).collect()
}

struct Finder<'a, 's> {
    open: &'a OpenDocument,
    registry: &'a Registry,
    part: &'a Part,
    article: &'a Article<'s>,
    known: FxHashMap<&'s str, Known>,
    hints: Vec<InlayHint>,
}

impl<'s> Finder<'_, 's> {
    fn known(&mut self, id: &'s str) -> &Known {
        let (open, registry) = (self.open, self.registry);
        self.known.entry(id).or_insert_with(|| Known::new(open, registry, id))
    }

    fn name(&mut self, id: &'s str) -> String {
        self.known(id).name().unwrap_or(id).to_string()
    }

    /// Puts a hint before the closing bracket of an annotation of the part.
    fn add(&mut self, annotation: u32, kind: InlayHintKind, label: String, target: Option<u32>) {
        let close = self.article.annotations[annotation as usize].span.end - 1;
        if !self.part.is_complete_at(close) {
            return;
        }
        let target = target.map(|at| self.part.span_in_document(self.article.annotations[at as usize].span));
        self.hints.push(InlayHint { at: self.part.to_document(close), kind, label, target });
    }

    fn quotations(&mut self, options: InlayHintOptions) {
        let article = self.article;
        for (quotation, inferred) in article.quotations.iter().zip(infer(article)) {
            let last = quotation.pieces[quotation.pieces.len() - 1];
            if options.speakers {
                self.speaker(quotation);
            }
            for (found, kind, wanted, what) in [
                (inferred.source, InlayHintKind::Source, options.sources, "source"),
                (inferred.cue, InlayHintKind::Cue, options.cues, "cue"),
            ] {
                let Some(found) = found.filter(|_| wanted) else { continue };
                if self.others_between(quotation, found) {
                    let text = article.bare().of(article.content(found));
                    self.add(last, kind, format!("{what}: {}", words(text)), Some(found));
                }
            }
        }
    }

    fn speaker(&mut self, quotation: &Quotation<'s>) {
        let article = self.article;
        let own = article
            .tails(&quotation.pieces)
            .any(|token| matches!(token.kind, TokenKind::Entity | TokenKind::Unknown));
        let speakers: Vec<&str> = quotation.speakers(article).iter().map(|token| token.name).collect();
        if own || speakers.is_empty() {
            return;
        }
        let sources = quotation.parts_of(Role::Source).flat_map(|part| part.pieces.iter());
        let text: String =
            sources.map(|&at| article.bare().of(article.content(at))).collect::<Vec<_>>().join(" ");
        if speakers.iter().any(|speaker| !self.known(speaker).is_named_in(&text)) {
            let names: Vec<String> = speakers.iter().map(|speaker| self.name(speaker)).collect();
            self.add(quotation.pieces[0], InlayHintKind::Speaker, names.join(", "), None);
        }
    }

    /// True if another bracket stands between a quotation's nearest piece and an annotation: then it is
    /// not plain which is meant.
    fn others_between(&self, quotation: &Quotation<'s>, found: u32) -> bool {
        let annotations = &self.article.annotations;
        let found_span = annotations[found as usize].span;
        let gap = |piece: Span| {
            if piece.end <= found_span.start {
                Span { start: piece.end, end: found_span.start }
            } else {
                Span { start: found_span.end.min(piece.start), end: piece.start }
            }
        };
        let pieces = quotation.pieces.iter().map(|&piece| annotations[piece as usize].span);
        let Some(gap) = pieces.map(gap).min_by_key(|gap| gap.len()) else { return false };
        let first = annotations.partition_point(|other| other.span.start < gap.start);
        let mut between = annotations[first..].iter().take_while(|other| other.span.start < gap.end);
        between.any(|other| gap.contains(other.span))
    }

    fn names(&mut self) {
        let article = self.article;
        let mut shown: FxHashSet<(u32, &str)> = FxHashSet::default();
        for (at, annotation) in article.annotations.iter().enumerate() {
            let tail = article.tail(at as u32);
            let is_cue = tail.iter().any(|token| token.kind == TokenKind::Label && token.name == "cue");
            let entities = tail.iter().filter(|token| token.kind == TokenKind::Entity);
            let entities: Vec<&'s str> = entities.map(|token| token.name).collect();
            if annotation.shape != Shape::Square || is_cue || entities.is_empty() {
                continue;
            }
            let text = article.bare().of(annotation.content);
            let hidden = entities.iter().filter(|id| {
                let known = self.known(id);
                known.name().is_some() && !known.is_named_in(text)
            });
            let hidden: Vec<&str> = hidden.copied().collect();
            let fresh = hidden.iter().filter(|id| !shown.contains(&(annotation.block, **id))).count();
            if fresh > 0 {
                let names: Vec<String> = hidden.iter().map(|id| self.name(id)).collect();
                self.add(at as u32, InlayHintKind::Name, names.join(", "), None);
            }
            shown.extend(hidden.into_iter().map(|id| (annotation.block, id)));
        }
    }
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    /// The text with the hints of the selection, or of all of it, in ‹…›.
    fn hinted(text: &str, options: InlayHintOptions) -> String {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let mut content = snapshot.document(&fixture.path).expect("it is open").document.text();
        let selection = fixture.selection;
        let range = if selection.is_empty() { 0..content.len() } else { selection.range() };
        let hints = inlay_hints(&snapshot, &fixture.path, range, options).expect("it is open");
        for hint in hints.iter().rev() {
            let target = hint.target.map_or(String::new(), |span| format!(" -> {}", span.of(&content)));
            content.insert_str(hint.at as usize, &format!("‹{}{target}›", hint.label));
        }
        content
    }

    #[track_caller]
    fn shows(text: &str, expected: &str) {
        let shown = hinted(
            &format!(
                "==> story.nmk\n{text}\n==> entities.nmk\n---\n@ana :person Ana Duarte\n@bo :person Bo Li\n"
            ),
            InlayHintOptions::default(),
        );
        assert_eq!(shown.trim_end(), expected, "\n{shown}");
    }

    #[test]
    fn names_behind_pronouns_once_a_paragraph() {
        shows(
            "[She @ana] and [Duarte @ana] and [her @ana]. [They @ana @bo].$0\n\n[She @ana] [went @nobody].",
            "[She @ana‹Ana Duarte›] and [Duarte @ana] and [her @ana]. [They @ana @bo‹Ana Duarte, Bo Li›].\n\n[She @ana‹Ana Duarte›] [went @nobody].",
        );
    }

    #[test]
    fn the_speaker_where_the_source_does_not_name_them() {
        shows(
            "{We go #q1}, [the mayor @ana #q1] said.$0\n\n{We go #q2}, [Duarte @ana #q2] said. {No @ana}",
            "{We go #q1‹Ana Duarte›}, [the mayor @ana #q1‹Ana Duarte›] said.\n\n{We go #q2}, [Duarte @ana #q2] said. {No @ana}",
        );
    }

    #[test]
    fn sources_and_cues_where_something_stands_between() {
        shows(
            "{We go @ana}, [Duarte @ana] [said :cue].$0",
            "{We go @ana‹cue: said -> [said :cue]›}, [Duarte @ana] [said :cue].",
        );
        shows(
            "{We go @ana}, [said :cue] of [Bo @bo] [Duarte @ana].$0",
            "{We go @ana‹source: Duarte -> [Duarte @ana]›}, [said :cue] of [Bo @bo] [Duarte @ana].",
        );
        shows("[Duarte @ana]: {We go @ana}$0", "[Duarte @ana]: {We go @ana}");
    }

    #[test]
    fn only_in_the_range_and_only_what_is_wanted() {
        let text = "[She @ana].\n\n[S$<h$>e @ana].\n\n---\n@ana :person Ana\n---\n";
        let shown = hinted(text, InlayHintOptions::default());
        assert_eq!(shown.lines().next(), Some("[She @ana]."));
        let whole = text.replace("$<", "").replace("$>", "");
        let off = InlayHintOptions { names: false, ..InlayHintOptions::default() };
        assert_eq!(hinted(&whole, off), whole);
        assert_ne!(hinted(&whole, InlayHintOptions::default()), whole);
    }
}
