use std::fmt::Write;
use std::path::{Path, PathBuf};

use super::check::{RuleArgs, command_line};
use super::{Exit, Failure, output, tell};
use crate::language::{OwnVerb, Uses};
use crate::rules::{RULES, Rule, known_rules};
use crate::workspace::{
    CONFIG_FILE, Config, OptionValue, Origin, USUAL_REGISTRIES, Workspace, Workspaces, absolute,
    current_folder, toml_text, toml_texts,
};

/// Show what is in force, and where each value comes from
///
/// Written as newsmark.toml is, with the origin of each value behind it: `default`, a line of newsmark.toml, or the
/// command line. For a file, severities that hold for some files only are taken into account.
#[derive(Debug, clap::Args)]
#[command(after_help = AFTER_HELP)]
pub struct Args {
    /// The article or folder for which it is asked; without it, the current folder
    #[arg(value_name = "PATH", default_value = ".")]
    path: PathBuf,

    #[command(flatten)]
    rules: RuleArgs,
}

const AFTER_HELP: &str = "\
Examples:
  newsmark config                              what holds here
  newsmark config wire/2024-03-05.nmk          what holds for an article
  newsmark config | grep -v '# default$'       what is not as usual

Exit codes:
  0  all is well
  2  newsmark.toml or a registry can't be used as it is";

pub fn run(args: &Args) -> Result<Exit, Failure> {
    if !args.path.exists() {
        return Err(format!("{}: no such file or folder", args.path.display()).into());
    }
    let is_folder = args.path.is_dir();
    let above = args.path.parent().filter(|above| !above.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let folder = if is_folder { &args.path } else { above };
    let mut workspaces = Workspaces::new(known_rules(), command_line(&args.rules)?);
    let workspace = workspaces.of_folder(folder, folder);
    workspace.errors.iter().for_each(|error| tell(error.seen_from(current_folder())));
    let article = (!is_folder).then(|| absolute(&args.path));
    output::write(None, &Page::new(&workspace, article.as_deref()).text())?;
    Ok(if workspace.errors.is_empty() { Exit::Clean } else { Exit::Trouble })
}

/// What is shown: lines with their origins.
struct Page<'a> {
    workspace: &'a Workspace,
    /// The article for which it is asked (absolute).
    article: Option<&'a Path>,
    lines: Vec<(String, Option<String>)>,
}

/// Origins stand behind the values, if these are no longer than that.
const MOST_COLUMNS: usize = 60;

impl<'a> Page<'a> {
    fn new(workspace: &'a Workspace, article: Option<&'a Path>) -> Self {
        let mut page = Self { workspace, article, lines: Vec::new() };
        page.head();
        page.files();
        page.vocabulary();
        page.rules();
        page.overrides();
        page.verbs();
        page
    }

