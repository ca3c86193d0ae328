//! The page an article is written on: its markup, its bare text and its Markdown at once.

/// The same text three times.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// A Newsmark file.
    pub markup: String,
    /// What remains without the markup, byte for byte.
    pub text: String,
    /// Mentions are links, quotes are emphasised, spans around other spans are strong.
    pub markdown: String,
}

impl Page {
    /// Words without a meaning of their own.
    pub fn text(&mut self, words: &str) {
        self.all(words);
    }

    /// A mention that holds no other: `[words @ana #q1]` for the tail `@ana #q1`.
    pub fn mention(&mut self, words: &str, tail: &str) {
        self.markup.extend(["[", words, " ", tail, "]"]);
        self.text.push_str(words);
        let target = tail.split(' ').next().unwrap_or(tail);
        self.markdown.extend(["[", words, "](", target, ")"]);
    }

    /// A square bracket around other spans.
    pub fn square(&mut self, tail: &str, content: impl FnOnce(&mut Self)) {
        self.markup.push('[');
        self.markdown.push_str("**");
        content(self);
        self.markup.extend([" ", tail, "]"]);
        self.markdown.push_str("**");
    }

    /// Opens a brace, the content of a quotation.
    pub fn open_quote(&mut self) {
        self.markup.push('{');
        self.markdown.push('*');
    }

    /// Closes the innermost brace.
    pub fn close_quote(&mut self, tail: &str) {
        self.markup.extend([" ", tail, "}"]);
        self.markdown.push('*');
    }

    /// Begins a headline (`#`) or crosshead (`##`).
    pub fn head(&mut self, marker: &str) {
        self.gap();
        self.markup.extend([marker, " "]);
        self.markdown.extend([marker, " "]);
    }

    /// Begins a paragraph.
    pub fn paragraph(&mut self) {
        self.gap();
    }

    /// A line between annotators, which is no part of the text.
    pub fn comment(&mut self, words: &str) {
        self.markup.extend(["// ", words, "\n"]);
    }

    /// A fence with these records or metadata, at the top or the bottom of the page.
    pub fn fence(&mut self, lines: &str) {
        self.end();
        if !self.markup.is_empty() {
            self.markup.push('\n');
            self.markdown.push('\n');
        }
        self.markup.extend(["---\n", lines, "---\n"]);
        for line in lines.lines() {
            let item = line.trim_start();
            let indent = if item.len() < line.len() { "  - " } else { "- " };
            self.markdown.extend([indent, item, "\n"]);
        }
    }

    /// Ends the last line.
    pub fn end(&mut self) {
        for page in [&mut self.markup, &mut self.text, &mut self.markdown] {
            if !page.is_empty() && !page.ends_with('\n') {
                page.push('\n');
            }
        }
    }

    /// An empty line, except at the start of the text.
    fn gap(&mut self) {
        self.end();
        for page in [&mut self.markup, &mut self.text, &mut self.markdown] {
            if !page.is_empty() {
                page.push('\n');
            }
        }
    }

    fn all(&mut self, words: &str) {
        for page in [&mut self.markup, &mut self.text, &mut self.markdown] {
            page.push_str(words);
        }
    }
}
