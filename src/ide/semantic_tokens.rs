//! What each stretch of a file is, for colours: `textDocument/semanticTokens/full` and `…/range` (LSP 3.17).

use std::ops::Range;
use std::path::Path;

use rustc_hash::FxHashMap;

use super::known::Known;
use super::snapshot::{OpenDocument, Snapshot};
use crate::article::Date;
use crate::syntax::{BlockKind, BlockRef, Head, Node, Shape, Token, TokenKind, entry, tokens};
use crate::text::Span;

/// A stretch of one line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SemanticToken {
    /// Where (bytes of the document).
    pub span: Span,
    /// What it is.
    pub kind: SemanticKind,
    /// How it is that: a sum of the numbers in [`SEMANTIC_MODIFIERS`].
    pub modifiers: u32,
}

/// What stretches are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SemanticKind {
    /// A note between annotators.
    Comment,
    /// What is quoted.
    Quote,
    /// A cue.
    Cue,
    /// Who speaks, where nothing says what they are; and other parts of quotations.
    Part,
    /// `:label`
    Label,
    /// `@entity`
    Entity,
    /// `#id`
    Id,
    /// A date, in the text and in tails.
    Date,
    /// Keys of metadata and fields.
    Key,
    /// Brackets, fences, and the marks of headlines and suggestions.
    Markup,
    /// The text of a mention of a person.
    Person,
    /// Of an organisation or a group.
    Organisation,
    /// Of a place or a building.
    Place,
    /// Of something that happens.
    Event,
    /// Of a work, a law or a treaty.
    Work,
    /// Of a product.
    Product,
    /// Of an office, a title or a function.
    Role,
    /// Of something else, or of something of which nobody says what it is.
    Mention,
    /// A span with another label.
    Span,
}

impl SemanticKind {
    /// What it is called where names have to speak for themselves, as in `newsmark.annotations`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Comment => "comment",
            Self::Quote => "quote",
            Self::Cue => "cue",
            Self::Part => "part",
            Self::Label => "label",
            Self::Entity => "entity",
            Self::Id => "id",
            Self::Date => "date",
            Self::Key => "key",
            Self::Markup => "markup",
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Place => "place",
            Self::Event => "event",
            Self::Work => "work",
            Self::Product => "product",
            Self::Role => "role",
            Self::Mention => "mention",
            Self::Span => "span",
        }
    }
}

/// The legend: the name of each [`SemanticKind`], in their order. Standard types of LSP 3.17, so that every
/// theme has a colour.
pub const SEMANTIC_KINDS: [&str; 19] = [
    "comment",
    "string",
    "keyword",
    "parameter",
    "type",
    "variable",
    "enumMember",
    "number",
    "property",
    "operator",
    "class",
    "interface",
    "namespace",
    "event",
    "struct",
    "typeParameter",
    "decorator",
    "macro",
    "modifier",
];

/// The legend of modifiers: the first stands for 1, the next for 2, then 4 and so on. Those of LSP 3.17
/// first.
pub const SEMANTIC_MODIFIERS: &[&str] = &["definition", "tail", "tentative"];

/// The name of an entity where it is defined.
pub const DEFINITION: u32 = 1;
/// In a tail: what themes may dim.
pub const TAIL: u32 = 2;
/// A suggestion that nobody has confirmed yet.
pub const TENTATIVE: u32 = 4;

/// All stretches of an open file that mean something, in order; none overlaps another, and none reaches
/// over a line end. Of nested spans the innermost counts.
pub fn semantic_tokens(snapshot: &Snapshot, path: &Path) -> Option<Vec<SemanticToken>> {
    let open = snapshot.document(path)?;
    Some(Reader::new(snapshot, open).read(0..open.document.len()))
}

/// The stretches of the blocks that overlap `range`. Costs what these blocks cost, and a look at the
/// definition of each entity in them.
pub fn semantic_tokens_in(
    snapshot: &Snapshot,
    path: &Path,
    range: Range<usize>,
) -> Option<Vec<SemanticToken>> {
    let open = snapshot.document(path)?;
    let mut found = Reader::new(snapshot, open).read(range.clone());
    found.retain(|token| (token.span.start as usize) < range.end && (token.span.end as usize) > range.start);
    Some(found)
}

