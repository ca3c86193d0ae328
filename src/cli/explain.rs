use std::fmt::Write;

use super::{Exit, Failure, no_such_rule, output, terminal};
use crate::rules::{RULES, rule};

/// Say what a rule finds, why it matters and what to do
///
/// Without a rule, all rules are listed.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  newsmark explain quote-without-speaker")]
pub struct Args {
    /// The name of the rule, as findings show it
    rule: Option<String>,
}

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let text = match &args.rule {
        Some(name) => page(name)?,
        None => list(),
    };
    output::write(None, &text)?;
    Ok(Exit::Clean)
}

fn page(name: &str) -> Result<String, Failure> {
    let rule = rule(name).ok_or_else(|| no_such_rule(name))?;
    let page = terminal::wrap_markdown(rule.docs, terminal::columns());
    Ok(format!("# {} ({})\n\n{page}\n", rule.name, rule.severity))
}

fn list() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for rule in RULES {
        let severity = rule.severity.to_string();
        let _ = writeln!(text, "{:width$}  {severity:7}  {}", rule.name, rule.summary);
    }
    text
}
