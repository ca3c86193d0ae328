use memchr::memchr3_iter;

use super::{Annotation, Article};
use crate::syntax::{Bracket, for_each_text_around};
use crate::text::Span;

/// Adds the text of a passage, as [`Article::bare`] has it, without taking the markup out of the whole article. No
/// annotation may cross its ends.
pub fn add_text(article: &Article<'_>, passage: Span, text: &mut String) {
    let source = article.source;
    if has_more_than_brackets(passage.of(source)) {
        text.push_str(article.bare().of(passage));
        return;
    }
    let first = article.annotations.partition_point(|annotation| annotation.span.start < passage.start);
    let annotations = article.annotations[first..].iter();
    let inside = annotations.take_while(|annotation| annotation.span.start < passage.end);
    let bracket = |annotation: &Annotation| Bracket {
        opener: Span { start: annotation.span.start, end: annotation.content.start },
        tail: Span { start: annotation.content.end, end: annotation.span.end },
    };
    for_each_text_around(passage, inside.map(bracket), |span| text.push_str(span.of(source)));
}

/// True if there may be an escape or a comment.
fn has_more_than_brackets(passage: &str) -> bool {
    let bytes = passage.as_bytes();
    memchr3_iter(b'\\', b'\n', b'\r', bytes)
        .any(|at| bytes[at] == b'\\' || bytes[at + 1..].starts_with(b"//"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Vocabulary;
    use crate::syntax::parse;

    #[test]
    fn the_same_as_of_the_whole_article() {
        let source = "# [Port @p] closed\n\nBefore {[[Ana @a] and [Bo @b] @c #q]'s {inner [x @x] @d} we\n\
            say [so @e] @a} [after @f].\n\n{a \\[b] @a} {one\n// [note @n]\ntwo [three @t] @b} {[all @x] @a}";
        let tree = parse(source);
        let article = Article::new(source, &tree, &Vocabulary::default());
        let contents = article.annotations.iter().map(|annotation| annotation.content);
        let spans = article.annotations.iter().map(|annotation| annotation.span);
        for passage in contents.chain(spans).chain(article.blocks.iter().map(|(_, span)| *span).skip(1)) {
            let mut text = String::new();
            add_text(&article, passage, &mut text);
            assert_eq!(text, article.bare().of(passage), "{}", passage.of(source));
        }
    }
}
