use std::path::PathBuf;

use super::{Exit, Failure, output};
use crate::workspace::CONFIG_FILE;

/// Write a newsmark.toml with comments, to begin with
///
/// Everything in it is commented out, so that it changes nothing until somebody decides something. The folder becomes
/// the root: its registries and settings hold for all articles below.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  newsmark init             in the current folder\n  newsmark init articles    in another one"
)]
pub struct Args {
    /// The folder; without it, the current one
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
}

/// The file.
pub const TEMPLATE: &str = include_str!("init.toml");

pub fn run(args: &Args) -> Result<Exit, Failure> {
    let path = args.folder.join(CONFIG_FILE);
    let path = path.strip_prefix(".").unwrap_or(&path);
    if !args.folder.is_dir() {
        return Err(format!("{}: is no folder", args.folder.display()).into());
    }
    if path.symlink_metadata().is_ok() {
        let there = path.display();
        return Err(format!(
            "{there}: is there already and stays as it is; `newsmark config` shows what holds"
        )
        .into());
    }
    output::write(Some(path), TEMPLATE)?;
    println!("Wrote {}. `newsmark config` shows what is in force.", path.display());
    Ok(Exit::Clean)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::known_rules;
    use crate::workspace::{CONFIG_KEYS, Config};

    fn mistakes(text: &str) -> Vec<String> {
        let folder = tempfile::tempdir().expect("a folder is made");
        std::fs::write(folder.path().join(CONFIG_FILE), text).expect("is written");
        let (_, errors) = Config::load(folder.path(), &known_rules());
        errors.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn the_template_is_right_as_it_is_and_when_it_is_taken_at_its_word() {
        assert_eq!(mistakes(TEMPLATE), [""; 0]);
        // `#key = …` is a setting, `# Words` are words.
        let set: Vec<&str> = TEMPLATE
            .lines()
            .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
            .collect();
        let set = set.join("\n");
        assert_eq!(mistakes(&set), [""; 0], "{set}");
        for key in CONFIG_KEYS {
            assert!(
                set.lines().any(|line| line.trim_start_matches('[').starts_with(key.name)),
                "{}",
                key.name
            );
        }
    }
}
