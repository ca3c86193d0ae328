//! Articles and registries that nobody wrote, as many and as large as needed.
//!
//! Everything follows from the seed and the numbers asked for, so two runs, or two machines, get
//! the same bytes. The articles are annotated about as densely as a real one (21 spans to 1,000
//! bytes), show what real ones show, and have nothing wrong with them.
//!
//! ```ignore
//! let corpus = Corpus::new(1);
//! let article = corpus.article(0, 4_000);     // .markup, .text, .markdown
//! let registry = corpus.registry(1_000);      // what an article may refer to
//! ```

// Each bench and test takes from here what it needs.
#![allow(dead_code)]

mod calendar;
mod cast;
mod entity;
mod page;
mod sentences;
mod story;
mod words;

use fastrand::Rng;

use calendar::Day;
use cast::Cast;
use entity::{Entity, Kind};
use story::Story;

pub use entity::MOST_ENTITIES;
pub use page::Page;

/// A source of articles that share a registry.
#[derive(Clone, Copy, Debug)]
pub struct Corpus {
    seed: u64,
    entities: usize,
}

/// A story goes on for so many paragraphs; a larger article has several, one after the other.
const PARAGRAPHS: usize = 16;

/// Half of what a paragraph is long: articles end where they come closest to the size asked for.
const HALF_A_PARAGRAPH: usize = 180;

impl Corpus {
    /// Articles that refer to the first 1,000 entities.
    pub fn new(seed: u64) -> Self {
        Self::with_entities(seed, 1_000)
    }

    /// Articles that refer to the first `entities` entities, at least 10 and at most
    /// [`MOST_ENTITIES`].
    pub fn with_entities(seed: u64, entities: usize) -> Self {
        assert!((10..=MOST_ENTITIES).contains(&entities), "between 10 and {MOST_ENTITIES} entities");
        Self { seed, entities }
    }

    /// The article with this number, of about `size` bytes of markup: half a paragraph more or
    /// less, but never less than headline and lead (some 1,700 bytes).
    pub fn article(&self, number: u64, size: usize) -> Page {
        let mut rng = Rng::with_seed(self.seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(number));
        let day = Day::random(&mut rng);
        let mut page = Page::default();
        let mut records = String::new();
        let mut last_id = 0;
        page.fence(&metadata(day));
        for story in 0.. {
            let cast = Cast::new(self.seed, self.entities, story, &mut rng);
            records.push_str(&cast.records());
            let from = page.markup.len();
            let room = size.saturating_sub(records.len() + HALF_A_PARAGRAPH);
            let mut writer = Story::new(&mut page, &mut rng, &cast, day, &mut last_id);
            writer.headline(if story == 0 { "#" } else { "##" });
            writer.caption();
            writer.lead();
            for _ in 0..PARAGRAPHS {
                if writer.page.markup.len() >= room {
                    break;
                }
                writer.paragraph();
            }
            if page.markup[from..].contains(&format!("@{}", cast.sides)) {
                records.push_str(&cast.sides_record());
            }
            if page.markup.len() >= room {
                break;
            }
        }
        page.fence(&records);
        page
    }

    /// A registry of the first `count` entities; for the articles of this corpus it needs as many
    /// as these refer to.
    pub fn registry(&self, count: usize) -> String {
        assert!((10..=MOST_ENTITIES).contains(&count), "between 10 and {MOST_ENTITIES} entities");
        let mut registry = "---\n".to_string();
        let places = Kind::Place.among(count);
        for number in 0..count {
            let (kind, nth) = Kind::of(number);
            let home = Entity::new(self.seed, Kind::Place, nth % places);
            registry.push_str(&Entity::new(self.seed, kind, nth).record(&home.id));
        }
        registry.push_str("---\n");
        registry
    }

    /// How many entities the articles may refer to.
    pub fn entities(&self) -> usize {
        self.entities
    }
}

fn metadata(day: Day) -> String {
    format!("date: {}\nsource: Coastal Wire\nlanguage: en\n", day.0)
}
