//! Finding the examples in the text of the specification.

const FENCE: &str = "````````````````````````````````";

/// Characters that stand for others which can't be seen.
const STAND_INS: [(char, &str); 5] =
    [('→', "\t"), ('␍', "\r"), ('⍽', "\u{a0}"), ('␁', "\u{feff}"), ('␤', "\u{2028}")];

/// Says that the file ends without a line end.
const END: &str = "␄\n";

pub struct Example {
    /// The line of the specification on which it begins.
    pub line: usize,
    pub markup: String,
    pub meaning: String,
}

/// All examples, in order.
pub fn examples(spec: &str) -> Vec<Example> {
    let example = |(line, text): (usize, String)| {
        let (markup, meaning) = match text.strip_prefix(".\n") {
            Some(meaning) => ("", meaning),
            None => text
                .split_once("\n.\n")
                .unwrap_or_else(|| panic!("no line `.` in the example of line {line}")),
        };
        let markup = if markup.is_empty() { String::new() } else { real_characters(&format!("{markup}\n")) };
        Example { line, markup, meaning: meaning.to_string() }
    };
    fenced(spec, " example").into_iter().map(example).collect()
}

/// The registry with which all examples are read.
pub fn registry(spec: &str) -> String {
    fenced(spec, " registry").into_iter().map(|(_, text)| text).collect()
}

/// The fences with this info string: their first lines' numbers and what they hold.
fn fenced(spec: &str, info: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut inside: Option<(usize, String)> = None;
    for (number, line) in spec.lines().enumerate() {
        match &mut inside {
            None if line.strip_prefix(FENCE) == Some(info) => inside = Some((number + 1, String::new())),
            Some(_) if line == FENCE => found.extend(inside.take()),
            Some((_, text)) => {
                text.push_str(line);
                text.push('\n');
            }
            None => {}
        }
    }
    assert!(inside.is_none(), "the last fence is not closed");
    found
}

fn real_characters(markup: &str) -> String {
    let mut real = markup.strip_suffix(END).unwrap_or(markup).to_string();
    for (shown, meant) in STAND_INS {
        real = real.replace(shown, meant);
    }
    real
}
