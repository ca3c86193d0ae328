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
/// A clone copies nothing. A [`splice`](Self::splice) of a sequence that has clones copies the list of
/// pages, and the pages and chunks it touches: of `n` items about the cube root of `n` thrice, so that a
/// snapshot per keystroke is cheap for a text of any size. Items know their lengths, not their places, so
/// that they may move when text before them changes.
#[derive(Clone, Debug)]
pub struct Sequence<T: Measured> {
    pages: Arc<Vec<Page<T>>>,
    len: u32,
}

/// Chunks in order.
type Page<T> = Run<Chunk<T>>;

/// Items in order.
type Chunk<T> = Run<T>;

/// Neighbours that are shared together.
#[derive(Clone, Debug)]
struct Run<T: Measured> {
    /// How many bytes of the text they cover.
    len: u32,
    body: Arc<Body<T>>,
}

#[derive(Clone, Debug)]
struct Body<T: Measured> {
    items: Vec<T>,
    summary: T::Summary,
}

/// A place between two items, valid until the sequence changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seam {
    page: usize,
    chunk: usize,
    item: usize,
    /// The byte at which the item behind it begins.
    pub at: usize,
}

/// How many items a chunk holds when a text is first read, and how many chunks a page.
const FULL: usize = 32;

/// For how many items a run has room at first: that of a short text shall not be mostly room.
const FIRST_ITEMS: usize = 16;

impl<T: Measured> Default for Sequence<T> {
    fn default() -> Self {
        Self { pages: Arc::default(), len: 0 }
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
        self.len += item.measure();
        let pages = Arc::make_mut(&mut self.pages);
        match pages.last_mut() {
            Some(page) if !(page.is_full() && page.items().last().is_some_and(Run::is_full)) => {
                page.push_item(item);
            }
            _ => pages.push(Run::new(vec![Run::first(item)])),
        }
    }

