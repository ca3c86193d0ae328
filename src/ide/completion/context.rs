use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::article::{Date, Moment, Vocabulary};
use crate::document::{Document, Key, KeyKind, Symbol, Total};
use crate::ide::known::Known;
use crate::ide::snapshot::{OpenDocument, Snapshot};
use crate::syntax::{BlockKind, BlockRef, Head, Token, TokenKind, entry, tokens, unescape};
use crate::workspace::Registry;

/// What surrounds the cursor.
pub struct Context<'a> {
    pub open: &'a OpenDocument,
    pub registry: &'a Registry,
    /// The block in which the cursor stands, and its text.
    pub block: BlockRef<'a>,
    pub text: &'a str,
    /// The cursor (bytes of the document).
    pub at: u32,
    article: OnceCell<Vec<Spoken>>,
}

/// An entity of which the article speaks.
pub struct Spoken {
    pub id: String,
    pub total: Total,
    /// What it is called; nothing for entities that come late in a long list.
    pub known: Known,
}

/// How many blocks before the cursor are looked at for who was spoken of last.
const RECENT_BLOCKS: usize = 8;
/// How many entities of the article are looked for by their names and not just by their ids.
const NAMED: usize = 100;

impl<'a> Context<'a> {
    pub fn new(
        snapshot: &'a Snapshot,
        open: &'a OpenDocument,
        block: BlockRef<'a>,
        text: &'a str,
        at: u32,
    ) -> Self {
        let registry = &snapshot.root_of(open).workspace.registry;
        Self { open, registry, block, text, at, article: OnceCell::new() }
    }

