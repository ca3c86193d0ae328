use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser};
use rayon::prelude::*;

use super::input::{self, Input};
use super::output::{Output, is_same_file};
use super::{Exit, Failure, tell};
use crate::formats::json::Offsets;
use crate::formats::{EXPORTERS, ExportOptions, Exporter, ParsedFile, Several, exporter};
use crate::syntax::{Tree, parse};
use crate::workspace::Error;

/// Turn articles into other formats
///
/// Several articles are written one after the other, in the order of their paths. Registries in folders are left
/// out: what they say of an entity stands with each article that mentions it.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The format to write
    #[arg(long, value_name = "FORMAT", value_parser = formats())]
    to: String,

    /// What offsets into the text count, where the format has some
    #[arg(long, value_name = "UNIT", default_value = "codepoint", value_parser = PossibleValuesParser::new(UNITS))]
    offsets: String,

    /// Files, folders, or `-` for standard input; without any, the current folder
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

const UNITS: [&str; 3] = ["codepoint", "byte", "utf16"];

const AFTER_HELP: &str = "\
Examples:
  newsmark export --to json story.nmk             mentions, entities, quotes and text, for programs
  newsmark export --to jsonl -o all.jsonl         all articles below the current folder, a line each
  newsmark export --to text story.nmk             the article without its markup
  newsmark export --to markup - < story.nmk       the article as it was read

Exit codes:
  0  all articles were written
  2  wrong usage, or something could not be read or written";

/// How many articles are held in memory at once.
const BATCH: usize = 256;

fn formats() -> PossibleValuesParser {
    let value = |format: &Exporter| PossibleValue::new(format.name).help(format.about);
    PossibleValuesParser::new(EXPORTERS.iter().map(value))
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let exporter = exporter(&args.to).ok_or("no such format")?;
    let options = ExportOptions { offsets: args.offsets.parse::<Offsets>()? };
    let (inputs, mut troubles) = input::find(&args.paths);
    let path = args.output.as_deref();
    refuse_to_overwrite(&inputs, path)?;
    let mut output = Output::open(path)?;
    let several = if inputs.len() > 1 { exporter.several } else { Several::default() };
    output.write(several.open)?;
    let mut separator = "";
    for batch in inputs.chunks(BATCH) {
        let exported: Vec<_> = batch.par_iter().map(|input| export(input, exporter, &options)).collect();
        for exported in exported {
            match exported {
                Ok(None) => {}
                Ok(Some(exported)) => {
                    output.write(separator)?;
                    output.write(&exported)?;
                    separator = several.between;
                }
                Err(error) => {
                    tell(error);
                    troubles += 1;
                }
            }
        }
        if output.is_closed() {
            break;
        }
    }
    output.write(several.close)?;
    match (troubles, path) {
        (0, _) | (_, None) => output.finish()?,
        (_, Some(path)) => tell(format_args!("{}: not written, as it would lack an article", path.display())),
    }
    Ok(if troubles == 0 { Exit::Clean } else { Exit::Trouble })
}

fn export(input: &Input, exporter: &Exporter, options: &ExportOptions) -> Result<Option<String>, Error> {
    let source = input.read()?;
    let tree = parse(&source);
    if is_mere_registry(input, &tree) {
        return Ok(None);
    }
    let file =
        ParsedFile { path: input.shown_path(), source: &source, tree: &tree, workspace: &input.workspace };
    let mut exported = String::new();
    (exporter.export)(&file, options, &mut exported);
    Ok(Some(exported))
}

/// True for a registry without text that nobody asked for.
fn is_mere_registry(input: &Input, tree: &Tree) -> bool {
    let is_registry = || input.absolute_path().is_some_and(|path| input.workspace.registry.holds(&path));
    !input.is_named && is_registry() && !tree.blocks().any(|block| block.kind().is_prose())
}

fn refuse_to_overwrite(inputs: &[Input], output: Option<&Path>) -> Result<(), Failure> {
    let Some(output) = output else { return Ok(()) };
    if inputs.iter().any(|input| is_same_file(&input.path, output)) {
        return Err(format!("{}: would overwrite an article that it is made from", output.display()).into());
    }
    Ok(())
}
