//! Makes an annotation of the selection: a mention, a quote with its likely speaker, a cue.

use super::annotate_all::looks_like_a_name;
use super::introduce::type_by_text;
use super::selected_text::selected_text;
use super::speaker::likely_speaker;
use super::{Action, CodeActionKind, Offer, Site, candidates, tails};
use crate::document::{Key, KeyKind};
use crate::ide::edit::WorkspaceEdit;
use crate::ide::snapshot::Cancelled;
use crate::syntax::is_name;
use crate::text::Span;
use crate::workspace::Profile;

pub static ACTION: Action = Action { name: "wrap", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let Some(span) = selected_text(site) else { return Vec::new() };
    let text = site.article.bare().of(span);
    let words = text.split_whitespace().count();
    let mut offers = Vec::new();
    let mut offer = |title: String, opener: &str, tail: &str| {
        offers.push(Offer::new(CodeActionKind::RefactorExtract, title, [opener, tail]));
    };
    let is_quoted = text.contains(['"', '“', '”', '„', '«', '»', '「', '」']);
    if words <= MOST_WORDS && !is_quoted {
        for id in meant(site, text) {
            offer(format!("Mark as a mention of `@{id}`"), "[", &format!(" @{id}"));
        }
        if let Some(id) = new_id(site, text).filter(|_| looks_like_a_name(text)) {
            let before = &site.article.source[..span.start as usize];
            let label = type_by_text(text, before).unwrap_or("person");
            offer(format!("Mark as the new entity `@{id} :{label}`"), "[", &format!(" @{id} :{label}"));
        }
    }
    if words > 1 || is_quoted {
        if let Some(speaker) = likely_speaker(site, with_marks(site, span)) {
            offer(format!("Mark as a quote by `@{speaker}`"), "{", &format!(" @{speaker}"));
        }
        offer("Mark as a quote, speaker unknown".to_string(), "{", " @?");
    }
    if words <= MOST_CUE_WORDS && !is_quoted && !looks_like_a_name(text) {
        offer("Mark as the cue of a quote".to_string(), "[", " :cue");
    }
    offers.retain(|offer| matches!(edits(site, &offer.choice), Ok(Some(_))));
    offers
}

/// What is longer is hardly a name.
const MOST_WORDS: usize = 8;
/// "told reporters on Monday"
const MOST_CUE_WORDS: usize = 4;
/// How many entities are offered.
const MOST_ENTITIES: usize = 3;
/// In articles that define more entities, names are looked for only around the selection.
const MOST_DEFINED: usize = 256;

fn edits(site: &Site<'_, '_>, choice: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let [opener, tail] = choice else { return Ok(None) };
    let Some(span) = selected_text(site) else { return Ok(None) };
    let is_quote = opener == "{";
    let span = if is_quote { with_marks(site, span) } else { span };
    let opener = if is_quote { '{' } else { '[' };
    Ok(site.local(tails::wrap(site.article.source, span, opener, tail)))
}

/// Quotation marks right around the selection belong to the quote.
fn with_marks(site: &Site<'_, '_>, span: Span) -> Span {
    let source = site.article.source;
    let before = source[..span.start as usize].chars().next_back();
    let behind = source[span.end as usize..].chars().next();
    match (before, behind) {
        (Some(open), Some(close))
            if matches!((open, close), ('"', '"') | ('“', '”') | ('„', '“') | ('«', '»') | ('「', '」')) =>
        {
            Span { start: span.start - open.len_utf8() as u32, end: span.end + close.len_utf8() as u32 }
        }
        _ => span,
    }
}

/// The entities that a text may stand for: those of that name, or for what is no name, those nearby.
fn meant(site: &Site<'_, '_>, text: &str) -> Vec<String> {
    let mut found = named(site, text);
    if found.is_empty() && !looks_like_a_name(text) {
        found = candidates::others(site, "", MOST_ENTITIES);
    }
    found.truncate(MOST_ENTITIES);
    found
}

/// The entities of this name, those that the article defines first.
fn named(site: &Site<'_, '_>, text: &str) -> Vec<String> {
    let document = &site.open.document;
    let registry = &site.workspace().registry;
    let defined: Vec<_> =
        document.totals().iter().filter(|(_, total)| total.is_defined()).map(|(name, _)| *name).collect();
    let keys = |name| [KeyKind::Record, KeyKind::InPlace].map(|kind| Key::new(kind, name));
    let keys: Vec<Key> = defined.iter().copied().flat_map(keys).collect();
    let around = site.selection.range();
    let part =
        if defined.len() > MOST_DEFINED { document.part_around(around) } else { document.part([], &keys) };
    let article = part.article(document.vocabulary());
    let mut found: Vec<String> = Vec::new();
    for entity in article.entities.iter().filter(|entity| entity.is_defined_here()) {
        let profile = Profile::new(&article, entity, registry);
        if profile.names.iter().any(|name| name == text) {
            found.push(entity.id.to_string());
        }
    }
    found.extend(registry.named(text).into_iter().map(str::to_string));
    let mut seen = Vec::new();
    found.retain(|id| {
        let new = !seen.contains(id);
        seen.push(id.clone());
        new
    });
    found
}

