use std::fmt::Write;

use super::{Exit, Failure, output, terminal};
use crate::rules::{RULES, nearest_rule, rule};

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
    let Some(rule) = rule(name) else {
        let hint = match nearest_rule(name) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`newsmark explain` lists all rules".to_string(),
        };
        return Err(format!("there is no rule `{name}`; {hint}").into());
    };
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
