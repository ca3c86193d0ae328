use std::fmt::Write;

use super::{Exit, Failure, no_such_rule, output, terminal};
use crate::rules::{Family, RULES, page, rule, shown_severity};

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
        Some(name) => page_of(name)?,
        None => list(),
    };
    output::write(None, &text)?;
    Ok(Exit::Clean)
}

fn page_of(name: &str) -> Result<String, Failure> {
    let rule = rule(name).ok_or_else(|| no_such_rule(name))?;
    Ok(terminal::wrap_markdown(&page(rule), terminal::columns()) + "\n")
}

/// All rules, family by family.
fn list() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let mut text = String::new();
    for family in Family::ALL {
        let _ = writeln!(text, "{}{}", if text.is_empty() { "" } else { "\n" }, family.name());
        for rule in RULES.into_iter().filter(|rule| rule.family == family) {
            let _ = writeln!(text, "  {:width$}  {:7}  {}", rule.name, shown_severity(rule), rule.summary);
        }
    }
    text
}
