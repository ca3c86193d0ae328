//! `--changed`: what git says that differs.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::cli::Failure;
use crate::cli::input::Input;
use crate::workspace::CONFIG_FILE;

/// The tree without files, which every repository knows.
const EMPTY_TREE: &str = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/// Leaves only the articles that differ from `since`, or from the last commit, and those that depend on a
/// configuration or registry that does.
///
/// # Errors
/// If there is no git, no repository or no such revision.
pub fn only_changed(inputs: &mut Vec<Input>, since: Option<&str>) -> Result<(), Failure> {
    let changed = changed_files(since)?;
    let is_changed = |path: &Path| path.canonicalize().is_ok_and(|path| changed.contains(&path));
    let mut roots: Vec<(PathBuf, bool)> = Vec::new();
    inputs.retain(|input| {
        let workspace = &input.workspace;
        let known = roots.iter().find(|(root, _)| *root == workspace.root).map(|(_, all)| *all);
        let all = known.unwrap_or_else(|| {
            let mut shared = workspace.registry.files().map(|(path, _)| path);
            // A file that is gone can't be looked up as the others are.
            let config = workspace.root.canonicalize().unwrap_or_default().join(CONFIG_FILE);
            let all = changed.contains(&config) || shared.any(is_changed);
            roots.push((workspace.root.clone(), all));
            all
        });
        all || input.shown_path().is_none_or(is_changed)
    });
    Ok(())
}

/// The absolute paths of all files that differ, those included that git does not know yet.
fn changed_files(since: Option<&str>) -> Result<HashSet<PathBuf>, Failure> {
    let top = git(Path::new("."), &["rev-parse", "--show-toplevel"])?;
    let top = PathBuf::from(String::from_utf8_lossy(&top.stdout).trim_end_matches(['\n', '\r']));
    let base = match since {
        Some(revision) => parting(&top, revision)?,
        None => head(&top),
    };
    let differing = git(&top, &["diff", "--name-only", "--no-ext-diff", "-z", &base, "--"])?;
    let unknown = git(&top, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = [differing.stdout, unknown.stdout].concat();
    let names = names.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    Ok(names.map(|name| top.join(path(name))).collect())
}

fn head(top: &Path) -> String {
    let found = git(top, &["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]);
    found.map_or_else(|_| EMPTY_TREE.to_string(), |output| first_line(&output))
}

/// The commit at which a revision and the present one part.
fn parting(top: &Path, revision: &str) -> Result<String, Failure> {
    let commit = format!("{revision}^{{commit}}");
    let commit = git(top, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|_| format!("git knows no revision `{revision}`; was it fetched?"))?;
    let base = git(top, &["merge-base", &first_line(&commit), "HEAD"]).map_err(|_| {
        format!("git finds no common commit with `{revision}`; fetch more history (`git fetch --unshallow`)")
    })?;
    Ok(first_line(&base))
}

fn first_line(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).lines().next().unwrap_or_default().to_string()
}

fn git(folder: &Path, args: &[&str]) -> Result<Output, Failure> {
    let output = Command::new("git").arg("-C").arg(folder).args(args).output();
    let output = output.map_err(|error| format!("`--changed` needs git, which can't be started: {error}"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("`--changed` needs git, which says: {}", said.trim()).into());
    }
    Ok(output)
}

#[cfg(unix)]
fn path(name: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    std::ffi::OsStr::from_bytes(name).into()
}

#[cfg(not(unix))]
fn path(name: &[u8]) -> PathBuf {
    String::from_utf8_lossy(name).into_owned().into()
}
