use super::Span;

/// One replacement in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TextEdit {
    /// What is replaced (bytes, on character boundaries); empty for an insertion.
    pub span: Span,
    /// What stands there afterwards.
    pub new_text: String,
}

impl TextEdit {
    /// Puts `new_text` in the place of `span`.
    pub fn replace(span: Span, new_text: impl Into<String>) -> Self {
        Self { span, new_text: new_text.into() }
    }

    /// Puts `new_text` before byte `at`.
    pub fn insert(at: u32, new_text: impl Into<String>) -> Self {
        Self::replace(Span { start: at, end: at }, new_text)
    }

    /// Takes `span` out.
    pub fn delete(span: Span) -> Self {
        Self::replace(span, "")
    }

    /// The same replacement in a text in which `by` bytes stand before this one.
    pub fn shifted(self, by: u32) -> Self {
        Self { span: self.span.shifted(by), ..self }
    }
}

/// The text after all of `edits`, whose places are those in the text before. Of several insertions at
/// one place the first comes first; a replacement that overlaps an earlier one is left out.
pub fn apply_edits(text: &str, edits: &[TextEdit]) -> String {
    let mut sorted: Vec<&TextEdit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.span);
    let mut edited = String::with_capacity(text.len());
    let mut from = 0;
    for edit in sorted {
        if edit.span.start < from {
            continue;
        }
        edited.push_str(Span { start: from, end: edit.span.start }.of(text));
        edited.push_str(&edit.new_text);
        from = edit.span.end;
    }
    edited.push_str(&text[from as usize..]);
    edited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_apply_in_the_order_of_their_places() {
        let edits = [
            TextEdit::delete(Span::new(4, 6)),
            TextEdit::insert(0, "<"),
            TextEdit::insert(3, "b"),
            TextEdit::insert(3, "c"),
            TextEdit::replace(Span::new(5, 6), "overlaps"),
        ];
        assert_eq!(apply_edits("abc def", &edits), "<abcbc f");
    }
}
