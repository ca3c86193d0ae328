//! The parts of a wire story that are no sentences: dateline, caption, headline.

use super::analysis::{Analysis, Paragraph};
use super::mentions::is_dateline_place;
use super::token::Kind;
use crate::text::Span;

/// What a paragraph holds besides sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// `PORT ELLERY, March 5`
    Dateline(Span),
    /// The text of a picture, its credit in brackets included.
    Caption(Span),
}

impl Part {
    /// Where it stands.
    pub fn span(self) -> Span {
        match self {
            Self::Dateline(span) | Self::Caption(span) => span,
        }
    }
}

/// The dateline or caption of each paragraph that has one.
pub fn find(analysis: &Analysis<'_>) -> Vec<Part> {
    let dateline = |paragraph: &Paragraph| dateline(analysis, paragraph);
    let first = analysis.paragraphs.iter().position(|paragraph| dateline(paragraph).is_some());
    let parts = analysis.paragraphs.iter().enumerate().filter_map(|(number, paragraph)| {
        // Pictures stand before the story.
        let above = first.is_some_and(|first| number > 0 && number < first);
        let caption = if above { caption(analysis, paragraph) } else { None };
        dateline(paragraph).or(caption)
    });
    parts.collect()
}

/// From the place in capitals to the last word before the agency or the dash.
fn dateline(analysis: &Analysis<'_>, paragraph: &Paragraph) -> Option<Part> {
    let start = paragraph.tokens.start;
    if !is_dateline_place(analysis, start) {
        return None;
    }
    let stops = |at: &usize| matches!(analysis.tokens[*at].kind, Kind::Dash | Kind::Open);
    let end = paragraph.tokens.clone().find(stops)?;
    (end > start).then(|| Part::Dateline(span(analysis, start, end)))
}

/// A paragraph that ends in a credit: `…, on July 28, 2021. (Coastal Wire)`
fn caption(analysis: &Analysis<'_>, paragraph: &Paragraph) -> Option<Part> {
    let tokens = &analysis.tokens[paragraph.tokens.clone()];
    let open = tokens.iter().rposition(|token| token.kind == Kind::Open)?;
    let ends = tokens.last().is_some_and(|token| token.kind == Kind::Close);
    let credited = open > 0 && tokens[open - 1].kind == Kind::Stop && tokens.len() - open < 9;
    (ends && credited).then(|| Part::Caption(span(analysis, paragraph.tokens.start, paragraph.tokens.end)))
}

fn span(analysis: &Analysis<'_>, start: usize, end: usize) -> Span {
    Span { start: analysis.tokens[start].span.start, end: analysis.tokens[end - 1].span.end }
}
