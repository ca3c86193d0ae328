//! Reading many articles for what they say, in the order of their paths.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::input::{self, Input};
use super::tell;
use crate::article::{Article, Date, Moment};
use crate::syntax::parse;
use crate::workspace::{Error, Profile, Workspace};

/// An article with what surrounds it.
pub struct Surveyed<'a, 's> {
    /// As it is shown.
    pub path: &'a Path,
    /// The article.
    pub article: &'a Article<'s>,
    /// Its workspace.
    pub workspace: &'a Workspace,
}

/// What `read` makes of each article below `paths`, and how many could not be read.
pub fn survey<T: Send>(paths: &[PathBuf], read: impl Fn(&Surveyed<'_, '_>) -> T + Sync) -> (Vec<T>, usize) {
    let (inputs, mut troubles) = input::find(paths);
    let one = |input: &Input| -> Result<T, Error> {
        let source = input.read()?;
        let tree = parse(&source);
        let article = Article::new(&source, &tree, &input.workspace.vocabulary);
        Ok(read(&Surveyed { path: &input.path, article: &article, workspace: &input.workspace }))
    };
    let all: Vec<Result<T, Error>> = inputs.par_iter().map(one).collect();
    let mut found = Vec::with_capacity(all.len());
    for result in all {
        match result {
            Ok(result) => found.push(result),
            Err(error) => {
                tell(error);
                troubles += 1;
            }
        }
    }
    (found, troubles)
}

impl Surveyed<'_, '_> {
    /// The article's date as its metadata has it; empty without one.
    pub fn date(&self) -> String {
        self.article.metadata_value("date").map_or("", |field| field.value.raw.trim()).to_string()
    }

    /// True if the article is from `day` or later; one without a date is not.
    pub fn is_since(&self, day: &str) -> bool {
        let date = self.date();
        date.get(..10).is_some_and(|date| date >= day)
    }

    /// The main name of an entity, or else its id, and its type.
    pub fn name_and_type(&self, id: &str) -> (String, String) {
        let entity = self.article.entity(id);
        let profile = entity.map(|entity| Profile::new(self.article, entity, &self.workspace.registry));
        let name = profile.as_ref().and_then(|profile| profile.names.first().map(|name| name.to_string()));
        let kind = profile.and_then(|profile| profile.types.first().map(|kind| kind.to_string()));
        (name.unwrap_or_else(|| format!("@{id}")), kind.unwrap_or_default())
    }

    /// The text of some annotations.
    pub fn words(&self, pieces: &[u32]) -> String {
        let words = pieces.iter().map(|&piece| self.article.bare().of(self.article.content(piece)));
        words.collect::<Vec<_>>().join(" … ")
    }

    /// The line on which an annotation begins, from 1.
    pub fn line(&self, annotation: u32) -> usize {
        let start = self.article.annotations[annotation as usize].span.start as usize;
        self.article.source[..start].matches('\n').count() + 1
    }
}

/// Reads the id of an entity, with or without its `@`.
pub fn entity_id(text: &str) -> Result<String, String> {
    let id = text.strip_prefix('@').unwrap_or(text);
    if id == "?" || crate::syntax::is_name(id) {
        Ok(id.to_string())
    } else {
        Err("it is no entity's id".to_string())
    }
}

/// Reads a day.
pub fn day(text: &str) -> Result<String, String> {
    match Date::parse(text) {
        Ok(Date::At(Moment::Day(day))) => Ok(day.to_string()),
        _ => Err("a day is written like 2024-03-05".to_string()),
    }
}