    /// All items with the bytes at which they begin.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &T)> {
        self.chunks().flat_map(|(start, chunk)| placed(start, chunk.items()))
    }

    /// All items, last first, with the bytes at which they begin.
    pub fn iter_back(&self) -> impl Iterator<Item = (u32, &T)> {
        let chunks = self.pages.iter().rev().flat_map(|page| page.items().iter().rev());
        let mut end = self.len;
        chunks.flat_map(|chunk| chunk.items().iter().rev()).map(move |item| {
            end -= item.measure();
            (end, item)
        })
    }

    /// The items of the chunks whose summaries may hold what is looked for.
    pub fn search<'t>(
        &'t self,
        may_hold: impl Fn(&T::Summary) -> bool + 't,
    ) -> impl Iterator<Item = (u32, &'t T)> {
        let chunks = self.chunks().filter(move |(_, chunk)| may_hold(&chunk.body.summary));
        chunks.flat_map(|(start, chunk)| placed(start, chunk.items()))
    }

    /// The item that covers byte `offset`, or the last one for the end of the text.
    pub fn item_at(&self, offset: usize) -> Option<(u32, &T)> {
        let (page, start) = holder(&self.pages, 0, offset)?;
        let (chunk, start) = holder(self.pages[page].items(), start, offset)?;
        let items = self.pages[page].items()[chunk].items();
        let (item, start) = holder(items, start, offset)?;
        Some((start as u32, &items[item]))
    }

    /// The items that overlap or touch the bytes of `range`.
    pub fn touching(&self, range: Range<usize>) -> impl Iterator<Item = (u32, &T)> {
        // The item that ends where the range begins touches it.
        let first = holder(&self.pages, 0, range.start.saturating_sub(1));
        let (page, start) = first.unwrap_or_default();
        let chunks = placed(start as u32, &self.pages[page..]);
        let chunks = chunks.flat_map(|(start, page)| placed(start, page.items()));
        chunks
            .skip_while(move |(start, chunk)| ((start + chunk.len) as usize) < range.start)
            .flat_map(|(start, chunk)| placed(start, chunk.items()))
            .skip_while(move |(start, item)| ((start + item.measure()) as usize) < range.start)
            .take_while(move |(start, _)| *start as usize <= range.end)
    }

    /// The place before the first item.
    pub fn start(&self) -> Seam {
        Seam { page: 0, chunk: 0, item: 0, at: 0 }
    }

    /// The place behind the last item.
    pub fn end(&self) -> Seam {
        Seam { page: self.pages.len(), chunk: 0, item: 0, at: self.len() }
    }

    /// The place before the item that stands before `seam`, and that item.
    pub fn before(&self, seam: Seam) -> Option<(Seam, &T)> {
        let Seam { mut page, mut chunk, mut item, at } = seam;
        if item == 0 {
            if chunk == 0 {
                page = page.checked_sub(1)?;
                chunk = self.pages[page].items().len();
            }
            chunk -= 1;
            item = self.pages[page].items()[chunk].items().len();
        }
        item -= 1;
        let found = &self.pages[page].items()[chunk].items()[item];
        Some((Seam { page, chunk, item, at: at - found.measure() as usize }, found))
    }

    /// The first place at byte `at` or behind it, looking from `from` on.
    pub fn seam_at_or_after(&self, from: Seam, at: usize) -> Seam {
        if from.at >= at {
            return from;
        }
        // The first place at or behind a byte is the end of the item that covers the byte before it.
        let covered = at - 1;
        let Some((page, start)) = holder(&self.pages, 0, covered).filter(|_| covered < self.len()) else {
            return self.end();
        };
        let chunks = self.pages[page].items();
        let Some((chunk, start)) = holder(chunks, start, covered) else { return self.end() };
        let items = chunks[chunk].items();
        let Some((item, start)) = holder(items, start, covered) else { return self.end() };
        let at = start + items[item].measure() as usize;
        if item + 1 < items.len() {
            Seam { page, chunk, item: item + 1, at }
        } else if chunk + 1 < chunks.len() {
            Seam { page, chunk: chunk + 1, item: 0, at }
        } else {
            Seam { page: page + 1, chunk: 0, item: 0, at }
        }
    }

    /// Puts `items` in the place of those between two seams.
    pub fn splice(&mut self, from: Seam, until: Seam, items: impl IntoIterator<Item = T>) {
        let chunks_of = |seam: Seam| self.pages.get(seam.page).map_or(&[][..], Run::items);
        let (first, last) = (chunks_of(from), chunks_of(until));
        let head = first.get(from.chunk).map_or(&[][..], |chunk| &chunk.items()[..from.item]);
        let tail = last.get(until.chunk).map_or(&[][..], |chunk| &chunk.items()[until.item..]);
        let merged = head.iter().cloned().chain(items).chain(tail.iter().cloned()).collect();
        let before = first.iter().take(from.chunk).cloned();
        let behind = last.iter().skip(until.chunk + 1).cloned();
        let pages = Run::divided(before.chain(Run::divided(merged)).chain(behind).collect());
        let end = (until.page + 1).min(self.pages.len());
        Arc::make_mut(&mut self.pages).splice(from.page..end, pages);
        self.len = self.pages.iter().map(Measured::measure).sum();
    }

    fn chunks(&self) -> impl Iterator<Item = (u32, &Chunk<T>)> {
        placed(0, &self.pages).flat_map(|(start, page)| placed(start, page.items()))
    }
}

impl<T: Measured> Run<T> {
    fn new(items: Vec<T>) -> Self {
        let mut summary = T::Summary::default();
        items.iter().for_each(|item| item.add_to(&mut summary));
        let len = items.iter().map(Measured::measure).sum();
        Self { len, body: Arc::new(Body { items, summary }) }
    }

