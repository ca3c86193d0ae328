//! Where names stand in the text without being marked.

use memchr::memmem;
use unicode_ident::is_xid_continue;

use crate::article::Article;
use crate::syntax::{PieceKind, Shape, TokenKind, pieces};
use crate::text::Span;

/// What to look for.
#[derive(Debug, Default)]
pub struct Names {
    /// The names to find.
    pub wanted: Vec<String>,
    /// Longer names of others that hold one of these: what stands in them is not meant.
    pub others: Vec<String>,
}

/// The places of wanted names that no annotation marks: whole words, the longest name first, in no
/// annotation of an entity or a date, and across no markup. A hyphen ends a word. A line end in the text
/// counts as the space of a name.
pub fn unmarked(article: &Article<'_>, names: &Names) -> Vec<Span> {
    let marked = marked(article);
    let stretches = pieces(article.tree, article.source).filter(|piece| piece.kind == PieceKind::Text);
    let mut found = Vec::new();
    for stretch in stretches {
        let free = |span: &Span| {
            let after = marked.partition_point(|other| other.end <= span.start);
            marked.get(after).is_none_or(|other| other.start >= span.end)
        };
        found.extend(in_stretch(article.source, stretch.span, names).into_iter().filter(free));
    }
    found
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

fn in_stretch(source: &str, stretch: Span, names: &Names) -> Vec<Span> {
    let mut found: Vec<(Span, bool)> = Vec::new();
    for (list, wanted) in [(&names.wanted, true), (&names.others, false)] {
        for name in list {
            found.extend(places(source, stretch, name).into_iter().map(|span| (span, wanted)));
        }
    }
    found.sort_by_key(|(span, wanted)| (span.start, std::cmp::Reverse(span.end), *wanted));
    let mut end = 0;
    found.retain(|(span, _)| {
        let free = span.start >= end;
        if free {
            end = span.end;
        }
        free
    });
    found.into_iter().filter(|(_, wanted)| *wanted).map(|(span, _)| span).collect()
}

/// Where a name stands as whole words.
fn places(source: &str, stretch: Span, name: &str) -> Vec<Span> {
    let mut words = name.split_whitespace();
    let Some(first) = words.next() else { return Vec::new() };
    let rest: Vec<&str> = words.collect();
    let text = stretch.of(source);
    let starts = memmem::find_iter(text.as_bytes(), first.as_bytes());
    let spans = starts.filter_map(|start| {
        let end = end_of(text, start + first.len(), &rest)?;
        Some(Span::new(start, end).shifted(stretch.start))
    });
    spans.filter(|span| stands_alone(source, *span)).collect()
}

/// Where the further words of a name end that begins before byte `at`.
fn end_of(text: &str, mut at: usize, words: &[&str]) -> Option<usize> {
    for word in words {
        let rest = text[at..].trim_start();
        if rest.len() == text.len() - at || !rest.starts_with(word) {
            return None;
        }
        at = text.len() - rest.len() + word.len();
    }
    Some(at)
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

/// Scripts that put no spaces between words: Thai, Lao, Khmer, Burmese, Chinese and Japanese.
fn has_no_spaces(character: char) -> bool {
    matches!(character,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Vocabulary;
    use crate::syntax::parse;

    #[track_caller]
    fn finds(text: &str, wanted: &[&str], others: &[&str], expected: &str) {
        let owned = |list: &[&str]| list.iter().map(|name| name.to_string()).collect();
        let names = Names { wanted: owned(wanted), others: owned(others) };
        let tree = parse(text);
        let article = Article::new(text, &tree, &Vocabulary::default());
        let mut shown = text.to_string();
        for span in unmarked(&article, &names).into_iter().rev() {
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
