//! What earlier runs found: articles in which nothing was wrong, and that are as they were then, are not read again.
//!
//! Only what an article and its surroundings say of themselves is kept, and the facts about its quotations, with which
//! those of all articles are compared in each run. What is kept holds for this program, this newsmark.toml, these
//! registries and this command line; anything else begins anew.

use std::fs::{self, Metadata};
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use serde::{Deserialize, Serialize};

use crate::cli::input::Input;
use crate::workspace::{CONFIG_FILE, QuoteFact, Workspace};

/// The folder below the root.
const FOLDER: &str = ".newsmark_cache";

const FILE: &str = "check";

/// Fewer articles are checked before anybody notices.
const FEWEST: usize = 500;

/// Files may change without their time changing, if that happens as soon as this after it.
const RECENT: Duration = Duration::from_secs(2);

/// What is remembered of the articles of all roots.
pub struct Cache {
    roots: FxHashMap<PathBuf, Root>,
    started: SystemTime,
}

/// What is remembered of the articles of one root.
#[derive(Default)]
struct Root {
    stamp: u64,
    articles: FxHashMap<String, Clean<Vec<QuoteFact>>>,
}

/// An article in which nothing was wrong.
#[derive(Serialize, Deserialize)]
struct Clean<Q> {
    print: u64,
    quotes: Q,
}

/// What a file of the cache holds.
#[derive(Serialize, Deserialize)]
struct Content<P, Q> {
    stamp: u64,
    articles: Vec<(P, Clean<Q>)>,
}

/// An article that was looked at.
#[derive(Debug)]
pub struct Seen {
    /// Its path below the root.
    below: String,
    print: Print,
    /// True if it was clean and is as it was.
    is_known: bool,
}

/// What tells whether a file has changed.
#[derive(Clone, Copy, Debug)]
struct Print {
    hash: u64,
    /// When it was changed last.
    changed: SystemTime,
}

impl Cache {
    /// Remembers nothing.
    pub fn none() -> Self {
        Self { roots: FxHashMap::default(), started: SystemTime::now() }
    }

    /// Reads what earlier runs found in the roots of these articles: those that have a newsmark.toml and so many articles
    /// that it is worth it.
    pub fn open(inputs: &[Input]) -> Self {
        let mut cache = Self::none();
        let mut counts: FxHashMap<&Path, (&Workspace, usize)> = FxHashMap::default();
        for workspace in inputs.iter().map(|input| &*input.workspace) {
            counts.entry(&workspace.root).or_insert((workspace, 0)).1 += 1;
        }
        for (root, (workspace, _)) in counts.into_iter().filter(|(_, (_, count))| *count >= FEWEST) {
            let Ok(config) = fs::read(root.join(CONFIG_FILE)) else { continue };
            let stamp = stamp(workspace, &config);
            let articles = read(root, stamp).unwrap_or_default();
            cache.roots.insert(root.to_path_buf(), Root { stamp, articles });
        }
        cache
    }

    /// Looks at an article without reading it, and tells its quotations if it was clean and is as it was. Nothing for what
    /// is not remembered.
    pub fn look(&self, input: &Input) -> Option<(Seen, Option<&[QuoteFact]>)> {
        let root = self.roots.get(&input.workspace.root)?;
        let print = Print::of(&fs::metadata(input.shown_path()?).ok()?)?;
        let path = input.absolute_path()?;
        // What is found in a registry depends on more than itself.
        if input.workspace.registry.holds(&path) {
            return None;
        }
        let below = path.strip_prefix(&input.workspace.root).ok()?.to_str()?.to_string();
        let known = root.articles.get(&below).filter(|known| known.print == print.hash);
        Some((Seen { below, print, is_known: known.is_some() }, known.map(|known| &*known.quotes)))
    }

    /// Remembers what was found now: for each article that was looked at its quotations, if it was clean. Where that
    /// can't be written, the next run takes as long as this one.
    pub fn write<'a>(&self, found: impl Iterator<Item = (&'a Input, &'a Seen, Option<&'a [QuoteFact]>)>) {
        let mut news: FxHashMap<&Path, News<'_>> = FxHashMap::default();
        for (input, seen, quotes) in found {
            let root = &*input.workspace.root;
            let quotes = quotes.filter(|_| seen.is_known || seen.print.changed + RECENT < self.started);
            let was_clean = || self.roots[root].articles.contains_key(&seen.below);
            let news = news.entry(root).or_default();
            news.differ |= !seen.is_known && (quotes.is_some() || was_clean());
            news.checked.push((&seen.below, seen.print.hash, quotes));
        }
        for (root, news) in news.into_iter().filter(|(_, news)| news.differ) {
            let Root { stamp, articles } = &self.roots[root];
            let checked: FxHashSet<&str> = news.checked.iter().map(|(path, ..)| *path).collect();
            let others = articles.iter().filter(|(path, _)| !checked.contains(&***path));
            let others = others.filter(|(path, _)| root.join(path).exists());
            let others =
                others.map(|(path, known)| (&**path, Clean { print: known.print, quotes: &*known.quotes }));
            let now = news.checked.iter().filter_map(|(path, print, quotes)| {
                Some((*path, Clean { print: *print, quotes: (*quotes)? }))
            });
            let _ =
                write(&root.join(FOLDER), &Content { stamp: *stamp, articles: now.chain(others).collect() });
        }
    }
}

