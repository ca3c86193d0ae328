use super::entity;
use super::gazetteer::Gazetteer;
use crate::language::{Language, OwnVerb, language, languages};
use crate::workspace::Registry;

/// What a workspace knows beyond the program, ready to be used for many articles: the names in its registries, and
/// its verbs of saying.
#[derive(Debug, Default)]
pub struct Knowledge {
    pub(super) names: Gazetteer,
    /// Languages with verbs of the workspace.
    languages: Vec<Language>,
}

impl Knowledge {
    /// Puts together what `registry` and the `[verbs]` of `newsmark.toml` say.
    pub fn new(registry: &Registry, verbs: &[OwnVerb]) -> Self {
        let names = Gazetteer::new(entity::of_registry(registry));
        let with_own = languages().iter().filter_map(|language| {
            let own: Vec<&OwnVerb> = verbs.iter().filter(|verb| verb.language == language.code).collect();
            let mut language = (!own.is_empty()).then(|| language.clone())?;
            own.into_iter().for_each(|verb| language.learn(verb));
            Some(language)
        });
        Self { names, languages: with_own.collect() }
    }

    /// The language with this code; English for one that is not known.
    pub(super) fn language(&self, code: &str) -> &Language {
        let known = language(code).unwrap_or(&languages()[0]);
        self.languages.iter().find(|own| own.code == known.code).unwrap_or(known)
    }
}
