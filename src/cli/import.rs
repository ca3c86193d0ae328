use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::input::{is_stdin, read_stdin};
use super::{Exit, Failure, output};
use crate::formats::{IMPORTERS, ImportOptions, Importer, importer, importer_for};
use crate::syntax::parse;
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

    /// Overwrite a file even if annotations in it are lost
    #[arg(long)]
    force: bool,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark import story.txt -o story.nmk
  newsmark import story.txt | newsmark check -

Exit codes:
  0  the article was imported
  2  wrong usage, or something could not be read or written";

fn formats() -> PossibleValuesParser {
    let value = |format: &Importer| PossibleValue::new(format.name).help(format.about);
    PossibleValuesParser::new(IMPORTERS.iter().map(value))
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    if let Some(output) = &args.output {
        refuse_to_overwrite(args, output)?;
    }
    let text = if is_stdin(&args.file) { read_stdin()? } else { read(&args.file)? };
    let importer = args.from.as_deref().and_then(importer).or_else(|| importer_for(&args.file));
    let importer = importer.unwrap_or(&IMPORTERS[0]);
    let imported = (importer.import)(&text, &ImportOptions { verbatim: args.verbatim });
    output::write(args.output.as_deref(), &imported)?;
    Ok(Exit::Clean)
}

/// Text can be imported again, annotations are somebody's work.
fn refuse_to_overwrite(args: &Args, output: &Path) -> Result<(), Failure> {
    let shown = output.display();
    if output::is_same_file(&args.file, output) {
        return Err(format!("{shown}: would overwrite the article it is made from").into());
    }
    let is_annotated =
        || parse(&read(output).unwrap_or_default()).blocks().any(|block| block.nodes().len() > 0);
    if !args.force && output.is_file() && is_annotated() {
        return Err(
            format!("{shown}: holds annotations, which would be lost; `--force` overwrites it").into()
        );
    }
    Ok(())
}
