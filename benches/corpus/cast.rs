//! Who appears in a story: entities of the registry, and some that only this article knows.

use fastrand::Rng;

use super::entity::{Entity, Kind, slug};

/// The entities of one story.
#[derive(Debug)]
pub struct Cast {
    /// The last two are known to this article only: one has a record, the other is defined in place.
    pub people: Vec<Entity>,
    pub places: Vec<Entity>,
    pub orgs: Vec<Entity>,
    /// The id of the two who talk to each other, "the two sides".
    pub sides: String,
    /// The id of what they agree on.
    pub pact: String,
    pub pact_name: String,
    /// What it is called in short; in an article of many stories no two are called alike.
    pub pact_short: String,
}

impl Cast {
    /// The cast of the `story`th story of an article.
    pub fn new(seed: u64, entities: usize, story: usize, rng: &mut Rng) -> Self {
        let mut pick = |kind, count| -> Vec<Entity> {
            let chosen = distinct(count, Kind::among(kind, entities), rng);
            chosen.into_iter().map(|nth| Entity::new(seed, kind, nth)).collect()
        };
        let mut people = pick(Kind::Person, 3);
        let places = pick(Kind::Place, 2);
        let orgs = pick(Kind::Org, 2);
        people.extend([2 * story, 2 * story + 1].map(|nth| local(seed, nth)));
        let number = if story == 0 { String::new() } else { format!("-{}", story + 1) };
        let (pact_number, pact_short) = match story {
            0 => (String::new(), "the pact".to_string()),
            _ => (format!(" {}", story + 1), format!("pact {}", story + 1)),
        };
        Self {
            sides: format!("sides{number}"),
            pact: format!("pact{number}"),
            pact_name: format!("{}-{} Pact{pact_number}", places[0].name, places[1].name),
            pact_short,
            people,
            places,
            orgs,
        }
    }

    /// The record of the two sides, for stories that speak of them.
    pub fn sides_record(&self) -> String {
        let (home, town) = (&self.places[0].id, &self.places[1].id);
        format!(
            "@{} :group the two sides to {}\n  member: @{home}\n  member: @{town}\n",
            self.sides, self.pact_short
        )
    }

    /// The records that this story needs beside the registry.
    pub fn records(&self) -> String {
        let [.., known, introduced] = &*self.people else { unreachable!("there are five people") };
        let (home, town) = (&self.places[0].id, &self.places[1].id);
        let lead = &self.people[0];
        let completed = format!(
            "@{} | {}\n  role: {}\n  of: @{town}\n",
            introduced.id, introduced.short, introduced.role
        );
        [
            known.record(home),
            completed,
            format!("@{} | {} {}\n", lead.id, lead.role, lead.short),
            format!("@{} :treaty {} | {}\n", self.pact, self.pact_name, self.pact_short),
        ]
        .concat()
    }
}

/// Some of `0..of`, each once, small numbers more often than large ones, as in real news.
fn distinct(count: usize, of: usize, rng: &mut Rng) -> Vec<usize> {
    assert!(count <= of, "a registry needs at least ten entities");
    let mut chosen: Vec<usize> = Vec::with_capacity(count);
    while chosen.len() < count {
        let mut nth = (of as f64 * rng.f64().powi(3)) as usize;
        while chosen.contains(&nth) {
            nth = (nth + 1) % of;
        }
        chosen.push(nth);
    }
    chosen
}

/// Somebody whom no registry knows; the id is the full name, as no registry writes it.
fn local(seed: u64, nth: usize) -> Entity {
    let mut entity = Entity::new(seed.wrapping_add(31), Kind::Person, nth);
    entity.id = slug(&entity.name);
    entity
}
