//! Where reports go: one on standard output or in a file, and any number of further ones in files.

use std::env;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::args::ReportArgs;
use crate::cli::Failure;
use crate::cli::input::Input;
use crate::cli::output::{Output, is_same_file};
use crate::cli::report::{Checked, Colors, Format, Reporter, Statistics, Summary, reporter};
use crate::rules;
use crate::syntax::parse;
use crate::text::nearest;
use crate::workspace::NotUtf8;

/// All reports of a run. The first is the main one.
pub struct Reports {
    reporters: Vec<Box<dyn Reporter>>,
    targets: Vec<Target>,
}

/// Where a report goes.
enum Target {
    Stdout,
    Stderr,
    File(PathBuf),
}

impl Reports {
    /// Which reports are wanted. `to_stderr` says that standard output is taken.
    ///
    /// # Errors
    /// If a format is unknown, or there are two files for the main report.
    pub fn new(args: &ReportArgs, colors: Colors, to_stderr: bool) -> Result<Self, Failure> {
        let mut main = if to_stderr { Target::Stderr } else { Target::Stdout };
        let (mut reporters, mut targets) = (Vec::new(), Vec::new());
        for given in &args.output_file {
            match target(given)? {
                (Some(format), path) => {
                    reporters.push(reporter(format, Colors::Off));
                    targets.push(Target::File(path));
                }
                (None, path) if !matches!(main, Target::File(_)) => main = Target::File(path),
                (None, path) => {
                    let path = path.display();
                    return Err(
                        format!("two files for one report; say which format, as in sarif={path}").into()
                    );
                }
            }
        }
        let colors = if matches!(main, Target::Stdout) { colors } else { Colors::Off };
        let first: Box<dyn Reporter> = if args.statistics {
            Box::new(Statistics::default())
        } else {
            reporter(args.format.unwrap_or_else(usual_format), colors)
        };
        reporters.insert(0, first);
        targets.insert(0, main);
        Ok(Self { reporters, targets })
    }

    /// Opens all files and begins the reports.
    ///
    /// # Errors
    /// If a file can't be written, or is one of the articles.
    pub fn open(&self, articles: &[Input]) -> Result<Outputs<'_>, Failure> {
        for target in &self.targets {
            if let Target::File(path) = target
                && path.exists()
                && articles.iter().any(|article| is_same_file(&article.path, path))
            {
                return Err(
                    format!("{}: is an article; a report would take its place", path.display()).into()
                );
            }
        }
        let open = |target: &Target| match target {
            Target::Stdout => Output::open(None),
            Target::Stderr => Ok(Output::stderr()),
            Target::File(path) => Output::open(Some(path)),
        };
        let mut outputs = self.targets.iter().map(open).collect::<Result<Vec<_>, _>>()?;
        for (reporter, output) in self.reporters.iter().zip(&mut outputs) {
            output.write(&reporter.begin())?;
        }
        Ok(Outputs { reporters: &self.reporters, separators: vec![""; outputs.len()], outputs })
    }

    /// What each report says of an article.
    pub fn article(&self, checked: &Checked<'_>) -> Vec<String> {
        if checked.findings.is_empty() {
            return self.clean_article(checked.path());
        }
        self.reporters.iter().map(|reporter| reporter.article(checked)).collect()
    }

    /// What each report says of an article that could not be read since it is not UTF-8.
    pub fn unreadable(&self, input: &Input, wrong: &NotUtf8) -> Vec<String> {
        let tree = parse(&wrong.text);
        let findings = vec![rules::unreadable(wrong)];
        let checked = Checked::new(&input.path, &wrong.text, &tree, &input.workspace, findings);
        let reporters = self.reporters.iter();
        let report = reporters.map(|reporter| match reporter.is_for_people() {
            true => String::new(),
            false => reporter.article(&checked),
        });
        report.collect()
    }

    /// What each report says of an article without findings.
    pub fn clean_article(&self, path: &Path) -> Vec<String> {
        self.reporters.iter().map(|reporter| reporter.clean_article(path)).collect()
    }
}

/// The reports while they are written.
pub struct Outputs<'r> {
    reporters: &'r [Box<dyn Reporter>],
    outputs: Vec<Output>,
    separators: Vec<&'static str>,
}

impl Outputs<'_> {
    /// Writes what each report says of an article.
    pub fn write(&mut self, texts: &[String]) -> Result<(), Failure> {
        for (number, text) in texts.iter().enumerate().filter(|(_, text)| !text.is_empty()) {
            self.outputs[number].write(self.separators[number])?;
            self.outputs[number].write(text)?;
            self.separators[number] = self.reporters[number].separator();
        }
        Ok(())
    }

    /// Ends all reports and makes their files final.
    pub fn finish(mut self, summary: &Summary) -> Result<(), Failure> {
        for (reporter, output) in self.reporters.iter().zip(&mut self.outputs) {
            output.write(&reporter.end(summary))?;
        }
        self.outputs.into_iter().try_for_each(Output::finish)
    }
}

/// GitHub Actions sets GITHUB_ACTIONS (docs.github.com, "Variables").
fn usual_format() -> Format {
    let in_actions = env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    if in_actions { Format::Github } else { Format::Full }
}

/// The format and file of `[FORMAT=]FILE`. `./a=b` is a file in any case.
fn target(given: &str) -> Result<(Option<Format>, PathBuf), Failure> {
    let Some((format, path)) = given.split_once('=').filter(|(format, _)| !format.contains(['/', '\\']))
    else {
        return Ok((None, given.into()));
    };
    if let Ok(format) = Format::from_str(format, false) {
        return Ok((Some(format), path.into()));
    }
    let names: Vec<String> = Format::value_variants()
        .iter()
        .filter_map(|format| Some(format.to_possible_value()?.get_name().into()))
        .collect();
    let hint = match nearest(format, names.iter().map(String::as_str)) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are {}", names.join(", ")),
    };
    Err(format!("`--output-file {given}`: there is no format `{format}`; {hint}").into())
}
