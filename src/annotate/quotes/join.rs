//! Pieces of one quotation in several sentences: `"A," Duarte said. "B."`

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
            (Some(quote), Some(span)) if has_marks(analysis, &found[quote]) => found[quote].content.push(span),
            _ => last = None,
        }
    }
}

/// The span of a unit that is nothing but quoted words.
fn quoted_whole(analysis: &Analysis<'_>, unit: &Unit) -> Option<Span> {
    let tokens = &analysis.tokens[unit.clone()];
    let outside = tokens.iter().any(|token| token.quote == 0 && !matches!(token.kind, Kind::Stop | Kind::Break | Kind::Close));
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
