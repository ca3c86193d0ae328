//! Entities by number: each number has one name and one id, and no two share them.

use super::words::{FIRST, ORG, ROLE, SURNAME_END, SURNAME_STEM, TOWN_BEFORE, TOWN_END, TOWN_STEM};

/// So many entities have names of their own.
pub const MOST_ENTITIES: usize = 100_000;

const SURNAMES: usize = SURNAME_STEM.len() * SURNAME_END.len();
const TOWNS: usize = TOWN_STEM.len() * TOWN_END.len();

/// What an entity is. Of four in a row, two are people, one a place, one an organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Person,
    Place,
    Org,
}

impl Kind {
    fn label(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Org => "org",
        }
    }

    /// How many of the first `count` entities are of this kind.
    pub fn among(self, count: usize) -> usize {
        let (fours, rest) = (count / 4, count % 4);
        match self {
            Self::Person => 2 * fours + rest.min(2),
            Self::Place => fours + usize::from(rest == 3),
            Self::Org => fours,
        }
    }

    /// The kind of the entity with this number, and which of its kind it is.
    pub fn of(number: usize) -> (Self, usize) {
        let (fours, rest) = (number / 4, number % 4);
        match rest {
            0 | 1 => (Self::Person, 2 * fours + rest),
            2 => (Self::Place, fours),
            _ => (Self::Org, fours),
        }
    }
}

/// Somebody or something with a name.
#[derive(Clone, Debug)]
pub struct Entity {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    /// What it is called once it is known: a surname, an abbreviation, or again the name.
    pub short: String,
    pub is_woman: bool,
    pub role: &'static str,
}

impl Entity {
    /// The `nth` of a kind. The seed shifts which names come first.
    pub fn new(seed: u64, kind: Kind, nth: usize) -> Self {
        let shift = (seed % 65_521) as usize;
        match kind {
            Kind::Person => person(shift, nth),
            Kind::Place => place(shift, nth),
            Kind::Org => org(shift, nth),
        }
    }

    /// The record that defines it. `home` is the id of the place it belongs to.
    pub fn record(&self, home: &str) -> String {
        let Self { kind, id, name, short, role, .. } = self;
        let label = kind.label();
        match kind {
            Kind::Person => format!("@{id} :{label} {name} | {short}\n  role: {role}\n  of: @{home}\n"),
            Kind::Place => format!("@{id} :{label} {name}\n"),
            Kind::Org => format!("@{id} :{label} {name} | {short}\n  in: @{home}\n"),
        }
    }
}

/// Surnames come first without a number: `marwick`, later `marwick-2` with another first name.
fn person(shift: usize, nth: usize) -> Entity {
    let surname = spread(nth % SURNAMES, shift, SURNAMES);
    let round = nth / SURNAMES;
    let first = (round + surname * 7 + shift) % FIRST.len();
    let short = [SURNAME_STEM[surname % 32], SURNAME_END[surname / 32]].concat();
    let number = if round == 0 { String::new() } else { format!("-{}", round + 1) };
    Entity {
        kind: Kind::Person,
        id: slug(&short) + &number,
        name: format!("{} {short}", FIRST[first]),
        is_woman: first.is_multiple_of(2),
        role: ROLE[nth % ROLE.len()],
        short,
    }
}

fn place(shift: usize, nth: usize) -> Entity {
    let town = town(spread(nth % TOWNS, shift, TOWNS));
    let name = TOWN_BEFORE[nth / TOWNS].to_string() + &town;
    Entity { kind: Kind::Place, id: slug(&name), short: name.clone(), name, is_woman: false, role: "" }
}

fn org(shift: usize, nth: usize) -> Entity {
    let at = spread(nth % TOWNS, shift, TOWNS);
    let (what, word) = ORG[(nth / TOWNS + at) % ORG.len()];
    let town = town(at);
    let name = format!("{town} {what}");
    let short = name.split(' ').filter_map(|word| word.chars().next()).collect();
    let id = format!("{}-{word}", slug(&town));
    Entity { kind: Kind::Org, id, name, short, is_woman: false, role: "" }
}

fn town(at: usize) -> String {
    [TOWN_STEM[at % TOWN_STEM.len()], TOWN_END[at / TOWN_STEM.len()]].concat()
}

/// Reorders `0..size`, so that neighbours do not look alike: 421 divides neither 1,024 nor 1,152
/// and has no factor in common with them.
fn spread(at: usize, shift: usize, size: usize) -> usize {
    (at * 421 + shift) % size
}

/// A name as an id: lower case, hyphens for spaces.
pub fn slug(name: &str) -> String {
    name.to_lowercase().replace(' ', "-")
}
