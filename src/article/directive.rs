//! What comments say to the program: `// newsmark: WORD ARGUMENTS -- REASON`.

use std::borrow::Cow;

use nom::bytes::complete::tag;
use nom::character::complete::space0;
use nom::{IResult, Parser};

use super::Article;
use crate::syntax::{BlockKind, BlockRef, Tree, without_line_end};
use crate::text::Span;

/// The words that mean something, with what they do.
pub const DIRECTIVE_WORDS: &[(&str, &str)] = &[
    ("allow", "silences rules for the next block"),
    ("allow-file", "silences rules for the whole article"),
    ("reject", "keeps words of the article, an entity, or `all` from being proposed"),
];

/// A comment for the program, not for other annotators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive<'s> {
    /// The comment without its line end, in bytes of the source.
    pub span: Span,
    /// With its line end.
    pub line: Span,
    /// What to do, such as `allow`; empty if nothing is said.
    pub word: Words<'s>,
    /// What to do it with; may be empty.
    pub arguments: Words<'s>,
    /// Why, if that is said; never empty.
    pub reason: Option<Words<'s>>,
}

/// Some words of a comment, trimmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'s> {
    /// As they are written.
    pub text: &'s str,
    /// Where, in bytes of the source.
    pub span: Span,
}

impl<'s> Words<'s> {
    fn new(text: &'s str, start: usize) -> Self {
        let start = start + (text.len() - text.trim_start().len());
        let text = text.trim();
        Self { text, span: Span::new(start, start + text.len()) }
    }

    /// What stands between commas, without empty items.
    pub fn list(self) -> impl Iterator<Item = Words<'s>> {
        let mut at = self.span.start as usize;
        let items = self.text.split(',').map(move |item| {
            let words = Self::new(item, at);
            at += item.len() + 1;
            words
        });
        items.filter(|words| !words.text.is_empty())
    }
}

impl<'s> Directive<'s> {
    /// Reads a comment line, which begins at byte `start` of the source. Nothing if it is an ordinary comment.
    pub fn read(line: &'s str, start: usize) -> Option<Self> {
        let whole = Span::new(start, start + line.len());
        let line = without_line_end(line);
        let (rest, _) = marker(line).ok()?;
        let at = |part: &str| start + (part.as_ptr() as usize - line.as_ptr() as usize);
        let (said, reason) = split_reason(rest);
        let said = said.trim_start();
        let (word, arguments) = said.split_at(said.find(char::is_whitespace).unwrap_or(said.len()));
        let reason =
            reason.map(|reason| Words::new(reason, at(reason))).filter(|words| !words.text.is_empty());
        Some(Self {
            span: Span::new(start, start + line.trim_end().len()),
            line: whole,
            word: Words::new(word, at(word)),
            arguments: Words::new(arguments, at(arguments)),
            reason,
        })
    }
}

fn marker(line: &str) -> IResult<&str, ()> {
    (tag("//"), space0, tag("newsmark:")).map(|_| ()).parse(line)
}

/// The reason begins behind the first `--` that stands by itself.
fn split_reason(text: &str) -> (&str, Option<&str>) {
    let stands_alone = |&(at, dashes): &(usize, &str)| {
        text[..at].chars().next_back().is_none_or(char::is_whitespace)
            && text[at + dashes.len()..].chars().next().is_none_or(char::is_whitespace)
    };
    match text.match_indices("--").find(stands_alone) {
        Some((at, dashes)) => (&text[..at], Some(&text[at + dashes.len()..])),
        None => (text, None),
    }
}

/// The directives of a block, in order of place.
pub fn directives<'s>(source: &'s str, block: BlockRef<'s>) -> impl Iterator<Item = Directive<'s>> {
    block.comments().filter_map(|line| Directive::read(line.of(source), line.start as usize))
}

