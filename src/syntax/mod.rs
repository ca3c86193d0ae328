//! The markup itself: blocks, brackets, tails and records, as a lossless tree of byte spans.
//!
//! [`parse`] never fails: it returns a [`Tree`] and the tree knows the [`Problem`]s. Reading is
//! linear and without recursion, and each block is read on its own, so that
//! [`Tree::edit`] re-reads only the blocks an edit touched.

mod block;
mod edit;
mod escape;
mod inline;
mod lines;
mod name;
mod pieces;
mod problem;
mod record;
mod token;
mod tree;

pub use edit::{Edit, Reparsed, Source};
pub use escape::{escape_name, is_escapable, unescape};
pub use lines::{begins_with_markup, split_line, without_line_end};
pub use name::is_name;
pub use pieces::{Bracket, Piece, PieceKind, bare_text, for_each_text, for_each_text_around, pieces};
pub use problem::{Problem, ProblemKind};
pub use record::{Entry, Field, Head, Value, entry, field_line, head_line};
pub use token::{Token, TokenKind, last_word, tokens, word_token};
pub use tree::{Block, BlockKind, BlockRef, Node, Shape, Tree};

/// The largest source that can be read, in bytes: offsets are `u32`.
pub const MAX_SOURCE: usize = u32::MAX as usize;

/// Reads a whole file.
///
/// # Panics
/// If `source` is longer than [`MAX_SOURCE`].
pub fn parse(source: &str) -> Tree {
    assert!(source.len() <= MAX_SOURCE, "sources are limited to 4 GiB");
    let mut reader = block::Reader::default();
    let mut tree = Tree::default();
    let mut context = block::Context::START;
    let mut at = 0;
    while at < source.len() {
        let block = reader.next(&source[at..], context);
        context = block.kind().context_after();
        at += block.len();
        tree.blocks.push(block);
    }
    tree
}
