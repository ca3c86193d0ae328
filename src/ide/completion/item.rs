use crate::text::Span;

/// What can go somewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The items, best first.
    pub items: Vec<CompletionItem>,
    /// True if more fit than are listed: to be asked for again as more is typed.
    pub is_incomplete: bool,
}

/// Something that can go somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CompletionItem {
    /// What it is.
    pub kind: CompletionKind,
    /// What the list shows.
    pub label: String,
    /// What the list shows beside it, dimmed.
    pub detail: Option<String>,
    /// What comes into the text.
    pub insert: Insert,
    /// What goes from the text: one line, with the cursor in it or at its end (bytes of the document).
    pub replaced: Span,
    /// What a client compares with the text from the start of `replaced` to the cursor.
    pub filter_text: String,
    /// Its place in the list, from 0.
    pub rank: u32,
    /// The name it is about, for [`resolve_completion`](super::resolve_completion).
    pub name: String,
}

/// The kinds of things that are offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// An entity.
    Entity,
    /// A label that says what an entity is.
    Type,
    /// Another label.
    Label,
    /// An `#id`.
    Id,
    /// A date.
    Date,
    /// The key of a metadata line.
    MetadataKey,
    /// The key of a field.
    FieldKey,
    /// The name of an entity, in its record.
    Name,
    /// A new record.
    Record,
    /// What a comment says to the program.
    Directive,
    /// A rule that can be allowed.
    Rule,
}

/// What comes into the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Insert {
    /// As it is, for every editor.
    pub text: String,
    /// With placeholders (LSP 3.17, Snippet Syntax), for editors that know them.
    pub snippet: Option<String>,
}

impl From<String> for Insert {
    fn from(text: String) -> Self {
        Self { text, snippet: None }
    }
}

/// Text as it stands in a snippet.
pub fn in_snippet(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '$' | '}' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

/// How many items a list has at most.
pub const LIMIT: usize = 100;

/// VS Code compares 128 characters of the filter text at most.
const FILTER: usize = 120;

/// A list that is being made, best first.
#[derive(Debug, Default)]
pub struct Items {
    items: Vec<CompletionItem>,
    more: bool,
}

impl Items {
    /// Adds an item behind the others, if there is room.
    pub fn push(&mut self, mut item: CompletionItem) {
        if self.is_full() {
            self.more = true;
            return;
        }
        item.rank = self.items.len() as u32;
        if let Some((end, _)) = item.filter_text.char_indices().nth(FILTER) {
            item.filter_text.truncate(end);
        }
        self.items.push(item);
    }

    /// True if nothing more goes in.
    pub fn is_full(&self) -> bool {
        self.items.len() >= LIMIT
    }

    /// Says that more fits than is looked at.
    pub fn set_more(&mut self) {
        self.more = true;
    }

    pub fn finish(self) -> Completion {
        Completion { items: self.items, is_incomplete: self.more }
    }
}
