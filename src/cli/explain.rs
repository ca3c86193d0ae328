use std::fmt::Write;

use super::{Exit, Failure, output, terminal};
use crate::rules::{Family, RULES, nearest_rule, page, rule, shown_severity};

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
    let Some(rule) = rule(name) else {
        let hint = match nearest_rule(name) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "`newsmark explain` lists all rules".to_string(),
        };
        return Err(format!("there is no rule `{name}`; {hint}").into());
    };
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
