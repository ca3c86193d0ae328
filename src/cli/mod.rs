//! The command line: one file per command, one per report format.

mod allocator;
mod annotate;
mod check;
mod completions;
mod config;
mod entities;
mod eval;
mod explain;
mod export;
mod fmt;
mod import;
mod init;
mod input;
mod line_diff;
mod lsp;
mod man;
mod mentions;
mod output;
mod progress;
mod quotes;
mod report;
mod survey;
mod table;
mod terminal;

use std::fmt::Display;
use std::io::Write;
use std::process::ExitCode;

use anstream::adapter::strip_str;
use clap::{Parser, Subcommand};

use crate::rules::nearest_rule;

/// Check, import and export news articles annotated with entities and quotes.
///
/// A Newsmark file is a plain-text article in which square brackets mark mentions, `[Ana Duarte @duarte]`, and
/// braces mark quotes, `{"We build now," @duarte}`. A plain article is a Newsmark file already; annotating adds
/// to its text and never changes it.
#[derive(Debug, Parser)]
#[command(name = "newsmark", version, max_term_width = 100, after_help = AFTER_HELP, subcommand_required = true)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark import story.txt -o story.nmk    make a Newsmark file of a plain article
  newsmark annotate --in-place story.nmk    propose mentions, quotes with speakers, and dates
  newsmark check                            check all articles below the current folder
  newsmark fmt                              lay out tails and records, never the text
  newsmark export --to text story.nmk       the article without its markup
  newsmark quotes --to csv                  who said what, for a spreadsheet
  newsmark explain unclosed-bracket         what a finding means and what to do
  newsmark init                             a newsmark.toml to begin with

Exit codes:
  0  all is well
  1  `check` found errors or warnings; `fmt --check` something to lay out; the editor left `lsp`
     without a word
  2  wrong usage, or something could not be read or written";

#[derive(Debug, Subcommand)]
enum Command {
    Annotate(annotate::Args),
    Check(check::Args),
    Fmt(fmt::Args),
    Import(import::Args),
    Export(export::Args),
    Quotes(quotes::Args),
    Mentions(mentions::Args),
    Entities(entities::Args),
    Eval(eval::Args),
    Explain(explain::Args),
    Init(init::Args),
    Config(config::Args),
    Lsp(lsp::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// How a run ends; the number is what the shell sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All is well.
    Clean = 0,
    /// The check found errors or warnings, or the editor left without a word.
    Findings = 1,
    /// Wrong usage, or something could not be read or written.
    Trouble = 2,
}

/// Runs the program on the arguments of this process.
pub fn run() -> ExitCode {
    let exit = match Cli::parse().command {
        Command::Annotate(args) => annotate::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Fmt(args) => fmt::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Export(args) => export::run(&args),
        Command::Quotes(args) => quotes::run(&args),
        Command::Mentions(args) => mentions::run(&args),
        Command::Entities(args) => entities::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Config(args) => config::run(&args),
        Command::Lsp(args) => lsp::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => man::run(&args),
    };
    let exit = exit.unwrap_or_else(|error| {
        tell(error);
        Exit::Trouble
    });
    ExitCode::from(exit as u8)
}

/// What went wrong so that a command could not go on, in a form to be shown.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// That a rule is unknown, and which one may be meant.
fn no_such_rule(name: &str) -> Failure {
    let hint = match nearest_rule(name) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`newsmark explain` lists all rules".to_string(),
    };
    format!("there is no rule `{name}`; {hint}").into()
}

/// Tells of trouble on standard error. If even that is closed, nobody wants to know.
fn tell(trouble: impl Display) {
    let trouble = trouble.to_string();
    let _ = writeln!(anstream::stderr().lock(), "\x1b[1;91merror\x1b[0m: {}", strip_str(&trouble));
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_definitions_are_sound() {
        super::Cli::command().debug_assert();
    }
}
