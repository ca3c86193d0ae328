//! What a person has rejected in an article, so that it is not proposed again.
//!
//! Notes `// newsmark: reject …` say it, for all of the article:
//! - `reject Reading`: these words, as a mention, a date or the beginning of a quote;
//! - `reject “We build now…`: whatever begins with these words;
//! - `reject @duarte`: everything about an entity;
//! - `reject all`: everything.

use rustc_hash::FxHashSet;

use super::mentions::Mentions;
use crate::article::Article;
use crate::text::Span;

/// The word after `newsmark:` in a note that rejects.
const DIRECTIVE: &str = "reject";

/// How many words of a quote a note repeats.
const WORDS: usize = 6;

/// What is rejected in an article.
#[derive(Debug, Default)]
pub struct Rejected {
    all: bool,
    entities: FxHashSet<String>,
    /// With one space between words.
    words: FxHashSet<String>,
    beginnings: Vec<String>,
}

impl Rejected {
    /// What the notes of an article say.
    pub fn of(article: &Article<'_>) -> Self {
        let mut rejected = Self::default();
        let rejections = article.directives().filter(|directive| directive.word.text == DIRECTIVE);
        rejections.for_each(|directive| rejected.add(directive.arguments.text));
        rejected
    }

    fn add(&mut self, what: &str) {
        let what = spaced(what);
        if what == "all" {
            self.all = true;
        } else if let Some(id) = what.strip_prefix('@') {
            self.entities.insert(id.to_string());
        } else if let Some(beginning) = what.strip_suffix('…').or_else(|| what.strip_suffix("...")) {
            self.beginnings.push(beginning.trim_end().to_string());
        } else if !what.is_empty() {
            self.words.insert(what);
        }
    }

    fn is_empty(&self) -> bool {
        !self.all && self.entities.is_empty() && self.words.is_empty() && self.beginnings.is_empty()
    }

    /// True if a person wants no proposal for these words.
    pub fn has(&self, words: &str) -> bool {
        if self.all {
            return true;
        }
        // Quotes may be long, and few words are rejected.
        let most = self.words.iter().chain(&self.beginnings).map(String::len).max().unwrap_or(0);
        let spaced = spaced_up_to(words, most + 1);
        self.words.contains(&spaced)
            || self.beginnings.iter().any(|beginning| spaced.starts_with(beginning.as_str()))
    }

    /// Takes rejected mentions out. Who was introduced by one of them is not mentioned at all.
    pub fn take_mentions(&self, text: &str, mentions: &mut Mentions) {
        if self.is_empty() {
            return;
        }
        let mut introduced: Vec<Option<Span>> = vec![None; mentions.entities.len()];
        for mention in &mentions.mentions {
            for &entity in &mention.entities {
                introduced[entity as usize].get_or_insert(mention.span);
            }
        }
        let is_gone = |number: &u32| {
            let entity = &mentions.entities[*number as usize];
            let introduced = introduced[*number as usize].filter(|_| !entity.defined);
            self.all
                || self.entities.contains(&entity.id)
                || introduced.is_some_and(|span| self.has(span.of(text)))
        };
        let gone: FxHashSet<u32> = (0..mentions.entities.len() as u32).filter(is_gone).collect();
        let stays = |span: Span, entities: &[u32]| {
            !entities.iter().any(|entity| gone.contains(entity)) && !self.has(span.of(text))
        };
        mentions.mentions.retain(|mention| stays(mention.span, &mention.entities));
        mentions.roles.retain(|&(role, owner)| stays(role, &[owner]));
        mentions.ambiguous.retain_mut(|name| {
            name.candidates.retain(|candidate| !gone.contains(candidate));
            !name.candidates.is_empty() && !self.has(name.span.of(text))
        });
    }
}

/// The line of a note that rejects these words, without its line end: all of few words, the beginning of many.
pub fn note(words: &str) -> String {
    // What follows `--` would be read as the reason.
    let shown: Vec<&str> = words.split_whitespace().take(WORDS).take_while(|word| *word != "--").collect();
    let cut = shown.len() < words.split_whitespace().count();
    format!("// newsmark: {DIRECTIVE} {}{}", shown.join(" "), if cut { "…" } else { "" })
}

/// The line of a note that rejects all about an entity.
pub fn note_of_entity(id: &str) -> String {
    format!("// newsmark: {DIRECTIVE} @{id}")
}

/// With one space between words.
fn spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The beginning of [`spaced`], at least this many bytes if there are.
fn spaced_up_to(words: &str, least: usize) -> String {
    let mut spaced = String::new();
    for word in words.split_whitespace() {
        if spaced.len() >= least {
            break;
        }
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_read_as_they_are_written() {
        for words in
            ["Reading", "“We build\n now,”", "one two three four five six seven", "the port -- now -- is"]
        {
            let mut rejected = Rejected::default();
            let line = note(words);
            let what = line.strip_prefix("// newsmark: reject ").expect("is a note");
            assert!(!what.contains(" -- "), "{line}");
            rejected.add(what);
            assert!(rejected.has(words), "{line}");
            assert!(!rejected.has("other words"), "{line}");
        }
        assert_eq!(
            note("one two three four five six seven"),
            "// newsmark: reject one two three four five six…"
        );
    }

    #[test]
    fn all_words_count_where_no_ellipsis_stands() {
        let mut rejected = Rejected::default();
        rejected.add("Ana");
        assert!(rejected.has("Ana") && !rejected.has("Ana Duarte"));
    }
}
