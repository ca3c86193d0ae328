//! Where names stand in the text without being marked.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use unicode_ident::is_xid_continue;

use super::Article;
use crate::syntax::{PieceKind, Shape, TokenKind, pieces};
use crate::text::{Span, has_no_spaces, word_hash, words};

/// Names to look for in texts, all in one pass.
#[derive(Debug, Default)]
pub struct NameSet<'n> {
    names: Vec<&'n str>,
    /// The numbers of names by their first word.
    by_first_word: FxHashMap<u64, SmallVec<[u32; 2]>>,
}

impl<'n> NameSet<'n> {
    /// Names are told by their numbers in this order. Those that begin with something else than a letter or digit
    /// are not found.
    pub fn new(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut set = Self::default();
        for name in names {
            let first = words(name).next().filter(|word| word.start == 0);
            if let Some(word) = first {
                let number = set.names.len() as u32;
                set.by_first_word.entry(word_hash(word.of(name))).or_default().push(number);
            }
            set.names.push(name);
        }
        set
    }

    /// The places of names that no annotation marks, with their numbers: whole words, the longest name first, in no
    /// annotation of an entity or a date, and across no markup. A hyphen ends a word. A line end in the text counts
    /// as the space of a name.
    pub fn unmarked(&self, article: &Article<'_>) -> Vec<(Span, u32)> {
        let mut found = Vec::new();
        if self.by_first_word.is_empty() {
            return found;
        }
        let marked = marked(article);
        let mut next = 0;
        for stretch in pieces(article.tree, article.source).filter(|piece| piece.kind == PieceKind::Text) {
            let text = stretch.span.of(article.source);
            let mut end = stretch.span.start;
            for word in words(text) {
                let start = word.start + stretch.span.start;
                while marked.get(next).is_some_and(|other| other.end <= start) {
                    next += 1;
                }
                let is_marked = marked.get(next).is_some_and(|other| other.start <= start);
                if start < end || is_marked {
                    continue;
                }
                let written = word.of(text);
                let stem = written.split(['\'', '’']).next().filter(|stem| stem.len() < written.len());
                let hashes = [Some(written), stem].into_iter().flatten().map(word_hash);
                let names = hashes.filter_map(|hash| self.by_first_word.get(&hash)).flatten();
                let longest = names
                    .filter_map(|&name| Some((self.end_of(text, word.start as usize, name)?, name)))
                    .map(|(end, name)| (Span { start, end: stretch.span.start + end as u32 }, name))
                    .filter(|(span, _)| stands_alone(article.source, *span))
                    .max_by_key(|(span, name)| (span.end, std::cmp::Reverse(*name)));
                if let Some((span, name)) = longest {
                    end = span.end;
                    found.push((span, name));
                }
            }
        }
        found
    }

    /// Where a name ends that begins at byte `at` of a text.
    fn end_of(&self, text: &str, mut at: usize, name: u32) -> Option<usize> {
        for (number, word) in self.names[name as usize].split_whitespace().enumerate() {
            let rest = if number == 0 { &text[at..] } else { text[at..].trim_start() };
            if (number > 0 && rest.len() == text.len() - at) || !rest.starts_with(word) {
                return None;
            }
            at = text.len() - rest.len() + word.len();
        }
        Some(at)
    }
}

/// The outermost annotations of entities and dates, in order.
fn marked(article: &Article<'_>) -> Vec<Span> {
    let mut marked: Vec<Span> = Vec::new();
    for (at, annotation) in article.annotations.iter().enumerate() {
        let names = |kind| matches!(kind, TokenKind::Entity | TokenKind::Unknown | TokenKind::Date);
        let is_marked = annotation.shape == Shape::Square
            && article.tail(at as u32).iter().any(|token| names(token.kind));
        if is_marked && marked.last().is_none_or(|last| last.end <= annotation.span.start) {
            marked.push(annotation.span);
        }
    }
    marked
}

/// True if no word goes on before or behind the span. Markup beside it ends a word only if text does.
fn stands_alone(source: &str, span: Span) -> bool {
    let text = span.of(source);
    let (first, last) = (text.chars().next(), text.chars().next_back());
    let before = source[..span.start as usize].chars().next_back();
    let behind = source[span.end as usize..].chars().next();
    let is_handle = matches!(before, Some('@' | '#'));
    !is_handle && !joins(before, first) && !joins(last, behind)
}

/// True if two characters belong to one word.
fn joins(before: Option<char>, behind: Option<char>) -> bool {
    let (Some(before), Some(behind)) = (before, behind) else { return false };
    let in_word = |character: char| character.is_alphanumeric() || is_xid_continue(character);
    in_word(before) && in_word(behind) && !(has_no_spaces(before) && has_no_spaces(behind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Vocabulary;
    use crate::syntax::parse;

    #[track_caller]
    fn finds(text: &str, wanted: &[&str], others: &[&str], expected: &str) {
        let names = NameSet::new(wanted.iter().chain(others).copied());
        let tree = parse(text);
        let article = Article::new(text, &tree, &Vocabulary::default());
        let mut shown = text.to_string();
        let found = names.unmarked(&article).into_iter();
        for (span, _) in found.filter(|(_, name)| (*name as usize) < wanted.len()).rev() {
            shown.insert(span.end as usize, '>');
            shown.insert(span.start as usize, '<');
        }
        assert_eq!(shown, expected);
    }

    #[test]
    fn whole_words() {
        finds(
            "Duarte's ex-Duarte-led Duartes @Duarte McDuarte (Duarte).",
            &["Duarte"],
            &[],
            "<Duarte>'s ex-<Duarte>-led Duartes @Duarte McDuarte (<Duarte>).",
        );
        finds("José and Jose\u{301}", &["Jose"], &[], "José and Jose\u{301}");
        finds("埃勒里港市长杜阿尔特说", &["杜阿尔特"], &[], "埃勒里港市长<杜阿尔特>说");
    }

    #[test]
    fn the_longest_name_first() {
        finds("Ana Duarte met Duarte.", &["Duarte", "Ana Duarte"], &[], "<Ana Duarte> met <Duarte>.");
        finds("Ana\n  Duarte spoke", &["Ana Duarte"], &[], "<Ana\n  Duarte> spoke");
        finds("Duarte of Duarte Street", &["Duarte"], &["Duarte Street"], "<Duarte> of Duarte Street");
    }

    #[test]
    fn not_in_markup() {
        finds(
            "[Duarte @Duarte] and [Mayor Duarte @m] in {Duarte @?} [Mayor Duarte :role]",
            &["Duarte"],
            &[],
            "[Duarte @Duarte] and [Mayor Duarte @m] in {<Duarte> @?} [Mayor <Duarte> :role]",
        );
        finds("// Duarte\nAna [Duarte :role]\n", &["Ana Duarte"], &[], "// Duarte\nAna [Duarte :role]\n");
        finds("---\n@d :person Duarte\n---\n", &["Duarte"], &[], "---\n@d :person Duarte\n---\n");
    }
}