/// Finds out which blocks comments are about: their own if more than comments follows in it, else the next one
/// that is more than comments.
pub struct Targets<'t, F> {
    tree: &'t Tree,
    /// Gives the text of a span.
    text: F,
    /// The block that was asked about last, and where the comments begin with which it ends.
    own: Option<(BlockRef<'t>, u32)>,
    /// Up to where only comments come, and what comes then.
    next: Option<(u32, Option<BlockRef<'t>>)>,
}

impl<'t, 'x, F: Fn(Span) -> Cow<'x, str>> Targets<'t, F> {
    /// Has found nothing yet.
    pub fn new(tree: &'t Tree, text: F) -> Self {
        Self { tree, text, own: None, next: None }
    }

    /// The block that a comment is about, if there is one. Asked in order of place, all comments together cost
    /// no more than the text between them.
    pub fn of(&mut self, comment: Span) -> Option<BlockRef<'t>> {
        if let Some((_, next)) = self.next.filter(|(until, _)| comment.start < *until) {
            return next;
        }
        let own = self.own.filter(|(own, _)| own.span().contains(comment));
        let (own, comments) = match own {
            Some(known) => known,
            None => {
                let own = self.tree.block_at(comment.start as usize)?;
                (own, self.comments_at_end(own))
            }
        };
        self.own = Some((own, comments));
        if comment.start < comments {
            return Some(own);
        }
        let next = self.next_after(own);
        self.next = Some((next.map_or(u32::MAX, |next| next.start), next));
        next
    }

    fn next_after(&self, own: BlockRef<'t>) -> Option<BlockRef<'t>> {
        let behind = self.tree.blocks_touching(own.span().end as usize..self.tree.len());
        let mut behind = behind.filter(|block| block.start > own.start);
        behind.find(|block| block.kind() != BlockKind::Blank && self.comments_at_end(*block) > block.start)
    }

    /// Where the comments begin with which a block ends, blank lines between them aside; its end if it ends
    /// with something else.
    fn comments_at_end(&self, block: BlockRef<'_>) -> u32 {
        let is_gap = |from, to| (self.text)(Span { start: from, end: to }).trim().is_empty();
        let (mut begin, mut end) = (block.start, block.start);
        for comment in block.comments() {
            if !is_gap(end, comment.start) {
                begin = comment.start;
            }
            end = comment.end;
        }
        let is_comment = end > block.start && is_gap(end, block.content().end);
        if is_comment { begin } else { block.content().end }
    }
}

impl<'s> Article<'s> {
    /// What its comments say to the program, in order of place.
    pub fn directives(&self) -> impl Iterator<Item = Directive<'s>> {
        let source = self.source;
        self.tree.blocks().flat_map(move |block| directives(source, block))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse;

    fn parts(line: &str) -> Option<(String, Vec<String>, Option<String>)> {
        let found = Directive::read(line, 0)?;
        assert_eq!(found.span.of(line), line.trim_end());
        let check = |words: Words<'_>| {
            assert_eq!(words.span.of(line), words.text);
            words.text.to_string()
        };
        let list = found.arguments.list().map(check).collect();
        check(found.arguments);
        Some((check(found.word), list, found.reason.map(check)))
    }

    #[test]
    fn word_arguments_and_reason() {
        let read = |word: &str, list: &[&str], reason: Option<&str>| {
            let list = list.iter().map(ToString::to_string).collect();
            Some((word.to_string(), list, reason.map(str::to_string)))
        };
        assert_eq!(
            parts("// newsmark: allow undefined-id -- as printed\r\n"),
            read("allow", &["undefined-id"], Some("as printed"))
        );
        assert_eq!(parts("//newsmark:allow-file a, b-c,,d"), read("allow-file", &["a", "b-c", "d"], None));
        assert_eq!(parts("// newsmark: allow a --b -- c -- d\n"), read("allow", &["a --b"], Some("c -- d")));
        assert_eq!(parts("// newsmark: allow a --\n"), read("allow", &["a"], None));
        assert_eq!(parts("// newsmark:\n"), read("", &[], None));
        assert_eq!(parts("// newsmark: -- why\n"), read("", &[], Some("why")));
        assert_eq!(parts("// newsmark: lass “é” – ö -- ü\n"), read("lass", &["“é” – ö"], Some("ü")));
        assert_eq!(parts("// newsmark is a markup\n"), None);
        assert_eq!(parts("// see newsmark: allow a\n"), None);
    }

    fn target_of(source: &str) -> Option<&str> {
        let tree = parse(source);
        let start = source.find("// !").expect("there is a comment to look at");
        let found =
            Targets::new(&tree, |span: Span| span.of(source).into()).of(Span::new(start, start + 4))?;
        Some(found.content().of(source).trim_end())
    }

    #[test]
    fn a_comment_is_about_what_follows() {
        assert_eq!(target_of("a\n\n// !\n\nb\n\nc\n"), Some("b"));
        assert_eq!(target_of("// !\n# b\n"), Some("# b"));
        assert_eq!(target_of("a\n// !\nb\n"), Some("a\n// !\nb"));
        assert_eq!(target_of("a\n// !\n\nb\n"), Some("b"));
        assert_eq!(target_of("// !\n// more\n\n// and more\n\nb\n"), Some("b"));
        assert_eq!(target_of("a\n// !\n"), None);
        assert_eq!(target_of("// !\n---\n@a A\n"), Some("---"));
        assert_eq!(target_of("---\n// !\n@a A\n@b B\n"), Some("@a A"));
        assert_eq!(target_of("---\n@a A\n// !\n  of: @b\n@b B\n"), Some("@a A\n// !\n  of: @b"));
        assert_eq!(target_of("---\n@a A\n// !\n@b B\n---\n"), Some("@b B"));
        assert_eq!(target_of("---\n@a A\n// !\n\n// more\n---\n\nb\n"), Some("---"));
    }
}
