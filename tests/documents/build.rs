//! Arbitrary documents, built from the grammar together with what they have to mean.

use newsmark::syntax::Shape;
use proptest::prelude::*;

/// A document and its meaning.
#[derive(Clone, Debug, Default)]
pub struct Document {
    pub markup: String,
    pub text: String,
    /// Shape, text and tail of all annotations, in the order of their openers.
    pub annotations: Vec<(Shape, String, String)>,
    pub headlines: usize,
    pub notes: usize,
    pub entries: usize,
}

#[derive(Clone, Debug)]
enum Inline {
    Word(&'static str),
    Escape(char),
    /// A line end, and perhaps a note on the next line.
    Break(Option<&'static str>),
    /// A bracket pair that is text.
    Plain(Shape, Vec<Inline>),
    Annotation(Shape, Vec<Inline>, String),
}

#[derive(Clone, Debug)]
enum Block {
    Paragraph(Vec<Inline>),
    Headline(&'static str, Vec<Inline>),
    Fence(Vec<&'static str>),
}

const WORDS: &[&str] =
    &["Ana", "习近平", "Đỗ-é", "#9", "9:30", "a?", "\u{a0}", "👩‍🔬", "it’s", "x@y", "\u{2028}", "(", "–"];
const NOTES: &[&str] = &["// [x @y]", "//", "// ---", "//]"];
const ENTRIES: &[&str] =
    &["date: 2024", "@ana :person Ana | [A @b]", "@ana", "#q1", "// a note", "ключ: \\x", "", "@b | B"];
const TOKENS: [&[&str]; 4] =
    [&["@ana", "@?", "@2024-03-05", "@杜-1"], &[":person", ":ü_2"], &["#q1", "#q2+"], &["?"]];
const SPACES: &[&str] = &[" ", "  ", "\t", " \t "];

fn pick(from: &'static [&'static str]) -> impl Strategy<Value = &'static str> {
    prop::sample::select(from)
}

fn shape() -> impl Strategy<Value = Shape> {
    prop_oneof![Just(Shape::Square), Just(Shape::Brace)]
}

/// White space and tokens in their order, a lone `?` excepted.
fn tail() -> impl Strategy<Value = String> {
    let kind = |kind: usize, most: usize| prop::collection::vec((pick(SPACES), pick(TOKENS[kind])), 0..=most);
    (kind(0, 2), kind(1, 2), kind(2, 2), kind(3, 1), prop::option::of(pick(SPACES)))
        .prop_filter("needs a token that says something", |(entities, labels, ids, ..)| {
            !(entities.is_empty() && labels.is_empty() && ids.is_empty())
        })
        .prop_map(|(entities, labels, ids, tentative, space)| {
            let tokens = [entities, labels, ids, tentative].concat();
            let tokens = tokens.iter().flat_map(|(space, token)| [*space, *token]);
            tokens.chain(space).collect()
        })
}

fn inline(breaks: u32) -> impl Strategy<Value = Inline> {
    let leaf = prop_oneof![
        8 => pick(WORDS).prop_map(Inline::Word),
        2 => prop::sample::select(&['[', ']', '{', '}', '\\', '@', '#', ':', ' ', '/'][..]).prop_map(Inline::Escape),
        breaks => prop::option::of(pick(NOTES)).prop_map(Inline::Break),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        let content = || prop::collection::vec(inner.clone(), 0..4).prop_map(beginning_with_a_word);
        prop_oneof![
            1 => (shape(), content()).prop_map(|(shape, content)| Inline::Plain(shape, content)),
            3 => (shape(), content(), tail()).prop_map(|(shape, content, tail)| {
                Inline::Annotation(shape, content, tail)
            }),
        ]
    })
}

fn beginning_with_a_word(mut content: Vec<Inline>) -> Vec<Inline> {
    content.insert(0, Inline::Word("Port"));
    content
}

fn prose(breaks: u32) -> impl Strategy<Value = Vec<Inline>> {
    prop::collection::vec(inline(breaks), 0..6).prop_map(beginning_with_a_word)
}

fn block() -> impl Strategy<Value = Block> {
    prop_oneof![
        6 => prose(2).prop_map(Block::Paragraph),
        1 => (pick(&["# ", "##\t", "## "]), prose(0)).prop_map(|(marker, line)| Block::Headline(marker, line)),
        2 => prop::collection::vec(pick(ENTRIES), 0..5).prop_map(Block::Fence),
    ]
}

/// Documents of up to `most` blocks.
pub fn document(most: usize) -> impl Strategy<Value = Document> {
    let blocks = prop::collection::vec((block(), 0..3_usize), 0..most);
    (pick(&["\n", "\r\n", "\r"]), pick(&["", "\u{feff}"]), 0..3_usize, blocks).prop_map(
        |(end, bom, blank, blocks)| Builder { end, document: Document::default() }.build(bom, blank, blocks),
    )
}

struct Builder {
    end: &'static str,
    document: Document,
}

impl Builder {
    fn build(mut self, bom: &str, blank: usize, blocks: Vec<(Block, usize)>) -> Document {
        self.both(bom);
        self.markup(&self.end.repeat(blank));
        // Blank lines before the next block that are not yet in the text.
        let mut before = blank;
        let mut after_paragraph = false;
        for (block, blank) in blocks {
            let is_fence = matches!(block, Block::Fence(_));
            if after_paragraph && before == 0 && matches!(block, Block::Paragraph(_)) {
                self.markup(self.end);
                before = 1;
            }
            after_paragraph = matches!(block, Block::Paragraph(_));
            let taken_before = is_fence && before > 0;
            self.text(&self.end.repeat(before - usize::from(taken_before)));
            self.block(block);
            self.markup(&self.end.repeat(blank));
            let taken_behind = is_fence && !taken_before && blank > 0;
            before = blank - usize::from(taken_behind);
        }
        self.text(&self.end.repeat(before));
        self.document
    }

