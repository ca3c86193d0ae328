//! The Newsmark grammar for tree-sitter.
//!
//! ```
//! let mut parser = tree_sitter::Parser::new();
//! parser.set_language(&tree_sitter_newsmark::LANGUAGE.into())?;
//! let tree = parser.parse("[Ana Duarte @duarte] spoke.", None).expect("there is no time limit");
//! assert_eq!(tree.root_node().child(0).map(|block| block.kind()), Some("paragraph"));
//! # Ok::<(), tree_sitter::LanguageError>(())
//! ```

use tree_sitter_language::LanguageFn;

unsafe extern "C" {
    fn tree_sitter_newsmark() -> *const ();
}

/// The grammar, for `tree_sitter::Parser::set_language`.
pub const LANGUAGE: LanguageFn = unsafe { LanguageFn::from_raw(tree_sitter_newsmark) };
