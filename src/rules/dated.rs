use super::Context;
use crate::article::{Date, Moment};
use crate::language::DateText;
use crate::syntax::{Token, TokenKind};

/// A date in the text whose words can be read.
pub struct Dated<'a, 's> {
    /// The date in the tail.
    pub token: &'a Token<'s>,
    /// What it says: a year, a month or a day. Intervals are left out.
    pub value: Moment,
    /// The text that is marked.
    pub text: &'a str,
    /// What the words say.
    pub read: DateText,
}

/// The dates of an article whose words can be read, in order.
pub fn dated_texts<'a, 's>(context: &Context<'a, 's>) -> Vec<Dated<'a, 's>> {
    let article = context.article;
    let is_date = |token: &&Token<'_>| token.kind == TokenKind::Date;
    if !article.tokens.iter().any(|token| is_date(&token)) {
        return Vec::new();
    }
    let Some(language) = context.language() else { return Vec::new() };
    let read = |at: u32| {
        if !article.annotations[at as usize].gist.has_date {
            return None;
        }
        let mut tokens = article.tail(at).iter().filter(is_date);
        let (token, None) = (tokens.next()?, tokens.next()) else { return None };
        let Ok(Date::At(value)) = Date::parse(token.name) else { return None };
        let text = article.text(at);
        Some(Dated { token, value, text, read: DateText::read(text, language)? })
    };
    (0..article.annotations.len() as u32).filter_map(read).collect()
}
