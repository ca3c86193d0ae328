//! Quotations in plain text: cue, source and content, found by the order of words.

mod attribution;
mod clause;
mod confidence;
mod content;
mod cue;
mod join;
mod noun_phrase;
mod subject;

use smallvec::SmallVec;

use super::analysis::{Analysis, Paragraph};
use super::token::Token;
use super::unit::Unit;
use crate::text::Span;

/// A quotation as found in the text.
#[derive(Clone, Debug)]
pub struct Found {
    /// What is said, in pieces (bytes of the text), quotation marks included.
    pub content: SmallVec<[Span; 2]>,
    /// Who says it, where the text names them.
    pub source: Option<Span>,
    /// The words that say that something is said.
    pub cue: Span,
    /// By which construction it was found.
    pub construction: Construction,
    /// How likely it is one: 0 to 1.
    pub confidence: f32,
    /// In which unit the cue stands, counted in the paragraph; for joining pieces.
    unit: usize,
}

/// The constructions of attribution, S for the source, V for the cue, C for the content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Construction {
    /// `"C," S V`
    QuoteThenSubject,
    /// `"C," V S`
    QuoteThenVerb,
    /// `"C1," S V, "C2"`
    QuoteAround,
    /// `C, S V`
    ClauseThenSubject,
    /// `C, V S`
    ClauseThenVerb,
    /// `C1, S V, C2`
    ClauseAround,
    /// `S V, "C"`
    Quote,
    /// `S V: C`
    Colon,
    /// `S V that C`
    That,
    /// `S V C`
    Clause,
    /// `S V whether C`
    Question,
    /// `S V "c"`: some words of a clause in marks
    Words,
    /// `S V to C`
    Infinitive,
    /// `S V NP`
    Object,
    /// `according to S`
    According,
    /// `As S V, C`
    As,
}

impl Construction {
    /// True if the content is words in quotation marks before the source or cue.
    pub fn is_quote(self) -> bool {
        matches!(self, Self::QuoteThenSubject | Self::QuoteThenVerb | Self::QuoteAround)
    }
}

/// What the analysis of one unit works on.
#[derive(Clone, Copy)]
struct View<'a> {
    analysis: &'a Analysis<'a>,
    tokens: &'a [Token],
    /// The quoted stretch in which the unit stands; others are closed to it.
    level: u32,
    start: usize,
    end: usize,
}

/// All quotations of a paragraph, in the order of their cues.
pub fn find(analysis: &Analysis<'_>, paragraph: &Paragraph, found: &mut Vec<Found>) {
    let from = found.len();
    for (number, unit) in paragraph.units.iter().enumerate() {
        let view = View::new(analysis, unit, 0);
        attribution::read(view, number, found);
    }
    join::pieces(analysis, paragraph, from, found);
}

/// Ties the pieces of quotations that go on over paragraphs.
pub fn join(analysis: &Analysis<'_>, found: &mut [Found]) {
    join::paragraphs(analysis, found);
}

impl<'a> View<'a> {
    fn new(analysis: &'a Analysis<'a>, unit: &Unit, level: u32) -> Self {
        Self { analysis, tokens: &analysis.tokens, level, start: unit.start, end: unit.end }
    }

    /// True for the tokens of a quoted stretch inside the unit.
    fn is_quoted(&self, at: usize) -> bool {
        self.tokens[at].quote != self.level
    }

    /// The first token behind the quoted stretch in which `at` stands.
    fn quote_end(&self, at: usize) -> usize {
        self.analysis.quoted[self.tokens[at].quote as usize - 1].end.min(self.end)
    }

    fn text(&self, at: usize) -> &'a str {
        self.tokens[at].span.of(self.analysis.text)
    }

    fn is_text(&self, at: usize, word: &str) -> bool {
        at < self.end && self.text(at).eq_ignore_ascii_case(word)
    }

    /// The bytes of the tokens from `start` up to `end`.
    fn span(&self, start: usize, end: usize) -> Span {
        Span { start: self.tokens[start].span.start, end: self.tokens[end - 1].span.end }
    }
}
