//! The articles that the arguments of a command mean.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use crate::rules::known_rules;
use crate::workspace::{
    CommandLine, Error, Workspace, Workspaces, absolute, current_folder, decode, discover, read,
};

/// What standard input is called in messages.
const STDIN: &str = "<stdin>";

/// An article to read: a file, or standard input.
#[derive(Debug)]
pub struct Input {
    /// As it is shown.
    pub path: PathBuf,
    /// What surrounds it.
    pub workspace: Arc<Workspace>,
    /// Whether it was named itself, not a folder around it.
    pub is_named: bool,
    origin: Origin,
    stdin: OnceLock<String>,
}

/// Where the text of an article comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    File,
    Stdin,
    /// Standard input, which holds what shall be in the file.
    StdinForFile,
}

impl Input {
    /// The text.
    pub fn read(&self) -> Result<String, Error> {
        if self.origin == Origin::File {
            return read(&self.path);
        }
        // It can be read but once.
        if let Some(text) = self.stdin.get() {
            return Ok(text.clone());
        }
        let text = read_stdin()?;
        Ok(self.stdin.get_or_init(|| text).clone())
    }

    /// The file's path as it is shown; nothing for standard input.
    pub fn shown_path(&self) -> Option<&Path> {
        (self.origin == Origin::File).then_some(&*self.path)
    }

    /// The path of the file that the text belongs to, seen from the top; nothing if there is none.
    pub fn absolute_path(&self) -> Option<PathBuf> {
        (self.origin != Origin::Stdin).then(|| absolute(&self.path))
    }
}

/// Which articles are wanted, and how.
#[derive(Debug, Default)]
pub struct Wanted<'a> {
    /// Files, folders, or `-`; without any, the current folder.
    pub paths: &'a [PathBuf],
    /// Which file the text on standard input belongs to.
    pub stdin_name: Option<&'a Path>,
    /// Whether files that are named themselves are left out as well if the project excludes them.
    pub force_exclude: bool,
    /// What holds over all that projects say.
    pub command_line: CommandLine,
}

/// Reads all of standard input.
pub fn read_stdin() -> Result<String, Error> {
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => decode(Path::new(STDIN), bytes),
        Err(error) => Err(Error::io(STDIN, error)),
    }
}

/// True for `-`, which stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}

/// Finds the articles that `paths` mean, standard input first; without paths, those below the
/// current folder. Tells of what can't be read, and says how often.
pub fn find(paths: &[PathBuf]) -> (Vec<Input>, usize) {
    find_wanted(Wanted { paths, ..Wanted::default() })
}

/// Finds the articles that are wanted, standard input first. Tells of what can't be read, and says how often.
pub fn find_wanted(wanted: Wanted<'_>) -> (Vec<Input>, usize) {
    let here = PathBuf::from(".");
    let mut workspaces = Workspaces::new(known_rules(), wanted.command_line);
    let mut inputs = Vec::new();
    if wanted.paths.iter().any(|path| is_stdin(path)) {
        let name = wanted.stdin_name;
        let folder = name.and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
        let workspace = workspaces.of_folder(folder.unwrap_or(&here), &here);
        let origin = if name.is_some() { Origin::StdinForFile } else { Origin::Stdin };
        let path = name.map_or_else(|| STDIN.into(), Path::to_path_buf);
        inputs.push(Input { path, workspace, is_named: true, origin, stdin: OnceLock::new() });
    }
    let mut named: Vec<PathBuf> = wanted.paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    if wanted.paths.is_empty() {
        named.push(here);
    }
    let found = discover(&named);
    for file in found.files {
        let workspace = workspaces.of_folder(file.folder(), &file.given);
        inputs.push(Input {
            path: file.path,
            workspace,
            is_named: file.is_named,
            origin: Origin::File,
            stdin: OnceLock::new(),
        });
    }
    inputs.retain(|input| (input.is_named && !wanted.force_exclude) || is_taken(input));
    let troubles = workspaces.loaded().into_iter().flat_map(|workspace| workspace.errors.iter());
    let troubles: Vec<&Error> = found.errors.iter().chain(troubles).collect();
    troubles.iter().for_each(|error| super::tell(error.seen_from(current_folder())));
    (inputs, troubles.len())
}

/// True unless the project leaves the file out.
fn is_taken(input: &Input) -> bool {
    let config = &input.workspace.config;
    if config.takes_all() {
        return true;
    }
    let path = input.absolute_path();
    path.as_deref()
        .and_then(|path| path.strip_prefix(&input.workspace.root).ok())
        .is_none_or(|below| config.takes(below))
}
