//! Records: the lines between the `---` of a fence.

use nom::branch::alt;
use nom::character::complete::{char, space0, space1};
use nom::combinator::{all_consuming, eof, peek, recognize, rest};
use nom::multi::many0_count;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Offset, Parser};

use super::lines::{is_blank, split_line, without_line_end};
use super::name::name;
use super::problem::{Problem, ProblemKind};
use super::token::{Token, TokenKind, tokens, word_token};
use crate::text::Span;

/// A line of a fence that begins at its margin, and the fields indented below it.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'s> {
    /// What the entry is about; nothing if there is no such line, or it can't be read.
    pub head: Option<Head<'s>>,
    text: &'s str,
    offset: u32,
}

/// The line at the margin.
#[derive(Clone, Copy, Debug)]
pub enum Head<'s> {
    /// `@id :type Name | alias`
    Entity {
        /// The `@id`.
        id: Token<'s>,
        /// The `:type`s as written.
        types: (&'s str, u32),
        /// The names as written.
        names: (&'s str, u32),
    },
    /// `#id`
    Id(Token<'s>),
    /// `key: value`
    Metadata(Field<'s>),
}

/// `key: value`
#[derive(Clone, Copy, Debug)]
pub struct Field<'s> {
    /// The key.
    pub key: &'s str,
    /// Where the key stands (bytes of the source).
    pub key_span: Span,
    /// What stands behind the colon.
    pub value: Value<'s>,
}

/// The value of a field, trimmed.
#[derive(Clone, Copy, Debug)]
pub struct Value<'s> {
    /// As written, escapes included.
    pub raw: &'s str,
    /// Where it stands (bytes of the source).
    pub span: Span,
}

impl<'s> Value<'s> {
    /// True if the value is nothing but `@entity`s and `#id`s.
    pub fn is_relation(self) -> bool {
        self.raw.starts_with(['@', '#'])
            && self.raw.split_ascii_whitespace().all(|word| {
                word_token(word).is_some_and(|(kind, _)| matches!(kind, TokenKind::Entity | TokenKind::Id))
            })
    }

    /// The `@entity`s and `#id`s of a relation; nothing for other values.
    pub fn targets(self) -> impl Iterator<Item = Token<'s>> {
        let relation = if self.is_relation() { self.raw } else { "" };
        tokens(relation, self.span.start)
    }
}

impl<'s> Head<'s> {
    /// The `:type`s of an entity record.
    pub fn types(self) -> impl Iterator<Item = Token<'s>> {
        let (types, offset) = match self {
            Self::Entity { types, .. } => types,
            _ => ("", 0),
        };
        tokens(types, offset)
    }

    /// The names of an entity record as written, with their places: first the main name, which is
    /// empty where the record has only aliases, then the aliases.
    pub fn names(self) -> impl Iterator<Item = (&'s str, Span)> {
        let (names, offset) = match self {
            Self::Entity { names, .. } => names,
            _ => ("", 0),
        };
        split_names(names).map(move |part| {
            let name = part.trim();
            let start = offset as usize + names.offset(name);
            (name, Span::new(start, start + name.len()))
        })
    }
}

impl<'s> Entry<'s> {
    /// Where all of it stands, blank lines behind it aside (bytes of the source).
    pub fn span(self) -> Span {
        let start = self.offset as usize;
        Span::new(start, start + self.text.trim_end().len())
    }

    /// The fields below the head, in order.
    pub fn fields(self) -> impl Iterator<Item = Field<'s>> {
        let owner = matches!(self.head, Some(Head::Entity { .. } | Head::Id(_)));
        let below = if owner { self.text } else { "" };
        lines(below, self.offset).filter_map(|(line, at)| match line_kind(line) {
            LineKind::Indented => field_line(line, at),
            _ => None,
        })
    }
}

/// Reads the entry that stands at byte `offset` of the source.
pub fn entry(text: &str, offset: u32) -> Entry<'_> {
    let head = lines(text, offset)
        .find(|(line, _)| line_kind(line) == LineKind::Margin)
        .and_then(|(line, at)| head_line(line, at));
    Entry { head, text, offset }
}

/// What is wrong inside one entry; places count from its start.
pub fn problems(text: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut report = |kind, line: &str, at: u32| {
        let trimmed = line.trim();
        let start = at as usize + line.offset(trimmed);
        let span = Span::new(start, start + trimmed.len());
        problems.push(Problem { kind, span });
    };
    let mut owner = Owner::None;
    for (line, at) in lines(text, 0) {
        match line_kind(line) {
            LineKind::Nothing => {}
            LineKind::Margin => match head_line(line, at) {
                Some(Head::Metadata(_)) => owner = Owner::None,
                Some(_) => owner = Owner::Record,
                None => {
                    owner = Owner::Malformed;
                    report(misread(line), line, at);
                }
            },
            LineKind::Indented => match (field_line(line, at), owner) {
                (Some(_), Owner::None) => report(ProblemKind::FieldWithoutRecord, line, at),
                (None, Owner::Record | Owner::None) => report(ProblemKind::MalformedRecord, line, at),
                // Below a record that can't be read, its own report is enough.
                _ => {}
            },
        }
    }
    problems
}

/// What a line at the margin is that can't be read: a record that was begun, or something else.
fn misread(line: &str) -> ProblemKind {
    let begun = line.starts_with('@') || line.strip_prefix('#').is_some_and(|rest| name(rest).is_ok());
    if begun { ProblemKind::MalformedRecord } else { ProblemKind::ProseAmongRecords }
}

