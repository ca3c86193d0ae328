//! Words and punctuation of a paragraph, and what the language file knows of them.

use crate::language::{Classes, NameClasses};
use crate::language::{Language, VerbForm};
use crate::text::Span;

/// A word, number or punctuation mark.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Where it stands (bytes of the text).
    pub span: Span,
    /// What kind of thing it is.
    pub kind: Kind,
    /// What a word can be; nothing for punctuation.
    pub classes: Classes,
    /// What it does in names.
    pub names: NameClasses,
    /// The verb of saying that it is a form of.
    pub verb: Option<VerbForm>,
    /// The quoted stretch in which it stands, its marks included: a number from 1, or 0 for none.
    pub quote: u32,
}

/// The kinds of tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters, perhaps with digits, hyphens and full stops of abbreviations.
    Word,
    /// Digits.
    Number,
    /// A quotation mark that can't be an apostrophe.
    Mark,
    /// `,`
    Comma,
    /// `:`
    Colon,
    /// `;`
    Semicolon,
    /// `-` between spaces, `--`, `–`, `—`
    Dash,
    /// `.`, `!`, `?`, `…`
    Stop,
    /// `(` or `[`
    Open,
    /// `)` or `]`
    Close,
    /// A line break within the paragraph.
    Break,
    /// Anything else.
    Other,
}

impl Token {
    /// True if it is in one of the classes.
    pub fn is(&self, any_of: Classes) -> bool {
        self.classes.has(any_of)
    }

    /// True for words and numbers.
    pub fn is_word(&self) -> bool {
        matches!(self.kind, Kind::Word | Kind::Number)
    }
}

/// Adds the tokens of `text[span]`.
pub fn tokenize(text: &str, span: Span, language: &Language, tokens: &mut Vec<Token>) {
    let mut cursor = Cursor { text, at: span.start as usize, end: span.end as usize };
    let mut lower = String::new();
    while let Some((span, kind)) = cursor.next() {
        let mut token =
            Token { span, kind, classes: Classes::NONE, names: NameClasses::default(), verb: None, quote: 0 };
        if token.is_word() {
            classify(&mut token, text, language, &mut lower);
        }
        tokens.push(token);
    }
}

fn classify(token: &mut Token, text: &str, language: &Language, lower: &mut String) {
    let written = token.span.of(text);
    lower.clear();
    if written.is_ascii() {
        lower.push_str(written);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(written.chars().flat_map(char::to_lowercase));
    }
    token.classes = Classes::WORD;
    let first = written.chars().next();
    if first.is_some_and(char::is_uppercase) {
        token.classes.add(Classes::CAPITAL);
    }
    if first.is_some_and(|first| first.is_ascii_digit()) {
        token.classes.add(Classes::NUMBER);
    }
    match language.word(lower) {
        Some(word) => {
            token.classes.add(word.classes);
            token.names = word.names;
            token.verb = word.verb;
            if !word.classes.has(Classes::PLAIN.and(Classes::FINITE)) {
                guess(token, lower);
            }
        }
        None => guess(token, lower),
    }
}

