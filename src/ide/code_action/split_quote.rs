//! Splits a quote at an interruption: what is selected becomes text between two pieces tied by an `#id`.

use super::free_id::free_quote_id;
use super::selected_text::{excerpt, selected_text};
use super::{Action, CodeActionKind, Offer, Site};
use crate::article::Article;
use crate::ide::edit::{TextEdit, WorkspaceEdit};
use crate::ide::snapshot::Cancelled;
use crate::syntax::{Shape, TokenKind};
use crate::text::Span;

pub static ACTION: Action = Action { name: "split-quote", offers, edits };

fn offers(site: &Site<'_, '_>) -> Vec<Offer> {
    let Some((_, gap)) = brace_and_gap(site) else { return Vec::new() };
    if !matches!(edits(site, &[]), Ok(Some(_))) {
        return Vec::new();
    }
    let title = format!("Take “{}” out of the quote", excerpt(site.article.bare().of(gap)));
    vec![Offer::new(CodeActionKind::RefactorRewrite, title, [])]
}

/// The brace around the selection, and the selection with the white space around it, if content stands on
/// both sides of it.
fn brace_and_gap(site: &Site<'_, '_>) -> Option<(u32, Span)> {
    let span = selected_text(site)?;
    let article = site.article;
    let around = article.annotations.iter().enumerate().filter(|(_, found)| found.content.contains(span));
    let (brace, found) = around.min_by_key(|(_, found)| found.span.len())?;
    if found.shape != Shape::Brace {
        return None;
    }
    let before = Span { start: found.content.start, end: span.start }.of(article.source);
    let behind = Span { start: span.end, end: found.content.end }.of(article.source);
    let gap = Span {
        start: span.start - (before.len() - before.trim_end().len()) as u32,
        end: span.end + (behind.len() - behind.trim_start().len()) as u32,
    };
    let has_text = |text: &str| text.contains(char::is_alphanumeric);
    (has_text(before) && has_text(behind)).then_some((brace as u32, gap))
}

fn edits(site: &Site<'_, '_>, _: &[String]) -> Result<Option<WorkspaceEdit>, Cancelled> {
    let Some((brace, gap)) = brace_and_gap(site) else { return Ok(None) };
    let article = site.article;
    let new_id = free_quote_id(&site.open.document);
    let (first, second) = tails(article, brace, &new_id);
    let found = article.annotations[brace as usize];
    let old_tail = Span { start: found.content.end, end: found.span.end - 1 };
    let edits = vec![
        TextEdit::insert(gap.start, first + "}"),
        TextEdit::insert(gap.end, "{"),
        TextEdit::replace(old_tail, second),
    ];
    Ok(site.local(edits))
}

/// The tails of both pieces. The first says all; the second is tied to it, and goes on to what the whole went
/// on to.
fn tails(article: &Article<'_>, brace: u32, new_id: &str) -> (String, String) {
    let tail = article.tail(brace);
    let (mut first, mut second) = (String::new(), String::new());
    let tentative = tail.iter().any(|token| token.kind == TokenKind::Tentative);
    for token in tail.iter().filter(|token| token.kind != TokenKind::Tentative) {
        if token.kind.is_id() {
            first.push_str(&format!(" #{}", token.name));
            second.push_str(&format!(" {}", token.renamed(token.name)));
        } else {
            first.push_str(&format!(" {}", token.renamed(token.name)));
        }
    }
    if second.is_empty() {
        first.push_str(&format!(" #{new_id}"));
        second.push_str(&format!(" #{new_id}"));
    }
    if tentative {
        first.push_str(" ?");
        second.push_str(" ?");
    }
    (first, second)
}

#[cfg(test)]
mod tests {
    use crate::ide::code_action::harness::{offered, resolved};

    #[test]
    fn at_an_interruption() {
        assert_eq!(
            resolved(
                "{a @? #q1} {\"We build now,\" $<[she @duarte] added,$> \"or we move.\" @duarte :direct ?}",
                "Take “she added,” out of the quote"
            ),
            "==> story.nmk\n{a @? #q1} {\"We build now,\" @duarte :direct #q2 ?} [she @duarte] added, \
             {\"or we move.\" #q2 ?}"
        );
        assert_eq!(
            resolved(
                "{We build, $<she said$>, or move @? #q7+}\n\n{now #q7}",
                "Take “she said” out of the quote"
            ),
            "==> story.nmk\n{We build, @? #q7} she said{, or move #q7+}\n\n{now #q7}"
        );
    }

    #[test]
    fn both_sides_have_words() {
        for text in
            ["{$<We go$> now @?}", "{We go $<now$> @?}", "We $<go$> now", "{We [go $<to$> it @x] now @?}"]
        {
            assert!(!offered(text).contains("out of the quote"), "{text}");
        }
    }
}
