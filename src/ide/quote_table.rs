//! Who said what in an article: one row per quotation.

use std::fmt::Write;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Serialize;

use super::snapshot::{OpenDocument, Snapshot};
use crate::article::{Article, Inferred, Quotation, QuotationType, Role, infer};
use crate::text::Span;
use crate::workspace::{Profile, Registry};

/// The quotations of an article, in the order of their first pieces.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteTable {
    /// The article's headline, without markup; may be empty.
    pub headline: String,
    /// One row per quotation.
    pub rows: Vec<QuoteRow>,
}

/// A quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QuoteRow {
    /// Who said it; nobody, if the article does not say.
    pub speakers: Vec<Speaker>,
    /// True if the article says that nobody knows who said it.
    pub unknown: bool,
    /// How it is quoted, given or inferred from its quotation marks.
    #[serde(rename = "type")]
    pub quotation_type: QuotationType,
    /// What was said: the text of all pieces, on one line.
    pub words: String,
    /// Who said it, as the text has it.
    pub source: Option<Told>,
    /// The words that say that it was said.
    pub cue: Option<Told>,
    /// True if it is a suggestion that nobody has confirmed yet.
    pub tentative: bool,
    /// The line of the first piece, from 1.
    pub line: usize,
    /// The first piece (bytes of the document).
    #[serde(skip)]
    pub place: Span,
}

/// Somebody who said something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// The entity's id.
    pub id: String,
    /// What the article or the registry calls them, if anything.
    pub name: Option<String>,
}

/// What the text says of a quotation outside its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Told {
    /// The text.
    pub text: String,
    /// True if the tools found it, and no annotator.
    pub inferred: bool,
}

/// What speakers are called, each looked up once.
struct Names<'a, 's> {
    registry: &'a Registry,
    known: FxHashMap<&'s str, Option<String>>,
}

impl<'s> Names<'_, 's> {
    fn of(&mut self, article: &Article<'s>, id: &'s str) -> Option<String> {
        let find = || {
            let profile = Profile::new(article, article.entity(id)?, self.registry);
            profile.names.first().map(|name| name.to_string())
        };
        self.known.entry(id).or_insert_with(find).clone()
    }
}

/// Who said what in an open file.
pub fn quote_table(snapshot: &Snapshot, path: &Path) -> Option<QuoteTable> {
    let open = snapshot.document(path)?;
    let text = open.document.text();
    let article = Article::new(&text, open.document.tree(), open.document.vocabulary());
    let registry = &snapshot.root_of(open).workspace.registry;
    let mut names = Names { registry, known: FxHashMap::default() };
    let inferred = infer(&article);
    let quotations = article.quotations.iter().zip(inferred);
    let rows = quotations.map(|(quotation, inferred)| row(open, &article, &mut names, quotation, inferred));
    Some(QuoteTable { rows: rows.collect(), headline: headline(&article) })
}

fn headline(article: &Article<'_>) -> String {
    let mut blocks = article.tree.blocks().filter(|block| block.kind() == crate::syntax::BlockKind::Headline);
    blocks.next().map_or(String::new(), |block| one_line(article.bare().of(block.prose())))
}

fn row<'s>(
    open: &OpenDocument,
    article: &Article<'s>,
    names: &mut Names<'_, 's>,
    quotation: &Quotation<'s>,
    inferred: Inferred,
) -> QuoteRow {
    let speakers = quotation.speakers(article).into_iter().map(|speaker| {
        let name = names.of(article, speaker.name);
        Speaker { id: speaker.name.to_string(), name }
    });
    let place = article.annotations[quotation.pieces[0] as usize].span;
    let given = quotation.given_type(article);
    QuoteRow {
        speakers: speakers.collect(),
        unknown: quotation.is_unknown(article),
        quotation_type: given.unwrap_or_else(|| quotation.inferred_type(article)),
        words: text_of(article, &quotation.pieces),
        source: told(article, quotation, Role::Source, inferred.source),
        cue: told(article, quotation, Role::Cue, inferred.cue),
        tentative: article.is_tentative(&quotation.pieces),
        line: open.document.rope().byte_to_line(place.start as usize) + 1,
        place,
    }
}

