//! Where a name is written in a file: what references, highlights and renaming have in common.

use memchr::memmem;

use crate::article::{Vocabulary, definition};
use crate::syntax::{BlockKind, BlockRef, Head, Shape, Token, TokenKind, Tree, entry, tokens};
use crate::text::Span;

/// A name by which things are known or tied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// `@name`: the same entity in all articles of a root.
    Entity(String),
    /// `#id`: what belongs together in one article.
    Id(String),
}

/// A place where a name is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    /// The name without its sigil (bytes of the source).
    pub span: Span,
    /// What it stands in.
    pub site: Site,
    /// True where the article says what the name is: at the records of an entity, or if none of them
    /// defines it, at the mention that introduces it; at the first piece of what an `#id` ties.
    pub is_definition: bool,
}

/// What a name stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Site {
    /// The tail of an annotation.
    Tail {
        /// Of which shape.
        shape: Shape,
        /// What the annotation is about, markup included (bytes of the source).
        content: Span,
        /// True if the mention gives the entity a type.
        introduces: bool,
    },
    /// The line that heads a record.
    Record {
        /// True if the record can stand alone.
        defines: bool,
    },
    /// The value of a field or a metadata line.
    Relation,
}

impl Occurrence {
    /// The same with other places.
    pub fn moved(self, place: impl Fn(Span) -> Span) -> Self {
        let site = match self.site {
            Site::Tail { shape, content, introduces } => {
                Site::Tail { shape, content: place(content), introduces }
            }
            other => other,
        };
        Self { span: place(self.span), site, ..self }
    }
}

impl Name {
    /// The name that a token is about, if it is about one.
    pub fn of(token: &Token<'_>) -> Option<Self> {
        match token.kind {
            TokenKind::Entity => Some(Self::Entity(token.name.to_string())),
            TokenKind::Id | TokenKind::ContinuedId => Some(Self::Id(token.name.to_string())),
            _ => None,
        }
    }

    /// The name without its sigil.
    pub fn text(&self) -> &str {
        match self {
            Self::Entity(name) | Self::Id(name) => name,
        }
    }

    /// `@` or `#`.
    pub fn sigil(&self) -> char {
        match self {
            Self::Entity(_) => '@',
            Self::Id(_) => '#',
        }
    }

    fn is(&self, token: &Token<'_>) -> bool {
        match self {
            Self::Entity(name) => token.kind == TokenKind::Entity && token.name == name,
            Self::Id(name) => token.kind.is_id() && token.name == name,
        }
    }
}

/// The places where a name is written in a file or a part of one, in order.
pub fn occurrences(source: &str, tree: &Tree, vocabulary: &Vocabulary, name: &Name) -> Vec<Occurrence> {
    let finder = memmem::Finder::new(name.text());
    let mut found = Vec::new();
    // Most blocks do not hold the name; only those that do are looked into.
    for block in tree.blocks().filter(|block| finder.find(block.span().of(source).as_bytes()).is_some()) {
        match block.kind() {
            BlockKind::Entry => in_entry(block, source, name, &mut found),
            _ => in_tails(block, source, vocabulary, name, &mut found),
        }
    }
    found.sort_unstable_by_key(|occurrence| occurrence.span);
    mark_definitions(name, &mut found);
    found
}

/// Where the name of a token stands, without its sigil and `+`.
pub fn name_span(token: &Token<'_>) -> Span {
    let start = token.span.start + 1;
    Span { start, end: start + token.name.len() as u32 }
}

fn in_tails(
    block: BlockRef<'_>,
    source: &str,
    vocabulary: &Vocabulary,
    name: &Name,
    found: &mut Vec<Occurrence>,
) {
    for node in block.nodes() {
        let span = node.tail_span();
        let tail: Vec<Token> = tokens(span.of(source), span.start).collect();
        let introduced = definition(tail.iter(), vocabulary).filter(|_| node.shape == Shape::Square);
        let introduces = introduced.is_some_and(|(entity, _)| *name == Name::Entity(entity.into()));
        let site = Site::Tail { shape: node.shape, content: node.content(), introduces };
        add(tail.into_iter(), site, name, found);
    }
}

fn in_entry(block: BlockRef<'_>, source: &str, name: &Name, found: &mut Vec<Occurrence>) {
    let span = block.content();
    let entry = entry(span.of(source), span.start);
    match entry.head {
        Some(head @ Head::Entity { id, .. }) => {
            let defines = head.types().next().is_some()
                || head.names().next().is_some_and(|(name, _)| !name.is_empty());
            add([id].into_iter(), Site::Record { defines }, name, found);
        }
        Some(Head::Id(id)) => add([id].into_iter(), Site::Record { defines: false }, name, found),
        Some(Head::Metadata(field)) => add(field.value.targets(), Site::Relation, name, found),
        None => {}
    }
    add(entry.fields().flat_map(|field| field.value.targets()), Site::Relation, name, found);
}

fn add<'s>(tokens: impl Iterator<Item = Token<'s>>, site: Site, name: &Name, found: &mut Vec<Occurrence>) {
    let same = tokens.filter(|token| name.is(token));
    found.extend(same.map(|token| Occurrence { span: name_span(&token), site, is_definition: false }));
}

