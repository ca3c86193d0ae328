use std::path::Path;

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Which files below a root are meant, in the patterns of `.gitignore`: `drafts/` is a folder at any depth,
/// `/wire` starts at the root, `*.old.nmk` is a name, `wire/**/*.nmk` a path, and `!` takes back.
#[derive(Clone, Debug)]
pub struct Globs {
    /// As they are written.
    pub patterns: Vec<String>,
    matcher: Gitignore,
}

impl Default for Globs {
    fn default() -> Self {
        Self { patterns: Vec::new(), matcher: Gitignore::empty() }
    }
}

impl Globs {
    /// Reads patterns.
    ///
    /// # Errors
    /// With the number of the first that is none, and why.
    pub fn new(patterns: Vec<String>) -> Result<Self, (usize, String)> {
        let mut builder = GitignoreBuilder::new("");
        // git takes `a[` for a name; here it is more likely a slip.
        builder.allow_unclosed_class(false);
        for (number, pattern) in patterns.iter().enumerate() {
            let wrong =
                |error: ignore::Error| (number, format!("`{pattern}` is no pattern: {}", reason(error)));
            builder.add_line(None, pattern).map_err(wrong)?;
        }
        let matcher = builder.build().map_err(|error| (0, error.to_string()))?;
        Ok(Self { patterns, matcher })
    }

    /// True if no file is meant.
    pub fn is_empty(&self) -> bool {
        self.matcher.is_empty()
    }

    /// True if a file is meant. `below` is its path seen from the root.
    pub fn hold(&self, below: &Path) -> bool {
        !self.is_empty()
            && below.is_relative()
            && self.matcher.matched_path_or_any_parents(below, false).is_ignore()
    }
}

/// What is wrong, without the pattern.
fn reason(error: ignore::Error) -> String {
    match error {
        ignore::Error::Glob { err, .. } => err,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_mean_what_they_mean_in_gitignore() {
        let cases = [
            ("drafts/", "drafts/a.nmk", true),
            ("drafts/", "2024/drafts/a.nmk", true),
            ("drafts", "drafts.nmk", false),
            ("/wire", "wire/a.nmk", true),
            ("/wire", "2024/wire/a.nmk", false),
            ("*.old.nmk", "2024/a.old.nmk", true),
            ("wire/**/*.nmk", "wire/2024/03/a.nmk", true),
            ("wire/*.nmk", "wire/2024/a.nmk", false),
            ("a.nmk", "é/a.nmk", true),
        ];
        for (pattern, path, expected) in cases {
            let globs = Globs::new(vec![pattern.to_string()]).expect("is a pattern");
            assert_eq!(globs.hold(Path::new(path)), expected, "{pattern} {path}");
        }
    }

    #[test]
    fn later_patterns_take_back() {
        let globs = Globs::new(vec!["wire/*".into(), "!wire/a.nmk".into()]).expect("are patterns");
        assert!(globs.hold(Path::new("wire/b.nmk")) && !globs.hold(Path::new("wire/a.nmk")));
        assert!(!Globs::default().hold(Path::new("a.nmk")));
    }

    #[test]
    fn what_is_no_pattern_is_named() {
        let (number, message) = Globs::new(vec!["a".into(), "a[".into()]).expect_err("is no pattern");
        assert!(number == 1 && message.contains("`a[` is no pattern: "), "{message}");
    }
}
