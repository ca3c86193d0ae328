//! What comments say to the program: `// newsmark: WORD ARGUMENTS -- REASON`.

use nom::bytes::complete::tag;
use nom::character::complete::space0;
use nom::{IResult, Parser};

use super::Article;
use crate::syntax::{BlockKind, BlockRef, Tree, split_line, without_line_end};
use crate::text::Span;

/// A comment for the program, not for other annotators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive<'s> {
    /// The comment without its line end, in bytes of the source.
    pub span: Span,
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

/// The block that a comment is about: its own if more than comments follows in it, else the next one that is
/// more than comments. Nothing if there is none. `text` gives the text of a span.
pub fn target<'t>(tree: &'t Tree, comment: Span, text: impl Fn(Span) -> String) -> Option<BlockRef<'t>> {
    let own = tree.block_at(comment.start as usize)?;
    if own.kind() != BlockKind::Comment {
        let behind = Span { start: comment.end, end: own.content().end };
        if has_more_than_comments(&text(behind)) {
            return Some(own);
        }
    }
    let mut next = own;
    loop {
        let end = next.span().end as usize;
        next = tree.block_at(end).filter(|block| block.start as usize >= end)?;
        let is_empty = match next.kind() {
            BlockKind::Comment | BlockKind::Blank => true,
            BlockKind::Entry => !has_more_than_comments(&text(next.content())),
            _ => false,
        };
        if !is_empty {
            return Some(next);
        }
    }
}

fn has_more_than_comments(mut text: &str) -> bool {
    while !text.is_empty() {
        let (line, rest) = split_line(text);
        if !line.starts_with("//") && !line.trim().is_empty() {
            return true;
        }
        text = rest;
    }
    false
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
        let found = target(&tree, Span::new(start, start + 4), |span| span.of(source).to_string())?;
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
