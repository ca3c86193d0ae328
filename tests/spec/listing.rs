//! What a piece of markup means, as the specification lists it.

use std::fmt::Write;

use newsmark::article::Article;
use newsmark::formats::json::model::{
    Block, BlockKind, Comment, Document, Entity, Field, Mention, Metadata, Quote, Relation,
};
use newsmark::formats::json::{Offsets, document};
use newsmark::rules::{Context, Finding, check};
use newsmark::syntax::parse;
use newsmark::workspace::{Defined, Workspace};

/// The rules that the specification speaks of: what can't be read as it was meant, and what leads nowhere. What else
/// may be a mistake is for the pages of the rules.
const SPECIFIED: [&str; 18] = [
    "unclosed-bracket",
    "stray-closer",
    "empty-annotation",
    "tail-order",
    "malformed-tail",
    "broken-continuation",
    "unclosed-fence",
    "malformed-record",
    "field-without-record",
    "undefined-entity",
    "undefined-id",
    "undefined-relation",
    "duplicate-definition",
    "unknown-label",
    "quote-without-speaker",
    "invalid-date",
    "duplicate-metadata",
    "not-utf8",
];

/// Lists text, spans and problems, a line each.
pub fn listing(markup: &str, workspace: &Workspace) -> String {
    let tree = parse(markup);
    let article = Article::new(markup, &tree, &workspace.vocabulary);
    let document = document(&article, None, &workspace.registry, Offsets::Byte);
    let findings = check(&Context::new(&article, None, workspace));
    let mut list = Listing { text: &document.text, lines: String::new() };
    list.document(&document);
    let of_language = findings.iter().filter(|finding| SPECIFIED.contains(&finding.rule));
    of_language.for_each(|finding| list.problem(finding, markup));
    list.lines
}

struct Listing<'a> {
    text: &'a str,
    lines: String,
}

impl Listing<'_> {
    fn line(&mut self, line: String) {
        self.lines.push_str(&line);
        self.lines.push('\n');
    }

    fn document(&mut self, document: &Document) {
        self.line(format!("text {}", quoted(self.text)));
        self.headlines_and_comments(&document.blocks, &document.comments);
        document.mentions.iter().for_each(|mention| self.mention(mention));
        document.quotes.iter().for_each(|quote| self.quote(quote));
        document.entities.iter().for_each(|entity| self.entity(entity));
        document.metadata.iter().for_each(|(key, value)| self.metadata(key, value));
    }

    fn headlines_and_comments(&mut self, blocks: &[Block], comments: &[Comment]) {
        let comments =
            comments.iter().map(|comment| (comment.at, 0, format!("comment {}", quoted(&comment.text))));
        let headlines = blocks.iter().filter(|block| block.kind != BlockKind::Paragraph).map(|block| {
            let kind = if block.kind == BlockKind::Headline { "headline" } else { "crosshead" };
            (block.span[0], 1, format!("{kind}{}", self.pieces(&[block.span])))
        });
        let mut lines: Vec<_> = comments.chain(headlines).collect();
        lines.sort_by_key(|(at, order, _)| (*at, *order));
        lines.into_iter().for_each(|(_, _, line)| self.line(line));
    }

    fn mention(&mut self, mention: &Mention) {
        let mut line = format!("mention{}", self.pieces(&mention.spans));
        names(&mut line, "@", &mention.entities);
        flag(&mut line, "@?", mention.unknown);
        names(&mut line, "@", mention.date.iter().chain(&mention.more_dates));
        names(&mut line, ":", &mention.labels);
        names(&mut line, "#", &mention.id);
        flag(&mut line, "?", mention.tentative);
        self.line(line);
        self.fields(&mention.fields);
    }

    fn quote(&mut self, quote: &Quote) {
        let star = |inferred: bool| if inferred { "*" } else { "" };
        let kind = quote.kind.label();
        let mut line = format!("quote {kind}{}{}", star(quote.type_inferred), self.pieces(&quote.spans));
        names(&mut line, "@", &quote.speakers);
        flag(&mut line, "@?", quote.unknown_speaker);
        names(&mut line, "@", &quote.dates);
        names(&mut line, ":", &quote.labels);
        names(&mut line, "#", &quote.id);
        flag(&mut line, "?", quote.tentative);
        self.line(line);
        for source in &quote.sources {
            self.line(format!("  source{}{}", star(source.inferred), self.pieces(&source.spans)));
        }
        for cue in &quote.cues {
            self.line(format!("  cue{}{}", star(cue.inferred), self.pieces(&cue.spans)));
        }
        for role in &quote.roles {
            let label = if role.labels.is_empty() { "-".to_string() } else { role.labels.join(" ") };
            self.line(format!("  role {label}{}", self.pieces(&role.spans)));
        }
        self.fields(&quote.fields);
    }

    fn entity(&mut self, entity: &Entity) {
        let mut line = format!("entity @{}", entity.id);
        names(&mut line, "", &entity.types);
        let called: Vec<String> = entity.names.iter().map(|name| quoted(name)).collect();
        if !called.is_empty() {
            let _ = write!(line, " {}", called.join(" | "));
        }
        line += match entity.defined {
            Defined::Record => " record",
            Defined::Mention => " mention",
            Defined::Registry => " registry",
            Defined::Nowhere => " nowhere",
        };
        self.line(line);
        self.fields(&entity.fields);
    }

    fn fields(&mut self, fields: &[Field]) {
        for field in fields {
            let value = field
                .value
                .as_deref()
                .map_or_else(|| relation(&field.relation), |text| format!(" {}", quoted(text)));
            self.line(format!("  field {}{value}", field.key));
        }
    }

    fn metadata(&mut self, key: &str, value: &Metadata) {
        match value {
            Metadata::Text(text) => self.line(format!("metadata {key} {}", quoted(text))),
            Metadata::Relation(targets) => self.line(format!("metadata {key}{}", relation(targets))),
            Metadata::Several(values) => values.iter().for_each(|value| self.metadata(key, value)),
        }
    }

    fn problem(&mut self, finding: &Finding, markup: &str) {
        let whole = finding.span.of(markup);
        let line = whole.split(['\n', '\r']).next().unwrap_or("");
        let mut shown: String = line.chars().take(40).collect();
        if shown.len() < whole.len() {
            shown.push('…');
        }
        self.line(format!("problem {} {}", finding.rule, quoted(&shown)));
    }

    fn pieces(&self, spans: &[[u32; 2]]) -> String {
        spans
            .iter()
            .map(|[start, end]| format!(" {}", quoted(&self.text[*start as usize..*end as usize])))
            .collect()
    }
}

fn names<'n>(line: &mut String, sigil: &str, names: impl IntoIterator<Item = &'n String>) {
    for name in names {
        let _ = write!(line, " {sigil}{name}");
    }
}

fn flag(line: &mut String, sign: &str, set: bool) {
    if set {
        let _ = write!(line, " {sign}");
    }
}

fn relation(relation: &Relation) -> String {
    let mut targets = String::new();
    names(&mut targets, "@", &relation.refs);
    names(&mut targets, "#", &relation.ids);
    targets
}

/// A string with what can't be seen made visible.
fn quoted(text: &str) -> String {
    let mut shown = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => shown.push_str("\\\""),
            '\\' => shown.push_str("\\\\"),
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            '\u{a0}' | '\u{ad}' | '\u{2000}'..='\u{200f}' | '\u{2028}'..='\u{202f}' | '\u{feff}' => {
                let _ = write!(shown, "\\u{{{:x}}}", character as u32);
            }
            _ => shown.push(character),
        }
    }
    shown + "\""
}
