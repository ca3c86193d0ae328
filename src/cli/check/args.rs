use std::path::PathBuf;

use clap::ValueEnum;

use crate::cli::report::{Colors, Format};
use crate::rules::Severity;

/// Look for mistakes in articles
#[derive(Debug, clap::Args)]
#[command(long_about = ABOUT, after_help = AFTER_HELP)]
pub struct Args {
    /// Files, folders, or `-` for standard input; without any, the current folder
    ///
    /// In folders all .nmk files are checked, except hidden ones and those that .gitignore, .ignore or `exclude` in
    /// newsmark.toml name. A file that is named itself is checked whatever its ending.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[command(flatten, next_help_heading = "What is shown")]
    pub report: ReportArgs,

    #[command(flatten, next_help_heading = "Which rules")]
    pub rules: RuleArgs,

    #[command(flatten, next_help_heading = "Which articles")]
    pub files: FileArgs,

    #[command(flatten, next_help_heading = "Mending")]
    pub mend: MendArgs,

    #[command(flatten, next_help_heading = "Findings that are known")]
    pub baseline: BaselineArgs,

    #[command(flatten, next_help_heading = "How it ends")]
    pub end: EndArgs,

    #[command(flatten, next_help_heading = "How it runs")]
    pub run: RunArgs,
}

/// How findings are shown.
#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// How findings are shown; `github` under GitHub Actions, else `full`
    #[arg(long, value_enum, hide_possible_values = false)]
    pub format: Option<Format>,

    /// Write the report to a file instead of standard output; with `FORMAT=`, a further report
    ///
    /// May be given several times: `--output-file sarif=out.sarif --output-file junit=out.xml` writes two files and
    /// shows the findings as ever. Each file is complete or not there.
    #[arg(long, short, value_name = "[FORMAT=]FILE")]
    pub output_file: Vec<String>,

    /// Show how often each rule finds something, instead of each finding
    #[arg(long, conflicts_with = "format")]
    pub statistics: bool,

    /// When to use colours; `auto` heeds NO_COLOR and whether a terminal is there to show them
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto)]
    pub color: Color,
}

/// Which rules hold, over all that newsmark.toml says.
#[derive(Debug, clap::Args)]
pub struct RuleArgs {
    /// Look at these rules only, even if they are switched off
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub select: Vec<String>,

    /// Leave these rules out
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub ignore: Vec<String>,

    /// How much a rule matters: error, warning, info, hint or off
    #[arg(long, value_name = "RULE=LEVEL", value_delimiter = ',')]
    pub severity: Vec<String>,
}

/// Which articles are checked.
#[derive(Debug, clap::Args)]
pub struct FileArgs {
    /// Only articles that differ from the last commit, or that git does not know yet
    ///
    /// If newsmark.toml or a registry differs, all articles that depend on it are checked. Asks the program `git`.
    #[arg(long)]
    pub changed: bool,

    /// With --changed: that differ from where this revision and the present one part, such as `origin/main`
    #[arg(long, value_name = "REV", requires = "changed")]
    pub since: Option<String>,

    /// Leave out what `exclude` in newsmark.toml names, even if it is named here
    #[arg(long)]
    pub force_exclude: bool,

    /// Which file the text on standard input is to be taken for
    #[arg(long, value_name = "PATH")]
    pub stdin_filename: Option<PathBuf>,
}

/// What is done about findings.
#[derive(Debug, clap::Args)]
pub struct MendArgs {
    /// Apply fixes that can't be wrong, and show what is left
    ///
    /// Such fixes never change the text of an article. Of standard input the mended text goes to standard output, and
    /// the report to standard error.
    #[arg(long)]
    pub fix: bool,

    /// With --fix or --diff: also fixes that somebody should look at
    #[arg(long)]
    pub unsafe_fixes: bool,

    /// Write nothing; show what --fix would change
    #[arg(long)]
    pub diff: bool,
}

/// Findings that a project lives with for now.
#[derive(Debug, clap::Args)]
pub struct BaselineArgs {
    /// Leave out the findings that this file holds
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Write all findings into the baseline, to be left out from now on
    #[arg(long, requires = "baseline", conflicts_with = "diff")]
    pub write_baseline: bool,
}

/// What the exit code says.
#[derive(Debug, clap::Args)]
pub struct EndArgs {
    /// The least that makes the check fail
    #[arg(long, value_enum, value_name = "LEAST", default_value_t = Deny::Warnings)]
    pub deny: Deny,

    /// Do not fail because of findings
    #[arg(long)]
    pub exit_zero: bool,
}

/// How the program works.
#[derive(Debug, clap::Args)]
pub struct RunArgs {
    /// Check again whenever an article, a registry or newsmark.toml changes
    #[arg(long, conflicts_with_all = ["output_file", "diff", "write_baseline", "stdin_filename"])]
    pub watch: bool,

    /// How many files to check at once; 0 means as many as there are cores
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub jobs: usize,

    /// Read all articles, also those that earlier runs found clean and that have not changed since
    ///
    /// What was clean is remembered in .newsmark_cache beside newsmark.toml, if 500 articles or more lie below that.
    #[arg(long)]
    pub no_cache: bool,
}

/// What makes a check fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Only errors
    Errors,
    /// Errors and warnings
    Warnings,
    /// Errors, warnings and infos
    Infos,
    /// Any finding
    Hints,
}

impl Deny {
    /// The least severity that makes it fail.
    pub fn least(self) -> Severity {
        match self {
            Self::Errors => Severity::Error,
            Self::Warnings => Severity::Warning,
            Self::Infos => Severity::Info,
            Self::Hints => Severity::Hint,
        }
    }
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// If a terminal is there to show them
    Auto,
    /// Even in files and pipes
    Always,
    /// Nowhere
    Never,
}

impl Color {
    /// Holds for all that this run prints from here on.
    pub fn decide(self) -> Colors {
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

const ABOUT: &str = "\
Look for mistakes in articles

Reports brackets that are never closed, entities that nobody defined, quotes without a speaker and more, \
each with its place and what to do about it. `newsmark explain` lists all rules.

Entities may be defined in the article or in a registry: `entities.nmk` and `entities/` in the root \
folder, which is the nearest folder upwards that holds `newsmark.toml`, else `.git`, else the folder \
given. `newsmark.toml` can name other registries, add entity types and labels, leave files out and set how \
much a rule matters: `newsmark init` writes one, `newsmark config` shows what is in force.

A comment `// newsmark: allow RULE -- reason` silences a rule for the paragraph or record behind it, \
`// newsmark: allow-file RULE -- reason` for the article.";

const AFTER_HELP: &str = "\
Examples:
  newsmark check                                  all articles below the current folder
  newsmark check story.nmk --format concise       one line per finding
  newsmark check --fix                            mend what can be mended without a look
  newsmark check --changed --since origin/main    what a branch changed
  newsmark check --output-file sarif=out.sarif    for people here, for a service there
  newsmark import story.txt | newsmark check -    standard input

Exit codes:
  0  no errors and no warnings (see --deny)
  1  errors or warnings; with --diff, something to mend
  2  wrong usage, or something could not be read or written; the rest was checked";
