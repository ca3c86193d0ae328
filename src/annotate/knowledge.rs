use super::entity;
use super::gazetteer::Gazetteer;
use super::language::{Language, language};
use crate::workspace::{Registry, Verb};

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
    pub fn new(registry: &Registry, verbs: &[Verb]) -> Self {
        let names = Gazetteer::new(entity::of_registry(registry));
        let mut languages: Vec<Language> = Vec::new();
        for verb in verbs {
            let at = languages.iter().position(|known| known.code == verb.language).unwrap_or_else(|| {
                languages.push(language(&verb.language).clone());
                languages.len() - 1
            });
            languages[at].learn(verb);
        }
        Self { names, languages }
    }

    /// The language with this code; English for one that is not known.
    pub(super) fn language(&self, code: &str) -> &Language {
        let known = language(code);
        self.languages.iter().find(|own| own.code == known.code).unwrap_or(known)
    }
}
