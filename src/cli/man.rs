use clap::{Command, CommandFactory};
use clap_mangen::Man;

use super::{Cli, Exit, Failure, output};

/// Print the manual page
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  newsmark man > ~/.local/share/man/man1/newsmark.1")]
pub struct Args {}

pub fn run(_: &Args) -> Result<Exit, Failure> {
    let mut program = Cli::command();
    program.build();
    let mut page = Vec::new();
    Man::new(program.clone()).render(&mut page)?;
    let mut page = String::from_utf8(page)?;
    for command in program.get_subcommands() {
        page.push_str(&section(command)?);
    }
    output::write(None, &page)?;
    Ok(Exit::Clean)
}

/// The page of a command as a section of the page of the program.
fn section(command: &Command) -> Result<String, Failure> {
    let mut page = Vec::new();
    let man = Man::new(command.clone());
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.get_after_help().is_some() {
        man.render_extra_section(&mut page)?;
    }
    let heading = format!(".SH NEWSMARK {}\n", command.get_name().to_uppercase());
    Ok(heading + &String::from_utf8(page)?.replace("\n.SH ", "\n.SS "))
}
