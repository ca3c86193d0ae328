use std::path::PathBuf;

use super::output;
use super::survey::{Surveyed, day, entity_id, survey};
use super::table::{self, Cell, Column, Format};
use super::{Exit, Failure};
use crate::syntax::{Shape, TokenKind};

/// List where entities are mentioned
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Files, folders, or `-` for standard input; without any, the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The format to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table)]
    to: Format,

    /// Only mentions of this entity
    #[arg(long, value_name = "@ID", value_parser = entity_id)]
    entity: Option<String>,

    /// Only articles of this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<String>,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark mentions story.nmk                     all mentions of an article
  newsmark mentions --entity @duarte --to csv     where Duarte is mentioned";

const COLUMNS: [Column; 6] =
    [("date", 10), ("words", 40), ("id", 20), ("name", 28), ("type", 10), ("place", 60)];

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let (found, troubles) = survey(&args.paths, |surveyed| {
        let wanted = args.since.as_deref().is_none_or(|since| surveyed.is_since(since));
        if wanted { rows(surveyed, args.entity.as_deref()) } else { Vec::new() }
    });
    let rows: Vec<Vec<Cell>> = found.into_iter().flatten().collect();
    output::write(None, &table::write(&COLUMNS, &rows, args.to))?;
    Ok(if troubles == 0 { Exit::Clean } else { Exit::Trouble })
}

fn rows(surveyed: &Surveyed<'_, '_>, entity: Option<&str>) -> Vec<Vec<Cell>> {
    let article = surveyed.article;
    let mut rows = Vec::new();
    for (at, annotation) in article.annotations.iter().enumerate() {
        let at = at as u32;
        if annotation.shape != Shape::Square {
            continue;
        }
        for token in article.tail(at).iter().filter(|token| token.kind == TokenKind::Entity) {
            if entity.is_none_or(|id| id == token.name) {
                let (name, kind) = surveyed.name_and_type(token.name);
                rows.push(vec![
                    Cell::Text(surveyed.date()),
                    Cell::Text(surveyed.words(&[at])),
                    Cell::Text(format!("@{}", token.name)),
                    Cell::Text(name),
                    Cell::Text(kind),
                    Cell::Text(format!("{}:{}", surveyed.path.display(), surveyed.line(at))),
                ]);
            }
        }
    }
    rows
}
