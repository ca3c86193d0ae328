//! How much a line may hold, and text broken into such lines.

/// What is read well; also what holds where there is no terminal.
const MOST_COLUMNS: usize = 100;

/// Less than this helps nobody.
const FEWEST_COLUMNS: usize = 40;

/// How many columns a line of output should have at most.
pub fn columns() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stdout());
    let columns = terminal.map_or(MOST_COLUMNS, |(width, _)| width.0.into());
    columns.clamp(FEWEST_COLUMNS, MOST_COLUMNS)
}

/// Breaks text into lines of at most `columns` characters, between words, but never inside of
/// `code`.
pub fn wrap(text: &str, columns: usize) -> String {
    let mut wrapped = String::with_capacity(text.len() + text.len() / columns);
    let mut room = columns;
    let mut in_code = false;
    let mut words = text.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let mut unit = word.to_string();
        in_code ^= word.matches('`').count() % 2 == 1;
        while let Some(more) = words.next_if(|_| in_code) {
            unit.push(' ');
            unit.push_str(more);
            in_code ^= more.matches('`').count() % 2 == 1;
        }
        let width = unit.chars().count();
        if !wrapped.is_empty() {
            let fits = width < room;
            wrapped.push(if fits { ' ' } else { '\n' });
            room = if fits { room - 1 } else { columns };
        }
        wrapped.push_str(&unit);
        room = room.saturating_sub(width);
    }
    wrapped
}

/// Breaks the paragraphs of Markdown into lines; headings, lists and code stay as they are.
pub fn wrap_markdown(text: &str, columns: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    let mut paragraph = String::new();
    let mut in_fence = false;
    for line in text.lines().chain([""]) {
        let is_fence = line.starts_with("```");
        if !(in_fence || is_fence || line.is_empty() || line.starts_with(['#', '-', ' '])) {
            paragraph.push_str(line);
            paragraph.push(' ');
            continue;
        }
        if !paragraph.is_empty() {
            wrapped.push_str(&wrap(&paragraph, columns));
            wrapped.push('\n');
            paragraph.clear();
        }
        in_fence ^= is_fence;
        wrapped.push_str(line);
        wrapped.push('\n');
    }
    wrapped.truncate(wrapped.trim_end().len());
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words_but_not_in_code() {
        assert_eq!(wrap("one two three", 7), "one two\nthree");
        assert_eq!(wrap("one two three", 6), "one\ntwo\nthree");
        assert_eq!(wrap("a `b c` d", 5), "a\n`b c`\nd");
        assert_eq!(wrap("a longer-than-that b", 6), "a\nlonger-than-that\nb");
        assert_eq!(wrap("", 5), "");
        assert_eq!(wrap("an open `tick and more", 10), "an open\n`tick and more");
    }

    #[test]
    fn only_paragraphs_are_wrapped() {
        let page = "## What it\none two\nthree\n\n- four five six\n\n```newsmark\n[a b c d e f]\n```\n";
        let expected = "## What it\none two\nthree\n\n- four five six\n\n```newsmark\n[a b c d e f]\n```";
        assert_eq!(wrap_markdown(page, 8), expected);
        assert_eq!(wrap_markdown("one\ntwo", 80), "one two");
    }
}
