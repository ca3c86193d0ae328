//! What is wrong in all files of the workspace: `workspace/diagnostic` (LSP 3.17).

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::snapshot::{Cancelled, Root, Snapshot, SourceText};
use crate::article::Article;
use crate::rules::{Context, Finding, check};
use crate::syntax::parse;
use crate::workspace::read;

/// What is wrong in one file.
#[derive(Clone, Debug)]
pub struct FileFindings {
    /// The file (absolute), or the name of a text that was never saved.
    pub path: Arc<Path>,
    /// The editor's number for the text, if the file is open.
    pub version: Option<i32>,
    /// The text in which the places are.
    pub text: SourceText,
    /// What was found, in order of place.
    pub findings: Vec<Finding>,
}

/// Checks all articles and registries of all roots that were read, as `newsmark check` does: open ones as
/// they are now, the others as they are on the disk. In the order of their paths.
///
/// # Errors
/// If nobody waits for the answer any more.
pub fn check_workspace(snapshot: &Snapshot) -> Result<Vec<FileFindings>, Cancelled> {
    let closed = snapshot.roots().into_iter().flat_map(|(_, root)| {
        let articles = root.index.iter().flat_map(|index| index.articles()).map(|(path, _)| path.clone());
        let registries = root.workspace.registry.files().map(|(path, _)| Arc::from(path));
        articles.chain(registries).map(move |path| (path, root))
    });
    let mut closed: Vec<(Arc<Path>, &Root)> =
        closed.filter(|(path, _)| snapshot.document(path).is_none()).collect();
    closed.sort_by(|a, b| a.0.cmp(&b.0));
    closed.dedup_by(|a, b| a.0 == b.0);
    let checked: Result<Vec<Option<FileFindings>>, Cancelled> = closed
        .into_par_iter()
        .map(|(path, root)| {
            snapshot.check_cancelled()?;
            Ok(check_closed(path, root))
        })
        .collect();
    let open = snapshot.documents().into_iter().map(|open| FileFindings {
        path: open.path.clone(),
        version: Some(open.version),
        text: SourceText::Open(open.document.rope().clone()),
        findings: snapshot.findings(open),
    });
    let mut files: Vec<FileFindings> = checked?.into_iter().flatten().chain(open).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(files)
}

/// Nothing if the file is gone or unreadable.
fn check_closed(path: Arc<Path>, root: &Root) -> Option<FileFindings> {
    let source = read(&path).ok()?;
    let tree = parse(&source);
    let article = Article::new(&source, &tree, &root.workspace.vocabulary);
    let findings = check(&Context::new(&article, Some(&path), &root.workspace));
    drop(article);
    Some(FileFindings { path, version: None, text: SourceText::Closed(source.into()), findings })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    #[test]
    fn open_and_closed_files_are_checked() {
        let mut fixture = Fixture::new(
            "==> a.nmk\n[Ana @ana] left.\n==> b.nmk\n$0[Bo @bo\n==> entities.nmk\n---\n@ana :persom Ana\n",
        );
        let files = check_workspace(&fixture.snapshot()).expect("nobody cancels");
        let shown = files.iter().map(|file| {
            let rules: Vec<&str> = file.findings.iter().map(|finding| finding.rule).collect();
            format!("{}: {}\n", fixture.name(&file.path), rules.join(" "))
        });
        assert_eq!(
            shown.collect::<String>(),
            "a.nmk: \nb.nmk: unclosed-bracket\nentities.nmk: unknown-label\n"
        );
    }
}
