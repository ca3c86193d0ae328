//! Where the output of a command goes: standard output, or a file that is complete or not there.

use std::fs::{self, File};
use std::io::{self, BufWriter, Stderr, StdoutLock, Write};
use std::path::{Path, PathBuf};

use similar::TextDiff;
use tempfile::{Builder, NamedTempFile};

use super::Failure;
use crate::workspace::Error;

/// Output that must be finished to count.
pub struct Output {
    target: Target,
    /// Nobody reads standard output any more.
    closed: bool,
}

enum Target {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// Not locked: other threads show progress there.
    Stderr(BufWriter<Stderr>),
    /// Written beside its place and renamed when it is complete.
    File(BufWriter<NamedTempFile>, PathBuf),
    /// A device or pipe, which can't be renamed over.
    Special(BufWriter<File>, PathBuf),
}

impl Output {
    /// Opens `path`, or standard output.
    pub fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let target = match path {
            None => Target::Stdout(BufWriter::new(io::stdout().lock())),
            Some(path) => file(path).map_err(|error| cannot_write(path, &error))?,
        };
        Ok(Self { target, closed: false })
    }

    /// Standard error, for reports where standard output is taken.
    pub fn stderr() -> Self {
        Self { target: Target::Stderr(BufWriter::new(io::stderr())), closed: false }
    }

    /// Writes all of `text`. A reader who has seen enough and left is no failure.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        if self.closed {
            return Ok(());
        }
        let written = self.writer().write_all(text.as_bytes());
        self.judge(written)
    }

    /// True when nobody reads any more.
    pub fn is_closed(&self) -> bool {
        self.closed
    }

    /// Makes the output final. Without this, a file stays as it was.
    pub fn finish(mut self) -> Result<(), Failure> {
        if self.closed {
            return Ok(());
        }
        let flushed = self.writer().flush();
        self.judge(flushed)?;
        if let Target::File(temporary, path) = self.target {
            let temporary = temporary.into_inner().map_err(|error| cannot_write(&path, error.error()))?;
            temporary.persist(&path).map_err(|error| cannot_write(&path, &error.error))?;
        }
        Ok(())
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.target {
            Target::Stdout(stdout) => stdout,
            Target::Stderr(stderr) => stderr,
            Target::File(file, _) => file,
            Target::Special(file, _) => file,
        }
    }

    fn judge(&mut self, result: io::Result<()>) -> Result<(), Failure> {
        match (result, &self.target) {
            // If standard error is closed, nobody wants to know.
            (Err(_), Target::Stderr(_)) => {
                self.closed = true;
                Ok(())
            }
            (Err(error), Target::Stdout(_)) if error.kind() == io::ErrorKind::BrokenPipe => {
                self.closed = true;
                Ok(())
            }
            (Err(error), Target::Stdout(_)) => {
                Err(format!("cannot write to standard output: {error}").into())
            }
            (Err(error), Target::File(_, path) | Target::Special(_, path)) => Err(cannot_write(path, &error)),
            (Ok(()), _) => Ok(()),
        }
    }
}

/// Writes `text` to `path` or to standard output, all of it or nothing.
pub fn write(path: Option<&Path>, text: &str) -> Result<(), Failure> {
    let mut output = Output::open(path)?;
    output.write(text)?;
    output.finish()
}

/// Puts `after` in the place of `before` in an article, all of it or nothing; what somebody else changed meanwhile is
/// left as it is.
pub fn replace(path: &Path, before: &str, after: &str) -> Result<(), Failure> {
    let mut output = Output::open(Some(path))?;
    output.write(after)?;
    // Looked at last, so that as little time as possible is left for others.
    if fs::read(path).map_err(|error| Error::io(path, error))? != before.as_bytes() {
        return Err(format!("{}: was changed meanwhile and is left as it is", path.display()).into());
    }
    output.finish()
}

/// What differs, as `diff -u` shows it and `git apply` takes it.
pub fn diff(path: &Path, before: &str, after: &str) -> String {
    let shown = path.display().to_string();
    let below = shown.trim_start_matches('/');
    let (old, new) = (format!("a/{below}"), format!("b/{below}"));
    TextDiff::from_lines(before, after).unified_diff().header(&old, &new).to_string()
}

/// True if both paths lead to the same existing file.
pub fn is_same_file(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

fn file(path: &Path) -> io::Result<Target> {
    let existing = fs::metadata(path).ok();
    if existing.as_ref().is_some_and(|known| !known.is_file()) {
        let special = File::options().write(true).open(path)?;
        return Ok(Target::Special(BufWriter::new(special), path.into()));
    }
    // Where the path is a link, the file it leads to is replaced, not the link.
    let place = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = match place.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut builder = Builder::new();
    builder.prefix(".newsmark-");
    let permissions = existing.map(|known| known.permissions()).or_else(usual_permissions);
    if let Some(permissions) = permissions {
        builder.permissions(permissions);
    }
    Ok(Target::File(BufWriter::new(builder.tempfile_in(folder)?), place))
}

/// Those of a file that any program creates; temporary files are more private.
#[cfg(unix)]
fn usual_permissions() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn usual_permissions() -> Option<fs::Permissions> {
    None
}

fn cannot_write(path: &Path, error: &io::Error) -> Failure {
    let reason = match error.kind() {
        io::ErrorKind::NotFound => "there is no such folder".to_string(),
        io::ErrorKind::IsADirectory => "it is a folder; name a file in it".to_string(),
        io::ErrorKind::PermissionDenied => "permission denied".to_string(),
        _ => error.to_string(),
    };
    format!("{}: cannot be written: {reason}", path.display()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_changed_meanwhile_is_left_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder is made");
        let path = folder.path().join("a.nmk");
        fs::write(&path, "theirs").expect("is written");
        let error = replace(&path, "before", "after").expect_err("is not written");
        assert!(error.to_string().ends_with("a.nmk: was changed meanwhile and is left as it is"), "{error}");
        assert_eq!(fs::read_to_string(&path).expect("is there"), "theirs");
        replace(&path, "theirs", "after").expect("is written");
        assert_eq!(fs::read_to_string(&path).expect("is there"), "after");
        assert_eq!(fs::read_dir(folder.path()).expect("is there").count(), 1, "nothing stays beside it");
    }
}
