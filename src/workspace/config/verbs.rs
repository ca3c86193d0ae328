use crate::language::{OwnVerb, Uses, language, languages};

/// A verb of saying as `[verbs]` has it.
#[derive(Debug, Default)]
pub struct WrittenVerb {
    /// How it is used.
    pub uses: String,
    /// Its forms, if it is not regular.
    pub forms: Option<Vec<String>>,
    /// The code of its language; English without.
    pub language: Option<String>,
}

/// True for a word in lower case, perhaps with a particle: `say`, `point out`.
pub fn is_verb(lemma: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_lowercase() || c == '-');
    lemma.split(' ').count() <= 2 && lemma.split(' ').all(is_word)
}

impl WrittenVerb {
    /// The verb with all its forms.
    ///
    /// # Errors
    /// Says what is wrong and what to do.
    pub fn verb(self, lemma: &str) -> Result<OwnVerb, String> {
        let uses = Uses::parse(&self.uses)?;
        if uses == Uses::default() {
            return Err(format!("say how `{lemma}` is used, such as \"clause quote post\""));
        }
        let code = self.language.as_deref().unwrap_or("en");
        let Some(known) = language(code) else {
            let codes: Vec<&str> = languages().iter().map(|language| language.code.as_str()).collect();
            return Err(format!(
                "no words are known of the language `{code}`; there are {}",
                codes.join(" and ")
            ));
        };
        let bare = lemma.split(' ').next().unwrap_or(lemma);
        let forms = match self.forms {
            Some(forms) => <[String; 4]>::try_from(forms).ok(),
            None => known.regular_forms(bare),
        };
        let forms = forms.ok_or_else(|| {
            format!(
                "`{lemma}` needs four forms, such as `forms = [\"says\", \"said\", \"said\", \"saying\"]`"
            )
        })?;
        Ok(OwnVerb { language: known.code.clone(), lemma: lemma.to_string(), uses, forms })
    }
}
