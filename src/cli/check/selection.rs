//! `--select`, `--ignore` and `--severity`.

use super::args::RuleArgs;
use crate::cli::{Failure, no_such_rule};
use crate::rules::rule;
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
    rule(name).map(|rule| rule.name.to_string()).ok_or_else(|| no_such_rule(name))
}