/// An id for a new entity of this name that nobody has yet.
fn new_id(site: &Site<'_, '_>, text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split(|character: char| !character.is_alphanumeric()).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    let is_taken = |id: &str| site.open.document.total(id).uses > 0 || site.workspace().registry.contains(id);
    let numbered = (2..).map(|number| format!("{id}-{number}"));
    let id = std::iter::once(id.clone()).chain(numbered).find(|id| !is_taken(id))?;
    is_name(&id).then_some(id)
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    #[test]
    fn a_known_name() {
        let text = "$<Duarte$> left.\n\n---\n@duarte :person Ana Duarte | Duarte\n";
        assert_eq!(
            offered(text),
            "Mark as a mention of `@duarte`\nMark as the new entity `@duarte-2 :person`\n"
        );
        assert_eq!(
            resolved(text, "Mark as a mention of `@duarte`"),
            "==> story.nmk\n[Duarte @duarte] left.\n\n---\n@duarte :person Ana Duarte | Duarte\n"
        );
        let registry =
            "==> story.nmk\nOff $<Ellery $>\n==> entities.nmk\n---\n@ellery :place Port Ellery | Ellery\n";
        assert_eq!(
            resolved(registry, "Mark as a mention of `@ellery`"),
            "==> story.nmk\nOff [Ellery @ellery] \n"
        );
    }

    #[test]
    fn a_new_name() {
        assert_eq!(
            resolved("He lives in $<Port Ellery$>.", "Mark as the new entity `@port-ellery :place`"),
            "==> story.nmk\nHe lives in [Port Ellery @port-ellery :place]."
        );
    }

    #[test]
    fn a_pronoun_stands_for_somebody_near() {
        let text = "[Ana @ana :person] met [Bo @bo]. $<She$> left.";
        assert!(offered(text).contains("Mark as the new entity"));
        let text = "[Ana @ana :person] met [Bo @bo], and $<she$> left.";
        assert_eq!(
            offered(text),
            "Mark as a mention of `@bo`\nMark as a mention of `@ana`\nMark as the cue of a quote\n"
        );
    }

    #[test]
    fn a_quote_by_the_nearest_speaker() {
        let text =
            "[Bo @bo :person] left. \"$<We go now$>,\" [Ana @ana :person] said in [Ellery @ellery :place].";
        let title = "Mark as a quote by `@ana`";
        assert_eq!(
            resolved(text, title),
            "==> story.nmk\n[Bo @bo :person] left. \"{We go now @ana},\" [Ana @ana :person] said in [Ellery @ellery :place]."
        );
        let marks = "“$<We go.$>” [Ana @ana :person] said.";
        assert_eq!(resolved(marks, title), "==> story.nmk\n{“We go.” @ana} [Ana @ana :person] said.");
        assert_eq!(
            resolved("$<We go now$>, officials said.", "Mark as a quote, speaker unknown"),
            "==> story.nmk\n{We go now @?}, officials said."
        );
    }

    #[test]
    fn markup_is_never_cut() {
        for text in
            ["[Ana $<Duarte @ana] left$>", "[Ana @a$<na] le$>ft", "Ana $<left.\n\nShe$> stayed", "Ana $< $>"]
        {
            assert!(!offered(text).contains("Mark as"), "{text}");
        }
        assert_eq!(
            resolved(
                "$<Mayor [Ana @ana] of\nEllery$>",
                "Mark as the new entity `@mayor-ana-of-ellery :person`"
            ),
            "==> story.nmk\n[Mayor [Ana @ana] of\nEllery @mayor-ana-of-ellery :person]"
        );
        assert_eq!(
            resolved("The $<Paris #MeToo$> march", "Mark as the new entity `@paris-metoo :person`"),
            "==> story.nmk\nThe [Paris #MeToo @paris-metoo :person] march"
        );
        // What would slip into the tail is kept in the text.
        assert_eq!(
            resolved("See $<the post by @duarte$>.", "Mark as a quote, speaker unknown"),
            "==> story.nmk\nSee {the post by \\@duarte @?}."
        );
    }
}
