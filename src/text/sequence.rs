//! A row of items that together cover a text, kept in shared chunks.

use std::fmt::Debug;
use std::ops::Range;
use std::sync::Arc;

/// Something that covers a stretch of a text.
pub trait Measured: Clone {
    /// What chunks remember of their items, so that a search can pass over them; `()` for nothing.
    type Summary: Clone + Debug + Default;

    /// How many bytes of the text it covers; never 0.
    fn measure(&self) -> u32;

    /// Adds what a search may look for.
    fn add_to(&self, summary: &mut Self::Summary);
}

/// Items in order, which together cover a text from its first byte to its last.
///
/// A clone copies nothing, a [`splice`](Self::splice) of a sequence that has clones the list of chunks
/// and those it touches: a snapshot per keystroke is cheap for a text of any size. Items know their
/// lengths, not their places, so that they may move when text before them changes.
#[derive(Clone, Debug)]
pub struct Sequence<T: Measured> {
    chunks: Arc<Vec<Chunk<T>>>,
    len: u32,
}

#[derive(Clone, Debug)]
struct Chunk<T: Measured> {
    start: u32,
    len: u32,
    body: Arc<Body<T>>,
}

/// What does not change when a chunk moves.
#[derive(Clone, Debug)]
struct Body<T: Measured> {
    items: Vec<T>,
    summary: T::Summary,
}

/// A place between two items, valid until the sequence changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seam {
    chunk: usize,
    item: usize,
    /// The byte at which the item behind it begins.
    pub at: usize,
}

/// How many items a chunk holds when a text is first read.
const CHUNK: usize = 64;

/// For how many items a chunk has room at first: that of a short text shall not be mostly room.
const FIRST_ITEMS: usize = 16;

impl<T: Measured> Default for Sequence<T> {
    fn default() -> Self {
        Self { chunks: Arc::default(), len: 0 }
    }
}

impl<T: Measured> Sequence<T> {
    /// Length of the text in bytes.
    pub fn len(&self) -> usize {
        self.len as usize
    }

    /// True if there is not a single item.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// Adds an item behind all others.
    pub fn push(&mut self, item: T) {
        let full = |chunk: &Chunk<T>| chunk.items().len() >= CHUNK;
        let chunks = Arc::make_mut(&mut self.chunks);
        if chunks.last().is_none_or(full) {
            chunks.push(Chunk { start: self.len, ..Chunk::new(Vec::with_capacity(FIRST_ITEMS)) });
        }
        if let Some(chunk) = chunks.last_mut() {
            self.len += item.measure();
            chunk.len += item.measure();
            let body = Arc::make_mut(&mut chunk.body);
            item.add_to(&mut body.summary);
            body.items.push(item);
        }
    }

    /// All items with the bytes at which they begin.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.chunks.iter().flat_map(Chunk::iter)
    }

    /// All items, last first, with the bytes at which they begin.
    pub fn iter_back(&self) -> impl Iterator<Item = (u32, &T)> {
        self.chunks.iter().rev().flat_map(|chunk| {
            let mut end = chunk.end();
            chunk.items().iter().rev().map(move |item| {
                end -= item.measure();
                (end, item)
            })
        })
    }

    /// The items of the chunks whose summaries may hold what is looked for.
    pub fn search<'t>(
        &'t self,
        may_hold: impl Fn(&T::Summary) -> bool + 't,
    ) -> impl Iterator<Item = (u32, &'t T)> {
        self.chunks.iter().filter(move |chunk| may_hold(&chunk.body.summary)).flat_map(Chunk::iter)
    }

    /// The item that covers byte `offset`, or the last one for the end of the text.
    pub fn item_at(&self, offset: usize) -> Option<(u32, &T)> {
        let chunk = self.chunks.partition_point(|chunk| chunk.start as usize <= offset).checked_sub(1)?;
        self.chunks[chunk].iter().take_while(|(start, _)| *start as usize <= offset).last()
    }

    /// The items that overlap or touch the bytes of `range`.
    pub fn touching(&self, range: Range<usize>) -> impl Iterator<Item = (u32, &T)> {
        let chunk = self.chunks.partition_point(|chunk| (chunk.end() as usize) < range.start);
        let items = self.chunks[chunk..].iter().flat_map(Chunk::iter);
        items
            .skip_while(move |(start, item)| ((start + item.measure()) as usize) < range.start)
            .take_while(move |(start, _)| *start as usize <= range.end)
    }

    /// The place before the first item.
    pub fn start(&self) -> Seam {
        Seam { chunk: 0, item: 0, at: 0 }
    }

    /// The place behind the last item.
    pub fn end(&self) -> Seam {
        Seam { chunk: self.chunks.len(), item: 0, at: self.len() }
    }

    /// The place before the item that stands before `seam`, and that item.
    pub fn before(&self, seam: Seam) -> Option<(Seam, &T)> {
        let (chunk, item) = match seam.item.checked_sub(1) {
            Some(item) => (seam.chunk, item),
            None => {
                let chunk = seam.chunk.checked_sub(1)?;
                (chunk, self.chunks[chunk].items().len() - 1)
            }
        };
        let found = &self.chunks[chunk].items()[item];
        Some((Seam { chunk, item, at: seam.at - found.measure() as usize }, found))
    }

    /// The first place at byte `at` or behind it, looking from `from` on.
    pub fn seam_at_or_after(&self, from: Seam, at: usize) -> Seam {
        if from.at >= at {
            return from;
        }
        let chunk = self.chunks.partition_point(|chunk| (chunk.end() as usize) < at);
        let Some(holder) = self.chunks.get(chunk) else {
            return self.end();
        };
        let mut seam = Seam { chunk, item: 0, at: holder.start as usize };
        for item in holder.items().iter() {
            if seam.at >= at {
                break;
            }
            seam.item += 1;
            seam.at += item.measure() as usize;
        }
        if seam.item == holder.items().len() {
            seam = Seam { chunk: chunk + 1, item: 0, at: seam.at };
        }
        seam
    }

    /// Puts `items` in the place of those between two seams.
    pub fn splice(&mut self, from: Seam, until: Seam, items: impl IntoIterator<Item = T>) {
        let head = self.chunks.get(from.chunk).map_or(&[][..], |chunk| &chunk.items()[..from.item]);
        let tail = self.chunks.get(until.chunk).map_or(&[][..], |chunk| &chunk.items()[until.item..]);
        let merged: Vec<T> = head.iter().cloned().chain(items).chain(tail.iter().cloned()).collect();
        let last = (until.chunk + 1).min(self.chunks.len());
        let chunks = Arc::make_mut(&mut self.chunks);
        chunks.splice(from.chunk..last, Chunk::divided(merged));
        let mut start = from.chunk.checked_sub(1).map_or(0, |before| chunks[before].end());
        for chunk in &mut chunks[from.chunk..] {
            chunk.start = start;
            start = chunk.end();
        }
        self.len = start;
    }
}