    /// As few runs as hold the items without being too large.
    fn divided(items: Vec<T>) -> Vec<Self> {
        match items.len() {
            0 => Vec::new(),
            few if few <= 2 * FULL => vec![Self::new(items)],
            _ => items.chunks(FULL).map(|items| Self::new(items.to_vec())).collect(),
        }
    }

    /// A run that others will join.
    fn first(item: T) -> Self {
        let mut items = Vec::with_capacity(FIRST_ITEMS);
        items.push(item);
        Self::new(items)
    }

    fn push(&mut self, item: T) {
        self.len += item.measure();
        let body = Arc::make_mut(&mut self.body);
        item.add_to(&mut body.summary);
        body.items.push(item);
    }

    fn items(&self) -> &[T] {
        &self.body.items
    }

    fn is_full(&self) -> bool {
        self.items().len() >= FULL
    }
}

impl<T: Measured> Page<T> {
    fn push_item(&mut self, item: T) {
        self.len += item.measure();
        let chunks = &mut Arc::make_mut(&mut self.body).items;
        match chunks.last_mut() {
            Some(chunk) if !chunk.is_full() => chunk.push(item),
            _ => chunks.push(Run::first(item)),
        }
    }
}

impl<T: Measured> Measured for Run<T> {
    type Summary = ();

    fn measure(&self) -> u32 {
        self.len
    }

    fn add_to(&self, _: &mut ()) {}
}

/// The bytes at which items begin of which the first one begins at `start`.
fn placed<T: Measured>(mut start: u32, items: &[T]) -> impl Iterator<Item = (u32, &T)> {
    items.iter().map(move |item| {
        let here = start;
        start += item.measure();
        (here, item)
    })
}

/// Of items of which the first one begins at `start`, the one that covers byte `offset`, or the last one
/// before it, and where it begins.
fn holder<T: Measured>(items: &[T], start: usize, offset: usize) -> Option<(usize, usize)> {
    let begins = placed(start as u32, items).map(|(start, _)| start as usize);
    begins.take_while(|start| *start <= offset).enumerate().last()
}

impl<T: Measured + PartialEq> PartialEq for Sequence<T> {
    /// Equal if they hold the same items, however these are spread over chunks.
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_splices_do_what_they_do_to_a_list(
            script in prop::collection::vec((0..9_000usize, 0..4_000usize, 0..1_500usize), 1..12),
        ) {
            let mut list = vec![Word("port "); 3_000];
            let mut sequence = Sequence::default();
            list.iter().for_each(|word| sequence.push(word.clone()));
            for (at, gone, come) in script {
                let first = at.min(list.len());
                let last = (first + gone).min(list.len());
                let bytes = |words: &[Word]| words.iter().map(|word| word.0.len()).sum::<usize>();
                let from = sequence.seam_at_or_after(sequence.start(), bytes(&list[..first]));
                let until = sequence.seam_at_or_after(from, bytes(&list[..last]));
                let before = sequence.before(until).map(|(_, word)| word.0);
                prop_assert_eq!(before, last.checked_sub(1).map(|at| list[at].0));
                let new = vec![Word("ship"); come];
                list.splice(first..last, new.clone());
                sequence.splice(from, until, new);
                prop_assert!(sequence.iter().map(|(_, word)| word).eq(&list));
                prop_assert_eq!(sequence.len(), bytes(&list));
                let near = bytes(&list[..first]);
                let touching = sequence.touching(near..near).map(|(start, word)| (start as usize, word.0));
                let expected = first.saturating_sub(1)..(first + 1).min(list.len());
                prop_assert!(touching.eq(expected.map(|at| (bytes(&list[..at]), list[at].0))));
            }
        }
    }

    #[test]
    fn a_search_passes_over_chunks_that_cannot_hold_it() {
        let mut sequence = of(&["port "; 200]);
        sequence.push(Word("ship "));
        let looked_at = sequence.search(|summary| summary.contains(&"ship ")).count();
        assert!((1..=FULL).contains(&looked_at));
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