fn told(article: &Article<'_>, quotation: &Quotation<'_>, role: Role, inferred: Option<u32>) -> Option<Told> {
    let given: Vec<u32> = quotation.parts_of(role).flat_map(|part| part.pieces.iter().copied()).collect();
    if !given.is_empty() {
        return Some(Told { text: text_of(article, &given), inferred: false });
    }
    inferred.map(|at| Told { text: text_of(article, &[at]), inferred: true })
}

fn text_of(article: &Article<'_>, pieces: &[u32]) -> String {
    let texts: Vec<String> =
        pieces.iter().map(|&piece| one_line(article.bare().of(article.content(piece)))).collect();
    texts.join(" … ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl QuoteTable {
    /// The table in Markdown (GitHub Flavored Markdown Spec, §4.10); what was inferred is in italics.
    pub fn to_markdown(&self) -> String {
        let mut markdown = String::new();
        if !self.headline.is_empty() {
            let _ = writeln!(markdown, "# {}\n", escape(&self.headline));
        }
        if self.rows.is_empty() {
            markdown.push_str("No quotations.\n");
            return markdown;
        }
        markdown.push_str("| Line | Who | How | What | Cue |\n|---:|---|---|---|---|\n");
        for row in &self.rows {
            let cue = row.cue.as_ref().map_or(String::new(), Told::to_markdown);
            let tentative = if row.tentative { " (suggestion)" } else { "" };
            let _ = writeln!(
                markdown,
                "| {} | {} | {} | {}{tentative} | {cue} |",
                row.line,
                row.who(),
                row.quotation_type.label(),
                escape(&row.words),
            );
        }
        markdown
    }
}

impl QuoteRow {
    fn who(&self) -> String {
        if self.speakers.is_empty() {
            return if self.unknown { "unknown".to_string() } else { String::new() };
        }
        let names = self.speakers.iter().map(|speaker| match &speaker.name {
            Some(name) => escape(name),
            None => format!("@{}", escape(&speaker.id)),
        });
        names.collect::<Vec<_>>().join(", ")
    }
}

impl Told {
    fn to_markdown(&self) -> String {
        let text = escape(&self.text);
        if self.inferred { format!("*{text}*") } else { text }
    }
}

/// Text as it stands in a cell: nothing in it is markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '|' | '*' | '_' | '`' | '[' | ']' | '<' | '\\') {
            escaped.push('\\');
        }
        escaped.push(character);
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ide::fixture::Fixture;

    fn table(text: &str) -> QuoteTable {
        let mut fixture = Fixture::new(text);
        quote_table(&fixture.snapshot(), &fixture.path).expect("it is open")
    }

    #[test]
    fn who_said_what() {
        let table = table(
            "==> story.nmk\n# [Port @ellery] | closed$0\n\n[Ana Duarte @ana :person #q1] [said :cue #q1]: {\"We\ngo\" #q1}, and {\"not\" later #q1}.\n\n{They stay @okoro ?}, [Okoro @okoro] [added :cue].\n\n{A *w* @?} {B @nobody} {C :reported}\n==> entities.nmk\n---\n@okoro :person Samuel Okoro\n",
        );
        assert_eq!(
            table.to_markdown().trim(),
            "
# Port \\| closed

| Line | Who | How | What | Cue |
|---:|---|---|---|---|
| 3 | Ana Duarte | mixed | \"We go\" … \"not\" later | said |
| 6 | Samuel Okoro | indirect | They stay (suggestion) | *added* |
| 8 | unknown | indirect | A \\*w\\* |  |
| 8 | @nobody | indirect | B |  |
| 8 |  | reported | C |  |"
                .trim()
        );
        assert_eq!(table.rows[1].source, Some(Told { text: "Okoro".to_string(), inferred: true }));
    }

    #[test]
    fn as_json() {
        let table = table("{\"We go\" @ana}");
        let json = serde_json::to_string(&table).expect("it is plain data");
        assert_eq!(
            json,
            r#"{"headline":"","rows":[{"speakers":[{"id":"ana","name":null}],"unknown":false,"type":"direct","words":"\"We go\"","source":null,"cue":null,"tentative":false,"line":1}]}"#
        );
    }

    #[test]
    fn nobody_said_anything() {
        assert_eq!(table("Text$0").to_markdown(), "No quotations.\n");
    }
}
