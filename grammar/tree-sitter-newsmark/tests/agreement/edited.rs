//! After an edit, what tree-sitter reads again and what it keeps make up the tree that reading anew makes.

use fastrand::Rng;
use tree_sitter::{InputEdit, Point, Tree};

use crate::corpus::Corpus;
use crate::nonsense::{piece, place};
use crate::parse;

fn point(source: &str, at: usize) -> Point {
    let before = &source[..at];
    let row = before.matches('\n').count();
    Point { row, column: at - before.rfind('\n').map_or(0, |line_end| line_end + 1) }
}

/// Puts a piece in or takes a character out, and says so to the tree.
fn edit(rng: &mut Rng, source: &mut String, tree: &mut Tree) {
    let at = place(rng, source);
    let removed = match source[at..].chars().next() {
        Some(character) if rng.bool() => character.len_utf8(),
        _ => 0,
    };
    let inserted = if removed > 0 { "" } else { piece(rng) };
    let (start_position, old_end_position) = (point(source, at), point(source, at + removed));
    source.replace_range(at..at + removed, inserted);
    let new_end_byte = at + inserted.len();
    tree.edit(&InputEdit {
        start_byte: at,
        old_end_byte: at + removed,
        new_end_byte,
        start_position,
        old_end_position,
        new_end_position: point(source, new_end_byte),
    });
}

fn assert_follows(rng: &mut Rng, mut source: String, edits: usize) {
    let mut tree = parse(&source, None);
    for _ in 0..edits {
        let before = source.clone();
        edit(rng, &mut source, &mut tree);
        tree = parse(&source, Some(&tree));
        let anew = parse(&source, None);
        let (tree, anew) = (tree.root_node().to_sexp(), anew.root_node().to_sexp());
        assert!(tree == anew, "{before:?}\nbecame\n{source:?}\n{tree}\nbut is\n{anew}");
    }
}

#[test]
fn articles_that_are_edited() {
    let corpus = Corpus::new(3);
    let mut rng = Rng::with_seed(8);
    for number in 0..20 {
        assert_follows(&mut rng, corpus.article(number, 2_000).markup, 60);
    }
}

#[test]
fn nonsense_that_is_edited() {
    let mut rng = Rng::with_seed(9);
    for _ in 0..500 {
        let length = rng.usize(1..60);
        let source = (0..length).map(|_| piece(&mut rng)).collect();
        assert_follows(&mut rng, source, 20);
    }
}
