use super::Context;
use crate::article::{Article, Date, DateError, Moment};
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

/// The `@date`s of an article, in order of place.
pub type DateTokens<'a, 's> = Vec<(&'a Token<'s>, Result<Date, DateError>)>;

/// Reads all `@date`s of an article.
pub fn date_tokens<'a, 's>(article: &'a Article<'s>) -> DateTokens<'a, 's> {
    let dates = article.tokens.iter().filter(|token| token.kind == TokenKind::Date);
    let mut dates: DateTokens<'_, '_> = dates.map(|token| (token, Date::parse(token.name))).collect();
    // The tokens of an article are in the order of openers.
    dates.sort_unstable_by_key(|(token, _)| token.span);
    dates
}

/// The dates of an article whose words can be read, in order.
pub fn dated_texts<'a, 's>(context: &Context<'a, 's>) -> Vec<Dated<'a, 's>> {
    let article = context.article;
    let tokens = context.date_tokens();
    if tokens.is_empty() {
        return Vec::new();
    }
    let Some(language) = context.language() else { return Vec::new() };
    let read = |at: u32| {
        if !article.annotations[at as usize].gist.has_date {
            return None;
        }
        let mut dates = article.tail(at).iter().filter(|token| token.kind == TokenKind::Date);
        let (token, None) = (dates.next()?, dates.next()) else { return None };
        let number = tokens.binary_search_by_key(&token.span, |(token, _)| token.span).ok()?;
        let Ok(Date::At(value)) = tokens[number].1 else { return None };
        let text = article.text(at);
        Some(Dated { token, value, text, read: DateText::read(text, language)? })
    };
    (0..article.annotations.len() as u32).filter_map(read).collect()
}
