use std::borrow::Cow;

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::article::{Annotation, Article};
use crate::syntax::{Field, Shape, Token, TokenKind};
use crate::workspace::{Profile, Registry};

/// Who is in an article, and what the article and its registry call them.
pub struct Cast<'a> {
    /// In the order of the article's entities.
    pub members: Vec<Member<'a>>,
    by_name: FxHashMap<String, SmallVec<[u32; 1]>>,
    by_id: FxHashMap<&'a str, u32>,
}

/// Somebody or something in an article.
pub struct Member<'a> {
    /// The id, without `@`.
    pub id: &'a str,
    /// Its names, each once: the main name first, where there is one.
    pub names: Vec<Cow<'a, str>>,
    /// Its types.
    pub types: Vec<&'a str>,
    /// Its fields.
    pub fields: Vec<Field<'a>>,
}

impl<'a> Cast<'a> {
    /// Gathers the entities of an article.
    pub fn new(article: &'a Article<'_>, registry: &'a Registry) -> Self {
        let member = |entity| {
            let Profile { types, names, fields, .. } = Profile::new(article, entity, registry);
            Member { id: entity.id, names, types, fields }
        };
        let members: Vec<Member<'a>> = article.entities.iter().map(member).collect();
        let mut by_name: FxHashMap<String, SmallVec<[u32; 1]>> = FxHashMap::default();
        for (number, member) in members.iter().enumerate() {
            for name in &member.names {
                by_name.entry(one_line(name).into_owned()).or_default().push(number as u32);
            }
        }
        let by_id = members.iter().enumerate().map(|(number, member)| (member.id, number as u32)).collect();
        Self { members, by_name, by_id }
    }

    /// The entities of the article that are called so.
    pub fn called(&self, name: &str) -> impl Iterator<Item = &Member<'a>> {
        let numbers = self.by_name.get(name).map_or(&[][..], SmallVec::as_slice);
        numbers.iter().map(|&number| &self.members[number as usize])
    }

    /// True if an entity is called so, whatever white space stands between the words.
    pub fn is_called(&self, id: &str, name: &str) -> bool {
        let (Some(number), Some(numbers)) = (self.by_id.get(id), self.by_name.get(name)) else {
            return false;
        };
        numbers.binary_search(number).is_ok()
    }

    /// The entity with this id.
    pub fn member(&self, id: &str) -> Option<&Member<'a>> {
        self.by_id.get(id).map(|&number| &self.members[number as usize])
    }
}

/// The text with single spaces between words.
pub fn one_line(text: &str) -> Cow<'_, str> {
    let is_so = !text.starts_with(char::is_whitespace)
        && !text.ends_with(char::is_whitespace)
        && !text.contains(['\n', '\r', '\t'])
        && !text.contains("  ");
    if is_so {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
}

/// Each mention of one entity and each source of a quotation that names one, with the text on one line, in order of
/// place. Spans that go on in another piece are left out.
pub fn all_named<'m, 's>(article: &'m Article<'s>) -> Vec<(u32, &'m Token<'s>, Cow<'m, str>)> {
    let named = |(at, annotation): (usize, &Annotation)| {
        let tail = article.tail(at as u32);
        let mut entities = tail.iter().filter(|token| token.kind == TokenKind::Entity);
        let (first, None) = (entities.next()?, entities.next()) else { return None };
        let goes_on = tail.iter().any(|token| token.kind == TokenKind::ContinuedId);
        let is_one = annotation.shape == Shape::Square && !goes_on;
        is_one.then(|| (at as u32, first, one_line(article.bare().of(annotation.content))))
    };
    article.annotations.iter().enumerate().filter_map(named).collect()
}

/// True for a text that looks like a name: it begins with a capital, or with a letter of a script that has none.
pub fn looks_like_a_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
}
