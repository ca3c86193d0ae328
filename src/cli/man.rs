use std::io;

use clap::{Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::{Cli, Exit, Failure, output};

/// Print the manual page
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  newsmark man > ~/.local/share/man/man1/newsmark.1")]
pub struct Args {}

pub fn run(_: &Args) -> Result<Exit, Failure> {
    let mut page = Vec::new();
    write_page(&mut page)?;
    output::write(None, &String::from_utf8(page)?)?;
    Ok(Exit::Clean)
}

/// All commands on one page, as programs of this size have it.
fn write_page(page: &mut Vec<u8>) -> io::Result<()> {
    let mut program = Cli::command().disable_help_flag(true);
    program.build();
    let man = Man::new(program.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    for command in program.get_subcommands() {
        let mut section = Vec::new();
        let man = Man::new(command.clone());
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        closing_sections(command, &mut section)?;
        let heading = format!("NEWSMARK {}", command.get_name().to_uppercase());
        Roff::new().control("SH", [heading.as_str()]).to_writer(page)?;
        page.extend(subsections(&section));
    }
    closing_sections(&program, page)
}

/// `Examples:` and `Exit codes:` from the end of a help text, each line as it is.
fn closing_sections(command: &Command, page: &mut Vec<u8>) -> io::Result<()> {
    let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut roff = Roff::new();
    for line in help.lines() {
        match line.strip_suffix(':').filter(|heading| !heading.starts_with(' ')) {
            Some(heading) => roff.control("SH", [heading.to_uppercase().as_str()]).control("nf", []),
            None => roff.text([roman(line)]),
        };
    }
    roff.control("fi", []).to_writer(page)
}

/// What is a page of its own for the library is a section here.
fn subsections(section: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(section).replace("\n.SH ", "\n.SS ").into_bytes()
}