/// What the ending of a word suggests.
fn guess(token: &mut Token, lower: &str) {
    if lower.len() < 4 || token.is(Classes::CAPITAL) {
        return;
    }
    if lower.ends_with("ed") {
        token.classes.add(Classes::FINITE.and(Classes::PARTICIPLE));
    } else if lower.ends_with("ly") {
        token.classes.add(Classes::ADVERB);
    } else if lower.len() > 4 && lower.ends_with("ing") {
        token.classes.add(Classes::GERUND);
    }
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl Cursor<'_> {
    fn next(&mut self) -> Option<(Span, Kind)> {
        let bytes = self.text.as_bytes();
        while self.at < self.end {
            let start = self.at;
            let first = self.char_at(start)?;
            let kind = match first {
                '\n' => Kind::Break,
                _ if first.is_whitespace() => {
                    self.at += first.len_utf8();
                    continue;
                }
                _ if first.is_alphanumeric() => {
                    self.at = self.word_end(start);
                    let kind = if first.is_ascii_digit() { Kind::Number } else { Kind::Word };
                    return Some((Span::new(start, self.at), kind));
                }
                '\'' | '’' if self.clitic_end(start).is_some() => {
                    self.at = self.clitic_end(start)?;
                    return Some((Span::new(start, self.at), Kind::Word));
                }
                // A single and a double mark that close together.
                '\'' if self.text[start..self.end].starts_with("'''") && !self.begins_word(start + 3) => {
                    Kind::Other
                }
                '\'' | '`' if bytes.get(start + 1) == Some(&bytes[start]) => {
                    self.at += 2;
                    return Some((Span::new(start, self.at), Kind::Mark));
                }
                '"' | '“' | '”' | '„' | '«' | '»' | '‟' | '「' | '」' | '『' | '』' => {
                    Kind::Mark
                }
                ',' => Kind::Comma,
                ':' => Kind::Colon,
                ';' => Kind::Semicolon,
                '-' | '–' | '—' => {
                    while bytes.get(self.at + 1) == Some(&b'-') {
                        self.at += 1;
                    }
                    Kind::Dash
                }
                '.' | '!' | '?' | '…' => Kind::Stop,
                '(' | '[' => Kind::Open,
                ')' | ']' => Kind::Close,
                _ => Kind::Other,
            };
            let last = self.char_at(self.at)?;
            self.at += last.len_utf8();
            return Some((Span::new(start, self.at), kind));
        }
        None
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text[at..self.end].chars().next()
    }

    /// Where the word that begins at `start` ends.
    fn word_end(&self, start: usize) -> usize {
        let mut at = start;
        while let Some(next) = self.char_at(at) {
            let after = at + next.len_utf8();
            let goes_on = match next {
                _ if next.is_alphanumeric() => true,
                '-' | '‑' | '&' | '/' => self.is_alphanumeric(after),
                '\'' | '’' => self.is_alphanumeric(after) && self.clitic_end(at).is_none(),
                '.' => self.stop_belongs(start, at, after),
                ',' => self.is_digit(after) && self.text.as_bytes()[at - 1].is_ascii_digit(),
                _ => false,
            };
            // n't is a word of its own.
            if self.is_negation(at) && at > start {
                return at;
            }
            if !goes_on {
                break;
            }
            at = after;
        }
        at
    }

    fn is_alphanumeric(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(char::is_alphanumeric)
    }

    fn begins_word(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(|next| !next.is_whitespace())
    }

    fn is_digit(&self, at: usize) -> bool {
        self.char_at(at).is_some_and(|next| next.is_ascii_digit())
    }

    /// `'s`, `'re` and the like, behind a word.
    fn clitic_end(&self, at: usize) -> Option<usize> {
        let mark = self.char_at(at)?;
        let rest = &self.text[at + mark.len_utf8()..self.end];
        if !matches!(mark, '\'' | '’') || !self.text[..at].ends_with(char::is_alphanumeric) {
            return None;
        }
        let ending = ["s", "re", "ve", "ll", "d", "m", "S"].into_iter().find(|ending| {
            rest.strip_prefix(ending).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        })?;
        Some(at + mark.len_utf8() + ending.len())
    }

    fn is_negation(&self, at: usize) -> bool {
        let rest = &self.text[at..self.end];
        // Asked at each letter of each word.
        if !rest.starts_with('n') {
            return false;
        }
        let tail = rest.strip_prefix("n't").or_else(|| rest.strip_prefix("n’t"));
        tail.is_some_and(|tail| !tail.starts_with(char::is_alphanumeric))
    }

    /// True if the full stop at `at` is part of the word before it: 2.5, U.S., Mr.
    fn stop_belongs(&self, start: usize, at: usize, after: usize) -> bool {
        let word = &self.text[start..at];
        if self.is_alphanumeric(after) {
            return self.is_digit(after) && word.ends_with(|c: char| c.is_ascii_digit())
                || word.chars().rev().take_while(|c| *c != '.').count() == 1
                || self.text[after..self.end].starts_with("com");
        }
        let mut letters = word.chars();
        let initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
        if initial {
            return word != "I" && word.chars().all(char::is_uppercase);
        }
        word.contains('.') && word.chars().rev().take_while(|c| *c != '.').count() == 1
            || is_abbreviation(word)
    }
}

/// Titles, months and the like that are written with a full stop.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Prof", "Gen", "Col", "Lt", "Sgt", "Capt", "Maj", "Adm", "Sen", "Sens", "Rep",
    "Reps", "Gov", "Govs", "Rev", "St", "Jr", "Sr", "vs", "Jan", "Feb", "Aug", "Sept", "Sep", "Oct", "Nov",
    "Dec", "Inc", "Ltd", "Co", "Corp", "Calif", "Fla", "Ill", "Mass", "Mich", "Minn", "Miss", "Mo", "Neb",
    "Nev", "Okla", "Ore", "Pa", "Tenn", "Tex", "Va", "Vt", "Wash", "Wis", "Wyo", "Conn", "Del", "Ga", "Ind",
    "Kan", "Ky", "La", "Md", "Me", "Mont", "Ariz", "Ark", "Ala", "Colo", "No", "Hon", "Messrs", "Dept",
    "Supt", "Det", "Pres", "Sec",
];

fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.contains(&word)
}
