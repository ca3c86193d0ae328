//! Numbers as people write them.

const WORDS: [&str; 13] =
    ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

/// A number with what it counts: up to twelve in letters, as in news.
pub fn counted(number: i64, what: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    match usize::try_from(number).ok().and_then(|number| WORDS.get(number)) {
        Some(word) => format!("{word} {what}{plural}"),
        None => format!("{} {what}{plural}", grouped(number)),
    }
}

/// `1,234`
pub fn grouped(number: i64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len() - at;
        if at > 0 && left.is_multiple_of(3) && digit.is_ascii_digit() && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// How many words a text has: runs of letters and digits, with apostrophes and hyphens inside them; in
/// scripts that are written without spaces, each character.
pub fn words(text: &str) -> usize {
    let mut count = 0;
    let mut in_word = false;
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        let goes_on = characters.peek().is_some_and(|next| next.is_alphanumeric());
        let joins = matches!(c, '\'' | '’' | '-' | '.' | ',') && in_word && goes_on;
        let is_letter = c.is_alphanumeric();
        if is_ideograph(c) {
            count += 1;
            in_word = false;
        } else if is_letter && !in_word {
            count += 1;
            in_word = true;
        } else {
            in_word = in_word && (is_letter || joins || is_mark(c));
        }
    }
    count
}

/// Han, Hiragana, Katakana.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Combining marks that stand in words, soft hyphens and joiners.
fn is_mark(c: char) -> bool {
    unicode_ident::is_xid_continue(c) || matches!(c, '\u{ad}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_people_write_them() {
        assert_eq!(counted(1, "day"), "one day");
        assert_eq!(counted(12, "day"), "twelve days");
        assert_eq!(counted(0, "word"), "no words");
        assert_eq!(counted(12345, "word"), "12,345 words");
        assert_eq!(
            (grouped(100), grouped(1000), grouped(-100)),
            ("100".into(), "1,000".into(), "-100".into())
        );
    }

    #[test]
    fn words_as_people_count_them() {
        for (text, expected) in [
            ("", 0),
            (" - ", 0),
            ("“We don’t build now,” she said — or 2.5 million?", 9),
            ("well-known", 1),
            ("Cafe\u{301} au lait", 3),
            ("我们走", 3),
            ("We go.They stay", 3),
            ("किताब पढ़ो", 2),
        ] {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