    fn config(&self) -> &'a Config {
        &self.workspace.config
    }

    fn heading(&mut self, text: impl Into<String>) {
        self.lines.push((String::new(), None));
        self.lines.push((text.into(), None));
    }

    /// A value; `key` says where it would stand in newsmark.toml, with all above it.
    fn value(&mut self, text: String, key: &str) {
        let origin = self.origin(key).unwrap_or_else(|| "default".to_string());
        self.lines.push((text, Some(origin)));
    }

    fn origin(&self, key: &str) -> Option<String> {
        self.config().places.get(key).map(|at| format!("{CONFIG_FILE}:{}", at.line))
    }

    fn head(&mut self) {
        let root = &self.workspace.root;
        let why = if root.join(CONFIG_FILE).exists() {
            format!("by {CONFIG_FILE}")
        } else if root.join(".git").exists() {
            format!("by .git; `newsmark init` writes a {CONFIG_FILE}")
        } else {
            format!("as given; `newsmark init` writes a {CONFIG_FILE}")
        };
        self.lines.push((format!("# root: {} ({why})", root.display()), None));
        let found = self.workspace.registry.files().map(|(path, _)| below(path, root));
        let found: Vec<String> = found.collect();
        let usual =
            format!("none ({} are looked for unless others are named)", USUAL_REGISTRIES.join(" and "));
        let found = if found.is_empty() { usual } else { found.join(", ") };
        self.lines.push((format!("# registries found: {found}"), None));
        self.lines.push((String::new(), None));
    }

    fn files(&mut self) {
        let config = self.config();
        let is_there = |name: &String| self.workspace.root.join(name).exists();
        let usual = || USUAL_REGISTRIES.map(str::to_string).into_iter().filter(is_there).collect();
        let registries = config.registries.clone().unwrap_or_else(usual);
        self.value(format!("registries = {}", toml_texts(&registries)), "registries");
        let include =
            config.include.as_ref().map_or_else(|| vec!["*.nmk".to_string()], |globs| globs.patterns.clone());
        self.value(format!("include = {}", toml_texts(&include)), "include");
        self.value(format!("exclude = {}", toml_texts(&config.exclude.patterns)), "exclude");
    }

    fn vocabulary(&mut self) {
        let vocabulary = self.workspace.vocabulary.clone();
        self.heading("[types]");
        for (name, about, speaks) in vocabulary.types() {
            let about = toml_text(about);
            self.value(
                format!("{} = {{ about = {about}, speaks = {speaks} }}", key(name)),
                &format!("types.{name}"),
            );
        }
        self.heading("[labels]");
        for (name, about) in vocabulary.labels() {
            self.value(format!("{} = {}", key(name), toml_text(about)), &format!("labels.{name}"));
        }
    }

    fn rules(&mut self) {
        self.heading("[rules]");
        for rule in RULES {
            self.severity(rule);
            let name = rule.name;
            if let Some(guideline) = self.config().guideline(name) {
                self.value(
                    format!("{name}.guideline = {}", toml_text(guideline)),
                    &format!("rules.{name}.guideline"),
                );
            }
            for option in rule.options {
                let set = self.config().option(name, option.name).cloned();
                let value: OptionValue = set.unwrap_or_else(|| option.kind.default_value());
                let key = format!("{name}.{}", option.name);
                self.value(format!("{key} = {value}"), &format!("rules.{key}"));
            }
        }
    }

    fn severity(&mut self, rule: &Rule) {
        let levels = self.workspace.levels(self.article);
        let level = levels.of(rule.name);
        let origin = match levels.origin(rule.name) {
            Origin::Key(key) => self.origin(&key).unwrap_or_default(),
            Origin::CommandLine => "command line".to_string(),
            Origin::Default => "default".to_string(),
        };
        let level = level.map_or_else(|| rule.severity.to_string(), |level| level.to_string());
        self.lines.push((format!("{}.severity = {}", rule.name, toml_text(&level)), Some(origin)));
    }

    /// For an article they are in the severities already.
    fn overrides(&mut self) {
        if self.article.is_some() {
            return;
        }
        for (number, found) in self.config().overrides.iter().enumerate() {
            self.heading("[[overrides]]");
            let at = format!("overrides.{number}");
            self.value(format!("files = {}", toml_texts(&found.files.patterns)), &at);
            for (rule, level) in &found.levels {
                self.value(
                    format!("rules.{rule} = {}", toml_text(level.as_str())),
                    &format!("{at}.rules.{rule}"),
                );
            }
        }
    }

    fn verbs(&mut self) {
        let verbs = &self.config().verbs;
        if verbs.is_empty() {
            return;
        }
        self.heading("[verbs]");
        for verb in verbs {
            let forms = toml_texts(&verb.forms);
            let (uses, language) = (toml_text(&uses(verb)), toml_text(&verb.language));
            self.value(
                format!("{} = {{ uses = {uses}, forms = {forms}, language = {language} }}", key(&verb.lemma)),
                &format!("verbs.{}", verb.lemma),
            );
        }
    }

    fn text(&self) -> String {
        let columns =
            self.lines.iter().filter(|(_, origin)| origin.is_some()).map(|(line, _)| line.chars().count());
        let width = columns.filter(|columns| *columns <= MOST_COLUMNS).max().unwrap_or_default();
        let mut text = String::new();
        for (line, origin) in &self.lines {
            let _ = match origin {
                Some(origin) => writeln!(text, "{line:width$}  # {origin}"),
                None => writeln!(text, "{line}"),
            };
        }
        text
    }
}

/// The names of a verb's uses.
fn uses(verb: &OwnVerb) -> String {
    let named = Uses::NAMED.into_iter().filter(|(_, one)| verb.uses.and(*one) == verb.uses);
    named.map(|(name, _)| name).collect::<Vec<_>>().join(" ")
}

/// A key as TOML writes it.
fn key(name: &str) -> String {
    let is_bare = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
    if is_bare { name.to_string() } else { toml_text(name) }
}

fn below(path: &Path, root: &Path) -> String {
    path.strip_prefix(root).unwrap_or(path).display().to_string()
}
