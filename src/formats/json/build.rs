//! From an article to its export.

use std::collections::BTreeMap;

use super::model::{
    Block, BlockKind, Comment, Cue, Document, Entity, Field, Mention, Metadata, Quote, Relation, Role, Source,
};
use super::offsets::{Counter, Offsets};
use crate::article::{self, Article, BareText, Inferred, Part, Quotation, infer};
use crate::syntax::{self, Token, TokenKind, unescape};
use crate::text::Span;
use crate::workspace::{Profile, Registry};

/// Everything that `article` says, with offsets counted in `offsets`.
pub fn document(
    article: &Article<'_>,
    path: Option<String>,
    registry: &Registry,
    offsets: Offsets,
) -> Document {
    let builder =
        Builder { article, bare: article.bare(), counter: Counter::new(&article.bare().text, offsets) };
    let inferred = infer(article);
    Document {
        newsmark: 1,
        path,
        offsets,
        metadata: metadata(article),
        blocks: builder.blocks(),
        entities: article
            .entities
            .iter()
            .map(|known| entity(&Profile::new(article, known, registry), known.id))
            .collect(),
        mentions: article.mentions.iter().map(|mention| builder.mention(mention)).collect(),
        quotes: article
            .quotations
            .iter()
            .zip(&inferred)
            .map(|(quote, found)| builder.quote(quote, found))
            .collect(),
        comments: builder.comments(),
        text: builder.bare.text.clone(),
    }
}

struct Builder<'a, 's> {
    article: &'a Article<'s>,
    bare: &'a BareText,
    counter: Counter<'a>,
}

impl<'s> Builder<'_, 's> {
    fn blocks(&self) -> Vec<Block> {
        let kinds = self.article.blocks.iter().filter_map(|(kind, span)| {
            let kind = match kind {
                syntax::BlockKind::Headline => BlockKind::Headline,
                syntax::BlockKind::Crosshead => BlockKind::Crosshead,
                syntax::BlockKind::Paragraph => BlockKind::Paragraph,
                _ => return None,
            };
            Some((kind, self.bare.span(*span)))
        });
        let without_line_end = |mut span: Span| {
            span.end = span.start + span.of(&self.bare.text).trim_end_matches(['\n', '\r']).len() as u32;
            span
        };
        kinds.map(|(kind, span)| Block { kind, span: self.counter.span(without_line_end(span)) }).collect()
    }

    fn mention(&self, mention: &article::Mention<'s>) -> Mention {
        let (spans, text) = self.place(&mention.pieces, mention.id);
        let mut dates = self.tokens(&mention.pieces, TokenKind::Date).into_iter();
        Mention {
            id: mention.id.map(str::to_string),
            spans,
            text,
            entities: self.tokens(&mention.pieces, TokenKind::Entity),
            unknown: mention.is_unknown(self.article),
            labels: self.tokens(&mention.pieces, TokenKind::Label),
            date: dates.next(),
            more_dates: dates.collect(),
            tentative: self.article.is_tentative(&mention.pieces),
            fields: self.fields_of(mention.id),
        }
    }

    fn quote(&self, quotation: &Quotation<'s>, inferred: &Inferred) -> Quote {
        let article = self.article;
        let (spans, text) = self.place(&quotation.pieces, quotation.id);
        let given = quotation.given_type(article);
        let of_role = |role| quotation.parts_of(role);
        let sources =
            of_role(article::Role::Source).map(|part| self.source(&part.pieces, quotation.id, false));
        let cues = of_role(article::Role::Cue).map(|part| self.cue(&part.pieces, quotation.id, false));
        let inferred_source = inferred.source.map(|at| self.source(&[at], None, true));
        let inferred_cue = inferred.cue.map(|at| self.cue(&[at], None, true));
        Quote {
            id: quotation.id.map(str::to_string),
            spans,
            text,
            kind: given.unwrap_or_else(|| quotation.inferred_type(article)),
            type_inferred: given.is_none(),
            speakers: quotation.speakers(article).into_iter().map(name).collect(),
            unknown_speaker: quotation.is_unknown(article),
            sources: sources.chain(inferred_source).collect(),
            cues: cues.chain(inferred_cue).collect(),
            roles: of_role(article::Role::Other).map(|part| self.role(part, quotation.id)).collect(),
            labels: quotation.labels(article).into_iter().map(name).collect(),
            dates: self.tokens(&quotation.pieces, TokenKind::Date),
            tentative: article.is_tentative(&quotation.pieces),
            fields: self.fields_of(quotation.id),
        }
    }

    fn source(&self, pieces: &[u32], id: Option<&str>, inferred: bool) -> Source {
        let (spans, text) = self.place(pieces, id);
        Source { spans, text, entities: self.tokens(pieces, TokenKind::Entity), inferred }
    }

    fn cue(&self, pieces: &[u32], id: Option<&str>, inferred: bool) -> Cue {
        let (spans, text) = self.place(pieces, id);
        Cue { spans, text, inferred }
    }

    fn role(&self, part: &Part, id: Option<&str>) -> Role {
        let (spans, text) = self.place(&part.pieces, id);
        let entities = self.tokens(&part.pieces, TokenKind::Entity);
        Role { labels: self.tokens(&part.pieces, TokenKind::Label), spans, text, entities }
    }

    /// Spans and text of pieces that `id` ties together.
    fn place(&self, pieces: &[u32], id: Option<&str>) -> (Vec<[u32; 2]>, String) {
        let spans: Vec<Span> =
            self.article.spans(pieces, id).into_iter().map(|span| self.bare.span(span)).collect();
        let texts: Vec<&str> = spans.iter().map(|span| span.of(&self.bare.text)).collect();
        (spans.iter().map(|span| self.counter.span(*span)).collect(), texts.join(" "))
    }

    /// The names in all tokens of one kind, each once.
    fn tokens(&self, pieces: &[u32], kind: TokenKind) -> Vec<String> {
        self.article.distinct(pieces, kind).into_iter().map(name).collect()
    }

    fn fields_of(&self, id: Option<&str>) -> Vec<Field> {
        id.map_or(Vec::new(), |id| self.article.fields_of(id).map(field).collect())
    }

    fn comments(&self) -> Vec<Comment> {
        let comments = self.article.tree.blocks().flat_map(syntax::BlockRef::comments);
        let comment = |span: Span| Comment {
            at: self.counter.offset(self.bare.offset(span.start)),
            text: span.of(self.article.source).trim_start_matches('/').trim().to_string(),
        };
        comments.map(comment).collect()
    }
}

