use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::input::{is_stdin, read_stdin};
use super::{Exit, Failure, output};
use crate::formats::{IMPORTERS, ImportOptions, Importer, importer, importer_for};
use crate::workspace::read;

/// Make a Newsmark file of a plain article
///
/// The text stays as it is, byte for byte; whatever in it would be read as markup is escaped with a backslash.
///
/// A first line of the form `date 2021-07-29 Title` becomes metadata and a headline.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The article, or `-` for standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,

    /// The format of the article; by default its ending decides, and otherwise it is text
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    from: Option<String>,

    /// Take a first line with a date for text like any other
    #[arg(long)]
    verbatim: bool,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark import story.txt -o story.nmk
  newsmark import story.txt | newsmark check -";

fn formats() -> PossibleValuesParser {
    let value = |format: &Importer| PossibleValue::new(format.name).help(format.about);
    PossibleValuesParser::new(IMPORTERS.iter().map(value))
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    if let Some(output) = &args.output
        && output::is_same_file(&args.file, output)
    {
        return Err(format!("{}: would overwrite the article it is made from", output.display()).into());
    }
    let text = if is_stdin(&args.file) { read_stdin()? } else { read(&args.file)? };
    let importer = args.from.as_deref().and_then(importer).or_else(|| importer_for(&args.file));
    let importer = importer.unwrap_or(&IMPORTERS[0]);
    let imported = (importer.import)(&text, &ImportOptions { verbatim: args.verbatim });
    output::write(args.output.as_deref(), &imported)?;
    Ok(Exit::Clean)
}
