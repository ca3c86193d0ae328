//! Pieces of one quotation in several sentences: `"A," Duarte said. "B."`

use rustc_hash::FxHashMap;

use super::{Found, View};
use crate::annotate::analysis::{Analysis, Paragraph};
use crate::annotate::token::Kind;
use crate::annotate::unit::Unit;
use crate::text::Span;

/// Gives the quotations `found[from..]` of a paragraph the wholly quoted sentences that follow them.
pub fn pieces(analysis: &Analysis<'_>, paragraph: &Paragraph, from: usize, found: &mut [Found]) {
    let mut last: Option<usize> = None;
    let mut next = from;
    for (number, unit) in paragraph.units.iter().enumerate() {
        let own = found[next..].iter().take_while(|quote| quote.unit == number).count();
        if own > 0 {
            // With "…, Duarte said, adding that …" the words in marks are those that go on.
            let quoted = (next..next + own).find(|&at| found[at].construction.is_quote());
            next += own;
            last = Some(quoted.unwrap_or(next - 1));
            continue;
        }
        match (last, quoted_whole(analysis, unit)) {
            (Some(quote), Some(span)) if has_marks(analysis, &found[quote]) => {
                found[quote].content.push(span)
            }
            _ => last = None,
        }
    }
}

/// Ties quotations that go on in the next paragraph, where a mark opens again though none had closed.
pub fn paragraphs(analysis: &Analysis<'_>, found: &mut [Found]) {
    let links = links(analysis);
    let mut owners: FxHashMap<u32, usize> = FxHashMap::default();
    for (number, quote) in found.iter().enumerate() {
        quote.content.iter().for_each(|piece| {
            owners.entry(piece.start).or_insert(number);
        });
    }
    for &(before, after) in &links {
        if let (Some(&owner), false) = (owners.get(&before.start), owners.contains_key(&after.start)) {
            found[owner].content.push(after);
            owners.insert(after.start, owner);
        }
    }
    for &(before, after) in links.iter().rev() {
        if let (Some(&owner), false) = (owners.get(&after.start), owners.contains_key(&before.start)) {
            found[owner].content.insert(0, before);
            owners.insert(before.start, owner);
        }
    }
}

/// Quoted stretches that their paragraphs leave open, with those that begin the next ones.
fn links(analysis: &Analysis<'_>) -> Vec<(Span, Span)> {
    let pairs = analysis.paragraphs.windows(2).filter_map(|pair| {
        let open = analysis.quoted[pair[0].quoted.clone()]
            .last()
            .filter(|last| !last.closed && last.end == pair[0].tokens.end)?;
        let next = analysis.quoted[pair[1].quoted.clone()]
            .first()
            .filter(|first| first.start == pair[1].tokens.start)?;
        let span = |start: usize, end: usize| {
            let (first, last) = (&analysis.tokens[start], &analysis.tokens[end - 1]);
            Span { start: first.span.start, end: last.span.end }
        };
        Some((span(open.start, open.end), span(next.start, next.end)))
    });
    pairs.collect()
}

/// The span of a unit that is nothing but quoted words.
fn quoted_whole(analysis: &Analysis<'_>, unit: &Unit) -> Option<Span> {
    let tokens = &analysis.tokens[unit.clone()];
    let outside = tokens
        .iter()
        .any(|token| token.quote == 0 && !matches!(token.kind, Kind::Stop | Kind::Break | Kind::Close));
    let last = tokens.iter().rposition(|token| token.quote > 0)?;
    let view = View::new(analysis, unit, 0);
    let start = unit.start + tokens.iter().position(|token| token.quote > 0)?;
    (!outside).then(|| view.span(start, unit.start + last + 1))
}

/// True if the quotation ends in marks.
fn has_marks(analysis: &Analysis<'_>, quote: &Found) -> bool {
    let Some(last) = quote.content.last() else { return false };
    let text = last.of(analysis.text);
    text.ends_with(['"', '”', '»', '“', '\''])
}
