//! `--watch`: checking again whenever something changes.

use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::{Args, once};
use crate::cli::input::Input;
use crate::cli::report::Colors;
use crate::cli::{Exit, Failure, tell};
use crate::workspace::{ARTICLE_EXTENSION, CONFIG_FILE, absolute};

/// How long it has to be quiet before the articles are checked: a `git checkout` changes many.
const QUIET: Duration = Duration::from_millis(100);

/// Checks until somebody ends the program.
pub fn run(args: &Args, colors: Colors) -> Result<Exit, Failure> {
    let (sender, events) = channel();
    let mut watcher = notify::recommended_watcher(sender)?;
    let mut watched = BTreeMap::new();
    loop {
        if std::io::stdout().is_terminal() {
            print!("\x1b[2J\x1b[3J\x1b[H");
        }
        let mut named = Vec::new();
        match once(args, colors) {
            Ok((_, inputs)) => {
                watch(&mut watcher, &mut watched, &places(args, &inputs))?;
                named.extend(inputs.iter().filter(|input| input.is_named).map(|input| absolute(&input.path)));
            }
            Err(error) => {
                tell(error);
                watch(&mut watcher, &mut watched, &places(args, &[]))?;
            }
        }
        let _ = writeln!(std::io::stderr(), "Waiting for changes; Ctrl+C ends this.");
        wait(&events, &named)?;
    }
}

/// The folders to look at, and whether also at what lies in folders below.
fn places(args: &Args, inputs: &[Input]) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut places = BTreeMap::new();
    for input in inputs {
        let registries = input.workspace.registry.files().filter_map(|(path, _)| path.parent());
        let folders = registries.chain([&*input.workspace.root]).chain(input.path.parent());
        for folder in folders {
            places.entry(absolute(folder)).or_insert(RecursiveMode::NonRecursive);
        }
    }
    let given = if args.paths.is_empty() { vec![PathBuf::from(".")] } else { args.paths.clone() };
    for folder in given.iter().filter(|path| path.is_dir()) {
        places.insert(absolute(folder), RecursiveMode::Recursive);
    }
    // What lies below a folder that is looked at as a whole need not be looked at twice.
    let whole: Vec<PathBuf> = places
        .iter()
        .filter(|(_, mode)| **mode == RecursiveMode::Recursive)
        .map(|(path, _)| path.clone())
        .collect();
    places.retain(|path, _| !whole.iter().any(|above| path != above && path.starts_with(above)));
    places
}

fn watch(
    watcher: &mut RecommendedWatcher,
    watched: &mut BTreeMap<PathBuf, RecursiveMode>,
    wanted: &BTreeMap<PathBuf, RecursiveMode>,
) -> Result<(), Failure> {
    for (path, mode) in wanted {
        if watched.get(path) != Some(mode) {
            watcher.watch(path, *mode)?;
        }
    }
    for path in watched.keys().filter(|path| !wanted.contains_key(*path)) {
        // It may be gone.
        let _ = watcher.unwatch(path);
    }
    watched.clone_from(wanted);
    Ok(())
}

/// Returns when something that matters has changed and it is quiet again.
fn wait(events: &Receiver<notify::Result<Event>>, named: &[PathBuf]) -> Result<(), Failure> {
    loop {
        let event = events.recv()?;
        if event.is_ok_and(|event| matters(&event, named)) {
            break;
        }
    }
    while events.recv_timeout(QUIET).is_ok() {}
    Ok(())
}

fn matters(event: &Event, named: &[PathBuf]) -> bool {
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default();
        let is_temporary = name.as_encoded_bytes().starts_with(b".newsmark-");
        let is_known = name == CONFIG_FILE || name == ".gitignore" || name == ".ignore";
        !is_temporary && (is_known || is_article(path) || named.contains(path))
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(is_ours)
}

fn is_article(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == ARTICLE_EXTENSION)
}
