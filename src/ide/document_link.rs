//! What can be followed out of an article: `textDocument/documentLink` (LSP 3.17).

use std::path::{Path, PathBuf};

use super::snapshot::Snapshot;
use crate::syntax::{BlockKind, Field, Head, entry, unescape};
use crate::text::Span;

/// A stretch of text that leads somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLink {
    /// What can be clicked (bytes of the document).
    pub span: Span,
    /// Where it leads.
    pub target: LinkTarget,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkTarget {
    /// To the web.
    Url(String),
    /// To a file that is there (absolute).
    File(PathBuf),
}

/// The links of an open file: web addresses in metadata and fields, the items of `wikidata:` fields, and
/// paths in metadata, seen from the file's folder or the root, of files that are there.
pub fn document_links(snapshot: &Snapshot, path: &Path) -> Option<Vec<DocumentLink>> {
    let open = snapshot.document(path)?;
    let folders = [path.parent().filter(|_| path.is_absolute()), Some(&*open.root)];
    let folders: Vec<&Path> = folders.into_iter().flatten().filter(|folder| folder.is_absolute()).collect();
    let mut links = Vec::new();
    let entries = open.document.tree().blocks().filter(|block| block.kind() == BlockKind::Entry);
    for block in entries {
        let text = open.document.slice(block.content().range());
        let entry = entry(&text, block.start);
        let metadata = match entry.head {
            Some(Head::Metadata(field)) => Some(field),
            _ => None,
        };
        links.extend(metadata.and_then(|field| file(field, &folders)));
        for field in metadata.into_iter().chain(entry.fields()) {
            links.extend(urls(field));
            links.extend(wikidata(field));
        }
    }
    Some(links)
}

/// The web addresses in a value.
fn urls(field: Field<'_>) -> impl Iterator<Item = DocumentLink> {
    let raw = field.value.raw;
    let begins = memchr::memmem::find_iter(raw.as_bytes(), "http").filter_map(move |at| {
        let rest = &raw[at..];
        let is_url = rest.starts_with("https://") || rest.starts_with("http://");
        let is_word_start = !raw[..at].ends_with(char::is_alphanumeric);
        (is_url && is_word_start).then_some((at, url_len(rest)))
    });
    begins.filter(|(_, len)| *len > "https://".len()).map(move |(at, len)| {
        let start = field.value.span.start as usize + at;
        let url = unescape(&raw[at..at + len]).into_owned();
        DocumentLink { span: Span::new(start, start + len), target: LinkTarget::Url(url) }
    })
}

/// Up to white space or what brackets and quotation marks close, without the sentence's own marks.
fn url_len(text: &str) -> usize {
    let end = text.find(|c: char| c.is_whitespace() || "<>\"”»".contains(c)).unwrap_or(text.len());
    let url = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’']);
    let is_open = url.contains('(');
    if is_open { url.len() } else { url.trim_end_matches(')').len() }
}

/// `wikidata: Q42`
fn wikidata(field: Field<'_>) -> Vec<DocumentLink> {
    if !field.key.eq_ignore_ascii_case("wikidata") {
        return Vec::new();
    }
    let mut links = Vec::new();
    let mut at = 0;
    for word in field.value.raw.split([' ', ',', '\t']) {
        let is_item =
            word.len() > 1 && word.starts_with('Q') && word[1..].bytes().all(|byte| byte.is_ascii_digit());
        if is_item {
            let start = field.value.span.start as usize + at;
            let target = LinkTarget::Url(format!("https://www.wikidata.org/wiki/{word}"));
            links.push(DocumentLink { span: Span::new(start, start + word.len()), target });
        }
        at += word.len() + 1;
    }
    links
}

/// A value that is the path of a file.
fn file(field: Field<'_>, folders: &[&Path]) -> Option<DocumentLink> {
    let value = unescape(field.value.raw);
    // A name alone may be a file, too, but hardly without an ending.
    let looks_like_path = value.contains(['/', '.']) && !value.contains("://") && value.len() < 1024;
    let below = Path::new(&*value);
    if !looks_like_path || below.is_absolute() {
        return None;
    }
    let found = folders.iter().map(|folder| folder.join(below)).find(|path| path.is_file())?;
    Some(DocumentLink { span: field.value.span, target: LinkTarget::File(found) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    #[track_caller]
    fn links(text: &str, expected: &[&str]) {
        let mut fixture = Fixture::new(text);
        let snapshot = fixture.snapshot();
        let content = snapshot.document(&fixture.path).expect("it is open").document.text();
        let links = document_links(&snapshot, &fixture.path).expect("it is open");
        let shown = links.iter().map(|link| {
            let target = match &link.target {
                LinkTarget::Url(url) => url.clone(),
                LinkTarget::File(path) => fixture.name(path),
            };
            format!("{} -> {target}", link.span.of(&content))
        });
        assert_eq!(shown.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn addresses_and_items() {
        links(
            "---\nurl: https://coastalwire.example/2024/a_(b)#top$0\nnote: see (http://x.example/a), or <https://y.example>.\n@e :place E\n  wikidata: Q42, Q7 q8 Qx\n  url: https://e.example\n---\nhttps://not.example\n",
            &[
                "https://coastalwire.example/2024/a_(b)#top -> https://coastalwire.example/2024/a_(b)#top",
                "http://x.example/a -> http://x.example/a",
                "https://y.example -> https://y.example",
                "Q42 -> https://www.wikidata.org/wiki/Q42",
                "Q7 -> https://www.wikidata.org/wiki/Q7",
                "https://e.example -> https://e.example",
            ],
        );
        links("---\nnote: http and https:// and xhttps://a.example\n---$0\n", &[]);
    }

    #[test]
    fn files_that_are_there() {
        links(
            "==> news/a.nmk\n---\nphoto: harbour.jpg$0\ntranslation: ../b.nmk\nfrom: news/harbour.jpg\nother: c.nmk\nfolder: ./\n---\n==> news/harbour.jpg\nx\n==> b.nmk\nB\n",
            &[
                "harbour.jpg -> news/harbour.jpg",
                "../b.nmk -> news/../b.nmk",
                "news/harbour.jpg -> news/harbour.jpg",
            ],
        );
    }
}