/// Finds out what stretches of an open document are.
pub(super) struct Reader<'a> {
    snapshot: &'a Snapshot,
    open: &'a OpenDocument,
    kinds: FxHashMap<String, SemanticKind>,
    found: Vec<SemanticToken>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(snapshot: &'a Snapshot, open: &'a OpenDocument) -> Self {
        Self { snapshot, open, kinds: FxHashMap::default(), found: Vec::new() }
    }

    fn read(mut self, range: Range<usize>) -> Vec<SemanticToken> {
        let document = &self.open.document;
        for block in document.tree().blocks_touching(range) {
            let text = document.slice(block.span().range());
            match block.kind() {
                BlockKind::Blank => {}
                BlockKind::Entry => self.entry(block, &text),
                BlockKind::FenceOpen | BlockKind::FenceClose | BlockKind::Comment => {
                    let kind = if block.kind() == BlockKind::Comment {
                        SemanticKind::Comment
                    } else {
                        SemanticKind::Markup
                    };
                    self.lines(&text, block.start, block.content(), kind, 0);
                }
                BlockKind::Headline | BlockKind::Crosshead => {
                    let marker = Span { start: block.start, end: block.prose().start - 1 };
                    self.lines(&text, block.start, marker, SemanticKind::Markup, 0);
                    self.prose(block, &text);
                }
                BlockKind::Paragraph => self.prose(block, &text),
            }
        }
        self.found
    }

    /// Adds the lines of a span, without their ends.
    fn lines(&mut self, text: &str, start: u32, span: Span, kind: SemanticKind, modifiers: u32) {
        let stretch = &text[(span.start - start) as usize..(span.end - start) as usize];
        let mut at = span.start;
        for line in stretch.split(['\n', '\r']) {
            let end = at + line.len() as u32;
            if !line.trim().is_empty() {
                let lead = (line.len() - line.trim_start().len()) as u32;
                // Space at the end of a line inside a span belongs to it as little as the line end.
                let end_of_text = if end == span.end { end } else { at + line.trim_end().len() as u32 };
                let start_of_text = if at == span.start { at } else { at + lead };
                let span = Span { start: start_of_text, end: end_of_text };
                self.found.push(SemanticToken { span, kind, modifiers });
            }
            at = end + 1;
        }
    }

    /// Walks over the openers and closers of a block with a stack: what lies between two of them belongs
    /// to the innermost span that is open.
    fn prose(&mut self, block: BlockRef<'_>, text: &str) {
        let mut open: Vec<(Node, (SemanticKind, u32))> = Vec::new();
        let mut nodes = block.nodes().peekable();
        let mut comments = block.comments().peekable();
        let mut at = block.prose().start;
        loop {
            let close = open.last().map_or(u32::MAX, |(node, _)| node.tail);
            let next = nodes.peek().map_or(u32::MAX, |node| node.open);
            let comment = comments.peek().map_or(u32::MAX, |span| span.start);
            let until = close.min(next).min(comment);
            if let Some((_, (kind, modifiers))) = open.last() {
                self.lines(text, block.start, Span { start: at, end: until }, *kind, *modifiers);
            }
            if until == u32::MAX {
                return;
            }
            if until == comment {
                at = comments.next().map_or(at, |span| span.end);
                self.lines(text, block.start, Span { start: until, end: at }, SemanticKind::Comment, 0);
            } else if until == next {
                let Some(node) = nodes.next() else { return };
                let tail = node.tail_span();
                let tail: Vec<Token> = tokens(
                    &text[(tail.start - block.start) as usize..(tail.end - block.start) as usize],
                    tail.start,
                )
                .collect();
                let meaning = self.meaning(node.shape, &tail);
                self.mark(node.open);
                at = node.open + 1;
                open.push((node, meaning));
            } else if let Some((node, _)) = open.pop() {
                self.tail(node, text, block.start);
                at = node.close + 1;
            }
        }
    }

    fn mark(&mut self, at: u32) {
        let span = Span { start: at, end: at + 1 };
        self.found.push(SemanticToken { span, kind: SemanticKind::Markup, modifiers: TAIL });
    }

    fn tail(&mut self, node: Node, text: &str, start: u32) {
        let span = node.tail_span();
        for token in tokens(&text[(span.start - start) as usize..(span.end - start) as usize], span.start) {
            self.token(&token, TAIL);
        }
        self.mark(node.close);
    }

    fn token(&mut self, token: &Token<'_>, modifiers: u32) {
        let kind = match token.kind {
            TokenKind::Entity | TokenKind::Unknown => SemanticKind::Entity,
            TokenKind::Date => SemanticKind::Date,
            TokenKind::Label => SemanticKind::Label,
            TokenKind::Id | TokenKind::ContinuedId => SemanticKind::Id,
            TokenKind::Tentative => SemanticKind::Markup,
        };
        self.found.push(SemanticToken { span: token.span, kind, modifiers });
    }

    /// What a bracket's content is. A piece that nothing but an `#id` ties to others says nothing itself.
    pub(super) fn meaning(&mut self, shape: Shape, tail: &[Token<'_>]) -> (SemanticKind, u32) {
        let tentative = tail.iter().any(|token| token.kind == TokenKind::Tentative);
        let modifiers = if tentative { TENTATIVE } else { 0 };
        if shape == Shape::Brace {
            return (SemanticKind::Quote, modifiers);
        }
        let vocabulary = self.open.document.vocabulary();
        let labels = || tail.iter().filter(|token| token.kind == TokenKind::Label).map(|token| token.name);
        let entity = tail.iter().find(|token| token.kind == TokenKind::Entity);
        let defining = labels().find(|label| vocabulary.defines(label));
        let kind = if labels().any(|label| label == "cue") {
            SemanticKind::Cue
        } else if let Some(label) = defining {
            kind_of(label)
        } else if let Some(entity) = entity {
            self.kind_of_entity(entity.name)
        } else if tail.iter().any(|token| token.kind == TokenKind::Date) {
            SemanticKind::Date
        } else if labels().any(|label| label == "role") {
            SemanticKind::Role
        } else if labels().any(|label| matches!(label, "source" | "addressee")) {
            SemanticKind::Part
        } else if labels().next().is_some() {
            SemanticKind::Span
        } else {
            SemanticKind::Part
        };
        let defines = entity.is_some() && defining.is_some();
        (kind, if defines { modifiers | DEFINITION } else { modifiers })
    }

    pub(super) fn kind_of_entity(&mut self, id: &str) -> SemanticKind {
        if let Some(kind) = self.kinds.get(id) {
            return *kind;
        }
        let registry = &self.snapshot.root_of(self.open).workspace.registry;
        let known = Known::new(self.open, registry, id);
        let kind = known.types.first().map_or(SemanticKind::Mention, |kind| kind_of(kind));
        self.kinds.insert(id.to_string(), kind);
        kind
    }

    fn entry(&mut self, block: BlockRef<'_>, text: &str) {
        let entry = entry(&text[..block.content().len()], block.start);
        let from = self.found.len();
        for span in block.comments() {
            self.lines(text, block.start, span, SemanticKind::Comment, 0);
        }
        if let Some(head) = entry.head {
            match head {
                Head::Entity { id, .. } => self.token(&id, DEFINITION),
                Head::Id(id) => self.token(&id, 0),
                Head::Metadata(field) => self.field(field),
            }
            let mut kind = SemanticKind::Mention;
            for (number, label) in head.types().enumerate() {
                if number == 0 {
                    kind = kind_of(label.name);
                }
                self.token(&label, 0);
            }
            for (_, span) in head.names().filter(|(name, _)| !name.is_empty()) {
                self.found.push(SemanticToken { span, kind, modifiers: DEFINITION });
            }
        }
        entry.fields().for_each(|field| self.field(field));
        self.found[from..].sort_by_key(|token| token.span);
    }

    fn field(&mut self, field: crate::syntax::Field<'_>) {
        self.found.push(SemanticToken { span: field.key_span, kind: SemanticKind::Key, modifiers: 0 });
        if field.value.is_relation() {
            field.value.targets().for_each(|target| self.token(&target, 0));
        } else if field.key == "date" || Date::parse(field.value.raw).is_ok() {
            let span = field.value.span;
            self.found.push(SemanticToken { span, kind: SemanticKind::Date, modifiers: 0 });
        }
    }
}

