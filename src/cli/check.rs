use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::input::{self, Input};
use super::output::Output;
use super::report::{Checked, Colors, Reporter, Summary, reporter};
use super::{Exit, Failure, tell};
use crate::article::Article;
use crate::rules::{self, Context, Levels, Severity};
use crate::syntax::parse;
use crate::workspace::{Config, Error, Level};

/// Look for mistakes in articles
///
/// Reports brackets that are never closed, entities that nobody defined, quotes without a speaker and more, each with
/// its place and what to do about it. `newsmark explain` lists all rules.
///
/// Entities may be defined in the article or in a registry: `entities.nmk` and `entities/` in the root folder, which is
/// the nearest folder upwards that holds `newsmark.toml`, else `.git`, else the folder given. `newsmark.toml` can name
/// other registries, add entity types and labels, and set how much a rule matters:
///
///     registries = ["people.nmk", "lists/"]
///     [types]
///     ship = "a vessel with a name"
///     [rules]
///     unknown-label = "off"
#[derive(Debug, clap::Args)]
#[command(verbatim_doc_comment, after_help = AFTER_HELP)]
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
    fn colors(self) -> Colors {
        let wanted = match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never,
        };
        if wanted { Colors::On } else { Colors::Off }
    }
}

/// How many files are checked before their reports are written: enough to keep all cores busy,
/// few enough that the reports take little memory.
const BATCH: usize = 512;

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let (inputs, troubles) = input::find(&args.paths);
    let mut summary = Summary { troubles, ..Summary::default() };
    let mut output = Output::open(None)?;
    let reporter = reporter(args.format, args.color.colors());
    let jobs = with_levels(inputs);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.min(jobs.len())).build()?;

    output.write(reporter.begin())?;
    let mut separator = "";
    for batch in jobs.chunks(BATCH) {
        let outcomes: Vec<_> =
            pool.install(|| batch.par_iter().map(|job| job.check(reporter.as_ref())).collect());
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

/// An article to check, with the severities that its project wants.
struct Job {
    input: Input,
    levels: Arc<Levels>,
}

/// What came of it.
struct Outcome {
    severities: Vec<Severity>,
    report: String,
}

impl Job {
    fn check(&self, reporter: &dyn Reporter) -> Result<Outcome, Error> {
        let source = self.input.read()?;
        let workspace = &*self.input.workspace;
        let tree = parse(&source);
        let article = Article::new(&source, &tree, &workspace.vocabulary);
        let path = self.input.absolute_path();
        let (registry, vocabulary) = (&workspace.registry, &workspace.vocabulary);
        let context = Context::new(&article, path.as_deref(), registry, vocabulary, &self.levels);
        let findings = rules::check(&context);
        if findings.is_empty() {
            return Ok(Outcome { severities: Vec::new(), report: String::new() });
        }
        let severities = findings.iter().map(|finding| finding.severity).collect();
        let checked = Checked::new(&self.input.path, &source, registry, findings);
        Ok(Outcome { severities, report: reporter.article(&checked) })
    }
}

/// Reads the severities of each workspace once.
fn with_levels(inputs: Vec<Input>) -> Vec<Job> {
    let mut known: FxHashMap<PathBuf, Arc<Levels>> = FxHashMap::default();
    let mut levels_of = |root: &Path, config: &Config| match known.get(root) {
        Some(levels) => levels.clone(),
        None => known.entry(root.to_path_buf()).or_insert_with(|| Arc::new(levels(config))).clone(),
    };
    inputs
        .into_iter()
        .map(|input| Job { levels: levels_of(&input.workspace.root, &input.workspace.config), input })
        .collect()
}

fn levels(config: &Config) -> Levels {
    let mut levels = Levels::default();
    for (rule, level) in &config.rules {
        let severity = match level {
            Level::Off => None,
            Level::Hint => Some(Severity::Hint),
            Level::Info => Some(Severity::Info),
            Level::Warning => Some(Severity::Warning),
            Level::Error => Some(Severity::Error),
        };
        levels.set(rule, severity);
    }
    levels
}
