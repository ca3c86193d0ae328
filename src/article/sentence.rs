//! Where sentences end: enough to tell which mention stands in the sentence of a quotation.

/// Byte offsets at which the sentences of `text` end, white space behind them included; the last is
/// the text's end.
pub fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find(['.', '!', '?', '…', '。', '！', '？']) {
        let at = from + found;
        let mark = text[at..].chars().next().unwrap_or('.');
        let mark_end = at + mark.len_utf8();
        let behind = text.len() - text[mark_end..].trim_start_matches(is_closing).len();
        from = behind;
        if let Some(end) = end_behind(text, behind, mark)
            && !(mark == '.' && ends_in_abbreviation(&text[..at]))
        {
            ends.push(end);
            from = end;
        }
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    ends
}

/// The end of a sentence whose final marks end at `behind`, if what follows can begin another.
fn end_behind(text: &str, behind: usize, mark: char) -> Option<usize> {
    let rest = &text[behind..];
    let next = rest.trim_start();
    let is_wide = matches!(mark, '。' | '！' | '？');
    if next.len() == rest.len() && !next.is_empty() && !is_wide {
        return None;
    }
    let begins = next.chars().find(|c| !is_opening(*c)).is_none_or(|first| !first.is_lowercase());
    begins.then_some(text.len() - next.len())
}

fn is_closing(mark: char) -> bool {
    matches!(mark, '"' | '”' | '“' | '’' | '\'' | '»' | '›' | '」' | '』' | ')' | ']' | '.' | '!' | '?' | '…')
}

fn is_opening(mark: char) -> bool {
    matches!(mark, '"' | '“' | '„' | '‘' | '\'' | '«' | '‹' | '「' | '『' | '(' | '[')
}

/// Titles, months, initials and the like, whose full stop ends no sentence before a capital.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "col", "lt", "sgt", "capt", "sen", "rep", "gov", "rev", "st",
    "no", "vs", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "inc",
    "ltd", "co", "corp",
];

fn ends_in_abbreviation(text: &str) -> bool {
    let word = text.rsplit(|c: char| c.is_whitespace() || is_opening(c)).next().unwrap_or("");
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    // U.S., e.g.
    let has_inner_stop = word.contains('.');
    is_initial || has_inner_stop || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        let mut start = 0;
        let cut = |end| {
            let sentence = &text[start..end];
            start = end;
            sentence
        };
        sentence_ends(text).into_iter().map(cut).collect()
    }

    #[test]
    fn ordinary_sentences() {
        assert_eq!(sentences("We go. They stay."), ["We go. ", "They stay."]);
        assert_eq!(sentences("“We go.” “Do we?” she said. Yes"), ["“We go.” ", "“Do we?” she said. ", "Yes"]);
        assert_eq!(sentences("我们走。他们留下。"), ["我们走。", "他们留下。"]);
    }

    #[test]
    fn stops_that_end_nothing() {
        for text in
            ["Dr. Ana Duarte spoke.", "The U.S. Senate met.", "J. Smith paid 2.5 million.", "etc. and so on"]
        {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn nothing_is_one_sentence_at_most() {
        assert_eq!(sentence_ends(""), [0]);
    }
}
