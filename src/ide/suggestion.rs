//! What waits for a person's yes or no, written with a `?` or only shown: walking through it, and deciding.

use std::path::Path;

use ropey::Rope;
use rustc_hash::FxHashSet;

use super::code_action::{Chosen, PROPOSALS, SUGGESTIONS, belonging, resolve_code_action};
use super::edit::WorkspaceEdit;
use super::proposals::{SuggestionKind, beginning, innermost};
use super::snapshot::{Cancelled, OpenDocument, Snapshot};
use crate::article::{Article, Role};
use crate::syntax::TokenKind;
use crate::text::{Span, TextEdit};

/// One thing to decide on.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// What it is about.
    pub kind: SuggestionKind,
    /// The words of a mention, the cue of a quotation (bytes of the document).
    pub anchor: Span,
    /// What it says, in a line.
    pub title: String,
    /// True if it stands in the file, with a `?`.
    pub written: bool,
    spans: Vec<Span>,
    /// What is selected where nothing else is meant.
    handle: Span,
}

/// All suggestions of an open file, in order of place.
#[derive(Clone, Debug, Default)]
pub struct Suggestions(pub Vec<Suggestion>);

/// Yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is right.
    Accept,
    /// It is wrong, and must not come back.
    Reject,
}

/// What a decision changes.
#[derive(Debug)]
pub struct Judged {
    /// The change.
    pub edit: WorkspaceEdit,
    /// Where the next suggestion begins once the change is made, with its number among those that are left.
    pub next: Option<(usize, Suggestion)>,
    /// How many are left.
    pub left: usize,
    /// The text after the change.
    pub after: Rope,
}

/// The suggestions of an open file: what is written with a `?`, and proposals if these are shown.
///
/// # Errors
/// If nobody waits for the answer any more.
pub fn suggestions(snapshot: &Snapshot, open: &OpenDocument) -> Result<Suggestions, Cancelled> {
    let source = open.document.text();
    let article = Article::new(&source, open.document.tree(), open.document.vocabulary());
    let mut found = written(&article);
    if snapshot.shows_proposals(open) {
        found.extend(snapshot.proposals(open)?.items.iter().map(|item| Suggestion {
            kind: item.kind,
            anchor: item.anchor,
            title: item.title.clone(),
            written: false,
            spans: item.spans.to_vec(),
            handle: item.anchor,
        }));
    }
    found.sort_by_key(|suggestion| suggestion.anchor);
    Ok(Suggestions(found))
}

/// Where a person is: at a byte, or on a suggestion that was shown to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A byte of the document.
    At(u32),
    /// The anchor of a suggestion.
    On(Span),
}

impl Suggestions {
    /// The first one behind a spot, else the first of all; with its number.
    pub fn after(&self, spot: Spot) -> Option<(usize, &Suggestion)> {
        let is_passed = |suggestion: &Suggestion| match spot {
            Spot::At(at) => suggestion.anchor.start <= at,
            Spot::On(anchor) => suggestion.anchor <= anchor,
        };
        let number = self.0.partition_point(is_passed);
        let number = if number < self.0.len() { number } else { 0 };
        Some((number, self.0.get(number)?))
    }

    /// The last one before a spot, else the last of all; with its number.
    pub fn before(&self, spot: Spot) -> Option<(usize, &Suggestion)> {
        let is_before = |suggestion: &Suggestion| match spot {
            Spot::At(at) => suggestion.anchor.start < at,
            Spot::On(anchor) => suggestion.anchor < anchor,
        };
        let number = self.0.partition_point(is_before);
        let number = number.checked_sub(1).or(self.0.len().checked_sub(1))?;
        Some((number, self.0.get(number)?))
    }

    /// The one that is meant by a spot: the innermost one around a byte.
    fn at(&self, spot: Spot) -> Option<usize> {
        let (at, exact) = match spot {
            Spot::At(at) => (at, None),
            Spot::On(anchor) => {
                (anchor.start, self.0.iter().position(|suggestion| suggestion.anchor == anchor))
            }
        };
        let spans = || self.0.iter().map(|suggestion| suggestion.spans.as_slice());
        exact.or_else(|| innermost(spans().enumerate(), at))
    }
}

