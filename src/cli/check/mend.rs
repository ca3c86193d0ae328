//! `--fix`: what mends itself.

use crate::article::Article;
use crate::rules::{self, Context, mend};
use crate::syntax::parse;
use crate::text::apply_edits;
use crate::workspace::Workspace;
use std::path::Path;

/// Rounds after which fixes that undo each other are left alone.
const MOST_ROUNDS: usize = 20;

/// An article after its fixes.
#[derive(Debug, Default)]
pub struct Mended {
    /// The whole file.
    pub text: String,
    /// How many fixes were applied.
    pub fixes: usize,
}

/// Applies fixes until there are none left, safe ones or all. `path` (absolute) says where the text comes from.
pub fn mended(source: &str, path: Option<&Path>, workspace: &Workspace, unsafe_too: bool) -> Mended {
    let mut mended = Mended { text: source.to_string(), fixes: 0 };
    for _ in 0..MOST_ROUNDS {
        let tree = parse(&mended.text);
        let article = Article::new(&mended.text, &tree, &workspace.vocabulary);
        let findings = rules::check(&Context::new(&article, path, workspace));
        let (edits, fixes) = mend(&findings, unsafe_too);
        drop(article);
        if edits.is_empty() {
            break;
        }
        mended.text = apply_edits(&mended.text, &edits);
        mended.fixes += fixes;
    }
    mended
}
