//! A text, read: its paragraphs, tokens, quoted stretches and units.

use super::marks::{self, Quoted};
use super::token::{Token, tokenize};
use super::unit::{Unit, units};
use crate::language::Language;
use crate::text::Span;

/// A text with everything that the finders look at.
#[derive(Debug)]
pub struct Analysis<'a> {
    /// The text.
    pub text: &'a str,
    /// Its language.
    pub language: &'a Language,
    /// All tokens, in order.
    pub tokens: Vec<Token>,
    /// All stretches between quotation marks, in order.
    pub quoted: Vec<Quoted>,
    /// The paragraphs, in order.
    pub paragraphs: Vec<Paragraph>,
}

/// A paragraph, headline or crosshead.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its tokens.
    pub tokens: Unit,
    /// Its quoted stretches.
    pub quoted: std::ops::Range<usize>,
    /// Its units.
    pub units: Vec<Unit>,
}

impl<'a> Analysis<'a> {
    /// Reads the paragraphs of a text; spans are bytes of the text.
    pub fn new(text: &'a str, paragraphs: &[Span], language: &'a Language) -> Self {
        let tokens = Vec::with_capacity(text.len() / 5);
        let mut analysis = Self { text, language, tokens, quoted: Vec::new(), paragraphs: Vec::new() };
        for (number, &span) in paragraphs.iter().enumerate() {
            let next = paragraphs.get(number + 1).and_then(|next| next.of(text).chars().next());
            analysis.read_paragraph(span, next);
        }
        analysis
    }

    /// True if the token stands in a line without a full stop at its end, as headlines are.
    pub fn is_headline(&self, token: usize) -> bool {
        let at = self.paragraphs.partition_point(|paragraph| paragraph.tokens.end <= token);
        let Some(paragraph) = self.paragraphs.get(at) else { return false };
        let last = self.tokens[paragraph.tokens.clone()].last();
        paragraph.tokens.len() < 30 && last.is_some_and(Token::is_word)
    }

    fn read_paragraph(&mut self, span: Span, next: Option<char>) {
        let span = Span { end: span.start + span.of(self.text).trim_end().len() as u32, ..span };
        let (first, first_quoted) = (self.tokens.len(), self.quoted.len());
        tokenize(self.text, span, self.language, &mut self.tokens);
        if self.tokens.len() == first {
            return;
        }
        marks::find(self.text, &self.tokens, first, next, &mut self.quoted);
        for (number, stretch) in self.quoted.iter().enumerate().skip(first_quoted) {
            for token in &mut self.tokens[stretch.start..stretch.end] {
                token.quote = number as u32 + 1;
            }
        }
        let tokens = first..self.tokens.len();
        let mut found = Vec::new();
        units(&self.tokens, tokens.clone(), &self.quoted, self.language, &mut found);
        self.paragraphs.push(Paragraph { tokens, quoted: first_quoted..self.quoted.len(), units: found });
    }
}
