//! The articles that the arguments of a command mean.

use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::rules::known_rules;
use crate::workspace::{Error, Workspace, Workspaces, absolute, current_folder, decode, discover, read};

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
    is_file: bool,
}

impl Input {
    /// The text.
    pub fn read(&self) -> Result<String, Error> {
        if self.is_file { read(&self.path) } else { read_stdin() }
    }

    /// The file's path as it is shown; nothing for standard input.
    pub fn shown_path(&self) -> Option<&Path> {
        self.is_file.then_some(&*self.path)
    }

    /// The file's path seen from the top; nothing for standard input.
    pub fn absolute_path(&self) -> Option<PathBuf> {
        self.is_file.then(|| absolute(&self.path))
    }
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
    let here = PathBuf::from(".");
    let mut workspaces = Workspaces::new(known_rules());
    let mut inputs = Vec::new();
    if paths.iter().any(|path| is_stdin(path)) {
        let workspace = workspaces.of_folder(&here, &here);
        inputs.push(Input { path: STDIN.into(), workspace, is_named: true, is_file: false });
    }
    let mut named: Vec<PathBuf> = paths.iter().filter(|path| !is_stdin(path)).cloned().collect();
    if paths.is_empty() {
        named.push(here);
    }
    let found = discover(&named);
    for file in found.files {
        let workspace = workspaces.of_folder(file.folder(), &file.given);
        inputs.push(Input { path: file.path, workspace, is_named: file.is_named, is_file: true });
    }
    let troubles = workspaces.loaded().into_iter().flat_map(|workspace| workspace.errors.iter());
    let troubles: Vec<&Error> = found.errors.iter().chain(troubles).collect();
    troubles.iter().for_each(|error| super::tell(error.seen_from(current_folder())));
    (inputs, troubles.len())
}