/// Confirms or rejects the suggestion that is meant by a spot. `Ok(None)` if there is none, or if it can't be decided
/// by yes or no.
///
/// # Errors
/// If nobody waits for the answer any more.
pub fn judge(
    snapshot: &Snapshot,
    path: &Path,
    spot: Spot,
    verdict: Verdict,
) -> Result<Option<Judged>, Cancelled> {
    let Some(open) = snapshot.document(path) else { return Ok(None) };
    let mut all = suggestions(snapshot, open)?;
    let Some(number) = all.at(spot) else { return Ok(None) };
    let judged = all.0.remove(number);
    let verb = if verdict == Verdict::Accept { "confirm" } else { "reject" };
    let chosen = Chosen {
        path: path.to_path_buf(),
        version: open.version,
        start: judged.handle.start,
        end: judged.handle.end,
        action: if judged.written { SUGGESTIONS } else { PROPOSALS }.to_string(),
        choice: vec![verb.to_string(), "this".to_string()],
    };
    let Some(edit) = resolve_code_action(snapshot, &chosen)? else { return Ok(None) };
    let here = edit.files.iter().find(|file| *file.path == *path);
    let edits = here.map_or(&[][..], |file| file.edits.as_slice());
    let next = all.0.get(number).map(|next| (number, next)).or(all.0.first().map(|first| (0, first)));
    let next = next.map(|(number, next)| {
        let next = Suggestion { anchor: moved(next.anchor, edits), ..next.clone() };
        (number, next)
    });
    let mut after = open.document.rope().clone();
    for edit in edits.iter().rev() {
        let chars = after.byte_to_char(edit.span.start as usize)..after.byte_to_char(edit.span.end as usize);
        after.remove(chars.clone());
        after.insert(chars.start, &edit.new_text);
    }
    Ok(Some(Judged { next, left: all.0.len(), after, edit }))
}

/// Where a span is after some edits, none of which lies across its ends.
fn moved(span: Span, edits: &[TextEdit]) -> Span {
    let (mut start, mut end) = (i64::from(span.start), i64::from(span.end));
    for edit in edits {
        let more = edit.new_text.len() as i64 - edit.span.len() as i64;
        if edit.span.end <= span.start {
            start += more;
        }
        if edit.span.end < span.end || edit.span.end <= span.start {
            end += more;
        }
    }
    Span { start: start as u32, end: end.max(start) as u32 }
}

/// What stands in an article with a `?`, put together as it was suggested.
fn written(article: &Article<'_>) -> Vec<Suggestion> {
    let mut seen: FxHashSet<u32> = FxHashSet::default();
    let mut found = Vec::new();
    for at in 0..article.annotations.len() as u32 {
        let is_tentative = article.tail(at).iter().any(|token| token.kind == TokenKind::Tentative);
        if !is_tentative || seen.contains(&at) {
            continue;
        }
        let together = belonging(article, at);
        seen.extend(together.iter().copied());
        found.push(suggestion(article, at, &together));
    }
    found
}