#[derive(Clone, Copy)]
enum Owner {
    None,
    Record,
    Malformed,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LineKind {
    /// Blank, or a comment.
    Nothing,
    Margin,
    Indented,
}

fn line_kind(line: &str) -> LineKind {
    if line.starts_with("//") || is_blank(line) {
        LineKind::Nothing
    } else if line.starts_with([' ', '\t']) {
        LineKind::Indented
    } else {
        LineKind::Margin
    }
}

/// The lines of `text` without their ends, with their places.
fn lines(text: &str, offset: u32) -> impl Iterator<Item = (&str, u32)> {
    let mut rest = text;
    let mut at = offset;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (line, after) = split_line(rest);
        let here = at;
        at += line.len() as u32;
        rest = after;
        Some((without_line_end(line), here))
    })
}

/// Reads a line at the margin of a fence, which stands at byte `at` of the source and comes without its line end.
pub fn head_line(line: &str, at: u32) -> Option<Head<'_>> {
    match line.as_bytes().first()? {
        b'@' => entity_line(line, at),
        b'#' => id_line(line, at),
        _ => field_line(line, at).map(Head::Metadata),
    }
}

fn entity_line(line: &str, at: u32) -> Option<Head<'_>> {
    let id = terminated(preceded(char('@'), name), word_end);
    let one_type = (space1, char(':'), name, word_end);
    let types = recognize(many0_count(one_type));
    let (_, (id, types, names)) = all_consuming((id, types, rest)).parse(line).ok()?;
    let place = |part: &str| at + line.offset(part) as u32;
    let span = Span { start: at, end: place(types) };
    Some(Head::Entity {
        id: Token { kind: TokenKind::Entity, name: id, span },
        types: (types, place(types)),
        names: (names, place(names)),
    })
}

fn id_line(line: &str, at: u32) -> Option<Head<'_>> {
    let (_, id) = all_consuming(terminated(preceded(char('#'), name), space0)).parse(line).ok()?;
    let span = Span { start: at, end: at + 1 + id.len() as u32 };
    Some(Head::Id(Token { kind: TokenKind::Id, name: id, span }))
}

/// Reads `key: value`, indented or not, in a line that stands at byte `at` of the source and comes without its
/// line end.
pub fn field_line(line: &str, at: u32) -> Option<Field<'_>> {
    let key = terminated(name, (char(':'), word_end));
    let (_, (_, key, raw)) = (space0, key, rest).parse(line).ok()?;
    let raw = raw.trim();
    let place = |part: &str| {
        let start = at as usize + line.offset(part);
        Span::new(start, start + part.len())
    };
    let value = Value { raw, span: place(raw) };
    Some(Field { key, key_span: place(key), value })
}

fn word_end(input: &str) -> IResult<&str, &str> {
    alt((peek(space1), eof)).parse(input)
}

/// Cuts `a | b \| c` at the bars that are not escaped.
fn split_names(names: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(names).filter(|names| !names.trim().is_empty());
    std::iter::from_fn(move || {
        let text = rest?;
        match unescaped_bar(text) {
            Some(at) => {
                rest = Some(&text[at + 1..]);
                Some(&text[..at])
            }
            None => {
                rest = None;
                Some(text)
            }
        }
    })
}

fn unescaped_bar(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'|' => return Some(at),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entity_with_everything() {
        let text =
            "@duarte :person :chair Ana \\| Duarte | Duarte\n\n// note\n  role: Mayor\n\tof: @ellery #q1\n";
        let entry = entry(text, 100);
        let head = entry.head.expect("reads");
        assert!(matches!(head, Head::Entity { id, .. } if id.name == "duarte" && id.span.start == 100));
        let types: Vec<_> = head.types().map(|t| t.name).collect();
        assert_eq!(types, ["person", "chair"]);
        let names: Vec<_> = head.names().map(|(name, _)| name).collect();
        assert_eq!(names, ["Ana \\| Duarte", "Duarte"]);
        for (name, span) in head.names() {
            assert_eq!(name, &text[span.start as usize - 100..span.end as usize - 100]);
        }
        let fields: Vec<_> =
            entry.fields().map(|f| (f.key, f.value.raw, f.value.targets().count())).collect();
        assert_eq!(fields, [("role", "Mayor", 0), ("of", "@ellery #q1", 2)]);
    }

    #[test]
    fn aliases_only() {
        let head = entry("@duarte | Duarte", 0).head.expect("reads");
        let names: Vec<_> = head.names().map(|(name, _)| name).collect();
        assert_eq!(names, ["", "Duarte"]);
    }

    #[test]
    fn mistakes_are_found_line_by_line() {
        let kinds = |text| problems(text).iter().map(|problem| problem.kind).collect::<Vec<_>>();
        assert_eq!(kinds("  role: Mayor\n"), [ProblemKind::FieldWithoutRecord]);
        assert_eq!(kinds("date: 2024\n  role: Mayor\n"), [ProblemKind::FieldWithoutRecord]);
        assert_eq!(kinds("@a Ana\n  Mayor\n"), [ProblemKind::MalformedRecord]);
        assert_eq!(kinds("A sentence.\n  and: more\n"), [ProblemKind::ProseAmongRecords]);
        assert_eq!(kinds("# Headline\n"), [ProblemKind::ProseAmongRecords]);
        assert_eq!(kinds("@a, Ana\n"), [ProblemKind::MalformedRecord]);
        assert_eq!(kinds("#q1 more\n"), [ProblemKind::MalformedRecord]);
        assert_eq!(kinds("key:value\n"), [ProblemKind::ProseAmongRecords]);
        assert_eq!(kinds("key:\n"), []);
    }
}
