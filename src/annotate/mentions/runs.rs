//! Runs of capitalised words, which names consist of.

use rustc_hash::FxHashSet;

use crate::annotate::analysis::Analysis;
use crate::annotate::token::{Kind, Token};
use crate::language::{Classes, NameClasses};

/// A run: a range of tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its first token.
    pub start: usize,
    /// The token behind it.
    pub end: usize,
    /// True if it stands at the beginning of a sentence, where every word has a capital.
    pub initial: bool,
}

/// All runs of a text.
pub fn find(analysis: &Analysis<'_>) -> Vec<Run> {
    let inside = capitals_inside_sentences(analysis);
    let mut runs = Vec::new();
    for paragraph in &analysis.paragraphs {
        let mut at = paragraph.tokens.start;
        while at < paragraph.tokens.end {
            let initial = begins_sentence(analysis, at, paragraph.tokens.start);
            if !opens(analysis, at, initial, &inside) {
                at += 1;
                continue;
            }
            let end = run_end(analysis, at, paragraph.tokens.end);
            runs.push(Run { start: at, end, initial });
            at = end;
        }
    }
    runs
}

/// The words that have a capital where they need not.
fn capitals_inside_sentences<'a>(analysis: &Analysis<'a>) -> FxHashSet<&'a str> {
    let mut words = FxHashSet::default();
    for paragraph in &analysis.paragraphs {
        for at in paragraph.tokens.clone() {
            let token = &analysis.tokens[at];
            if token.is(Classes::CAPITAL) && !begins_sentence(analysis, at, paragraph.tokens.start) {
                words.insert(token.span.of(analysis.text));
            }
        }
    }
    words
}

fn begins_sentence(analysis: &Analysis<'_>, at: usize, start: usize) -> bool {
    if at == start {
        return true;
    }
    let before = &analysis.tokens[at - 1];
    matches!(before.kind, Kind::Stop | Kind::Mark | Kind::Break | Kind::Colon | Kind::Dash)
}

/// Classes of words that are no names, though they begin with a capital at times.
const FUNCTION: Classes = Classes::DETERMINER
    .and(Classes::SUBJECT_PRONOUN)
    .and(Classes::OBJECT_PRONOUN)
    .and(Classes::POSSESSIVE)
    .and(Classes::PREPOSITION)
    .and(Classes::COORDINATOR)
    .and(Classes::SUBORDINATOR)
    .and(Classes::THAT)
    .and(Classes::QUESTION)
    .and(Classes::FINITE_AUXILIARY)
    .and(Classes::NEGATION)
    .and(Classes::TIME);

fn is_name_word(token: &Token) -> bool {
    token.kind == Kind::Word && token.is(Classes::CAPITAL) && !token.is(FUNCTION)
}

fn opens(analysis: &Analysis<'_>, at: usize, initial: bool, inside: &FxHashSet<&str>) -> bool {
    let token = &analysis.tokens[at];
    let word = token.span.of(analysis.text);
    if token.kind != Kind::Word || !token.is(Classes::CAPITAL) {
        return false;
    }
    // "US" and "IT" are names where "us" and "it" would have no capitals.
    let shouted = word.len() > 1 && word.chars().all(|c| c.is_uppercase() || c == '.');
    let names = is_name_word(token) || shouted && analysis.language.country(word).is_some();
    if !names {
        return false;
    }
    if !initial || token.names.has(NameClasses::ANY_TITLE.and(NameClasses::ROLE)) || shouted {
        return word.chars().any(char::is_lowercase) || shouted || word.contains('-');
    }
    let known_word = token.is(Classes::FINITE.and(Classes::BASE).and(Classes::GERUND).and(Classes::ADVERB));
    let next = analysis.tokens.get(at + 1);
    let goes_on = next.is_some_and(is_name_word) && !known_word;
    goes_on || inside.contains(word) || is_country(analysis, word)
}

fn is_country(analysis: &Analysis<'_>, word: &str) -> bool {
    word.split('-').all(|part| analysis.language.country(part).is_some())
}

fn run_end(analysis: &Analysis<'_>, start: usize, limit: usize) -> usize {
    let tokens = &analysis.tokens;
    let institution =
        NameClasses::ORGANISATION.and(NameClasses::WORK).and(NameClasses::ROLE).and(NameClasses::EVENT);
    let mut end = start + 1;
    let mut joins = tokens[start].names.has(institution);
    while end < limit {
        let token = &tokens[end];
        if is_name_word(token) {
            joins |= token.names.has(institution);
            end += 1;
            continue;
        }
        // "Ludwig van Beethoven", "Ministry of Defense", "Treaty of Friendship and Trade"
        let inner = token.names.has(NameClasses::PARTICLE) || joins && token.names.has(NameClasses::INNER);
        let mut next = end + 1;
        if inner && next < limit && analysis.tokens[next].span.of(analysis.text) == "the" {
            next += 1;
        }
        if inner && token.is(Classes::JOINS_NOUNS) && !joins_institution(tokens, start, end, next) {
            break;
        }
        let same_quote = next < limit && tokens[next].quote == tokens[start].quote;
        if !inner || !same_quote || !is_name_word(&tokens[next]) {
            break;
        }
        end = next;
    }
    end
}

/// True for "and" within one name: "Minister and Councilor", "Department of Health and Welfare".
fn joins_institution(tokens: &[Token], start: usize, and: usize, next: usize) -> bool {
    let offices = tokens[and - 1].names.has(NameClasses::ROLE)
        && tokens.get(next).is_some_and(|token| token.names.has(NameClasses::ROLE));
    let institution = NameClasses::ORGANISATION.and(NameClasses::WORK);
    let first = (start..and).find(|&at| tokens[at].names.has(institution));
    let within = first.is_some_and(|first| {
        tokens[first + 1..and]
            .iter()
            .any(|token| token.names.has(NameClasses::INNER) && !token.is(Classes::JOINS_NOUNS))
    });
    offices || within
}