fn suggestion(article: &Article<'_>, at: u32, together: &[u32]) -> Suggestion {
    let spans: Vec<Span> = together.iter().map(|&one| article.annotations[one as usize].span).collect();
    let quotation = article.quotations.iter().find(|quotation| together.contains(&quotation.pieces[0]));
    let has = |kind: TokenKind| article.tail(at).iter().any(|token| token.kind == kind);
    let (kind, shown) = match quotation {
        Some(quotation) => {
            let cue = quotation.parts_of(Role::Cue).flat_map(|part| part.pieces.iter().copied()).next();
            (SuggestionKind::Quote, cue.unwrap_or(quotation.pieces[0]))
        }
        None if has(TokenKind::Entity) || has(TokenKind::Unknown) => (SuggestionKind::Mention, at),
        None if has(TokenKind::Date) => (SuggestionKind::Date, at),
        None => (SuggestionKind::Structure, at),
    };
    let words = |one: u32, most| beginning(article.bare().of(article.content(one)), most);
    let names: Vec<String> = match quotation {
        Some(quotation) => {
            quotation.speakers(article).iter().map(|token| format!("@{}", token.name)).collect()
        }
        None => article
            .tail(at)
            .iter()
            .filter(|token| token.kind != TokenKind::Tentative)
            .map(|token| token.span.of(article.source).to_string())
            .collect(),
    };
    let title = match quotation {
        Some(quotation) if names.is_empty() => {
            format!("quote of somebody unnamed: {}", words(quotation.pieces[0], 8))
        }
        Some(quotation) => format!("quote of {}: {}", names.join(", "), words(quotation.pieces[0], 8)),
        None => format!("“{}”: {}", words(at, 12), names.join(" ")),
    };
    let annotation = &article.annotations[shown as usize];
    // In its own tail, no other annotation is nearer.
    let handle = Span { start: annotation.span.end - 1, end: annotation.span.end - 1 };
    Suggestion { kind, anchor: annotation.content, title, written: true, spans, handle }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;
    use crate::text::apply_edits;

    fn shown(text: &str, proposals: bool) -> (Fixture, Suggestions) {
        let mut fixture = Fixture::new(text);
        let path = fixture.path.clone();
        fixture.host.show_proposals(&path, proposals);
        let snapshot = fixture.snapshot();
        let found = suggestions(&snapshot, snapshot.document(&path).expect("it is open"));
        (fixture, found.expect("nobody cancels"))
    }

    fn titles(found: &Suggestions) -> Vec<&str> {
        found.0.iter().map(|one| one.title.as_str()).collect()
    }

    const PLAIN: &str = "The port is closed.\n\n“We build now,” Ana Duarte said on the quay. Duarte left.\n";

    #[test]
    fn written_and_shown() {
        let text = "{“We go,” @ana #q1 ?} [she @ana #q1 ?] [said :cue #q1 ?] on [Monday @2024-03-04 ?]. [Bo @bo :person ?]";
        let expected = ["quote of @ana: “We go,”", "“Monday”: @2024-03-04", "“Bo”: @bo :person"];
        assert_eq!(titles(&shown(text, false).1), expected);
        assert!(shown(PLAIN, false).1.0.is_empty());
        let found = shown(PLAIN, true).1;
        assert_eq!(titles(&found), ["quote of @duarte: “We build now,”", "“Duarte”: @duarte"]);
        let kinds: Vec<_> = found.0.iter().map(|one| one.kind).collect();
        assert_eq!(kinds, [SuggestionKind::Quote, SuggestionKind::Mention]);
    }

    #[test]
    fn walking_goes_round() {
        let found = shown(PLAIN, true).1;
        let starts: Vec<u32> = found.0.iter().map(|one| one.anchor.start).collect();
        let after = |at: u32| found.after(Spot::At(at)).map(|(number, _)| number);
        let before = |at: u32| found.before(Spot::At(at)).map(|(number, _)| number);
        assert_eq!((after(0), after(starts[0]), after(starts[1])), (Some(0), Some(1), Some(0)));
        assert_eq!((before(0), before(starts[1]), before(starts[0])), (Some(1), Some(0), Some(1)));
    }

    /// The text after a decision, and the words of the next suggestion in it.
    fn judged(text: &str, at: &str, verdict: Verdict) -> (String, String) {
        let (mut fixture, _) = shown(text, true);
        let path = fixture.path.clone();
        let at = text.find(at).expect("the words are there") as u32;
        let judged = judge(&fixture.snapshot(), &path, Spot::At(at), verdict).expect("nobody cancels");
        let judged = judged.expect("there is a suggestion");
        let file = &judged.edit.files[0];
        let after = apply_edits(&file.text.to_text(), &file.edits);
        let next = judged.next.map_or(String::new(), |(_, next)| next.anchor.of(&after).to_string());
        (after, next)
    }

    #[test]
    fn confirming_a_later_mention_brings_the_definition_along() {
        let (after, next) = judged(PLAIN, "Duarte left", Verdict::Accept);
        assert_eq!(
            after,
            "The port is closed.\n\n“We build now,” [Ana Duarte @duarte :person] said on the quay. [Duarte @duarte] left.\n"
        );
        assert_eq!(next, "said");
    }

    #[test]
    fn confirming_a_quote() {
        let (after, next) = judged(PLAIN, "said", Verdict::Accept);
        assert_eq!(
            after,
            "The port is closed.\n\n{“We build now,” @duarte #q1} [Ana Duarte @duarte :person #q1] [said :cue #q1] \
             on the quay. Duarte left.\n"
        );
        assert_eq!(next, "Duarte");
    }

    #[test]
    fn what_is_rejected_does_not_come_back() {
        let (after, _) = judged(PLAIN, "said", Verdict::Reject);
        assert_eq!(
            after,
            "The port is closed.\n\n// newsmark: reject “We build now,”\n“We build now,” Ana Duarte said on the quay. Duarte left.\n"
        );
        assert_eq!(titles(&shown(&after, true).1), ["“Ana Duarte”: @duarte :person", "“Duarte”: @duarte"]);
        let (after, _) = judged(&after, "Ana Duarte", Verdict::Reject);
        assert!(shown(&after, true).1.0.is_empty(), "{after}");
    }

    #[test]
    fn written_suggestions_are_decided_in_the_same_way() {
        let text = "[Ana @ana :person] met [Reading @reading :place ?]. [Bo @bo :person ?] left.\n";
        let (after, next) = judged(text, "Reading", Verdict::Reject);
        assert_eq!(
            after,
            "// newsmark: reject Reading\n[Ana @ana :person] met Reading. [Bo @bo :person ?] left.\n"
        );
        assert_eq!(next, "Bo");
        let (after, next) = judged(text, "Bo", Verdict::Accept);
        assert_eq!(after, text.replace(":person ?", ":person"));
        assert_eq!(next, "Reading");
    }
}
