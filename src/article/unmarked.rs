//! Where names stand in the text without being marked.

use std::cmp::{Ordering, Reverse};

use rustc_hash::FxHashMap;
use smallvec::SmallVec;
use unicode_ident::is_xid_continue;

use super::Article;
use crate::syntax::{Shape, TokenKind};
use crate::text::{FirstBytes, Span, has_no_spaces, word_at, word_hash, words};

/// Names to look for in texts, all in one pass.
#[derive(Debug)]
pub struct NameSet<'n> {
    names: Vec<&'n str>,
    /// The bytes that names begin with.
    first_bytes: FirstBytes,
    /// The numbers of names by their first word. If these are many, each name once, in the order of their words.
    by_first_word: FxHashMap<u64, SmallVec<[u32; 2]>>,
    /// For names that are one of many, the longest other one that they begin with.
    shorter: FxHashMap<u32, u32>,
}

/// How many names with the same first word are all tried. An article may speak of a thousand councils that are called
/// "the council", or something else with "the".
const FEW: usize = 8;

impl<'n> NameSet<'n> {
    /// Names are told by their numbers in this order. Those that begin with something else than a letter or digit
    /// are not found.
    pub fn new(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut set = Self {
            names: Vec::new(),
            first_bytes: FirstBytes::default(),
            by_first_word: FxHashMap::default(),
            shorter: FxHashMap::default(),
        };
        let names = names.into_iter();
        set.by_first_word.reserve(names.size_hint().0);
        for name in names {
            let first = words(name).next().filter(|word| word.start == 0);
            if let Some(word) = first {
                let number = set.names.len() as u32;
                set.first_bytes.add(name.as_bytes()[0]);
                set.by_first_word.entry(word_hash(word.of(name))).or_default().push(number);
            }
            set.names.push(name);
        }
        set.put_in_order();
        set
    }

    fn put_in_order(&mut self) {
        let names = &self.names;
        let words = |name: u32| names[name as usize].split_whitespace();
        for many in self.by_first_word.values_mut().filter(|names| names.len() > FEW) {
            many.sort_by(|one, other| words(*one).cmp(words(*other)));
            many.dedup_by(|later, first| words(*later).eq(words(*first)));
            let mut begun: Vec<u32> = Vec::new();
            for &name in many.iter() {
                let begins_with =
                    |other: &u32| end_of(names[*other as usize], names[name as usize]).is_some();
                while begun.last().is_some_and(|other| !begins_with(other)) {
                    begun.pop();
                }
                if let Some(shorter) = begun.last() {
                    self.shorter.insert(name, *shorter);
                }
                begun.push(name);
            }
        }
    }

    /// The names with this first word that a text may begin with.
    fn beginning<'a>(&'a self, word: u64, text: &str) -> impl Iterator<Item = u32> + use<'a, 'n> {
        let names = self.by_first_word.get(&word).map_or(&[][..], SmallVec::as_slice);
        let (few, longest) = if names.len() > FEW {
            // What the text begins with comes before it, and what comes between begins with that, too.
            let before = names.partition_point(|name| compare(self.names[*name as usize], text).is_le());
            (&[][..], names[..before].last().copied())
        } else {
            (names, None)
        };
        let many = std::iter::successors(longest, |name| self.shorter.get(name).copied());
        few.iter().copied().chain(many)
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
        let mut marked = marked.into_iter().peekable();
        let bare = article.bare();
        let mut stretches = bare.stretches();
        let mut stretch = Span::default();
        let mut end_of_stretch = 0;
        let mut end = 0;
        for place in self.first_bytes.places(&bare.text).map(|place| place as u32) {
            while end_of_stretch <= place {
                let Some(next) = stretches.next() else { return found };
                stretch = next;
                end_of_stretch += stretch.len() as u32;
            }
            let start = stretch.end - (end_of_stretch - place);
            while marked.next_if(|other| other.end <= start).is_some() {}
            if start < end || marked.peek().is_some_and(|other| other.start <= start) {
                continue;
            }
            let text = stretch.of(article.source);
            let Some(word) = word_at(text, (start - stretch.start) as usize) else { continue };
            let written = word.of(text);
            let stem = written.split(['\'', '’']).next().filter(|stem| stem.len() < written.len());
            let hashes = [Some(written), stem].into_iter().flatten().map(word_hash);
            let rest = &text[word.start as usize..];
            let longest = hashes
                .flat_map(|hash| self.beginning(hash, rest))
                .filter_map(|name| Some((end_of(self.names[name as usize], rest)?, name)))
                .map(|(len, name)| (Span { start, end: start + len as u32 }, name))
                .filter(|(span, _)| stands_alone(article.source, *span))
                .max_by_key(|(span, name)| (span.end, Reverse(*name)));
            if let Some((span, name)) = longest {
                end = span.end;
                found.push((span, name));
            }
        }
        found
    }
}

