use clap::CommandFactory;
use clap_complete::Shell;

use super::{Cli, Exit, Failure, output};

/// Print completions for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  newsmark completions fish > ~/.config/fish/completions/newsmark.fish")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "newsmark", &mut script);
    output::write(None, &String::from_utf8(script)?)?;
    Ok(Exit::Clean)
}
