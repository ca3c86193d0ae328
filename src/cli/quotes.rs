use std::path::PathBuf;

use super::output;
use super::survey::{Surveyed, day, entity_id, survey};
use super::table::{self, Cell, Column, Format};
use super::{Exit, Failure};
use crate::article::{Quotation, Role, infer};

/// List who said what
///
/// One row for each quote: its speakers, the words that say that something was said, its type, its words, and where
/// it stands.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// Files, folders, or `-` for standard input; without any, the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The format to write
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Format::Table)]
    to: Format,

    /// Only what this entity said; `@?` for unknown speakers
    #[arg(long, value_name = "@ID", value_parser = entity_id)]
    speaker: Option<String>,

    /// Only articles of this day or later
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<String>,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark quotes                                 all quotes below the current folder
  newsmark quotes --speaker @duarte --to csv      what Duarte said, for a spreadsheet
  newsmark quotes --since 2024-03-01 articles     in articles of March 2024 and later";

const COLUMNS: [Column; 7] =
    [("date", 10), ("speaker", 24), ("id", 16), ("cue", 14), ("type", 13), ("words", 60), ("place", 60)];

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let (found, troubles) = survey(&args.paths, |surveyed| {
        let wanted = args.since.as_deref().is_none_or(|since| surveyed.is_since(since));
        if wanted { rows(surveyed, args.speaker.as_deref()) } else { Vec::new() }
    });
    let rows: Vec<Vec<Cell>> = found.into_iter().flatten().collect();
    output::write(None, &table::write(&COLUMNS, &rows, args.to))?;
    Ok(if troubles == 0 { Exit::Clean } else { Exit::Trouble })
}

fn rows(surveyed: &Surveyed<'_, '_>, speaker: Option<&str>) -> Vec<Vec<Cell>> {
    let article = surveyed.article;
    let inferred = infer(article);
    let mut rows = Vec::new();
    for (quotation, inferred) in article.quotations.iter().zip(inferred) {
        let speakers: Vec<&str> = quotation.speakers(article).into_iter().map(|token| token.name).collect();
        let wanted = match speaker {
            None => true,
            Some("?") => speakers.is_empty(),
            Some(id) => speakers.contains(&id),
        };
        if wanted {
            rows.push(row(surveyed, quotation, &speakers, inferred.cue));
        }
    }
    rows
}

fn row<'s>(
    surveyed: &Surveyed<'_, 's>,
    quotation: &Quotation<'s>,
    speakers: &[&str],
    cue: Option<u32>,
) -> Vec<Cell> {
    let article = surveyed.article;
    let given: Vec<String> = quotation.parts_of(Role::Cue).map(|part| surveyed.words(&part.pieces)).collect();
    let cue =
        if given.is_empty() { cue.map(|cue| surveyed.words(&[cue])).into_iter().collect() } else { given };
    let kind = quotation.given_type(article).unwrap_or_else(|| quotation.inferred_type(article));
    let names = speakers.iter().map(|id| surveyed.name_and_type(id).0).collect();
    vec![
        Cell::Text(surveyed.date()),
        Cell::List(names),
        Cell::List(speakers.iter().map(|id| format!("@{id}")).collect()),
        Cell::List(cue),
        Cell::Text(kind.label().to_string()),
        Cell::Text(surveyed.words(&quotation.pieces)),
        Cell::Text(format!("{}:{}", surveyed.path.display(), surveyed.line(quotation.pieces[0]))),
    ]
}
