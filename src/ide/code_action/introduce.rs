//! How an article introduces an entity: its name, what it most likely is, where it comes first.

use super::Site;
use super::annotate_all::looks_like_a_name;
use super::site::only_entity;
use crate::article::Article;
use crate::document::{Key, KeyKind, Part};
use crate::syntax::{Shape, TokenKind};

/// The blocks of the open file that speak of an entity.
pub fn uses(site: &Site<'_, '_>, id: &str) -> Part {
    let name = site.open.document.symbols().intern(id);
    site.open.document.part([], &[Key::new(KeyKind::Use, name)])
}

/// Mentions of one entity alone, cues aside.
fn mentions<'a>(article: &'a Article<'_>, id: &'a str) -> impl Iterator<Item = u32> + 'a {
    (0..article.annotations.len() as u32).filter(move |&at| can_define(article, at, id))
}

/// True if a type in this annotation's tail would say what the entity is.
pub fn can_define(article: &Article<'_>, at: u32, id: &str) -> bool {
    let is_cue =
        |at| article.tail(at).iter().any(|token| token.kind == TokenKind::Label && token.name == "cue");
    article.annotations[at as usize].shape == Shape::Square
        && only_entity(article, at) == Some(id)
        && !is_cue(at)
}

/// The mention that introduces an entity: the first with a name, else the first.
pub fn introduction(article: &Article<'_>, id: &str) -> Option<u32> {
    let named = mentions(article, id).find(|&at| looks_like_a_name(text(article, at)));
    named.or_else(|| mentions(article, id).next())
}

fn text<'a>(article: &'a Article<'_>, at: u32) -> &'a str {
    article.bare().of(article.content(at)).trim()
}

/// Most names have no more words.
const MOST_WORDS: usize = 6;

/// What the article calls an entity: the longest text of a mention that holds the first name.
pub fn name(article: &Article<'_>, id: &str) -> String {
    let names = mentions(article, id).map(|at| text(article, at));
    let names: Vec<&str> = names
        .filter(|name| looks_like_a_name(name) && name.split_whitespace().count() <= MOST_WORDS)
        .collect();
    let Some(first) = names.first() else {
        return introduction(article, id).map_or(id, |at| text(article, at)).to_string();
    };
    let longest = names.iter().filter(|name| name.contains(first)).max_by_key(|name| name.len());
    longest.unwrap_or(first).to_string()
}

/// What an entity most likely is. Who says something is a person; what stands behind "in" is a place;
/// capitals are an organisation. A person otherwise: the guess is shown before it is taken.
pub fn likely_type(site: &Site<'_, '_>, id: &str) -> &'static str {
    if site.open.document.total(id).quotes > 0 {
        return "person";
    }
    let article = site.article;
    let guess = mentions(article, id).find_map(|at| {
        let before = &article.source[..article.annotations[at as usize].span.start as usize];
        type_by_text(text(article, at), before)
    });
    guess.unwrap_or("person")
}

/// What a name with this text before it most likely is, if it shows.
pub fn type_by_text(name: &str, before: &str) -> Option<&'static str> {
    let letters: Vec<char> = name.chars().filter(|character| character.is_alphabetic()).collect();
    if letters.len() > 1 && letters.iter().all(|letter| letter.is_uppercase()) {
        return Some("org");
    }
    let word = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or("");
    let is_place = matches!(word, "in" | "at" | "near" | "outside" | "across" | "from");
    (is_place && looks_like_a_name(name)).then_some("place")
}