/// What the text of a mention is, by the type of what it stands for.
fn kind_of(label: &str) -> SemanticKind {
    match label {
        "person" => SemanticKind::Person,
        "org" | "group" => SemanticKind::Organisation,
        "place" | "facility" => SemanticKind::Place,
        "event" => SemanticKind::Event,
        "work" | "law" | "treaty" => SemanticKind::Work,
        "product" => SemanticKind::Product,
        "role" => SemanticKind::Role,
        "date" | "quantity" => SemanticKind::Date,
        _ => SemanticKind::Mention,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    fn shown(content: &str, tokens: &[SemanticToken]) -> String {
        let mut last = 0;
        let lines = tokens.iter().map(|token| {
            assert!(token.span.start >= last && token.span.start < token.span.end, "in order: {token:?}");
            assert!(!token.span.of(content).contains(['\n', '\r']), "on one line: {token:?}");
            last = token.span.end;
            let modifiers = SEMANTIC_MODIFIERS.iter().enumerate();
            let modifiers = modifiers.filter(|(bit, _)| token.modifiers & (1 << bit) != 0);
            let modifiers: String = modifiers.map(|(_, name)| format!(" {name}")).collect();
            format!("{} | {}{modifiers}", token.span.of(content), SEMANTIC_KINDS[token.kind as usize])
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The tokens, without the marks of brackets.
    #[track_caller]
    fn are(text: &str, expected: &str) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let tokens = semantic_tokens(&snapshot, &fixture.path).expect("it is open");
        let content = snapshot.document(&fixture.path).expect("it is open").document.text();
        let all = shown(&content, &tokens);
        let lines: Vec<&str> = all.lines().filter(|line| !line.ends_with("| operator tail")).collect();
        let shown = lines.join("\n");
        assert_eq!(shown, expected.trim(), "\n{shown}");
    }

    #[test]
    fn mentions_by_what_they_stand_for() {
        are(
            "==> story.nmk\n[Ana @duarte :person] of [Port Ellery @ellery], [July @2021-07], [she @duarte], [it @x ?]$0\n==> entities.nmk\n---\n@ellery :place Port Ellery\n",
            "
Ana | class definition
@duarte | variable tail
:person | type tail
Port Ellery | namespace
@ellery | variable tail
July | number
@2021-07 | number tail
she | class
@duarte | variable tail
it | macro tentative
@x | variable tail",
        );
    }

    #[test]
    fn the_innermost_span_wins() {
        are(
            "{We \"go\" with [Mayor of [Ellery @e :place] :role] on @ana #q1}, [she #q1] [said :cue #q1].",
            "
We \"go\" with  | string
Mayor of  | decorator
Ellery | namespace definition
@e | variable tail
:place | type tail
:role | type tail
 on | string
@ana | variable tail
#q1 | enumMember tail
she | parameter
#q1 | enumMember tail
said | keyword
:cue | type tail
#q1 | enumMember tail",
        );
    }

    #[test]
    fn lines_are_cut() {
        are(
            "{We go\r\n// a note\r\nor [not\nat all @x] we\nstay :direct\n#q1}",
            "
We go | string
// a note | comment
or  | string
not | macro
at all | macro
@x | variable tail
 we | string
stay | string
:direct | type tail
#q1 | enumMember tail",
        );
    }

    #[test]
    fn records_and_headlines() {
        are(
            "// a note\n\n# [Port @e] closed\n\n---\ndate: 2024-03-05\n@e :place Port Ellery | the port\n// another\n  of: @x #q1\n#q1\n  note: late\n---\n",
            "
// a note | comment
# | operator
Port | namespace
@e | variable tail
--- | operator
date | property
2024-03-05 | number
@e | variable definition
:place | type
Port Ellery | namespace definition
the port | namespace definition
// another | comment
of | property
@x | variable
#q1 | enumMember
#q1 | enumMember
note | property
--- | operator",
        );
    }

    #[test]
    fn a_range_is_part_of_the_whole() {
        let mut fixture = Fixture::new("[a @a] b.\n\n{c [d @d :place] @a}\n\n[e @d] f.\n");
        let snapshot = fixture.snapshot();
        let all = semantic_tokens(&snapshot, &fixture.path).expect("it is open");
        for range in [0..4, 11..20, 13..14, 0..40, 30..40, 5..5] {
            let found = semantic_tokens_in(&snapshot, &fixture.path, range.clone()).expect("it is open");
            let inside = |token: &&SemanticToken| {
                (token.span.start as usize) < range.end && (token.span.end as usize) > range.start
            };
            assert_eq!(found, all.iter().filter(inside).copied().collect::<Vec<_>>(), "{range:?}");
        }
    }

    #[test]
    fn deep_nesting_takes_no_stack() {
        let text = format!("{}x{}", "[".repeat(100_000), " @a]".repeat(100_000));
        let mut fixture = Fixture::new(&text);
        let tokens = semantic_tokens(&fixture.snapshot(), &fixture.path).expect("it is open");
        assert_eq!(tokens.len(), 300_001);
    }

    #[test]
    fn the_legend_has_a_name_for_each_kind() {
        assert_eq!(SEMANTIC_KINDS.len(), SemanticKind::Span as usize + 1);
        let names: std::collections::HashSet<_> = SEMANTIC_KINDS.iter().collect();
        assert_eq!(names.len(), SEMANTIC_KINDS.len());
    }
}
