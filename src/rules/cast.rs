use std::borrow::Cow;
use std::cell::OnceCell;

use crate::article::{Annotation, Article, Entity};
use crate::syntax::{Shape, Token, TokenKind, unescape};
use crate::text::{name_hash, one_line, one_line_hash};
use crate::workspace::{Profile, Registry};

/// Who is in an article, and what the article and its registry call them.
pub struct Cast<'a, 's> {
    article: &'a Article<'s>,
    registry: &'a Registry,
    /// The hashes of names on one line with the numbers of those who are called so, sorted.
    by_name: Vec<(u64, u32)>,
    /// What is known of each entity of the article; read when it is asked for.
    profiles: Vec<OnceCell<Profile<'a>>>,
}

impl<'a, 's> Cast<'a, 's> {
    /// Gathers the entities of an article.
    pub fn new(article: &'a Article<'s>, registry: &'a Registry) -> Self {
        let mut by_name = Vec::with_capacity(4 * article.entities.len());
        for (number, entity) in article.entities.iter().enumerate() {
            add_names(article, entity, registry, |name| by_name.push((name, number as u32)));
        }
        by_name.sort_unstable();
        by_name.dedup();
        let profiles = article.entities.iter().map(|_| OnceCell::new()).collect();
        Self { article, registry, by_name, profiles }
    }

    /// The entities of the article that are called so, in the order of the article.
    pub fn called(&self, name: &str) -> impl Iterator<Item = &'a str> {
        self.with_hash(name_hash(name))
    }

    /// True if an entity is called as this annotation of it says.
    pub fn is_called(&self, named: &Named<'_, '_>) -> bool {
        self.with_hash(named.hash).any(|id| id == named.entity.name)
    }

    fn with_hash(&self, hash: u64) -> impl Iterator<Item = &'a str> {
        let first = self.by_name.partition_point(|(known, _)| *known < hash);
        let same = self.by_name[first..].iter().take_while(move |(known, _)| *known == hash);
        same.map(|&(_, number)| self.article.entities[number as usize].id)
    }

    /// The types of the entity with this id, each of them once or more often.
    pub fn types(&self, id: &str) -> impl Iterator<Item = &'a str> {
        let entity = self.article.entity(id);
        let in_place = entity.and_then(|entity| entity.in_place.as_ref());
        let elsewhere = entity.filter(|entity| !entity.hides_registry()).map(|_| self.registry.types(id));
        let records =
            entity.into_iter().flat_map(|entity| entity.records.iter().flat_map(|record| record.types()));
        elsewhere
            .into_iter()
            .flatten()
            .chain(records)
            .chain(in_place.into_iter().flat_map(|in_place| in_place.types.iter().copied()))
    }

    /// What is known of the entity with this id.
    pub fn profile(&self, id: &str) -> Option<&Profile<'a>> {
        let number = self.article.entity_number(id)?;
        let entity = &self.article.entities[number as usize];
        Some(self.profiles[number as usize].get_or_init(|| Profile::new(self.article, entity, self.registry)))
    }
}

/// Hands on the hashes of an entity's names on one line, of the same names that its [`Profile`] has.
fn add_names(article: &Article<'_>, entity: &Entity<'_>, registry: &Registry, mut add: impl FnMut(u64)) {
    if !entity.hides_registry() {
        registry.name_hashes(entity.id).for_each(&mut add);
    }
    let main_name = entity.defining_record().and_then(|record| record.main_name());
    if let (None, Some(in_place)) = (main_name, &entity.in_place) {
        add(name_hash(&article.mentions[in_place.mention as usize].name(article)));
    }
    for record in &entity.records {
        let names = record.main_name().into_iter().chain(record.aliases());
        names.for_each(|name| add(name_hash(&unescape(name))));
    }
}

/// An annotation that stands for one entity.
pub struct Named<'m, 's> {
    /// Its number.
    pub at: u32,
    /// The `@entity`.
    pub entity: &'m Token<'s>,
    /// Its text on one line.
    pub text: Cow<'m, str>,
    /// The hash of this text.
    pub hash: u64,
}

/// Each mention of one entity and each source of a quotation that names one, in order of place. Spans that go on in
/// another piece are left out.
pub fn all_named<'m, 's>(article: &'m Article<'s>) -> Vec<Named<'m, 's>> {
    let named = |(at, annotation): (usize, &Annotation)| {
        if annotation.shape != Shape::Square || !annotation.gist.names_somebody {
            return None;
        }
        let mut entity = None;
        for token in article.tail(at as u32) {
            match token.kind {
                TokenKind::Entity if entity.is_none() => entity = Some(token),
                TokenKind::Entity | TokenKind::ContinuedId => return None,
                _ => {}
            }
        }
        let entity = entity?;
        let text = one_line(article.text(at as u32));
        let hash = one_line_hash(&text);
        Some(Named { at: at as u32, entity, text, hash })
    };
    article.annotations.iter().enumerate().filter_map(named).collect()
}

/// True for a text that looks like a name: it begins with a capital, or with a letter of a script that has none.
pub fn looks_like_a_name(text: &str) -> bool {
    text.chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
}