    pub fn document(&self) -> &'a Document {
        &self.open.document
    }

    pub fn vocabulary(&self) -> &'a Vocabulary {
        self.open.document.vocabulary()
    }

    /// The entities of which the article speaks: those mentioned last before the cursor first, then by
    /// how often.
    pub fn article(&self) -> &[Spoken] {
        self.article.get_or_init(|| {
            let document = self.document();
            let recent = self.recent();
            let under_cursor = self.under_cursor();
            let totals = document.totals().iter();
            let others = totals.filter(|(name, total)| {
                let is_being_typed = Some(**name) == under_cursor && total.uses <= 1;
                // A registry lists more than it speaks of.
                let is_only_listed = total.uses == total.records && self.is_registry_file();
                !is_being_typed && !is_only_listed
            });
            let mut entities: Vec<(usize, Symbol, Total)> = others
                .map(|(name, total)| (recent.get(name).copied().unwrap_or(usize::MAX), *name, *total))
                .collect();
            let names = document.symbols();
            entities.sort_by_cached_key(|(recent, name, total)| {
                (*recent, std::cmp::Reverse(total.uses), names.name(*name))
            });
            let spoken = entities.into_iter().enumerate().map(|(rank, (_, name, total))| {
                let id = names.name(name).to_string();
                let known =
                    if rank < NAMED { Known::new(self.open, self.registry, &id) } else { Known::default() };
                Spoken { id, total, known }
            });
            spoken.collect()
        })
    }

    fn is_registry_file(&self) -> bool {
        self.registry.holds(&self.open.path)
    }

    /// The entity whose token the cursor touches.
    fn under_cursor(&self) -> Option<Symbol> {
        let here = (self.at - self.block.start) as usize;
        let is_end = |c: char| c.is_ascii_whitespace() || "[]{}".contains(c);
        let start = self.text[..here].rfind(is_end).map_or(0, |at| at + 1);
        let end = self.text[here..].find(is_end).map_or(self.text.len(), |len| here + len);
        self.document().symbols().find(self.text[start..end].strip_prefix('@')?)
    }

    /// How far back the entities that are spoken of shortly before the cursor are mentioned: 0 for the
    /// nearest.
    fn recent(&self) -> FxHashMap<Symbol, usize> {
        let document = self.document();
        let mut found = FxHashMap::default();
        let mut start = self.block.start;
        for block in 0..RECENT_BLOCKS {
            let before = if block == 0 { Some(self.block) } else { block_before(document, start) };
            let Some(block) = before else { break };
            start = block.start;
            let text = document.slice(block.span().range());
            let nodes: Vec<_> = block.nodes().filter(|node| node.close < self.at).collect();
            for node in nodes.iter().rev() {
                let tail = node.tail_span();
                let tail = &text[(tail.start - block.start) as usize..(tail.end - block.start) as usize];
                for token in tokens(tail, 0).filter(|token| token.kind == TokenKind::Entity) {
                    if let Some(name) = document.symbols().find(token.name) {
                        let next = found.len();
                        found.entry(name).or_insert(next);
                    }
                }
            }
        }
        found
    }

    /// The day of the article, from its `date:`.
    pub fn date(&self) -> Option<jiff::civil::Date> {
        let document = self.document();
        let entries = document.tree().blocks().filter(|block| block.kind() == BlockKind::Entry);
        let value = entries.filter_map(|block| {
            let text = document.slice(block.content().range());
            match entry(&text, 0).head {
                Some(Head::Metadata(field)) if field.key == "date" => {
                    Some(unescape(field.value.raw).into_owned())
                }
                _ => None,
            }
        });
        let value = value.take(1).next()?;
        // A timestamp begins with its day.
        match Date::parse(value.get(..10)?) {
            Ok(Date::At(Moment::Day(day))) => Some(day),
            _ => None,
        }
    }

    /// The blocks that have a key, with their texts; at most a few.
    pub fn blocks_with(&self, kind: KeyKind, name: &str, limit: usize) -> Vec<(BlockRef<'a>, String)> {
        let document = self.document();
        let Some(name) = document.symbols().find(name) else { return Vec::new() };
        let keys = [Key::new(kind, name)];
        let starts = document.blocks_with(&keys).take(limit);
        let blocks = starts.filter_map(|start| document.tree().block_at(start as usize));
        blocks.map(|block| (block, document.slice(block.span().range()).into_owned())).collect()
    }

    /// The texts by which the article first speaks of an entity, each once: proposals for its names.
    pub fn mention_texts(&self, id: &str) -> Vec<String> {
        let mut texts: Vec<String> = Vec::new();
        for (block, text) in self.blocks_with(KeyKind::Use, id, 8) {
            if !block.kind().is_prose() {
                continue;
            }
            for node in block.nodes() {
                let local = |span: crate::text::Span| {
                    &text[(span.start - block.start) as usize..(span.end - block.start) as usize]
                };
                let tail: Vec<Token> = tokens(local(node.tail_span()), 0).collect();
                let mut entities = tail.iter().filter(|token| token.kind == TokenKind::Entity);
                let alone =
                    entities.next().is_some_and(|token| token.name == id) && entities.next().is_none();
                let content = local(node.content());
                let is_plain =
                    node.shape == crate::syntax::Shape::Square && !content.contains(['[', '{', '\\']);
                let content = content.split_whitespace().collect::<Vec<_>>().join(" ");
                if alone && is_plain && !texts.contains(&content) {
                    texts.push(content);
                }
            }
        }
        texts
    }

    /// The longest text that names an entity with a capital, or just the longest.
    pub fn likely_name(&self, id: &str) -> Option<String> {
        let texts = self.mention_texts(id);
        let named = |text: &&String| text.starts_with(char::is_uppercase) && text.len() > 3;
        let longest = |texts: Vec<&String>| texts.into_iter().rev().max_by_key(|text| text.len()).cloned();
        longest(texts.iter().filter(named).collect()).or_else(|| longest(texts.iter().collect()))
    }
}

fn block_before(document: &Document, start: u32) -> Option<BlockRef<'_>> {
    document.tree().block_at(start.checked_sub(1)? as usize)
}
