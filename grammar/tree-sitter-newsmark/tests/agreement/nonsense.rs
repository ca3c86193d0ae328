//! Nonsense: what markup consists of, in any order; and articles with a piece too many or too few.

use fastrand::Rng;

use crate::assert_agrees;
use crate::corpus::Corpus;

pub const PIECES: [&str; 56] = [
    "[",
    "[",
    "[",
    "]",
    "]",
    "]",
    "{",
    "{",
    "}",
    "}",
    " @a",
    " @b",
    " @?",
    " @2024-03",
    " :x",
    " :y",
    " #q",
    " #q+",
    " ?",
    "@",
    ":",
    "#",
    "+",
    "\\",
    "\\",
    "\n",
    "\n",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "# ",
    "## ",
    "\n// ",
    "//",
    "/",
    "\n---\n",
    "---",
    "\n@a :x A | B",
    "\n#q",
    "\nkey: v",
    "\n  of: @a #q",
    "  ",
    " ",
    "\t",
    "x",
    "y",
    "word",
    ". ",
    "é",
    "中",
    "\u{a0}",
    "\u{2028}",
    "-",
    "|",
    "\u{feff}",
];

pub fn piece(rng: &mut Rng) -> &'static str {
    PIECES[rng.usize(..PIECES.len())]
}

/// Where a piece may be put in or taken out.
pub fn place(rng: &mut Rng, source: &str) -> usize {
    let mut at = rng.usize(..=source.len());
    while !source.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[test]
fn in_nonsense() {
    let mut rng = Rng::with_seed(5);
    for number in 0..15_000 {
        let length = rng.usize(1..60);
        let source: String = (0..length).map(|_| piece(&mut rng)).collect();
        assert_agrees(&source, &format!("nonsense {number}"));
    }
}

#[test]
fn in_nonsense_in_a_fence() {
    let mut rng = Rng::with_seed(6);
    for number in 0..8_000 {
        let length = rng.usize(1..40);
        let lines: String = (0..length).map(|_| piece(&mut rng)).collect();
        assert_agrees(&format!("---\n{lines}"), &format!("nonsense {number}"));
    }
}

#[test]
fn in_articles_with_mistakes() {
    let corpus = Corpus::new(2);
    let mut rng = Rng::with_seed(7);
    for number in 0..100 {
        let mut source = corpus.article(number, 2_000).markup;
        for _ in 0..rng.usize(1..8) {
            let at = place(&mut rng, &source);
            match source[at..].chars().next() {
                Some(character) if rng.bool() => source.replace_range(at..at + character.len_utf8(), ""),
                _ => source.insert_str(at, piece(&mut rng)),
            }
        }
        assert_agrees(&source, &format!("article {number}"));
    }
}