    fn block(&mut self, block: Block) {
        match block {
            Block::Paragraph(content) => {
                self.inlines(content);
                self.both(self.end);
            }
            Block::Headline(marker, content) => {
                self.document.headlines += 1;
                self.markup(marker);
                self.inlines(content);
                self.both(self.end);
            }
            Block::Fence(entries) => {
                let is_entry = |line: &&&str| !line.is_empty() && !line.starts_with("//");
                self.document.entries += entries.iter().filter(is_entry).count();
                self.document.notes += entries.iter().filter(|line| line.starts_with("//")).count();
                for line in [&["---"], &entries[..], &["---"]].concat() {
                    self.markup(line);
                    self.markup(self.end);
                }
            }
        }
    }

    fn inlines(&mut self, content: Vec<Inline>) {
        content.into_iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: Inline) {
        match inline {
            Inline::Word(word) => self.both(word),
            Inline::Escape(character) => {
                self.markup("\\");
                self.both(&character.to_string());
            }
            Inline::Break(note) => {
                self.both(self.end);
                if let Some(note) = note {
                    self.document.notes += 1;
                    self.markup(note);
                    self.markup(self.end);
                }
                // So that no line is blank or begins with markup.
                self.both("–");
            }
            Inline::Plain(shape, content) => {
                self.both(brackets(shape).0);
                self.inlines(content);
                self.both(brackets(shape).1);
            }
            Inline::Annotation(shape, content, tail) => {
                let at = self.document.annotations.len();
                let from = self.document.text.len();
                self.document.annotations.push((shape, String::new(), tail.clone()));
                self.markup(brackets(shape).0);
                self.inlines(content);
                self.document.annotations[at].1 = self.document.text[from..].to_string();
                self.markup(&tail);
                self.markup(brackets(shape).1);
            }
        }
    }

    fn markup(&mut self, part: &str) {
        self.document.markup.push_str(part);
    }

    fn text(&mut self, part: &str) {
        self.document.text.push_str(part);
    }

    fn both(&mut self, part: &str) {
        self.markup(part);
        self.text(part);
    }
}

fn brackets(shape: Shape) -> (&'static str, &'static str) {
    match shape {
        Shape::Square => ("[", "]"),
        Shape::Brace => ("{", "}"),
    }
}
