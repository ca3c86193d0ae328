//! Gathering an article from its tree, in one pass over the blocks and one over the annotations.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use smallvec::smallvec;

use super::{
    Annotation, Article, Entity, Gist, InPlace, Mention, Part, Parts, Pieces, Quotation, Record, Role, Types,
    Vocabulary,
};
use crate::syntax::{BlockKind, BlockRef, Head, Shape, Token, TokenKind, Tree, entry, tokens};

pub fn article<'s>(source: &'s str, tree: &'s Tree, vocabulary: &Vocabulary) -> Article<'s> {
    let mut article = Article {
        source,
        tree,
        blocks: Vec::new(),
        annotations: Vec::new(),
        tokens: Vec::new(),
        mentions: Vec::new(),
        quotations: Vec::new(),
        free_cues: Vec::new(),
        entities: Vec::new(),
        metadata: Vec::new(),
        id_records: Vec::new(),
        entity_index: FxHashMap::default(),
        token_entities: Vec::new(),
        quotation_index: FxHashMap::default(),
        id_record_index: FxHashMap::default(),
        id_carriers: OnceLock::new(),
        bare: OnceLock::new(),
    };
    let annotations = tree.blocks().map(|block| block.nodes().len()).sum();
    article.annotations.reserve(annotations);
    article.tokens.reserve(2 * annotations);
    article.token_entities.reserve(2 * annotations);
    // An entity is mentioned a few times, more often than not.
    article.entities.reserve(annotations / 4 + 8);
    article.entity_index.reserve(annotations / 4 + 8);
    for block in tree.blocks() {
        match block.kind() {
            BlockKind::Entry => read_entry(&mut article, block),
            BlockKind::Blank | BlockKind::FenceOpen | BlockKind::FenceClose => {}
            kind => {
                article.blocks.push((kind, block.content()));
                read_annotations(&mut article, block);
            }
        }
    }
    read_quotations(&mut article);
    read_squares(&mut article);
    read_definitions(&mut article, vocabulary);
    article
}

fn read_annotations(article: &mut Article<'_>, block: BlockRef<'_>) {
    for node in block.nodes() {
        let first_token = article.tokens.len() as u32;
        let tail = node.tail_span();
        let mut gist = Gist::default();
        for token in tokens(tail.of(article.source), tail.start) {
            gist.add(&token);
            let entity = refer(article, token, false);
            article.token_entities.push(entity.map_or(u32::MAX, |number| number as u32));
            article.tokens.push(token);
        }
        let annotation = Annotation {
            shape: node.shape,
            span: node.span(),
            content: node.content(),
            block: article.blocks.len() as u32 - 1,
            gist,
            first_token,
            end_token: article.tokens.len() as u32,
        };
        article.annotations.push(annotation);
    }
}

/// Counts a reference to an entity; other tokens refer to none.
fn refer<'s>(article: &mut Article<'s>, token: Token<'s>, first_in_fence: bool) -> Option<usize> {
    if token.kind != TokenKind::Entity {
        return None;
    }
    let next = article.entities.len() as u32;
    let at = *article.entity_index.entry(token.name).or_insert(next) as usize;
    if at == next as usize {
        article.entities.push(Entity {
            id: token.name,
            first: token,
            first_in_fence,
            uses: 0,
            records: Vec::new(),
            in_place: None,
            retyped: Vec::new(),
        });
    }
    article.entities[at].uses += 1;
    Some(at)
}

fn read_entry(article: &mut Article<'_>, block: BlockRef<'_>) {
    let span = block.content();
    let entry = entry(span.of(article.source), span.start);
    match entry.head {
        Some(Head::Entity { id, .. }) => {
            if let Some(at) = refer(article, id, true) {
                article.entities[at].records.push(Record { id, entry });
            }
        }
        Some(Head::Id(id)) => {
            let at = article.id_records.len() as u32;
            article.id_record_index.entry(id.name).or_default().push(at);
            article.id_records.push(Record { id, entry });
        }
        Some(Head::Metadata(field)) => {
            article.metadata.push(field);
            for target in field.value.targets() {
                refer(article, target, true);
            }
        }
        None => {}
    }
    for target in entry.fields().flat_map(|field| field.value.targets()) {
        refer(article, target, true);
    }
}

/// Joins the braces that share an id.
fn read_quotations<'s>(article: &mut Article<'s>) {
    let mut index: FxHashMap<&'s str, u32> = FxHashMap::default();
    let mut quotations: Vec<Quotation<'s>> = Vec::new();
    for at in 0..article.annotations.len() as u32 {
        if article.annotations[at as usize].shape != Shape::Brace {
            continue;
        }
        let mut tied = false;
        for id in ids(article, at) {
            tied = true;
            let next = quotations.len() as u32;
            match *index.entry(id).or_insert(next) {
                known if known < next => push_once(&mut quotations[known as usize].pieces, at),
                _ => quotations.push(Quotation { id: Some(id), pieces: smallvec![at], parts: Parts::new() }),
            }
        }
        if !tied {
            quotations.push(Quotation { id: None, pieces: smallvec![at], parts: Parts::new() });
        }
    }
    article.quotations = quotations;
    article.quotation_index = index;
}