/// Where a name ends with which a text begins.
fn end_of(name: &str, text: &str) -> Option<usize> {
    let mut rest = text;
    for (number, word) in name.split_whitespace().enumerate() {
        let next = if number == 0 { rest } else { rest.trim_start() };
        if number > 0 && next.len() == rest.len() {
            return None;
        }
        rest = next.strip_prefix(word)?;
    }
    Some(text.len() - rest.len())
}

/// Whether a name comes before a text, word by word, or behind it. A name that the text begins with comes before it.
fn compare(name: &str, text: &str) -> Ordering {
    let mut rest = text;
    for (number, word) in name.split_whitespace().enumerate() {
        if number > 0 {
            let next = rest.trim_start();
            if next.len() == rest.len() && !rest.is_empty() {
                // The word before goes on in the text.
                return Ordering::Less;
            }
            rest = next;
        }
        let mut written = rest.chars();
        for character in word.chars() {
            match written.next().filter(|written| !written.is_whitespace()) {
                None => return Ordering::Greater,
                Some(written) if written != character => return character.cmp(&written),
                Some(_) => {}
            }
        }
        rest = written.as_str();
    }
    Ordering::Less
}

/// The outermost annotations of entities and dates, in order.
fn marked(article: &Article<'_>) -> Vec<Span> {
    let mut marked: Vec<Span> = Vec::with_capacity(article.annotations.len());
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
    use std::time::{Duration, Instant};

    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn one_of_many_is_found_like_one_of_few(
            names in prop::collection::vec(prop::collection::vec(any_word(), 1..5), 1..40),
            text in prop::collection::vec((any_word(), any_space()), 1..60),
        ) {
            let names: Vec<String> = names.iter().map(|words| words.join(" ")).collect();
            let text: String = text.into_iter().map(|(word, space)| format!("{word}{space}")).collect();
            let tree = parse(&text);
            let article = Article::new(&text, &tree, &Vocabulary::default());
            let mut expected = Vec::new();
            let mut end = 0;
            for start in words(&text).map(|word| word.start) {
                let rest = &text[start as usize..];
                let found = (0..names.len() as u32).filter_map(|name| {
                    let end = start + end_of(&names[name as usize], rest)? as u32;
                    Some((Span { start, end }, name)).filter(|(span, _)| stands_alone(&text, *span))
                });
                let longest = found.max_by_key(|(span, name)| (span.end, Reverse(*name)));
                if let Some(longest) = longest.filter(|_| start >= end) {
                    end = longest.0.end;
                    expected.push(longest);
                }
            }
            prop_assert_eq!(NameSet::new(names.iter().map(String::as_str)).unmarked(&article), expected);
        }
    }

    fn any_word() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec!["the", "the", "the", "city", "council", "cit", "the-city", "Ana", "王"])
    }

    fn any_space() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![" ", " ", " ", "  ", "\n", "", ", ", "'s "])
    }

    #[test]
    fn many_that_are_called_alike_cost_no_more_than_one() {
        let names: Vec<String> = (0..20_000).map(|number| format!("the {} council", number / 2)).collect();
        let text = "the council of the 7 council and ".repeat(20_000);
        let tree = parse(&text);
        let article = Article::new(&text, &tree, &Vocabulary::default());
        let start = Instant::now();
        let found = NameSet::new(names.iter().map(String::as_str)).unmarked(&article);
        assert_eq!((found.len(), found[0].1), (20_000, 14));
        // Comparing each name with each place takes minutes.
        assert!(start.elapsed() < Duration::from_secs(10));
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
