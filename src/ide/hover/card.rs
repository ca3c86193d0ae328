//! What a hover shows, as data, and as the two kinds of text that editors can show.

use crate::ide::place::Place;

/// What is said about something. Places are links that the edge gives an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// From top to bottom.
    pub lines: Vec<Line>,
}

/// A line of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// A paragraph.
    Text(Vec<Piece>),
    /// An item of a list.
    Item(Vec<Piece>),
    /// Words of the article.
    Excerpt(Vec<Piece>),
    /// Between two cards.
    Rule,
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Plain text.
    Text(String),
    /// What matters most.
    Strong(String),
    /// Markup.
    Code(String),
    /// A place in a file.
    Place(String, Place),
    /// An address.
    Url(String, String),
}

/// A piece of plain text.
pub fn text(text: impl Into<String>) -> Piece {
    Piece::Text(text.into())
}

/// A piece of markup.
pub fn code(text: impl Into<String>) -> Piece {
    Piece::Code(text.into())
}

impl Card {
    /// A card that begins with a line.
    pub fn new(title: Vec<Piece>) -> Self {
        Self { lines: vec![Line::Text(title)] }
    }

    /// Adds a paragraph.
    pub fn text(&mut self, pieces: Vec<Piece>) {
        self.lines.push(Line::Text(pieces));
    }

    /// Adds an item of a list: what it is about, and what is said about it.
    pub fn item(&mut self, about: &str, mut pieces: Vec<Piece>) {
        pieces.insert(0, text(format!("{about}: ")));
        self.lines.push(Line::Item(pieces));
    }

    /// Adds another card below this one.
    pub fn append(&mut self, other: Self) {
        if !self.lines.is_empty() {
            self.lines.push(Line::Rule);
        }
        self.lines.extend(other.lines);
    }

    /// As Markdown (CommonMark). `address` gives places their links; without one, only the label is shown.
    pub fn markdown(&self, address: impl Fn(&Place) -> Option<String>) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Text(text) => escaped(text),
            Piece::Strong(text) => format!("**{}**", escaped(text)),
            Piece::Code(text) => code_span(text),
            Piece::Place(label, place) => match address(place) {
                Some(address) => link(label, &address),
                None => escaped(label),
            },
            Piece::Url(label, address) => link(label, address),
        };
        self.rendered(show, ["", "- ", "> "], "---")
    }

    /// As text, for clients that can't show Markdown. Addresses stand behind their labels.
    pub fn plain(&self) -> String {
        let show = |piece: &Piece| match piece {
            Piece::Text(text) | Piece::Strong(text) | Piece::Code(text) | Piece::Place(text, _) => {
                text.clone()
            }
            Piece::Url(label, address) if label == address => label.clone(),
            Piece::Url(label, address) => format!("{label} ({address})"),
        };
        self.rendered(show, ["", "- ", "  "], "--------")
    }

    fn rendered(&self, show: impl Fn(&Piece) -> String, marks: [&str; 3], rule: &str) -> String {
        let mut shown = String::new();
        let mut before: Option<&Line> = None;
        for line in &self.lines {
            let (mark, pieces) = match line {
                Line::Text(pieces) => (marks[0], pieces.as_slice()),
                Line::Item(pieces) => (marks[1], pieces.as_slice()),
                Line::Excerpt(pieces) => (marks[2], pieces.as_slice()),
                Line::Rule => (rule, [].as_slice()),
            };
            let in_list = matches!((before, line), (Some(Line::Item(_)), Line::Item(_)));
            if before.is_some() {
                shown.push_str(if in_list { "\n" } else { "\n\n" });
            }
            shown.push_str(mark);
            pieces.iter().for_each(|piece| shown.push_str(&show(piece)));
            before = Some(line);
        }
        shown
    }
}

/// Text in which nothing is taken for Markdown. Line breaks become spaces.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let begins_list = |at: usize| text[..at].bytes().all(|byte| byte.is_ascii_digit());
    for (at, c) in text.char_indices() {
        let means_something = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&' | '$' => true,
            '-' | '+' | '=' | '.' | ')' => begins_list(at),
            _ => false,
        };
        if means_something {
            escaped.push('\\');
        }
        escaped.push(if c == '\n' || c == '\r' { ' ' } else { c });
    }
    escaped
}

fn code_span(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    if text.contains('`') { format!("`` {text} ``") } else { format!("`{text}`") }
}

fn link(label: &str, address: &str) -> String {
    let address = address.replace(' ', "%20").replace('<', "%3C").replace('>', "%3E");
    format!("[{}](<{address}>)", escaped(label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn both_kinds_of_text() {
        let place = Place { path: std::path::Path::new("/a b.nmk").into(), span: Span::new(3, 4) };
        let mut card = Card::new(vec![Piece::Strong("A*B".into()), text(" "), code("@a`b")]);
        card.item("of", vec![Piece::Place("Port [x]".into(), place)]);
        card.item("url", vec![Piece::Url("it".into(), "https://x.example/a_(b)".into())]);
        card.lines.push(Line::Excerpt(vec![text("1. She said\n<so>")]));
        let mut both = Card::default();
        both.append(card);
        both.append(Card::new(vec![text("- other")]));
        let markdown =
            both.markdown(|place| Some(format!("file://{}#{}", place.path.display(), place.span.start)));
        assert_eq!(
            markdown,
            r"**A\*B** `` @a`b ``

- of: [Port \[x\]](<file:///a%20b.nmk#3>)
- url: [it](<https://x.example/a_(b)>)

> 1\. She said \<so\>

---

\- other"
        );
        assert_eq!(
            both.plain(),
            "A*B @a`b\n\n- of: Port [x]\n- url: it (https://x.example/a_(b))\n\n  1. She said\n<so>\n\n--------\n\n- other"
        );
        assert!(both.markdown(|_| None).contains(r"- of: Port \[x\]"));
    }
}
