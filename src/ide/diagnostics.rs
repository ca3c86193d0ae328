//! What is wrong in all files of the workspace: `workspace/diagnostic` (LSP 3.17).

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::snapshot::{Cancelled, Root, Snapshot, SourceText};
use super::wide::Others;
use crate::article::Article;
use crate::rules::{Context, Finding, OtherQuotes, check, unreadable};
use crate::syntax::parse;
use crate::workspace::{Error, QuoteTable, Reason, read};

/// A root, with its folder.
type RootAt<'a> = (&'a Arc<Path>, &'a Root);

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
    let closed = snapshot.roots().into_iter().flat_map(|(folder, root)| {
        let articles = root.index.iter().flat_map(|index| index.articles()).map(|(path, _)| path.clone());
        let registries = root.workspace.registry.files().map(|(path, _)| Arc::from(path));
        articles.chain(registries).map(move |path| (path, (folder, root)))
    });
    let mut closed: Vec<(Arc<Path>, RootAt<'_>)> =
        closed.filter(|(path, _)| snapshot.document(path).is_none()).collect();
    closed.sort_by(|a, b| a.0.cmp(&b.0));
    closed.dedup_by(|a, b| a.0 == b.0);
    // Few articles say what others say as well; only these have to be compared.
    let quotes: FxHashMap<&Arc<Path>, (Others<'_>, QuoteTable)> = snapshot
        .roots()
        .into_iter()
        .map(|(folder, _)| {
            let others = Others::new(snapshot, folder);
            let table = others.table();
            (folder, (others, table))
        })
        .collect();
    let checked: Result<Vec<Option<FileFindings>>, Cancelled> = closed
        .into_par_iter()
        .map(|(path, (folder, root))| {
            snapshot.check_cancelled()?;
            let (others, table) = &quotes[folder];
            let is_contested = others.number(&path).is_some_and(|article| table.is_contested(article));
            Ok(check_closed(path, root, is_contested.then_some(others)))
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

/// Nothing if the file is gone or can't be read as text.
fn check_closed(path: Arc<Path>, root: &Root, others: Option<&Others<'_>>) -> Option<FileFindings> {
    let source = match read(&path) {
        Ok(source) => source,
        Err(Error { reason: Reason::NotUtf8(wrong), .. }) => {
            let findings = vec![unreadable(&wrong)];
            return Some(FileFindings {
                path,
                version: None,
                text: SourceText::Closed(wrong.text.into()),
                findings,
            });
        }
        Err(_) => return None,
    };
    let tree = parse(&source);
    let article = Article::new(&source, &tree, &root.workspace.vocabulary);
    let mut context = Context::new(&article, Some(&path), &root.workspace);
    context.others = others.map(|others| others as &dyn OtherQuotes);
    let findings = check(&context);
    drop(context);
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
