use std::path::PathBuf;

use clap::ValueEnum;

use super::{Exit, Failure, allocator};
use crate::server::{self, Level, Options};

/// Serve an editor (language server)
#[derive(Debug, clap::Args)]
#[command(long_about = ABOUT, after_help = AFTER_HELP)]
pub struct Args {
    /// Append the log to a file instead of writing it to standard error
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,

    /// How much is logged
    #[arg(long, value_enum, value_name = "LEVEL", default_value_t = LogLevel::Warn)]
    log_level: LogLevel,

    /// Speak over standard input and output, which is always so; many editors add this by themselves
    #[arg(long)]
    stdio: bool,
}

const ABOUT: &str = "\
Serve an editor (language server)

Speaks the Language Server Protocol 3.17 over standard input and output. Editors start it; \
there is nothing to see for people. Files are checked while they are edited, with the same rules, \
registries and `newsmark.toml` as in `newsmark check`.";

const AFTER_HELP: &str = "\
Examples:
  vim.lsp.start({ name = \"newsmark\", cmd = { \"newsmark\", \"lsp\" } })    in Neovim
  newsmark lsp --log newsmark.log --log-level debug                    what goes on

Exit codes:
  0  the editor said `shutdown` and `exit`
  1  the editor left without
  2  wrong usage, or the log could not be written";

/// How much is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum LogLevel {
    /// Nothing
    Off,
    /// Mistakes of the server
    Error,
    /// What an editor sent that could not be used; requests that took longer than 100 ms
    Warn,
    /// Beginning and end
    Info,
    /// Each message, with the time it took
    Debug,
    /// Everything
    Trace,
}

impl LogLevel {
    fn level(self) -> Option<Level> {
        match self {
            Self::Off => None,
            Self::Error => Some(Level::ERROR),
            Self::Warn => Some(Level::WARN),
            Self::Info => Some(Level::INFO),
            Self::Debug => Some(Level::DEBUG),
            Self::Trace => Some(Level::TRACE),
        }
    }
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    allocator::give_back();
    let options = Options { log: args.log.clone(), level: args.log_level.level() };
    let orderly = server::run(&options)?;
    Ok(if orderly { Exit::Clean } else { Exit::Findings })
}
