use std::path::PathBuf;

use rayon::prelude::*;

use super::input::{self, Input, Wanted};
use super::output::{self, Output};
use super::{Exit, Failure, tell};
use crate::layout::layout;
use crate::syntax::parse;
use crate::text::apply_edits;
use crate::workspace::Error;

/// Lay out tails, records and fences
#[derive(Debug, clap::Args)]
#[command(long_about = ABOUT, after_help = AFTER_HELP)]
pub struct Args {
    /// Files, folders, or `-` for standard input; without any, the current folder
    ///
    /// What stands on standard input is written to standard output.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Write nothing; list the articles that are not laid out
    #[arg(long)]
    check: bool,

    /// Write nothing; show what would change
    #[arg(long, conflicts_with = "check")]
    diff: bool,

    /// Leave out what `exclude` in newsmark.toml names, even if it is named here
    #[arg(long)]
    force_exclude: bool,
}

const ABOUT: &str = "\
Lay out tails, records and fences

Puts one space between the tokens of a tail, indents the fields of a record by two spaces and aligns their values, \
and takes superfluous space out of records and fences. The text of the articles stays as it is, byte for byte, and \
so does what they mean. What can't be read is left as it was.";

const AFTER_HELP: &str = "\
Examples:
  newsmark fmt                     all articles below the current folder
  newsmark fmt --diff story.nmk    what would change
  newsmark fmt - < story.nmk       standard input to standard output

Exit codes:
  0  all is laid out
  1  `--check` or `--diff` found an article that is not
  2  wrong usage, or something could not be read or written; the rest was laid out";

/// How many articles are laid out before they are written.
const BATCH: usize = 512;

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let (inputs, mut troubles) = input::find_wanted(Wanted {
        paths: &args.paths,
        force_exclude: args.force_exclude,
        ..Wanted::default()
    });
    let mut output = Output::open(None)?;
    let mut changed = 0;
    for batch in inputs.chunks(BATCH) {
        let outcomes: Vec<_> = batch.par_iter().map(lay_out).collect();
        for (input, outcome) in batch.iter().zip(outcomes) {
            let written = match outcome {
                Ok(outcome) => {
                    changed += usize::from(outcome.is_changed());
                    finish(args, input, &outcome, &mut output)
                }
                Err(error) => Err(error.into()),
            };
            if let Err(error) = written {
                tell(error);
                troubles += 1;
            }
        }
    }
    output.finish()?;
    Ok(match (troubles, changed) {
        (1.., _) => Exit::Trouble,
        (_, 1..) if args.check || args.diff => Exit::Findings,
        _ => Exit::Clean,
    })
}

/// An article before and after.
struct Outcome {
    before: String,
    after: String,
}

impl Outcome {
    fn is_changed(&self) -> bool {
        self.before != self.after
    }
}

fn lay_out(input: &Input) -> Result<Outcome, Error> {
    let before = input.read()?;
    let after = apply_edits(&before, &layout(&parse(&before), before.as_str(), 0..before.len()));
    Ok(Outcome { before, after })
}

/// Says what would change, or changes it.
fn finish(args: &Args, input: &Input, outcome: &Outcome, output: &mut Output) -> Result<(), Failure> {
    let shown = input.path.display();
    match input.shown_path() {
        _ if args.check && outcome.is_changed() => output.write(&format!("{shown}\n")),
        _ if args.diff && outcome.is_changed() => {
            output.write(&output::diff(&input.path, &outcome.before, &outcome.after))
        }
        _ if args.check || args.diff => Ok(()),
        None => output.write(&outcome.after),
        Some(path) if outcome.is_changed() => output::replace(path, &outcome.before, &outcome.after),
        Some(_) => Ok(()),
    }
}