/// Sorts the square brackets into mentions and parts of quotations.
fn read_squares<'s>(article: &mut Article<'s>) {
    let mut mention_index: FxHashMap<&'s str, u32> = FxHashMap::default();
    let mut quotations = std::mem::take(&mut article.quotations);
    let mut mentions: Vec<Mention<'s>> = Vec::with_capacity(article.annotations.len());
    let mut last_added = vec![None; quotations.len()];
    for at in 0..article.annotations.len() as u32 {
        let Annotation { shape, gist, .. } = article.annotations[at as usize];
        if shape != Shape::Square {
            continue;
        }
        let mut own_ids = 0;
        let mut tied = false;
        for id in ids(article, at) {
            if let Some(&quotation) = article.quotation_index.get(id) {
                tied = true;
                if last_added[quotation as usize] != Some(at) {
                    last_added[quotation as usize] = Some(at);
                    add_part(article, &mut quotations[quotation as usize], at);
                }
            } else if !gist.is_cue {
                own_ids += 1;
                add_piece(&mut mentions, &mut mention_index, id, at);
            }
        }
        if gist.is_cue && !tied {
            article.free_cues.push(at);
        } else if own_ids == 0 && gist.is_mention() {
            mentions.push(Mention { id: None, pieces: smallvec![at] });
        }
    }
    article.quotations = quotations;
    article.mentions = mentions;
}

/// A mention of one entity that gives it a type says what that entity is, if none before it did.
fn read_definitions(article: &mut Article<'_>, vocabulary: &Vocabulary) {
    for at in 0..article.mentions.len() {
        let any = |of: fn(&Gist) -> bool| {
            article.mentions[at].pieces.iter().any(|&piece| of(&article.annotations[piece as usize].gist))
        };
        // Most mentions have no label.
        if !any(|gist| gist.has_label) || !any(|gist| gist.names_somebody) {
            continue;
        }
        let Some((entity, types)) = article.definition(&article.mentions[at], vocabulary) else { continue };
        let at = at as u32;
        let entity = &mut article.entities[article.entity_index[entity] as usize];
        match &entity.in_place {
            None => entity.in_place = Some(InPlace { mention: at, types }),
            Some(first) if types.iter().any(|kind| first.types.contains(kind)) => {}
            Some(_) => entity.retyped.push(at),
        }
    }
}

/// The entity that a mention with these tokens defines, and the types it gives: those labels that
/// define, if it stands for one entity alone.
pub fn definition<'a, 's: 'a>(
    tokens: impl Iterator<Item = &'a Token<'s>>,
    vocabulary: &Vocabulary,
) -> Option<(&'s str, Types<'s>)> {
    let mut types = Types::new();
    let mut entity = None;
    for token in tokens {
        match token.kind {
            TokenKind::Label if vocabulary.defines(token.name) => types.push(token.name),
            TokenKind::Entity if entity.is_some_and(|known| known != token.name) => return None,
            TokenKind::Entity => entity = Some(token.name),
            _ => {}
        }
    }
    entity.filter(|_| !types.is_empty()).map(|entity| (entity, types))
}

fn ids<'a, 's: 'a>(article: &'a Article<'s>, annotation: u32) -> impl Iterator<Item = &'s str> + 'a {
    let has_id = article.annotations[annotation as usize].gist.has_id;
    let tail = if has_id { article.tail(annotation) } else { &[] };
    tail.iter().filter(|token| token.kind.is_id()).map(|token| token.name)
}

fn add_piece<'s>(mentions: &mut Vec<Mention<'s>>, index: &mut FxHashMap<&'s str, u32>, id: &'s str, at: u32) {
    let next = mentions.len() as u32;
    match *index.entry(id).or_insert(next) {
        known if known < next => push_once(&mut mentions[known as usize].pieces, at),
        _ => mentions.push(Mention { id: Some(id), pieces: smallvec![at] }),
    }
}

/// An id written twice in one tail ties nothing more.
fn push_once(pieces: &mut Pieces, at: u32) {
    if pieces.last() != Some(&at) {
        pieces.push(at);
    }
}

/// Parts of one role are pieces of one another, unless each has an entity of its own.
fn add_part(article: &Article<'_>, quotation: &mut Quotation<'_>, at: u32) {
    let gist = |piece: u32| article.annotations[piece as usize].gist;
    let role = gist(at).role();
    let alike = |part: &&mut Part| {
        part.role == role && (role != Role::Other || same_labels(article, part.pieces[0], at))
    };
    let named = |piece: u32| gist(piece).names_somebody;
    match quotation.parts.iter_mut().rev().find(alike) {
        Some(part) if !(named(at) && part.pieces.iter().any(|&piece| named(piece))) => {
            part.pieces.push(at);
        }
        _ => quotation.parts.push(Part { role, pieces: smallvec![at] }),
    }
}

fn same_labels(article: &Article<'_>, one: u32, other: u32) -> bool {
    let labels = |at: u32| {
        article.tail(at).iter().filter(|token| token.kind == TokenKind::Label).map(|token| token.name)
    };
    labels(one).eq(labels(other))
}
