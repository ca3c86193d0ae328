use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::discover::ARTICLE_EXTENSION;
use super::not_utf8::NotUtf8;
use crate::text::Position;

/// Why a file or folder could not be used.
#[derive(Debug)]
pub struct Error {
    /// Which one.
    pub path: PathBuf,
    /// Why.
    pub reason: Reason,
}

/// What stands in the way.
#[derive(Debug)]
pub enum Reason {
    /// The system says no.
    Io(io::Error),
    /// The bytes are no UTF-8.
    NotUtf8(Box<NotUtf8>),
    /// More bytes than offsets can count.
    TooLarge(u64),
    /// A folder without a single article.
    NoArticles,
    /// A symbolic link to a folder above itself.
    Loop(PathBuf),
    /// `newsmark.toml` says something that can't be.
    Config {
        /// Where, if a place can be named.
        at: Option<Position>,
        /// What is wrong and what to do.
        message: String,
    },
}

impl Error {
    /// The system refused to read `path`.
    pub fn io(path: impl Into<PathBuf>, error: io::Error) -> Self {
        Self { path: path.into(), reason: Reason::Io(error) }
    }

    /// The message with paths below `folder` as they are seen from there.
    pub fn seen_from(&self, folder: &Path) -> impl fmt::Display {
        Seen { path: self.path.strip_prefix(folder).unwrap_or(&self.path), reason: &self.reason }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Seen { path: &self.path, reason: &self.reason }.fmt(f)
    }
}

/// An error whose path is shown in another form.
struct Seen<'a> {
    path: &'a Path,
    reason: &'a Reason,
}

impl fmt::Display for Seen<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some(at) = self.reason.place() {
            write!(f, ":{}:{}", at.line, at.column)?;
        }
        write!(f, ": {}", self.reason)
    }
}

impl Reason {
    /// Where in the file.
    fn place(&self) -> Option<Position> {
        match self {
            Self::Config { at, .. } => *at,
            Self::NotUtf8(wrong) => Some(wrong.at),
            _ => None,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) if error.kind() == io::ErrorKind::NotFound => {
                f.write_str("no such file or folder")
            }
            Self::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                f.write_str("cannot be read: permission denied")
            }
            Self::Io(error) if error.kind() == io::ErrorKind::IsADirectory => {
                f.write_str("is a folder; name a file")
            }
            Self::Io(error) => write!(f, "cannot be read: {error}"),
            Self::NotUtf8(wrong) => write!(f, "{}; {}", wrong.problem(), wrong.help()),
            Self::TooLarge(len) => write!(f, "has {len} bytes; files must be smaller than 4 GiB"),
            Self::NoArticles => write!(
                f,
                "no .{ARTICLE_EXTENSION} files in this folder (hidden and ignored files do not count; name a file to read it whatever its ending)"
            ),
            Self::Loop(above) => {
                write!(
                    f,
                    "is a symbolic link to {}, a folder it lies in; its files were not read again",
                    above.display()
                )
            }
            Self::Config { message, .. } => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}
