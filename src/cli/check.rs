use std::path::PathBuf;

use clap::ValueEnum;
use rayon::prelude::*;

use super::input::{self, Input};
use super::output::Output;
use super::report::{Checked, Colors, Reporter, Summary, reporter};
use super::{Exit, Failure, tell};
use crate::article::Article;
use crate::rules::{self, Context, Severity};
use crate::syntax::parse;
use crate::workspace::Error;

/// Look for mistakes in articles
#[derive(Debug, clap::Args)]
#[command(long_about = ABOUT, after_help = AFTER_HELP)]
pub struct Args {
    /// Files, folders, or `-` for standard input; without any, the current folder
    ///
    /// In folders all .nmk files are checked, except hidden ones and those that .gitignore or .ignore name. A file
    /// that is named itself is checked whatever its ending.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,

    /// When to use colours; `auto` heeds NO_COLOR and whether a terminal is there to show them
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    color: Color,

    /// How many files to check at once; 0 means as many as there are cores
    #[arg(long, value_name = "N", default_value_t = 0)]
    jobs: usize,
}

const ABOUT: &str = "\
Look for mistakes in articles

Reports brackets that are never closed, entities that nobody defined, quotes without a speaker and more, \
each with its place and what to do about it. `newsmark explain` lists all rules.

Entities may be defined in the article or in a registry: `entities.nmk` and `entities/` in the root \
folder, which is the nearest folder upwards that holds `newsmark.toml`, else `.git`, else the folder \
given. `newsmark.toml` can name other registries, add entity types and labels, and set how much a rule \
matters (error, warning, info, hint, off):

    registries = [\"people.nmk\", \"lists/\"]
    [types]
    ship = \"a vessel with a name\"
    [labels]
    lead = \"the first paragraph\"
    [rules]
    unknown-label = \"off\"";

const AFTER_HELP: &str = "\
Examples:
  newsmark check                                  all articles below the current folder
  newsmark check story.nmk --format concise       one line per finding
  newsmark import story.txt | newsmark check -    standard input

Exit codes:
  0  no errors and no warnings
  1  errors or warnings
  2  wrong usage, or something could not be read; the rest was checked";

/// How findings are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the line and a pointer into it, and a summary
    Full,
    /// One line each: path:line:column: severity[rule] message
    Concise,
    /// One JSON object
    Json,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Color {
    Auto,
    Always,
    Never,
}

impl Color {
    /// Holds for all that this run prints from here on.
    fn decide(self) -> Colors {
        let choice = match self {
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
            Self::Auto => anstream::ColorChoice::Auto,
        };
        choice.write_global();
        let decided = anstream::AutoStream::choice(&std::io::stdout());
        if decided == anstream::ColorChoice::Never { Colors::Off } else { Colors::On }
    }
}

/// How many files are checked before their reports are written: enough to keep all cores busy,
/// few enough that the reports take little memory.
const BATCH: usize = 512;

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let colors = args.color.decide();
    let (inputs, troubles) = input::find(&args.paths);
    let mut summary = Summary { troubles, ..Summary::default() };
    let mut output = Output::open(None)?;
    let reporter = reporter(args.format, colors);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.min(inputs.len())).build()?;

    output.write(reporter.begin())?;
    let mut separator = "";
    for batch in inputs.chunks(BATCH) {
        let outcomes: Vec<_> =
            pool.install(|| batch.par_iter().map(|input| check(input, reporter.as_ref())).collect());
        for outcome in outcomes {
            match outcome {
                Ok(outcome) => {
                    summary.add(&outcome.severities);
                    if !outcome.report.is_empty() {
                        output.write(separator)?;
                        output.write(&outcome.report)?;
                        separator = reporter.separator();
                    }
                }
                Err(error) => {
                    tell(error);
                    summary.troubles += 1;
                }
            }
        }
    }
    output.write(&reporter.end(&summary))?;
    output.finish()?;
    Ok(exit(&summary))
}

fn exit(summary: &Summary) -> Exit {
    match summary {
        Summary { troubles: 1.., .. } => Exit::Trouble,
        Summary { errors: 0, warnings: 0, .. } => Exit::Clean,
        _ => Exit::Findings,
    }
}

/// What came of checking an article.
struct Outcome {
    severities: Vec<Severity>,
    report: String,
}

fn check(input: &Input, reporter: &dyn Reporter) -> Result<Outcome, Error> {
    let source = input.read()?;
    let workspace = &*input.workspace;
    let tree = parse(&source);
    let article = Article::new(&source, &tree, &workspace.vocabulary);
    let path = input.absolute_path();
    let findings = rules::check(&Context::new(&article, path.as_deref(), workspace));
    if findings.is_empty() {
        return Ok(Outcome { severities: Vec::new(), report: String::new() });
    }
    let severities = findings.iter().map(|finding| finding.severity).collect();
    let checked = Checked::new(&input.path, &source, &workspace.registry, findings);
    Ok(Outcome { severities, report: reporter.article(&checked) })
}