impl<T: Measured> Chunk<T> {
    fn new(items: Vec<T>) -> Self {
        let mut summary = T::Summary::default();
        items.iter().for_each(|item| item.add_to(&mut summary));
        let len = items.iter().map(Measured::measure).sum();
        Self { start: 0, len, body: Arc::new(Body { items, summary }) }
    }

    /// As few chunks as hold the items without being too large.
    fn divided(items: Vec<T>) -> Vec<Self> {
        match items.len() {
            0 => Vec::new(),
            few if few <= 2 * CHUNK => vec![Self::new(items)],
            _ => items.chunks(CHUNK).map(|items| Self::new(items.to_vec())).collect(),
        }
    }

    fn items(&self) -> &[T] {
        &self.body.items
    }

    fn end(&self) -> u32 {
        self.start + self.len
    }

    fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        let mut start = self.start;
        self.items().iter().map(move |item| {
            let here = start;
            start += item.measure();
            (here, item)
        })
    }
}

impl<T: Measured + PartialEq> PartialEq for Sequence<T> {
    /// Equal if they hold the same items, however these are spread over chunks.
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Word(&'static str);

    impl Measured for Word {
        type Summary = Vec<&'static str>;

        fn measure(&self) -> u32 {
            self.0.len() as u32
        }

        fn add_to(&self, summary: &mut Self::Summary) {
            summary.push(self.0);
        }
    }

    fn text(sequence: &Sequence<Word>) -> String {
        sequence.iter().map(|(_, word)| word.0).collect()
    }

    fn of(words: &[&'static str]) -> Sequence<Word> {
        let mut sequence = Sequence::default();
        words.iter().for_each(|word| sequence.push(Word(word)));
        sequence
    }

    #[test]
    fn a_splice_moves_what_stands_behind() {
        let mut sequence = of(&["The ", "port ", "is ", "closed."].repeat(100));
        let from = sequence.seam_at_or_after(sequence.start(), 19 * 50);
        let until = sequence.seam_at_or_after(from, 19 * 51);
        let before = sequence.clone();
        sequence.splice(from, until, [Word("No ship sails. ")]);
        let whole = text(&before);
        assert_eq!(text(&sequence), format!("{}No ship sails. {}", &whole[..950], &whole[969..]));
        assert_eq!(sequence.len(), whole.len() - 4);
        assert_eq!(
            sequence.item_at(964).map(|(start, word)| (start, word.0)),
            Some((950, "No ship sails. "))
        );
        assert_eq!(sequence.item_at(965).map(|(start, word)| (start, word.0)), Some((965, "The ")));
    }

    #[test]
    fn a_search_passes_over_chunks_that_cannot_hold_it() {
        let mut sequence = of(&["port "; 200]);
        sequence.push(Word("ship "));
        let looked_at = sequence.search(|summary| summary.contains(&"ship ")).count();
        assert!((1..=CHUNK).contains(&looked_at));
    }

    #[test]
    fn touching_takes_neighbours_in() {
        let sequence = of(&["The ", "port ", "is ", "closed."]);
        let words = |range| sequence.touching(range).map(|(_, word)| word.0).collect::<Vec<_>>();
        assert_eq!(words(5..6), ["port "]);
        assert_eq!(words(4..4), ["The ", "port "]);
        assert_eq!(words(19..19), ["closed."]);
    }

    #[test]
    fn backwards_is_forwards_reversed() {
        let sequence = of(&["The ", "port "].repeat(70));
        let mut back: Vec<_> = sequence.iter_back().map(|(start, _)| start).collect();
        back.reverse();
        assert_eq!(back, sequence.iter().map(|(start, _)| start).collect::<Vec<_>>());
    }
}
