use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};
use tower_lsp::lsp_types::Url;

/// Which document a URI means: `file:///c%3A/a.nmk` and `file:///C:/a.nmk` are one.
///
/// Editors spell URIs in their own ways; answers hold the spelling that the editor used.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentId(Arc<str>);

/// What has to stay encoded in the path of an id.
const RESERVED: &AsciiSet = &CONTROLS.add(b'%').add(b'?').add(b'#').add(b' ');

impl DocumentId {
    /// The document that `uri` means. Fragments point into a document and don't count.
    pub fn of(uri: &Url) -> Self {
        let decoded = percent_decode_str(uri.path()).collect::<Vec<u8>>();
        let path = match String::from_utf8(decoded) {
            Ok(path) => utf8_percent_encode(&with_upper_case_drive(path), RESERVED).to_string(),
            // Names of files may be any bytes.
            Err(_) => uri.path().to_string(),
        };
        let authority = if uri.has_authority() || uri.scheme() == "file" { uri.authority() } else { "" };
        let slashes = if uri.cannot_be_a_base() { "" } else { "//" };
        let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        Self(format!("{}:{slashes}{authority}{path}{query}", uri.scheme()).into())
    }
}

impl fmt::Debug for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// `/c:/articles` as `/C:/articles`.
fn with_upper_case_drive(mut path: String) -> String {
    let is_drive = matches!(path.as_bytes(), [b'/', letter, b':', ..] if letter.is_ascii_alphabetic());
    if is_drive {
        path[1..2].make_ascii_uppercase();
    }
    path
}

/// The file that a URI means; nothing for `untitled:` and all that is no file.
pub fn path(uri: &Url) -> Option<PathBuf> {
    if uri.scheme() == "file" { uri.to_file_path().ok() } else { None }
}

/// The URI of a file, whose path has to be absolute.
pub fn of_path(path: &std::path::Path) -> Option<Url> {
    Url::from_file_path(path).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(uri: &str) -> String {
        DocumentId::of(&uri.parse().expect("is a URI")).to_string()
    }

    #[test]
    fn spellings_of_one_file() {
        let same = [
            "file:///c%3A/my%20news/a%28b%29.nmk",
            "file:///C:/my news/a(b).nmk",
            "FILE:///c:/my%20news/a(b).nmk#L3",
            "file://localhost/C%3a/my%20news/%61(b).nmk",
        ];
        for spelling in same {
            assert_eq!(id(spelling), "file:///C:/my%20news/a(b).nmk", "{spelling}");
        }
        assert_eq!(id("file:///h%C3%A9.nmk"), id("file:///hé.nmk"));
    }

    #[test]
    fn what_differs_stays_apart() {
        assert_ne!(id("file:///a%23b.nmk"), id("file:///a#b.nmk"));
        assert_ne!(id("file:///a%3Fb"), id("file:///a?b"));
        assert_ne!(id("file:///a%2520b"), id("file:///a%20b"));
        assert_ne!(id("file:///a.nmk"), id("file:///A.nmk"));
        assert_ne!(id("git:/a.nmk?x"), id("git:/a.nmk?y"));
        assert_ne!(id("file:///a%ff"), id("file:///a%fe"));
    }

    #[test]
    fn documents_without_files() {
        for uri in [
            "untitled:Untitled-1",
            "untitled:/home/a.nmk",
            "vscode-notebook-cell:/a#W0",
            "file://host/share/a",
        ] {
            let uri: Url = uri.parse().expect("is a URI");
            let _ = DocumentId::of(&uri);
            assert!(uri.scheme() == "file" || path(&uri).is_none());
        }
        assert_eq!(id("untitled:Untitled-1"), "untitled:Untitled-1");
    }
}
