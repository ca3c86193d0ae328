//! `--select`, `--ignore` and `--severity`.

use super::args::RuleArgs;
use crate::cli::Failure;
use crate::rules::{nearest_rule, rule};
use crate::workspace::{CommandLine, Level};

/// What the arguments say about rules.
///
/// # Errors
/// If they name a rule or severity that there is not.
pub fn command_line(args: &RuleArgs) -> Result<CommandLine, Failure> {
    let mut found = CommandLine::default();
    if !args.select.is_empty() {
        let selected: Result<_, Failure> = args.select.iter().map(|name| known(name)).collect();
        found.only = Some(selected?);
    }
    for name in &args.ignore {
        found.levels.insert(known(name)?, Level::Off);
    }
    for pair in &args.severity {
        let Some((name, level)) = pair.split_once('=') else {
            return Err(format!("`--severity {pair}` has no `=`; write `--severity RULE=LEVEL`").into());
        };
        let Some(level) = Level::named(level.trim()) else {
            return Err(format!("`{level}` is no severity; use error, warning, info, hint or off").into());
        };
        found.levels.insert(known(name)?, level);
    }
    Ok(found)
}

fn known(name: &str) -> Result<String, Failure> {
    let name = name.trim();
    if rule(name).is_some() {
        return Ok(name.to_string());
    }
    let hint = match nearest_rule(name) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "`newsmark explain` lists all rules".to_string(),
    };
    Err(format!("there is no rule `{name}`; {hint}").into())
}