/// What is new in one root.
#[derive(Default)]
struct News<'a> {
    /// Each article that was looked at, its print, and its quotations if it was clean.
    checked: Vec<(&'a str, u64, Option<&'a [QuoteFact]>)>,
    /// True if what was remembered no longer holds.
    differ: bool,
}

impl Print {
    #[cfg(unix)]
    fn of(file: &Metadata) -> Option<Self> {
        use std::os::unix::fs::MetadataExt;
        let (seconds, nanoseconds) =
            (u64::try_from(file.ctime()).ok()?, u64::try_from(file.ctime_nsec()).ok()?);
        let changed =
            SystemTime::UNIX_EPOCH + Duration::from_secs(seconds) + Duration::from_nanos(nanoseconds);
        let modified = file.modified().ok()?;
        let hash = hash(&(file.len(), modified, changed, file.ino()));
        Some(Self { hash, changed: changed.max(modified) })
    }

    #[cfg(not(unix))]
    fn of(file: &Metadata) -> Option<Self> {
        let changed = file.modified().ok()?;
        Some(Self { hash: hash(&(file.len(), changed)), changed })
    }
}

/// A number for all that what is found in an article depends on besides itself.
fn stamp(workspace: &Workspace, config: &[u8]) -> u64 {
    let program = std::env::current_exe().and_then(fs::metadata).ok();
    let program = program.map(|file| (file.len(), file.modified().ok()));
    let registry: Vec<(&Path, &str)> = workspace.registry.files().collect();
    let command_line = format!("{:?}", workspace.config.command_line);
    hash(&(env!("CARGO_PKG_VERSION"), program, config, command_line, registry))
}

fn hash(of: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

fn read(root: &Path, stamp: u64) -> Option<FxHashMap<String, Clean<Vec<QuoteFact>>>> {
    let bytes = fs::read(root.join(FOLDER).join(FILE)).ok()?;
    let content: Content<String, Vec<QuoteFact>> = postcard::from_bytes(&bytes).ok()?;
    (content.stamp == stamp).then(|| content.articles.into_iter().collect())
}

fn write(folder: &Path, content: &Content<&str, &[QuoteFact]>) -> std::io::Result<()> {
    let bytes = postcard::to_allocvec(content).map_err(std::io::Error::other)?;
    fs::create_dir_all(folder)?;
    // Neither git nor backups need it.
    fs::write(folder.join(".gitignore"), "*\n")?;
    fs::write(folder.join("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n")?;
    let mut file = tempfile::Builder::new().prefix(".newsmark-").tempfile_in(folder)?;
    file.write_all(&bytes)?;
    file.persist(folder.join(FILE))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::input::find;

    #[test]
    fn known_until_the_file_changes() {
        let place = tempfile::tempdir().expect("a folder is made");
        let file =
            |name: &str, text: &str| fs::write(place.path().join(name), text).expect("it can be written");
        file(CONFIG_FILE, "");
        (0..FEWEST).for_each(|number| file(&format!("{number}.nmk"), "No news.\n"));
        std::thread::sleep(RECENT + Duration::from_millis(100));
        let (inputs, _) = find(&[place.path().to_path_buf()]);
        let known = |cache: &Cache| {
            let seen = inputs.iter().map(|input| cache.look(input).expect("it is remembered"));
            seen.filter(|(_, clean)| clean.is_some()).count()
        };

        let cache = Cache::open(&inputs);
        assert_eq!(known(&cache), 0);
        let seen: Vec<Seen> = inputs.iter().filter_map(|input| Some(cache.look(input)?.0)).collect();
        // All but one are clean.
        let clean = |number: usize| (number > 0).then_some(&[][..]);
        cache.write(
            inputs.iter().zip(&seen).enumerate().map(|(number, (input, seen))| (input, seen, clean(number))),
        );
        assert_eq!(known(&Cache::open(&inputs)), FEWEST - 1);

        file("7.nmk", "News.\n");
        assert_eq!(known(&Cache::open(&inputs)), FEWEST - 2);
        file(CONFIG_FILE, "[labels]\nodd = \"odd\"\n");
        assert_eq!(known(&Cache::open(&inputs)), 0);
    }
}
