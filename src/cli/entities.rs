use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::output;
use super::survey::{Surveyed, day, survey};
use super::table::{self, Cell, Column, Format};
use super::{Exit, Failure};
use crate::syntax::{Shape, TokenKind};

/// List the entities that articles mention, the most mentioned first
///
/// With how often and in how many articles they are mentioned, what they said, the first and the last date, and
/// with whom they share most articles.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Files, folders, or `-` for standard input; without any, the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The format to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table)]
    to: Format,

    /// Only entities of this type
    #[arg(long = "type", value_name = "TYPE")]
    kind: Option<String>,

    /// Only articles of this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<String>,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark entities articles                      everybody and everything
  newsmark entities --type person --to markdown   people, as a table in Markdown";

const COLUMNS: [Column; 9] = [
    ("id", 20),
    ("name", 28),
    ("type", 10),
    ("mentions", 8),
    ("quotes", 8),
    ("articles", 8),
    ("first", 10),
    ("last", 10),
    ("with", 40),
];

/// How many others an entity is listed with.
const COMPANY: usize = 3;

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let (found, troubles) = survey(&args.paths, |surveyed| {
        let wanted = args.since.as_deref().is_none_or(|since| surveyed.is_since(since));
        if wanted { seen(surveyed) } else { Seen::new() }
    });
    let mut all: Seen = BTreeMap::new();
    for article in found {
        let together: Vec<String> = article.keys().cloned().collect();
        for (id, entity) in article {
            all.entry(id.clone()).or_default().add(entity, together.iter().filter(|other| **other != id));
        }
    }
    let mut rows: Vec<(&String, &Entity)> =
        all.iter().filter(|(_, entity)| args.kind.as_ref().is_none_or(|kind| *kind == entity.kind)).collect();
    rows.sort_by_key(|(id, entity)| (Reverse(entity.mentions), *id));
    let rows: Vec<Vec<Cell>> = rows.into_iter().map(|(id, entity)| row(id, entity)).collect();
    output::write(None, &table::write(&COLUMNS, &rows, args.to))?;
    Ok(if troubles == 0 { Exit::Clean } else { Exit::Trouble })
}

/// Entities by id.
type Seen = BTreeMap<String, Entity>;

/// What is known of an entity from some articles.
#[derive(Default)]
struct Entity {
    name: String,
    kind: String,
    mentions: usize,
    quotes: usize,
    articles: usize,
    dates: BTreeSet<String>,
    company: BTreeMap<String, usize>,
}

impl Entity {
    fn add<'a>(&mut self, other: Entity, together: impl Iterator<Item = &'a String>) {
        if self.name.is_empty() || self.name.starts_with('@') {
            self.name = other.name;
        }
        if self.kind.is_empty() {
            self.kind = other.kind;
        }
        self.mentions += other.mentions;
        self.quotes += other.quotes;
        self.articles += 1;
        self.dates.extend(other.dates);
        for id in together {
            *self.company.entry(id.clone()).or_default() += 1;
        }
    }
}

/// The entities of one article.
fn seen(surveyed: &Surveyed<'_, '_>) -> Seen {
    let article = surveyed.article;
    let date = Some(surveyed.date()).filter(|date| !date.is_empty());
    let mut seen = Seen::new();
    let mut count = |id: &str, of: fn(&mut Entity) -> &mut usize| {
        let entity = seen.entry(id.to_string()).or_insert_with(|| {
            let (name, kind) = surveyed.name_and_type(id);
            Entity { name, kind, dates: date.iter().cloned().collect(), ..Entity::default() }
        });
        *of(entity) += 1;
    };
    for (at, annotation) in article.annotations.iter().enumerate() {
        let tail = article.tail(at as u32).iter();
        for token in tail.filter(|token| annotation.shape == Shape::Square && token.kind == TokenKind::Entity)
        {
            count(token.name, |entity| &mut entity.mentions);
        }
    }
    for quotation in &article.quotations {
        for speaker in quotation.speakers(article) {
            count(speaker.name, |entity| &mut entity.quotes);
        }
    }
    seen
}

fn row(id: &str, entity: &Entity) -> Vec<Cell> {
    let mut company: Vec<(&String, &usize)> = entity.company.iter().collect();
    company.sort_by_key(|(id, count)| (Reverse(**count), *id));
    vec![
        Cell::Text(format!("@{id}")),
        Cell::Text(entity.name.clone()),
        Cell::Text(entity.kind.clone()),
        Cell::Number(entity.mentions),
        Cell::Number(entity.quotes),
        Cell::Number(entity.articles),
        Cell::Text(entity.dates.first().cloned().unwrap_or_default()),
        Cell::Text(entity.dates.last().cloned().unwrap_or_default()),
        Cell::List(company.into_iter().take(COMPANY).map(|(id, count)| format!("@{id} {count}")).collect()),
    ]
}