fn name(token: &Token<'_>) -> String {
    token.name.to_string()
}

fn metadata(article: &Article<'_>) -> BTreeMap<String, Metadata> {
    let mut values: BTreeMap<String, Vec<Metadata>> = BTreeMap::new();
    for given in &article.metadata {
        let value = match relation(given.value) {
            Some(relation) => Metadata::Relation(relation),
            None => Metadata::Text(unescape(given.value.raw).into_owned()),
        };
        values.entry(given.key.to_string()).or_default().push(value);
    }
    let single = |mut several: Vec<Metadata>| match several.pop() {
        Some(only) if several.is_empty() => only,
        last => Metadata::Several(several.into_iter().chain(last).collect()),
    };
    values.into_iter().map(|(key, several)| (key, single(several))).collect()
}

fn entity(profile: &Profile<'_>, id: &str) -> Entity {
    Entity {
        id: id.to_string(),
        types: profile.types.iter().map(ToString::to_string).collect(),
        names: profile.names.iter().map(ToString::to_string).collect(),
        fields: profile.fields().map(field).collect(),
        defined: profile.defined,
    }
}

fn field(field: syntax::Field<'_>) -> Field {
    let key = field.key.to_string();
    match relation(field.value) {
        Some(relation) => Field { key, value: None, relation },
        None => {
            let relation = Relation { refs: Vec::new(), ids: Vec::new() };
            Field { key, value: Some(unescape(field.value.raw).into_owned()), relation }
        }
    }
}

fn relation(value: syntax::Value<'_>) -> Option<Relation> {
    let names = |wanted: TokenKind| {
        let targets = value.targets().filter(move |target| target.kind == wanted);
        targets.map(|target| target.name.to_string()).collect()
    };
    value.is_relation().then(|| Relation { refs: names(TokenKind::Entity), ids: names(TokenKind::Id) })
}