fn mark_definitions(name: &Name, found: &mut [Occurrence]) {
    let introduces = |site: Site| matches!(site, Site::Tail { introduces: true, .. });
    let is_brace = |site: Site| matches!(site, Site::Tail { shape: Shape::Brace, .. });
    let is_tail = |site: Site| matches!(site, Site::Tail { .. });
    let first = match name {
        Name::Entity(_) => {
            for occurrence in found.iter_mut() {
                occurrence.is_definition = matches!(occurrence.site, Site::Record { .. });
            }
            let defines = |occurrence: &Occurrence| occurrence.site == Site::Record { defines: true };
            if found.iter().any(defines) { None } else { first_opened(found, introduces) }
        }
        Name::Id(_) => first_opened(found, is_brace).or_else(|| first_opened(found, is_tail)),
    };
    if let Some(at) = first {
        found[at].is_definition = true;
    }
}

/// The occurrence in whose annotation the text goes first: that of an outer bracket before an inner one.
fn first_opened(found: &[Occurrence], wanted: fn(Site) -> bool) -> Option<usize> {
    let opener = |at: &usize| match found[*at].site {
        Site::Tail { content, .. } => content.start,
        _ => found[*at].span.start,
    };
    (0..found.len()).filter(|&at| wanted(found[at].site)).min_by_key(opener)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;
    use crate::article::Article;
    use crate::syntax::parse;

    /// What is found, each with a letter: mention, quote, record, relation; `!` behind definitions.
    fn shown(source: &str, name: Name) -> String {
        let found = occurrences(source, &parse(source), &Vocabulary::default(), &name);
        let one = |occurrence: &Occurrence| {
            assert_eq!(occurrence.span.of(source), name.text());
            let site = match occurrence.site {
                Site::Tail { shape: Shape::Square, .. } => "mention",
                Site::Tail { shape: Shape::Brace, .. } => "quote",
                Site::Record { .. } => "record",
                Site::Relation => "relation",
            };
            let mark = if occurrence.is_definition { "!" } else { "" };
            format!("{}:{site}{mark}", occurrence.span.start)
        };
        found.iter().map(one).collect::<Vec<_>>().join(" ")
    }

    fn entity(name: &str) -> Name {
        Name::Entity(name.to_string())
    }

    #[test]
    fn in_tails_records_relations_and_metadata() {
        let source = "---\nsource: @a\n@a :org A\n  of: @b @a\n---\n[A @a :org] {x @a} a@a [@a @ab]\n";
        assert_eq!(shown(source, entity("a")), "13:relation 16:record! 35:relation 45:mention 57:quote");
    }

    #[test]
    fn nested_annotations_come_in_the_order_of_their_names() {
        assert_eq!(
            shown("[the [A @a :org] of @a :org] [A @a]", entity("a")),
            "9:mention 21:mention! 33:mention"
        );
        assert_eq!(
            shown("[the [A @a] of @b @a :org] [A @a :org]", entity("a")),
            "9:mention 19:mention 31:mention!"
        );
    }

    #[test]
    fn a_record_of_aliases_completes_the_mention_that_introduces() {
        let source = "[A @a] [A @a :org]\n\n---\n@a | Aa\n";
        assert_eq!(shown(source, entity("a")), "4:mention 11:mention! 25:record!");
    }

    #[test]
    fn ids_with_and_without_plus() {
        let source = "[he @q1 #q1] {x #q1+} {y #q1}\n\n---\n#q1\n  see: #q1 @q1\n#q2\n  note: #q1\n";
        let expected = "9:mention 17:quote! 26:quote 36:record 47:relation 67:relation";
        assert_eq!(shown(source, Name::Id("q1".to_string())), expected);
    }

    #[test]
    fn escaped_and_plain_brackets_are_text() {
        assert_eq!(
            shown("\\[A @a] [A @a.] // [A @a]\n// [A @a]\n[x @a]", entity("a")),
            "23:mention 40:mention"
        );
    }

    fn markup() -> impl Strategy<Value = String> {
        const PIECES: &[&str] = &[
            "[",
            "{",
            "]",
            "}",
            " @a",
            " @b",
            " @a :org",
            ":role",
            " #a",
            " #a+",
            " ?",
            "x ",
            "\n\n",
            "\n",
            "---\n",
            "@a :org A\n",
            "@a | B\n",
            "  of: @a @b\n",
            "source: @a\n",
            "#a\n",
            "\\",
            "// ",
            "[A @a :org]",
            "{x @b #a}",
        ];
        vec(select(PIECES), 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn what_is_found_is_what_the_article_counts(source in markup()) {
            let tree = parse(&source);
            let vocabulary = Vocabulary::default();
            let article = Article::new(&source, &tree, &vocabulary);
            for id in ["a", "b"] {
                let found = occurrences(&source, &tree, &vocabulary, &entity(id));
                let known = article.entity(id);
                prop_assert_eq!(found.len(), known.map_or(0, |known| known.uses as usize));
                let defines = found.iter().any(|found| found.is_definition);
                prop_assert_eq!(defines, known.is_some_and(|known| known.is_defined_here()));
            }
            let carriers = article.carriers("a") + article.id_records.iter().filter(|r| r.id.name == "a").count();
            let relations = article.relations().filter(|token| token.kind.is_id() && token.name == "a").count();
            let ids = occurrences(&source, &tree, &vocabulary, &Name::Id("a".to_string()));
            prop_assert_eq!(ids.len(), carriers + relations);
        }
    }
}
